"""Own words and the rule for writing first, as they are kept: nothing comes that may not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from dialogs.engine.conversation import Talk
from dialogs.words import phrases
from hotline.domain import letters
from hotline.domain.address import Address
from hotline.domain.arrivals import OperatorAsked, OperatorWrote
from hotline.domain.case import CaseState
from hotline.domain.contact import LONG_SILENCE, Contact, When
from hotline.domain.delivery import DELETABLE, Receipt, Route
from hotline.domain.priority import Priority
from hotline.services.banning import ban
from hotline.services.courier import Courier
from hotline.services.desk import Desk
from hotline.services.tidying import OLD, tidy
from hotline.services.watch import Watch
from hotline.storage.bell import Bell
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON
from tests.services.test_conversations import Talking, step

if TYPE_CHECKING:
    from hotline.domain.case import OperatorKey
    from hotline.storage.books import Books, Database

WORD = "зелёный чай"
OPERATOR = Address(900)
THREAD = 77
DESK = Desk(REAL, GROUP, HANDING)


@dataclass
class Sent:
    """A way out that remembers what left, in order; every message gets the next number."""

    left: list[letters.Letter] = field(default_factory=list)
    traces: list[tuple[int, ...]] = field(default_factory=list)

    async def send(self, letter: letters.Letter, route: Route, now: datetime) -> Receipt:
        """Take a letter."""
        del now
        self.left.append(letter)
        self.traces.append(route.trace)
        return Receipt(message=1000 + len(self.left))

    def replies(self) -> list[int]:
        """The operator's messages that reached the person."""
        return [each.message for each in self.left if isinstance(each, letters.CopyToPerson)]

    def told(self) -> list[str]:
        """What the operators were told in the topic."""
        return [each.phrase for each in self.left if isinstance(each, letters.TellThread)]

    def screens(self) -> list[str]:
        """The steps shown to the person."""
        return [
            f"{each.script}.{each.step}"
            for each in self.left
            if isinstance(each, letters.ShowScreen)
        ]


@dataclass
class Road:
    """One person and one operator in one database, with the time in hand."""

    database: Database
    now: datetime = NOON
    sent: Sent = field(default_factory=Sent)
    number: int = 5000

    async def person_does(self, *tokens: str, writes: str | None = None) -> None:
        """Press buttons, or write."""
        async with self.database.books() as books:
            talking = Talking(books, now=self.now)
            await talking.presses(*tokens)
            if writes:
                await talking.writes(writes)
        await self.deliver()

    async def begins(self) -> None:
        """Ask for a person and be answered by one, in a topic."""
        async with self.database.books() as books:
            await Talking(books, now=self.now).asks()
            case = await Talking(books).case()
            await books.cases.set_thread(case.id, THREAD)
            person = await Talking(books).person()
            talking = replace(person.conversation, talk=Talk.HUMAN)
            await books.people.save(replace(person, conversation=talking))
            await books.cases.save(replace(case, state=CaseState.OPEN, owner=key(books)))
        await self.deliver()

    async def chooses(self, **contact: object) -> None:
        """Have said when we may write."""
        async with self.database.books() as books:
            person = await Talking(books).person()
            chosen = replace(person.contact, **contact)  # type: ignore[arg-type]
            await books.people.set_contact(replace(person, contact=chosen))

    async def operator_writes(self) -> int:
        """Write a reply; return its number."""
        self.number += 1
        wrote = OperatorWrote(OPERATOR, GROUP, THREAD, self.number, "words")
        async with self.database.books() as books:
            await DESK.write(books, wrote, self.number, self.now)
        await self.deliver()
        return self.number

    async def operator_asks(self, command: str, who: Address = OPERATOR) -> None:
        """Write a command in the topic."""
        async with self.database.books() as books:
            await DESK.ask(books, OperatorAsked(who, THREAD, command, ""), self.now)
        await self.deliver()

    async def deliver(self) -> None:
        """Let the courier send everything that may go now."""
        bell = Bell(self.database.url)
        courier = Courier(
            self.database, bell, self.sent, GROUP, 1, lambda: self.now, keeps_pace=False
        )
        while await courier.deliver():
            await courier.land()


def key(books: Books) -> OperatorKey:
    return books.operator(OPERATOR)


@pytest.fixture
def road(database: Database) -> Road:
    return Road(database)


async def with_words(books: Books) -> Talking:
    """Somebody who chose all three words and stands on the first screen again."""
    talking = Talking(books)
    await talking.presses("lang.any.tg", "any.any.home", "home.menu.privacy")
    await talking.presses("privacy.what.words", "mywords.about.begin")
    for words in (WORD, "жёлтый банан", "синий ананас"):
        await talking.writes(words)
    assert step(await talking.standing()) == "contact.done"
    await talking.presses("any.any.home")
    return talking


async def count(books: Books, what: str) -> int:
    counted = await books.connection.execute(text(f"SELECT count(*) FROM {what}"))  # noqa: S608
    number: int = counted.scalar_one()
    return number


