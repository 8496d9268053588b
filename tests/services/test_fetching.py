"""A file from the moment it is sent until it is gone: announced, fetched, seen, erased."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import delete, select, update

from dialogs.engine.events import Kind as Sent
from dialogs.engine.events import MessageReceived
from hotline.domain.address import Address
from hotline.domain.arrivals import PersonActed
from hotline.domain.case import CaseState
from hotline.domain.delivery import AskedToWait, LetterRefused, NoAnswer, SendingFailed
from hotline.domain.files import (
    A_DAY,
    BYTES_A_DAY,
    SMALL,
    Attached,
    FileGone,
    FileKind,
    FileState,
    FileTooLarge,
)
from hotline.domain.retention import Kind
from hotline.services.conversations import Conversations
from hotline.services.fetching import Fetcher
from hotline.services.moment import Known
from hotline.services.previews import preview
from hotline.storage.bell import Bell
from hotline.storage.sealing import KeyDestroyed, Seal, SealBroken
from hotline.storage.sealing.archive import take_up
from hotline.storage.tables import deliveries, files
from tests.dialogs.scenes import REAL
from tests.services.pictures import photo
from tests.services.scenes import GROUP, HANDING, NOON
from tests.services.test_conversations import FINDER, ROWS, Talking

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import Case
    from hotline.storage.books import Books, Database
    from hotline.storage.files import Filed

HER = Address(7)
PHOTO = photo()
SENT = Attached(FileKind.DOCUMENT, "canary-handle", len(PHOTO), "image/jpeg", "canary.jpg")


@dataclass
class Sky:
    """Where files lie before they are ours."""

    answer: bytes | SendingFailed = PHOTO
    asked: list[str] = field(default_factory=list)

    async def fetch(self, handle: str, most: int) -> bytes:
        """Return a file, or fail as told."""
        del most
        self.asked.append(handle)
        if isinstance(self.answer, SendingFailed):
            raise self.answer
        return self.answer


def fetcher(database: Database, sky: Sky, now: datetime = NOON) -> Fetcher:
    return Fetcher(database, Bell(database.url), sky, preview, lambda: now)


async def sends(books: Books, file: Attached = SENT, kind: Sent = Sent.FILE) -> None:
    """She sends a file in her chat."""
    service = Conversations(Known(REAL, FINDER, frozenset(), HANDING.desks), GROUP)
    event = MessageReceived(at=NOON, kind=kind)
    row = next(ROWS)
    acted = PersonActed(HER, event, message=row, file=file)
    await service.act(books, acted, row, NOON)


async def somebody_sent(
    database: Database, file: Attached = SENT, state: CaseState = CaseState.OPEN
) -> Case:
    """Her case, with one file in it."""
    async with database.books() as books:
        her = Talking(books, chat=HER)
        await her.asks()
        case = replace(await her.case(), state=state)
        await books.cases.save(case)
        await sends(books, file)
    return case


async def the_file(books: Books, case: Case) -> Filed:
    [file] = (await books.files.of_case(case.id)).values()
    return file


async def wanted(database: Database, case: Case, now: datetime = NOON) -> None:
    async with database.books() as books:
        file = await books.files.one(case.id, (await the_file(books, case)).id)
        assert file
        await books.files.want(file, now)


async def state(database: Database, case: Case) -> FileState:
    async with database.books() as books:
        return (await the_file(books, case)).state


async def test_only_what_a_message_told_is_kept_until_somebody_needs_the_file(
    database: Database,
) -> None:
    case, sky = await somebody_sent(database), Sky()

    assert await fetcher(database, sky).fetch() == 0
    await wanted(database, case)
    assert await fetcher(database, sky).fetch() == 1

    assert sky.asked == ["canary-handle"]
    async with database.books() as books:
        file = await the_file(books, case)
        rows = (await books.connection.execute(select(files))).all()
        assert (file.state, file.told, file.shows) == (FileState.FETCHED, SENT, True)
        assert await books.files.content(case.id, file.id) == PHOTO
        assert await books.files.preview(case.id, file.id) not in {None, PHOTO}
    assert not any(b"canary" in value for row in rows for value in row if isinstance(value, bytes))


@pytest.mark.parametrize("where", [CaseState.WAITING, CaseState.OPEN, CaseState.CLOSED])
async def test_a_small_photo_comes_by_itself_while_its_case_is_open(
    database: Database, where: CaseState
) -> None:
    small = replace(SENT, kind=FileKind.PHOTO)
    case = await somebody_sent(database, small, where)

    tried = await fetcher(database, Sky()).fetch()

    assert tried == (where is CaseState.OPEN)
    expected = FileState.FETCHED if where is CaseState.OPEN else FileState.ANNOUNCED
    assert await state(database, case) is expected


@pytest.mark.parametrize(
    ("failure", "end"),
    [
        (FileTooLarge(), FileState.TOO_LARGE),
        (FileGone(), FileState.GONE),
        (LetterRefused(), FileState.REFUSED),
        (NoAnswer(), FileState.WANTED),
        (AskedToWait(timedelta(seconds=30)), FileState.WANTED),
    ],
)
async def test_every_failure_ends_in_a_named_state_or_is_tried_again(
    database: Database, failure: SendingFailed, end: FileState
) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky(failure)).fetch()

    assert await state(database, case) is end
    if end is FileState.WANTED:
        assert await fetcher(database, Sky()).fetch() == 0  # not at once
        assert await fetcher(database, Sky(), NOON + timedelta(seconds=30)).fetch() == 1
        assert await state(database, case) is FileState.FETCHED


async def test_who_is_not_reached_for_a_day_is_given_up_and_may_be_asked_again(
    database: Database,
) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky(NoAnswer()), NOON + timedelta(hours=25)).fetch()
    assert await state(database, case) is FileState.UNREACHED

    await wanted(database, case)
    await fetcher(database, Sky()).fetch()

    assert await state(database, case) is FileState.FETCHED


async def test_a_flood_of_files_waits_for_the_next_day(database: Database) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky()).fetch()
    async with database.books() as books:
        await books.connection.execute(update(files).values(size=BYTES_A_DAY))
        await sends(books, replace(SENT, kind=FileKind.PHOTO, size=SMALL))
    sky = Sky()
    await fetcher(database, sky).fetch()

    async with database.books() as books:
        [_, over] = (await books.files.of_case(case.id)).values()
        assert (over.state, sky.asked) == (FileState.OVER_QUOTA, [])
        await books.files.want(over, NOON + A_DAY)
    await fetcher(database, sky, NOON + A_DAY).fetch()
    assert sky.asked == ["canary-handle"]


async def test_a_file_of_somebody_who_erased_herself_meanwhile_is_kept_nowhere(
    database: Database,
) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)

    class Slow(Sky):
        async def fetch(self, handle: str, most: int) -> bytes:
            async with database.books() as books:
                her = Talking(books, chat=HER)
                await her.presses("any.any.erase", "privacy.erase.do_it")
            return await super().fetch(handle, most)

    await fetcher(database, Slow()).fetch()

    async with database.books() as books:
        assert (await books.connection.execute(select(files))).all() == []


async def test_an_erased_file_opens_with_no_later_key(database: Database) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky()).fetch()
    async with database.books() as books:
        [backup] = (await books.connection.execute(select(files))).all()
        her = Talking(books, chat=HER)
        await her.presses("any.any.erase", "privacy.erase.do_it")
        assert (await books.connection.execute(select(files))).all() == []

        with pytest.raises((KeyDestroyed, SealBroken)):
            (await books.keys.of(backup.key)).open(backup.told, f"files|{backup.id}")


@pytest.mark.parametrize("kind", Kind)
async def test_a_file_outlives_answers_and_notes_and_goes_with_its_talk_or_its_own_span(
    database: Database, kind: Kind
) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky()).fetch()
    async with database.books() as books:
        assert case.person
        await books.connection.execute(delete(deliveries))  # nothing is on its way
        subject = await books.retention.lock(case.person)
        assert subject
        assert Kind.FILES in {held.kind for held in subject.held}

        await books.shredding.shred(case.person, {kind}, NOON.date())

        found = await books.files.of_case(case.id)
        if kind in {Kind.FILES, Kind.SAID}:
            assert not found
        else:
            [file] = found.values()
            assert await books.files.content(case.id, file.id) == PHOTO


async def test_a_file_of_an_archived_talk_opens_for_the_desk_no_more(database: Database) -> None:
    case = await somebody_sent(database)
    await wanted(database, case)
    await fetcher(database, Sky()).fetch()
    later = NOON + timedelta(days=4)
    async with database.books() as books:
        await books.connection.execute(delete(deliveries))
        await books.cases.save(replace(case, state=CaseState.CLOSED), closed_at=NOON)
        assert await books.archive.is_ripe(case.id, later)
        private = X25519PrivateKey.generate()

        await books.archive.lay_down(case.id, private.public_key(), later.date())

        assert not await books.archive.is_ripe(case.id, later)
        assert not await books.files.of_case(case.id)
        [row] = (await books.connection.execute(select(files))).all()
        assert (row.told, row.key) == (None, case.id)
        seal = await books.keys.of(case.id)
        about = f"files|{row.id}"
        told = json.loads(take_up(seal.open(row.archived, f"archive|{about}"), about, private))
        kept = Seal(bytes.fromhex(told["key"])).open(row.content, f"files.content|{row.id}")
        assert kept == PHOTO


async def test_a_file_comes_along_to_another_phone(database: Database) -> None:
    async with database.books() as books:
        her = Talking(books, chat=HER)
        await her.presses("lang.any.tg")
        await sends(books)  # before there is a case: sealed with her own key
        old = await her.person()
        await her.asks()
        case = await her.case()
        new = await books.people.meet(Address(8), None, NOON)

        await books.moving.everything(old.id, new.id)
        await books.keys.destroy([old.id])

        assert (await the_file(books, case)).told == SENT
