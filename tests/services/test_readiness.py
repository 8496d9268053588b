"""A copy says that it is ready when it is, and which thing it lacks when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hotline.services.readiness import GOOD, Readiness
from hotline.storage import migrate
from hotline.storage.books import Database
from hotline.storage.sealing import Index
from tests.services.scenes import NOON

if TYPE_CHECKING:
    from hotline.storage.sealing import Keystore, Root

OK = {"database": "ok", "schema": "ok", "keys": "ok", "telegram": "ok"}


def readiness(database: Database, keystore: Keystore) -> Readiness:
    return Readiness(database, keystore, lambda: NOON, met=True)


async def test_all_is_well(database: Database, keystore: Keystore) -> None:
    assert await readiness(database, keystore).look() == OK


async def test_until_telegram_has_answered_the_copy_is_not_ready(
    database: Database, keystore: Keystore
) -> None:
    look = readiness(database, keystore)
    look.met = False

    assert await look.look() == OK | {"telegram": "unmet"}


@pytest.mark.parametrize(
    ("version", "word"), [(migrate.known()[1], "old"), ("9999", "newer")], ids=["old", "newer"]
)
async def test_a_schema_of_another_age_is_told(
    database: Database, keystore: Keystore, version: str, word: str
) -> None:
    async with database.books() as books:
        await books.connection.execute(
            text("UPDATE alembic_version SET version_num = :version"), {"version": version}
        )

    told = await readiness(database, keystore).look()

    assert told == OK | {"schema": word}
    assert GOOD.issuperset(told.values()) == (word == "newer")


async def test_keys_that_do_not_open_are_told_although_they_were_read_before(
    database: Database, keystore: Keystore
) -> None:
    keystore.on(NOON.date())
    for path in keystore.folder.glob("*.key"):
        path.chmod(0o600)
        path.write_bytes(b"another root's key")

    assert await readiness(database, keystore).look() == OK | {"keys": "unreadable"}


async def test_a_database_that_is_away_is_told(
    database_url: str, root: Root, keystore: Keystore
) -> None:
    gone = Database(database_url.replace("/test_", "/gone_"), Index(root), keystore)

    told = await readiness(gone, keystore).look()

    assert told == OK | {"database": "away", "schema": "unknown"}
    await gone.close()