async def removed(books: Books) -> list[tuple[int, ...] | None]:
    """The messages that are about to be deleted from the person's chat."""
    told = []
    rows = await books.connection.execute(
        text("SELECT * FROM deliveries WHERE kind = 'erase_trace' ORDER BY number")
    )
    for row in rows.all():
        seal = await books.keys.of(row.person)
        letter = letters.read(seal.open(row.letter, f"deliveries|{row.id}"))
        assert isinstance(letter, letters.EraseTrace)
        told.append(letter.only)
    return told


async def test_a_word_is_kept_as_a_hash_and_its_message_leaves_the_chat(
    database: Database,
) -> None:
    async with database.books() as books:
        await with_words(books)
        hashes = (await books.connection.execute(text("SELECT hash FROM own_words"))).scalars()
        sizes = {len(each) for each in hashes}

        assert await count(books, "own_words") == 3
        assert await count(books, "messages") == 0
        assert sizes == {32}
        assert [len(each or ()) for each in await removed(books)] == [1, 1, 1]


async def test_the_leave_word_clears_the_chat_in_any_spelling(database: Database) -> None:
    async with database.books() as books:
        talking = await with_words(books)
        await talking.writes("ZELYONYI chai")

        assert (await removed(books))[-1] is None
        assert (await talking.standing()).language is None


async def test_the_same_word_means_nothing_to_anybody_else(database: Database) -> None:
    async with database.books() as books:
        await with_words(books)
        stranger = await books.people.meet(Address(8), None, NOON)

        assert await books.own_words.said(stranger.id, ["zelenichai", "zelenii cai"]) is None


