"""Erasing: nothing of somebody is left anywhere, and a receipt proves it without naming them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate
from hotline.domain.codes import code_of
from hotline.domain.delivery import LetterRefused, Receipt, SendingFailed
from hotline.domain.letters import EraseTrace
from hotline.services.courier import Courier
from hotline.services.proof import verify
from hotline.services.rotation import WINDOW, rotate
from hotline.storage.bell import Bell
from hotline.storage.sealing import Index, KeyDestroyed
from hotline.storage.tables import cases, inbox, keys, metadata
from tests.services.scenes import GROUP, NOON
from tests.services.test_conversations import Talking
from tests.services.test_linking import WRONG, code_made, pressed, talked

if TYPE_CHECKING:
    from hotline.domain.delivery import Route
    from hotline.domain.letters import Letter
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore, Root

HER, ANOTHER = Address(7), Address(8)
DUE = NOON + WINDOW + timedelta(days=1)


@dataclass
class Out:
    """The way out to Telegram, which may refuse to clear a chat."""

    refuses: SendingFailed | None = None
    left: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Take a letter."""
        del route, now
        if isinstance(letter, EraseTrace) and letter.forget and self.refuses:
            raise self.refuses
        self.left.append(letter)
        return Receipt(message=len(self.left))


async def erased(database: Database, out: Out) -> tuple[str, list[object]]:
    """Somebody talks to an operator and erases everything; return her receipt and her names."""
    async with database.books() as books:
        await books.inbox.keep(1, [RawUpdate(1, b"{}", HER)], NOON.date())
        kept = await books.inbox.next()
        assert kept
        await books.inbox.quarantine(kept.id, "failed", NOON)
        lane = (await books.connection.execute(select(inbox.c.lane))).scalar_one()
        await Talking(books, chat=ANOTHER).asks()
        case = await talked(books)
        await code_made(books)
        her = Talking(books, chat=HER)
        await her.presses("any.any.erase")
        added = (await her.shown())[-1].added
        person = await her.person()
        await her.presses("privacy.erase.do_it")
        names = [person.id, books.index.blind(HER), lane]
        assert added is not None
    courier = Courier(database, Bell(database.url), out, GROUP, 1, lambda: NOON, keeps_pace=False)
    while await courier.deliver():
        await courier.land()
    assert case.person == person.id
    return added.code, names


async def everything(database: Database) -> list[tuple[str, object]]:
    """Every value of every column of every table."""
    found: list[tuple[str, object]] = []
    async with database.books() as books:
        for table in metadata.sorted_tables:
            rows = await books.connection.execute(select(table))
            found += [(table.name, value) for row in rows for value in row]
    return found


@pytest.mark.parametrize("refuses", [None, LetterRefused()], ids=["cleared", "not cleared"])
async def test_no_table_holds_anything_of_somebody_who_erased_herself(
    database: Database, refuses: SendingFailed | None
) -> None:
    _, names = await erased(database, Out(refuses))

    values = await everything(database)
    assert [table for table, value in values if value in names] == []
    assert not any(isinstance(value, bytes) and b"canary" in value for _, value in values)
    assert not any(isinstance(value, str) and "canary" in value for _, value in values)


async def test_no_later_key_opens_what_a_backup_from_before_holds(
    database: Database, keystore: Keystore
) -> None:
    async with database.books() as books:
        case = await talked(books)
        owners = [case.id, case.person]
        backup = list(await books.connection.execute(select(keys).where(keys.c.owner.in_(owners))))
        her = Talking(books, chat=HER)
        await her.presses("any.any.erase", "privacy.erase.do_it")
        await books.people.forget((await books.people.by_id(case.person)).id)  # type: ignore[union-attr,arg-type]
    assert len(backup) == len(owners)
    opens_before = [keystore.of(row.day).wrapping for row in backup]

    await rotate(database, keystore, DUE)

    assert len(opens_before) == len(owners), "a negative control: until then they open"
    for row in backup:
        with pytest.raises(KeyDestroyed):
            keystore.of(row.day)


async def test_the_case_is_still_counted_when_the_person_is_gone(database: Database) -> None:
    await erased(database, Out())

    async with database.books() as books:
        rows = await books.connection.execute(select(cases.c.person, cases.c.state))
        counted = sorted((row.person is None, row.state) for row in rows)
    assert counted == [(False, "waiting"), (True, "closed")]


async def test_a_receipt_proves_the_erasing_and_that_backups_are_dead(
    database: Database, keystore: Keystore, root: Root
) -> None:
    receipt, _ = await erased(database, Out())
    index = Index(root)

    at_first = verify(keystore, index, receipt.lower().replace("-", " "))
    await rotate(database, keystore, DUE)
    in_the_end = verify(keystore, index, receipt)

    assert at_first
    assert (at_first.erased_on, at_first.due_on) == (NOON.date(), DUE.date())
    assert not at_first.backups_dead
    assert in_the_end
    assert in_the_end.backups_dead


async def test_a_receipt_proves_nothing_before_the_erasing_or_for_somebody_else(
    database: Database, keystore: Keystore, root: Root
) -> None:
    async with database.books() as books:
        shown = Talking(books, chat=ANOTHER)
        await shown.presses("lang.any.tg", "any.any.erase")
        unused = (await shown.shown())[-1].added
    await erased(database, Out())

    assert unused
    for code in (unused.code, WRONG, code_of(7), "", "no code"):
        assert verify(keystore, Index(root), code) is None


async def test_going_on_from_another_phone_is_no_erasing(
    database: Database, keystore: Keystore, root: Root
) -> None:
    async with database.books() as books:
        case = await talked(books)
        old = Talking(books, chat=HER)
        await old.presses("any.any.erase", "privacy.erase.keep")
        receipt = books.index.receipt((await old.person()).id)
        new = Talking(books, chat=ANOTHER)
        await new.presses("lang.any.tg", "any.any.help", "help.ways.phone", "phone.begin.have")
        await new.writes(await code_made(books))
        assert await pressed(books, "link", case) is None

    assert verify(keystore, Index(root), receipt) is None
