from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from hotline.domain.address import Address
from hotline.services.backups import back_up, back_up_by_schedule, restore
from hotline.storage import backups
from hotline.storage.backups import BackupRefused, read_identity, refuse_unless_empty
from hotline.storage.books import Database, DatabaseAway
from hotline.storage.cases import Said
from hotline.storage.embedded import create_database
from hotline.storage.sealing import Index, Root
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage.x25519 import Identity

    from hotline.services.running import Told
    from hotline.storage.sealing import Keystore

AWAY = "postgresql://nobody@127.0.0.1:9/none"
CANARY = "the canary sings at night"


class Place:
    """A folder with a backup in it, the identity that opens it, and an empty database."""

    def __init__(self, folder: Path, server: str) -> None:
        self.backups = folder / "backups"
        self.identity_file = folder / "identity"
        self.recipient = backups.make_identity(self.identity_file)
        self.empty = create_database(server, f"empty_{uuid.uuid4().hex}")

    @property
    def identities(self) -> list[Identity]:
        return read_identity(self.identity_file)


@pytest.fixture
def place(tmp_path: Path, postgres: str) -> Place:
    return Place(tmp_path, postgres)


async def somebody_wrote(database: Database, chat: int) -> None:
    async with database.books() as books:
        case = await person_waits(books, chat)
        said = Said("person", "words", CANARY, 1)
        await books.cases.say(said, person=case.person, case=case.id, inbox=chat, now=NOON)


async def test_everything_comes_back_and_goes_on_where_it_stood(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    await somebody_wrote(database, 1)
    await somebody_wrote(database, 2)
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)

    restored = await restore(taken.path, place.identities, place.empty, root, keystore)

    assert restored.contents.counts == taken.contents.counts
    assert restored.contents.counts["messages"] == 2
    assert (restored.erased_again, restored.unreadable) == (0, 0)
    again = Database(place.empty, Index(root), keystore)
    await somebody_wrote(again, 3)
    async with again.books() as books:
        for chat in (1, 2, 3):
            person = await books.people.find(Address(chat))
            assert person is not None
            case = await books.cases.of_person(person.id)
            assert case is not None
            assert [said.words for said in await books.cases.said(case.id, "person")] == [CANARY]
    await again.close()


async def test_who_was_erased_after_the_backup_is_not_brought_back(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    await somebody_wrote(database, 1)
    await somebody_wrote(database, 2)
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)
    async with database.books() as books:
        person = await books.people.find(Address(1))
        assert person is not None
        await books.cases.empty(person.id, NOON.date())
        await books.people.forget(person.id)

    restored = await restore(taken.path, place.identities, place.empty, root, keystore)

    assert restored.erased_again == 2
    again = Database(place.empty, Index(root), keystore)
    async with again.books() as books:
        assert await books.people.find(Address(1)) is None
        assert await books.people.find(Address(2)) is not None
    await again.close()


async def test_a_backup_whose_days_were_destroyed_says_how_much_nobody_can_open(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    await somebody_wrote(database, 1)
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)
    keystore.destroy(NOON.date())

    restored = await restore(taken.path, place.identities, place.empty, root, keystore)

    assert restored.unreadable == 2


def hurt(content: bytes) -> dict[str, bytes]:
    """Everything that happens to files."""
    place = len(content) // 2
    flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    return {
        "cut": content[:place],
        "last byte lost": content[:-1],
        "a bit flipped": flipped,
        "a bit of the head flipped": content[:30] + bytes([content[30] ^ 1]) + content[31:],
        "longer": content + b"\0",
        "nothing left": b"",
    }


async def test_a_damaged_backup_is_refused_and_touches_nothing(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    await somebody_wrote(database, 1)
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)

    for content in hurt(taken.path.read_bytes()).values():
        taken.path.write_bytes(content)
        with pytest.raises(BackupRefused, match="damaged"):
            await restore(taken.path, place.identities, place.empty, root, keystore)
        with pytest.raises(BackupRefused, match="damaged"):
            backups.verify(taken.path, place.identities)
        refuse_unless_empty(place.empty)


async def test_another_identity_opens_nothing(
    database: Database, place: Place, root: Root, keystore: Keystore, tmp_path: Path
) -> None:
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)
    backups.make_identity(tmp_path / "another")
    other = read_identity(tmp_path / "another")

    with pytest.raises(BackupRefused, match="identity does not open"):
        await restore(taken.path, other, place.empty, root, keystore)

    refuse_unless_empty(place.empty)


async def test_a_newer_schema_is_refused(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    with psycopg.connect(database.url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)

    with pytest.raises(BackupRefused, match="newer schema 9999"):
        await restore(taken.path, place.identities, place.empty, root, keystore)

    refuse_unless_empty(place.empty)


async def test_a_backup_that_somebody_else_made_is_refused(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    other = Root(bytes(range(1, 33)))
    forged = await back_up(database.url, place.backups, place.recipient, other, NOON)

    with pytest.raises(BackupRefused, match="another root key"):
        await restore(forged.path, place.identities, place.empty, root, keystore)

    refuse_unless_empty(place.empty)


async def test_a_database_that_holds_anything_is_never_written_over(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)
    await somebody_wrote(database, 1)

    with pytest.raises(BackupRefused, match="not empty"):
        await restore(taken.path, place.identities, database.url, root, keystore)

    async with database.books() as books:
        assert await books.people.find(Address(1)) is not None


async def test_neither_words_nor_keys_can_be_seen_in_the_file(
    database: Database, place: Place, root: Root, keystore: Keystore
) -> None:
    await somebody_wrote(database, 1)

    taken = await back_up(database.url, place.backups, place.recipient, root, NOON)

    held = taken.path.read_bytes()
    [key] = keystore.folder.glob("*.key")
    for secret in (CANARY.encode(), b"persons", b"plan.json", key.read_bytes()):
        assert secret not in held
    assert [path.name for path in place.backups.iterdir()] == [taken.path.name]
    assert taken.path.stat().st_mode & 0o077 == 0


async def test_what_cannot_be_finished_leaves_no_file(
    place: Place, root: Root, database: Database
) -> None:
    with pytest.raises(DatabaseAway):
        await back_up(
            "postgresql://nobody@127.0.0.1:9/x", place.backups, place.recipient, root, NOON
        )
    with pytest.raises(BackupRefused, match="nothing to back up"):
        await back_up(place.empty, place.backups, place.recipient, root, NOON)
    with pytest.raises(BackupRefused, match="recipient"):
        await back_up(database.url, place.backups, "age1nobody", root, NOON)

    assert list(place.backups.iterdir()) == []


async def test_old_backups_go_only_after_a_newer_one_was_read_back(
    database: Database, place: Place, root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scheduled(day: int) -> Told:
        now = NOON + timedelta(days=day)
        return await back_up_by_schedule(
            database.url, place.backups, place.recipient, root, now, keep=2
        )

    assert [(await scheduled(day))["removed"] for day in range(3)] == [0, 0, 1]
    before = sorted(path.name for path in place.backups.iterdir())
    assert [name[14:16] for name in before] == ["25", "26"]

    (place.backups / ".hotline-cut.age.part").write_bytes(b"left by a kill")
    monkeypatch.setattr("hotline.storage.backups.taking._Hashed.write", written_badly)
    with pytest.raises(BackupRefused, match="did not read back"):
        await scheduled(3)

    assert sorted(path.name for path in place.backups.iterdir()) == before


def written_badly(self: backups.taking._Hashed, content: bytes) -> int:
    """A disk that says yes and keeps something else."""
    self.hash.update(content)
    self._file.write(bytes(len(content)))
    return len(content)
