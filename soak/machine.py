"""Hypothesis against the whole service: anything may happen, in any order, and the model holds.

People write, press, leave and erase; operators take, answer, note, sleep, hand over and close;
updates come twice, workers and couriers die in the middle, Telegram refuses, months pass.
After every step the books must say what the model says.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from dialogs.search.own_word import spellings
from hotline.domain.address import Address
from hotline.domain.retention import Kind
from hotline.services import staff_acts
from hotline.services.retention import Retaining
from hotline.services.running import AsksFirst
from hotline.storage.tables import cases, deliveries, inbox, keys, messages, persons
from soak.air import FAULTS
from soak.model import Case, Model, Person
from soak.world import FIRST_OPERATOR, FIRST_PERSON, GROUP, World

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hypothesis.strategies import SearchStrategy

    from hotline.domain.case import OperatorKey
    from soak.air import Fault

PEOPLE, OPERATORS = 3, 2
# A reply of which nobody knows whether it arrived is sent once more, and no oftener.
TWICE = 2
DURESS = "гурба"
SPANS = dict.fromkeys(Kind, timedelta(days=90))
# Longer than an ordinary case may stay without an answer, shorter than a silence that asks.
SILENCE = timedelta(hours=5)
PAGES = ("any.any.home", "any.any.help", "page.privacy.what", "any.any.back", "lang.any.ru")

who: SearchStrategy[int] = some.integers(0, PEOPLE - 1)
by: SearchStrategy[int] = some.integers(0, OPERATORS - 1)


class Service(RuleBasedStateMachine):
    """The service beside its model; a subclass says how a world is made and who runs it."""

    world: World
    run: Callable[[Coroutine[Any, Any, Any]], Any]

    def __init__(self) -> None:
        super().__init__()
        self.model, self.acts = Model(), 0
        for number in range(PEOPLE):
            self.model.people[number] = Person(number)

    @initialize(taken=some.booleans())
    def begin(self, *, taken: bool) -> None:
        """Begin with empty books; somebody asks, and an operator may be there already."""
        self.run(self.world.begin())
        self.ask(0)
        if taken:
            self.take(0, 0)

    def person(self, place: int) -> Person:
        """Return somebody as the model knows them."""
        return self.model.people[place]

    def writes_to(self, place: int, words: str) -> None:
        """Let somebody write."""
        self.run(self.world.writes(FIRST_PERSON + place, words))

    def presses(self, place: int, data: str) -> None:
        """Let somebody press a button."""
        self.run(self.world.presses(FIRST_PERSON + place, data))

    @rule(place=who)
    def ask(self, place: int) -> None:
        """Somebody wants a human."""
        person = self.person(place)
        if person.hushed:
            return
        if not person.speaks:
            self.presses(place, "lang.any.tg")
            person.speaks = True
        self.presses(place, "any.any.person")
        self.presses(place, "person.safe.yes")
        self._asked(person)

    def _asked(self, person: Person) -> None:
        if not self.model.asks(person):
            return
        known = {*self.model.cases, None}
        [code] = {row.code for row in self.rows(select(cases.c.code)) if row.code not in known} & {
            row.code for row in self.rows(select(cases.c.code).where(cases.c.person.is_not(None)))
        }
        person.code, self.model.cases[code] = code, Case()

    @rule(place=who)
    def write(self, place: int) -> None:
        """Somebody writes; in a talk it goes to the operators, and the bot says nothing."""
        person, words = self.person(place), self.model.words("")
        in_talk = person.talk == "human"
        before = self._queued_for_people()
        self.writes_to(place, words)
        self.model.writes(person, words)
        if in_talk:
            assert self._queued_for_people() == before, "the bot spoke while a human did"

    @rule(place=who, page=some.sampled_from(PAGES))
    def read(self, place: int, page: str) -> None:
        """Somebody reads."""
        self.presses(place, page)
        person = self.person(place)
        person.speaks = person.speaks or page.startswith("lang")

    @rule(place=who)
    def leave(self, place: int) -> None:
        """Somebody leaves now."""
        self.writes_to(place, "/clear")
        person = self.person(place)
        person.talk, person.speaks = "none", False

    @rule(place=who)
    def erase(self, place: int) -> None:
        """Somebody has everything erased, and is looked for."""
        person = self.person(place)
        self.writes_to(place, "/delete")
        self.presses(place, "privacy.erase.do_it")
        self.model.erases(person)
        self.settle()
        mine = select(func.count()).select_from(persons)
        others = [each for each in self.model.people.values() if self._is_known(each)]
        [(left,)] = self.rows(mine)
        assert left <= len(others) + PEOPLE
        if person.code:
            [case] = self.rows(select(cases).where(cases.c.code == person.code))
            said = select(func.count()).where(messages.c.case == case.id)
            assert (case.person, case.state) == (None, "closed")
            assert self.rows(said) == [(0,)]

    def _is_known(self, person: Person) -> bool:
        return person.speaks or person.code is not None

    @rule(place=who)
    def hush(self, place: int) -> None:
        """Somebody writes the word that means: I am watched."""
        person = self.person(place)
        if not self.run(self._choose_word(place)):
            return
        self.writes_to(place, DURESS)
        person.hushed = True
        self._asked(person)

    async def _choose_word(self, place: int) -> bool:
        async with self.world.database.books() as books:
            known = await books.people.find(Address(FIRST_PERSON + place))
            if known is None:
                return False
            await books.own_words.keep(known.id, "duress", spellings(DURESS)[0])
        return True

    @rule(place=who, operator=by)
    def take(self, place: int, operator: int) -> None:
        """An operator takes a case: the first one wins."""
        person = self.person(place)
        if person.code is None:
            return
        self.desk_button(operator, "take", person.code)
        self.model.takes(operator, person)

    @rule(place=who, operator=by, mark=some.sampled_from(("", "", "//")))
    def say(self, place: int, operator: int, mark: str) -> None:
        """An operator writes in a topic, perhaps with the mark of a note."""
        person = self.person(place)
        self.settle()
        thread = self.run(self.world.threads()).get(person.code)
        if person.code is None or thread is None:
            return
        words = mark + self.model.words("op")
        self.run(self.world.says(FIRST_OPERATOR + operator, thread, words))
        self.model.says(operator, person, words)

    @rule(place=who, operator=by)
    def arm(self, place: int, operator: int) -> None:
        """An operator says that the next line is a note."""
        person = self.person(place)
        case = self.model.case_of(person)
        if case is None or person.code is None:
            return
        self.desk_button(operator, "note", person.code)
        if case.state != "closed":
            case.note_by = operator

    @rule(place=who, operator=by)
    def close(self, place: int, operator: int) -> None:
        """An operator ends a talk."""
        person = self.person(place)
        if person.code is None:
            return
        self.desk_button(operator, "close", person.code)
        self.model.closes(operator, person)

    def desk_button(self, operator: int, action: str, code: str) -> None:
        """Let an operator press a button of a case."""
        data = f"desk:{action}:{code}"
        self.run(self.world.presses(FIRST_OPERATOR + operator, data, group=True))

    @rule(place=who, what=some.sampled_from(("sleep", "give back", "hand over", "note", "lift")))
    def on_a_page(self, place: int, what: str) -> None:
        """The one who holds a case does something on a page of the desk."""
        person = self.person(place)
        case = self.model.case_of(person)
        if case is None or person.code is None or not case.held() or case.owner is None:
            return
        if what == "lift":
            self._lift(person, case)
            return
        acts: dict[str, Callable[[str, Case], None]] = {
            "sleep": self._sleep,
            "give back": self._give_back,
            "hand over": self._hand_over,
            "note": self._note,
        }
        acts[what](person.code, case)

    def _sleep(self, code: str, case: Case) -> None:
        self.run(self.world.act(code, staff_acts.sleep))
        case.state, case.unanswered = "sleeping", False

    def _give_back(self, code: str, case: Case) -> None:
        self.run(self.world.act(code, staff_acts.give_back))
        case.falls_back()

    def _hand_over(self, code: str, case: Case) -> None:
        colleague = 1 - (case.owner or 0)
        key = self.world.operator(FIRST_OPERATOR + colleague)
        self.run(self.world.act(code, lambda at, it: staff_acts.hand_over(at, it, key)))
        case.state, case.owner, case.note_by = "open", colleague, None

    def _note(self, code: str, _case: Case) -> None:
        words = self.model.words("note")
        self.run(self.world.act(code, lambda at, it: staff_acts.note(at, it, words)))
        self.model.notes.append(words)

    def _lift(self, person: Person, case: Case) -> None:
        self.settle()
        thread = self.run(self.world.threads()).get(person.code)
        if thread is None:
            return
        self.run(self.world.says(FIRST_OPERATOR + (case.owner or 0), thread, "/lift"))
        person.hushed = False

    def _key(self, operator: int | None) -> OperatorKey | None:
        return None if operator is None else self.world.operator(FIRST_OPERATOR + operator)

    @precondition(lambda self: self.world.issued)
    @rule(chance=some.integers(0, 10_000))
    def repeat(self, chance: int) -> None:
        """Telegram brings an old update once more."""
        assert self.run(self.world.again(chance % len(self.world.issued))) == 0

    @rule(ticks=some.integers(1, 60))
    def worker_dies(self, ticks: int) -> None:
        """The next worker dies in the middle of its turn."""
        self.world.dies_after = ticks

    @rule(faults=some.lists(some.sampled_from(FAULTS), min_size=1, max_size=3))
    def storm(self, faults: list[Fault]) -> None:
        """Telegram has a bad moment."""
        self.world.air.faults.extend(faults)

    @rule(place=who)
    def topic_is_deleted(self, place: int) -> None:
        """Somebody deletes a case's topic in the group."""
        thread = self.run(self.world.threads()).get(self.person(place).code)
        if thread is not None:
            self.world.air.lost_topics.add(thread)

    @rule()
    def hours_pass(self) -> None:
        """Nobody answers for hours: what is claimed and silent goes back into the queue."""
        self.settle()
        self.world.now += SILENCE
        self.run(self.world.watch.look())
        for case in self.model.cases.values():
            if case.state == "open" and case.unanswered:
                case.falls_back()
        self.world.now -= SILENCE

    @rule()
    def clock_leaps(self) -> None:
        """A clock stands ten years ahead: retention asks, and touches nothing."""
        try:
            self.run(self._retain(self.world.now + timedelta(days=3650)))
        except AsksFirst:
            return
        raise AssertionError("retention believed a clock that nobody else has")

    @rule()
    def months_pass(self) -> None:
        """Nothing happens for months: everybody is reminded of, hidden, and gone."""
        self.settle()
        for days in (400, 20, 2):
            self.run(self.world.age(days))
            self.run(self._retain(self.world.now))
            self.settle()
        for person in list(self.model.people.values()):
            self.model.erases(person)
        assert self.rows(select(func.count()).select_from(messages)) == [(0,)]
        assert self.rows(select(func.count()).select_from(persons)) == [(0,)]

    async def _retain(self, moment: Any) -> None:  # noqa: ANN401  # a moment
        retaining = Retaining(self.world.database, GROUP, SPANS)
        plan = await retaining.plan(moment)
        await retaining.run(moment, agreed=plan.told["people"])

    @rule()
    def settle(self) -> None:
        """Everything on its way ends: each reply in a state with a name, and truly."""
        self.run(self.world.settle())
        replied = (
            select(messages.c.source, deliveries.c.state)
            .join(deliveries, deliveries.c.id == messages.c.delivery)
            .where(messages.c.source.is_not(None))
        )
        shown = [words for phone in self.world.air.phones.values() for words in phone]
        for source, state in self.rows(replied):
            times = shown.count(self.world.air.said[source])
            assert times <= TWICE, "a reply was shown again and again"
            assert times >= 1 or state != "sent", "a reply is called sent that nobody saw"

    @invariant()
    def the_books_say_what_the_model_says(self) -> None:
        """Look at everything that must be true after every act."""
        self.acts += 1
        fates, found, orphans = self.run(self._look())
        self._one_fate_for_each(fates)
        self._cases_stand_as_told(found)
        self._phones_show_only_replies()
        assert [row for row in orphans if row.owner.int] == [], "a key of somebody erased is left"

    async def _look(self) -> tuple[list[Any], list[Any], list[Any]]:
        fates = select(inbox.c.update_id, inbox.c.state, inbox.c.fate)
        orphans = select(keys.c.owner).where(
            keys.c.owner.not_in(select(persons.c.id)), keys.c.owner.not_in(select(cases.c.id))
        )
        asked = (fates, select(cases).where(cases.c.person.is_not(None)), orphans)
        async with self.world.database.books() as books:
            one, two, three = [(await books.connection.execute(each)).all() for each in asked]
        return list(one), list(two), list(three)

    def _one_fate_for_each(self, fates: list[Any]) -> None:
        """Every update that was acknowledged has one row and one fate."""
        assert len(fates) == len({number for number, *_ in fates}) == len(self.world.issued)
        assert all(state == "done" and fate for _, state, fate in fates), fates

    def _cases_stand_as_told(self, rows: list[Any]) -> None:
        """Cases are whose and where the model says."""
        found = {
            row.code: (row.state, row.owner, row.note_by, row.silent_since is not None)
            for row in rows
        }
        told = {
            code: (case.state, self._key(case.owner), self._key(case.note_by), case.unanswered)
            for code, case in self.model.cases.items()
        }
        assert found == told

    def _phones_show_only_replies(self) -> None:
        """No note, and nothing that was withheld, ever stands on a phone."""
        everybody = [*self.model.people.values(), *self.model.erased]
        for number, phone in self.world.air.phones.items():
            mine = [each for each in everybody if each.number == number - FIRST_PERSON]
            assert set(phone) <= {words for each in mine for words in each.replies}

    def _queued_for_people(self) -> int:
        asked = select(func.count()).where(deliveries.c.person.is_not(None))
        [(number,)] = self.rows(asked)
        return int(number)

    def rows(self, statement: Any) -> list[Any]:  # noqa: ANN401  # any select
        """Return what the database answers."""
        found: list[Any] = self.run(self.world.rows(statement))
        return found

    def teardown(self) -> None:
        """Settle whatever is still on its way."""
        if self.world.issued:
            self.settle()