async def test_a_common_word_is_refused_and_kept_as_a_message(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.presses("lang.any.ru", "home.menu.privacy", "privacy.what.words")
        await talking.presses("mywords.about.begin")
        await talking.writes("спасибо")

        assert step(await talking.standing()) == "mywords.unfit"
        assert await count(books, "own_words") == 0
        assert await count(books, "messages") == 1


async def test_words_that_are_forgotten_are_gone(database: Database) -> None:
    async with database.books() as books:
        talking = await with_words(books)
        await talking.presses("home.menu.privacy", "privacy.what.words", "mywords.about.forget")

        assert await count(books, "own_words") == 0


async def test_the_duress_word_opens_a_case_that_says_nothing(database: Database) -> None:
    async with database.books() as books:
        talking = await with_words(books)
        before = len(await talking.shown())
        await talking.writes("синий ананас")
        case = await talking.case()
        shown = (await talking.shown())[before:]

        assert (case.priority, case.state) == (Priority.NOW, CaseState.WAITING)
        assert [(each.script, each.step) for each in shown] == [("home", "menu")]
        assert await count(books, "messages") == 0
        assert (await talking.standing()).hushed


async def test_after_the_duress_word_no_reply_is_sent_until_the_safe_word(road: Road) -> None:
    async with road.database.books() as books:
        await with_words(books)
    await road.begins()
    await road.person_does(writes="синий ананас")
    await road.operator_writes()
    before = road.sent.replies()
    await road.person_does(writes="жёлтый банан")
    reply = await road.operator_writes()

    assert before == []
    assert road.sent.replies() == [reply]
    assert road.sent.told() == [
        phrases.DESK_PRIORITY.key,
        phrases.DESK_DURESS.key,
        phrases.DESK_HUSHED.key,
        phrases.DESK_SAFE.key,
    ]


async def test_somebody_banned_who_gave_the_duress_word_is_shown_nothing_sensitive(
    database: Database,
) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        for number in (901, 902):
            await ban(books, await talking.case(), books.operator(Address(number)), NOON)
        person = await talking.person()
        hushed = replace(person.conversation, hushed=True, talk=Talk.WAITING)
        await books.people.save(replace(person, conversation=hushed))
        await talking.writes("are you there")
        shown = [f"{each.script}.{each.step}" for each in await talking.shown()]
        standing = await talking.standing()

    assert "lines.where" not in shown
    assert (step(standing), standing.hushed) == ("home.menu", True)


async def test_only_who_holds_the_case_lifts_what_a_duress_word_began(road: Road) -> None:
    await road.begins()
    async with road.database.books() as books:
        person = await Talking(books).person()
        hushed = replace(person.conversation, hushed=True)
        await books.people.save(replace(person, conversation=hushed))
    await road.operator_asks("lift", who=Address(901))
    await road.operator_writes()
    stopped = road.sent.replies()
    await road.operator_asks("lift")
    reply = await road.operator_writes()

    assert stopped == []
    assert road.sent.replies() == [reply]
    assert road.sent.told() == [
        phrases.DESK_NOT_HOLDER.key,
        phrases.DESK_HUSHED.key,
        phrases.DESK_LIFTED.key,
    ]


async def test_lifting_sends_what_waited_for_a_yes(road: Road) -> None:
    await road.begins()
    road.now += LONG_SILENCE
    reply = await road.operator_writes()
    await road.operator_asks("lift")

    assert road.sent.replies() == [reply]


async def test_lifting_does_not_change_what_the_person_chose(road: Road) -> None:
    await road.begins()
    await road.chooses(when=When.REPLY)
    road.now += timedelta(hours=1)
    await road.operator_writes()
    await road.operator_asks("lift")

    assert road.sent.replies() == []


async def test_answers_about_contact_become_the_rule(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.presses("lang.any.tg", "home.menu.privacy", "privacy.what.contact")
        await talking.presses("contact.when.hours", "contact.hours.night", "contact.where.moscow")
        await talking.presses("contact.tidy.yes", "contact.code.parcel")
        person = await talking.person()

        skipped = await books.people.answers(person.id)

    assert ("contact.code", "parcel") in skipped
    assert person.contact == Contact(When.HOURS, "night", "Europe/Moscow", True, "parcel")


async def test_a_reply_waits_for_the_persons_hours_and_holds_up_nothing(road: Road) -> None:
    await road.begins()
    await road.chooses(when=When.HOURS, part="night", zone="Asia/Almaty")
    road.now += timedelta(hours=1)
    reply = await road.operator_writes()
    during = road.sent.replies()
    watch = Watch(road.database, Bell(road.database.url), GROUP, lambda: road.now)
    road.now = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
    await watch.look()
    await road.deliver()
    early = road.sent.replies()
    road.now += timedelta(minutes=1)
    await watch.look()
    await road.deliver()

    assert (during, early) == ([], [])
    assert road.sent.replies() == [reply]
    assert road.sent.told() == [phrases.DESK_WAITS_UNTIL.key]


async def test_who_wants_no_first_word_is_answered_when_they_write(road: Road) -> None:
    await road.begins()
    await road.chooses(when=When.REPLY)
    road.now += timedelta(hours=1)
    reply = await road.operator_writes()
    waiting = road.sent.replies()
    await road.person_does("any.any.help")

    assert waiting == []
    assert road.sent.replies() == [reply]
    assert road.sent.screens()[-1] == "help.ways"
    assert road.sent.told() == [phrases.DESK_WAITS.key]


async def test_after_a_long_silence_something_harmless_is_asked_first(road: Road) -> None:
    await road.begins()
    await road.chooses(code="parcel")
    road.now += LONG_SILENCE
    reply = await road.operator_writes()
    asked, before = road.sent.screens()[-1], road.sent.replies()
    await road.person_does("ask.parcel.yes")
    later = await road.operator_writes()

    assert (asked, before) == ("ask.parcel", [])
    assert road.sent.replies() == [reply, later]
    assert road.sent.told() == [phrases.DESK_ASKED.key]


@pytest.mark.parametrize("token", ["ask.order.no", "any.any.help"])
async def test_without_a_yes_the_reply_goes_on_waiting(road: Road, token: str) -> None:
    await road.begins()
    road.now += LONG_SILENCE
    await road.operator_writes()
    await road.person_does(token)
    await road.operator_writes()

    assert road.sent.replies() == []
    assert road.sent.screens().count("ask.order") == 1


async def test_leaving_takes_back_what_waited(road: Road) -> None:
    await road.begins()
    await road.chooses(when=When.REPLY)
    road.now += timedelta(hours=1)
    await road.operator_writes()
    await road.person_does("any.any.leave")
    await road.person_does("lang.any.tg")

    assert road.sent.replies() == []


async def test_leaving_does_not_lose_time_with_what_telegram_no_longer_deletes(road: Road) -> None:
    await road.begins()
    async with road.database.books() as books:
        person = (await Talking(books).person()).id
        for message, age in ((1, DELETABLE), (2, DELETABLE - timedelta(hours=1))):
            books.people.leave_trace(person, message, NOON - age)
    road.now += timedelta(seconds=1)
    await road.person_does("any.any.leave")
    async with road.database.books() as books:
        left = await books.people.trace(person)

    [erased] = [trace for trace in road.sent.traces if trace]
    assert 2 in erased
    assert 1 not in erased
    assert not {1, 2} & set(left)


async def test_old_messages_are_tidied_once_for_those_who_wished_so(road: Road) -> None:
    await road.begins()
    async with road.database.books() as books:
        person = await Talking(books).person()
        for message, age in ((1, OLD), (2, OLD), (3, timedelta())):
            books.people.leave_trace(person.id, message, NOON - age)
        await books.people.show(person.id, 2)
        unwished = await tidy(books, REAL, GROUP, NOON + timedelta(seconds=1))
    await road.chooses(tidies=True)
    road.now += timedelta(seconds=1)
    async with road.database.books() as books:
        done = [await tidy(books, REAL, GROUP, road.now) for _ in range(2)]
        standing = await Talking(books).standing()
    await road.deliver()
    [erased] = [each for each in road.sent.left if isinstance(each, letters.EraseTrace)]

    assert (unwished, done) == (0, [1, 0])
    assert erased.only == (1,)
    assert erased.cover
    assert step(standing) == "home.menu"


async def test_somebody_who_waits_reads_how_many_wait_before_them(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        await talking.presses("person.ready.write")
        shown = (await talking.shown())[-1]

    assert (shown.step, shown.ahead) == ("waiting", 0)
