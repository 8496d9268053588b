"""What every test may ask for: a real PostgreSQL, and a database of its own in it."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


# A disk is what hundreds of databases wait for; memory keeps every promise of the server but
# one, to outlive the machine. A container gives 64 MB of it, which is not enough.
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30  # noqa: S108  # a private folder is made in it


def _fast_folder() -> Path | None:
    with suppress(OSError):
        return MEMORY if shutil.disk_usage(MEMORY).free >= ENOUGH else None
    return None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a private server that lives as long as the tests."""
    from hotline.storage.embedded import opened  # noqa: PLC0415  # the pure suites need no database

    # Not below pytest's own folder: a second run at the same time would close it to the server.
    with (
        tempfile.TemporaryDirectory(
            prefix="hotline-", dir=_fast_folder(), ignore_cleanup_errors=True
        ) as folder,
        opened(None, Path(folder)) as url,
    ):
        yield url


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a database with the newest schema, to be copied."""
    from hotline.storage import migrate  # noqa: PLC0415  # the pure suites need no database
    from hotline.storage.embedded import create_database  # noqa: PLC0415  # the same

    migrate.upgrade(create_database(postgres, "template_hotline"))
    return "template_hotline"


@pytest.fixture
def database_url(postgres: str, template: str) -> Iterator[str]:
    """The address of an empty database with the newest schema, for one test."""
    import psycopg  # noqa: PLC0415  # the pure suites need no database

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield postgres.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def root_key(tmp_path: Path) -> Path:
    """A root key of this test's own."""
    from hotline.storage.sealing import make_root_key  # noqa: PLC0415  # the pure suites need none

    path = tmp_path / "root.key"
    make_root_key(path)
    return path
