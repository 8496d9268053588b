"""Bringing a database to the newest schema, or to any other."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from hotline.storage.books import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

FOLDER = Path(__file__).parent / "migrations"
# Two copies that start together must not both migrate.
MIGRATION_LOCK = 20_121_107


def upgrade(url: str, target: str = "head") -> list[str]:
    """Apply what is missing; return the revisions that were applied.

    Raises DatabaseAway when the database cannot be reached.
    """
    with _connected(url) as connection:
        before = _applied(connection)
        command.upgrade(_config(connection), target)
        return sorted(_applied(connection) - before)


def upgrade_within(connection: Connection, target: str) -> None:
    """Apply what is missing up to `target`, inside the transaction of the caller."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    command.upgrade(_config(connection), target)


def is_known(connection: Connection, revision: str) -> bool:
    """Say whether this program knows a revision; one it does not know was made by a newer one."""
    return revision in _all(_config(connection))


def downgrade(url: str, target: str) -> None:
    """Take migrations back, down to `target`."""
    with _connected(url) as connection:
        command.downgrade(_config(connection), target)


def missing(url: str) -> list[str]:
    """Return the revisions that a database still lacks."""
    with _connected(url) as connection:
        return sorted(_all(_config(connection)) - _applied(connection))


def known() -> tuple[str, ...]:
    """Return every revision this program knows, the newest first; needs no database."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return tuple(each.revision for each in ScriptDirectory.from_config(config).walk_revisions())


async def applied(connection: AsyncConnection) -> str | None:
    """Return the revision a database is at."""
    found = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalar_one_or_none()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def _all(config: Config) -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def _applied(connection: Connection) -> set[str]:
    heads = MigrationContext.configure(connection).get_current_heads()
    directory = ScriptDirectory.from_config(_config(connection))
    return {
        script.revision for head in heads for script in directory.iterate_revisions(head, "base")
    }


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()
            yield connection
            connection.commit()
    except OperationalError:
        raise DatabaseAway from None
    finally:
        engine.dispose()
