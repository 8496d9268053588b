"""What happens when a person acts: one turn, its effects, the next screen."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.engine import Turn, advance, screen_at
from dialogs.engine.conversation import Talk
from dialogs.engine.effects import (
    CountGap,
    CountPoster,
    ErasePerson,
    EraseTrace,
    KeepMessage,
    OpenCase,
    PassOn,
    ProfileSeen,
    RaisePriority,
    RecordAnswer,
    ReportSign,
    SayPage,
)
from dialogs.engine.events import ChoicePressed, MessageReceived
from dialogs.words import phrases
from dialogs.words.languages import SOURCE
from hotline.domain.arrivals import Outcome
from hotline.domain.assessment import Source
from hotline.domain.case import CODE_ALPHABET, CODE_LENGTH, CaseCode, CaseState
from hotline.domain.desks import hours
from hotline.domain.letters import (
    CloseThread,
    CopyToThread,
    OpenThread,
    SayScreen,
    TellAnswer,
)
from hotline.domain.letters import EraseTrace as EraseTraceLetter
from hotline.domain.priority import Priority
from hotline.services.assessing import set_priority, told_by_person
from hotline.services.post import Post, screen_letter
from hotline.storage.cases import Said

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine import Library, Place
    from dialogs.engine.effects import Effect
    from dialogs.engine.events import Event
    from dialogs.search.finder import Finder
    from hotline.domain.address import Address
    from hotline.domain.arrivals import ChatBlocked, PersonActed
    from hotline.domain.case import Case
    from hotline.domain.desks import Desks, Hours
    from hotline.domain.person import Person
    from hotline.storage.books import Books

# The questions whose answers the queue asks for, and what it can use of them.
WHERE, COUNTRIES = "lines.where", frozenset({"kz", "kg", "tj", "uz", "tm", "ru"})
# A screen that stands there is not sent again below every line of a burst.
SAME_SCREEN_AGAIN = timedelta(seconds=30)
# What asks for a human's time.
IN_THE_QUEUE = (OpenCase, PassOn, RaisePriority)
WHO, GENDERS = "questions.who", frozenset({"woman", "man"})


# Words in no language that we know of.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Conversations:
    """The person's side of the service; `group` is where the operators are.

    `posters` are the places whose posters are counted.
    """

    library: Library
    group: Address
    finder: Finder
    posters: frozenset[str]
    desks: Desks

    async def act(self, books: Books, acted: PersonActed, row: int, now: datetime) -> Outcome:
        """Take one turn; `row` is the inbox row that caused it."""
        person = await books.people.meet(acted.address, acted.app_language, now)
        moment = Moment(self, books, Post(books, self.group, now), acted, row, now)
        return await moment.take(person)

    async def blocked(self, books: Books, told: ChatBlocked, now: datetime) -> Outcome:
        """Remember a block and tell the operators at once."""
        person = await books.people.find(told.address)
        if person is None:
            return Outcome("stranger")
        await books.people.block(person.id, now if told.blocked else None)
        if told.blocked:
            await tell_blocked(Post(books, self.group, now), person)
        return Outcome("blocked" if told.blocked else "unblocked")


async def tell_blocked(post: Post, person: Person) -> None:
    """Tell the operators of a person's case that nothing reaches them any more."""
    case = await post.books.cases.of_person(person.id)
    if case is not None and case.thread is not None:
        await post.tell(case, phrases.DESK_BLOCKED)


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn of one person, inside one transaction."""

    service: Conversations
    books: Books
    post: Post
    acted: PersonActed
    row: int
    now: datetime

    async def take(self, person: Person) -> Outcome:
        """Advance, write down, show; return the fate of what arrived."""
        if self.acted.message is not None:
            await self.books.people.leave_trace(person.id, self.acted.message, self.now)
        if person.blocked:
            await self.books.people.block(person.id, None)
        if self.acted.edits:
            return await self._edited(person)
        before = person.conversation
        turn = advance(self.service.library, person.conversation, self._event(person))
        turn = await self._banned(person, self._honest(turn))
        person = replace(
            person,
            conversation=turn.conversation,
            app_language=self.acted.app_language or person.app_language,
        )
        for effect in turn.effects:
            person = await self._apply(person, effect, turn)
        await self.books.people.save(person, self.now)
        await self._show(person, turn, before.place)
        erased = phrases.ERASED.key if ErasePerson() in turn.effects else None
        return Outcome(_fate(turn), self.acted.press, erased, before.language)

    async def _banned(self, person: Person, turn: Turn) -> Turn:
        """Give somebody banned the emergency lines instead of a place in the queue.

        What they write is kept all the same; when the ban ends, their next message counts.
        """
        if not any(isinstance(effect, IN_THE_QUEUE) for effect in turn.effects):
            return turn
        ban = await self.books.bans.of(person.id)
        if ban is None or not ban.in_force(self.now):
            return turn
        place = self.service.library.begin(*WHERE.split("."))
        kept = (KeepMessage(),) if isinstance(self.acted.event, MessageReceived) else ()
        conversation = replace(person.conversation, talk=Talk.CLOSED).moved_to(place)
        return Turn(conversation, screen_at(self.service.library, place), kept)

    def _honest(self, turn: Turn) -> Turn:
        """While the desk is closed, waiting looks otherwise: lines to call, and when it opens."""
        if turn.screen is None or not _waits(turn.screen.place) or not self._closed(turn):
            return turn
        place = self.service.library.begin("person", "away")
        screen = screen_at(self.service.library, place)
        if screen is None:
            return turn
        return replace(turn, screen=screen, conversation=replace(turn.conversation, place=place))

    def _closed(self, turn: Turn) -> bool:
        return self._hours(turn.conversation.language).open is False

    def _hours(self, language: str | None) -> Hours:
        return hours(self.service.desks.of(language or SOURCE), self.now)

    def _event(self, person: Person) -> Event:
        """Return what happened, with what its words seem to mean; a caption is words too."""
        event, words = self.acted.event, self.acted.words
        if not isinstance(event, MessageReceived) or not words:
            return event
        meaning = self.service.finder.meaning(words, person.conversation.language)
        return replace(event, meaning=meaning)

    async def _edited(self, person: Person) -> Outcome:
        """Pass a changed message on, where there is somebody to read it."""
        case = await self.books.cases.of_person(person.id)
        if person.conversation.talk not in {Talk.WAITING, Talk.HUMAN} or case is None:
            return Outcome("edit_unread")
        event = self._event(person)
        if isinstance(event, MessageReceived) and event.meaning.danger:
            await self._raise(person, Priority.NOW)
        await self._keep(person, case)
        await self._copy(case, edited=True)
        return Outcome("passed_on")

    async def _apply(self, person: Person, effect: Effect, turn: Turn) -> Person:
        """Carry one effect out; only opening a case can change the person."""
        match effect:
            case OpenCase():
                return await self._open_case(person)
            case RaisePriority(priority):
                await self._raise(person, Priority(priority))
            case RecordAnswer(question, answer):
                await self._record(person, question, answer)
            case ReportSign() | ProfileSeen():
                await self._report(person, effect)
            case PassOn():
                await self._pass_on(person)
            case KeepMessage():
                await self._keep(person, None)
            case EraseTrace():
                await self._erase_trace(person, turn)
            case ErasePerson():
                await self._erase_person(person)
            case SayPage() | CountGap() | CountPoster():
                await self._beside(person, effect)
        return person

    async def _beside(self, person: Person, effect: SayPage | CountGap | CountPoster) -> None:
        """Carry out what has nothing to do with a case."""
        day = self.now.date()
        match effect:
            case SayPage(script, revision, step):
                await self.post.to_person(person, SayScreen(script, revision, step))
            case CountGap(language):
                await self.books.tallies.count("gap", language or UNKNOWN, day)
            case CountPoster(poster) if poster in self.service.posters:
                await self.books.tallies.count("poster", poster, day)

    async def _open_case(self, person: Person) -> Person:
        known = await self.books.cases.of_person(person.id)
        if known is None:
            await self._open_new(person)
        elif known.state is CaseState.CLOSED:
            await self._reopen(known)
        elif known.state is CaseState.OPEN:  # they left in a hurry and are back
            await self.post.tell(known, phrases.DESK_BACK)
            return replace(person, conversation=replace(person.conversation, talk=Talk.HUMAN))
        return person

    async def _open_new(self, person: Person) -> None:
        language = person.conversation.language or "en"
        code = CaseCode("".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)))
        case = await self.books.cases.open(person.id, code, language, Priority.SOON, self.now)
        await self.books.cases.adopt(person.id, case.id)
        await self.post.alert(case, phrases.DESK_WAITING, takeable=True, fresh=True)

    async def _reopen(self, closed: Case) -> None:
        case = replace(closed, state=CaseState.WAITING, owner=None, note_by=None)
        await self.books.cases.save(case, closed_at=None, waits_since=self.now, silent_since=None)
        await self.post.alert(case, phrases.DESK_AGAIN, takeable=True, fresh=True)
        if case.thread is not None:
            await self.post.to_thread(case, OpenThread(case.code, again=True))
            await self.post.tell(case, phrases.DESK_REOPENED)

    async def _raise(self, person: Person, priority: Priority) -> None:
        case = await self.books.cases.of_person(person.id)
        if case is None or case.priority.raised_to(priority) is case.priority:
            return
        await set_priority(self.post, case, priority, source=Source.PERSON, why=self._why())

    async def _report(self, person: Person, effect: ReportSign | ProfileSeen) -> None:
        """Keep what an answer says of the person, whether or not there is a case yet."""
        why = self._why()
        if isinstance(effect, ReportSign):
            report = told_by_person("sign", effect.sign, why, self.post)
        else:
            report = told_by_person("profile", effect.profile, why, self.post)
        await self.books.assessments.report(person.id, report)

    def _why(self) -> str:
        """Return the answer that caused this turn, or that it was something written."""
        event = self.acted.event
        if isinstance(event, ChoicePressed):
            return f"{event.script}.{event.step}.{event.choice}"
        return "message"

    async def _record(self, person: Person, question: str, answer: str) -> None:
        await self.books.people.answer(person.id, question, answer, self.now)
        await self._describe(person, question, answer)
        case = await self.books.cases.of_person(person.id)
        if case is not None and case.state is CaseState.OPEN:
            await self.post.to_thread(case, TellAnswer(question, answer))

    async def _describe(self, person: Person, question: str, answer: str) -> None:
        """Remember where the person is and whom they wish to talk to: the queue asks for it."""
        country = answer if question == WHERE and answer in COUNTRIES else None
        wish = answer if question == WHO and answer in GENDERS else None
        if country or wish:
            case = await self.books.cases.of_person(person.id)
            if case is not None:
                await self.books.queue.describe(case.id, country, wish)

    async def _pass_on(self, person: Person) -> None:
        case = await self.books.cases.of_person(person.id)
        await self._keep(person, case)
        if case is not None:
            await self._copy(case, edited=False)
            await self.books.cases.now_unanswered(case.id, self.now)

    async def _copy(self, case: Case, *, edited: bool) -> None:
        """Copy the message into the topic; before there is one, taking the case does it."""
        if self.acted.message is None or (case.owner is None and case.thread is None):
            return
        letter = CopyToThread(self.acted.message, self.acted.words, edited=edited)
        await self.post.to_thread(case, letter)

    async def _keep(self, person: Person, case: Case | None) -> None:
        event = self.acted.event
        kind = event.kind.value if isinstance(event, MessageReceived) else "other"
        await self.books.cases.say(
            Said("person", kind, self.acted.words, self.acted.message),
            person=person.id,
            case=case.id if case else None,
            inbox=self.row,
            now=self.now,
        )

    async def _erase_trace(self, person: Person, turn: Turn) -> None:
        if turn.screen is None:
            return
        await self.books.deliveries.cancel(person.id, self.now)
        cover = screen_letter(person, turn.screen.place, replaces=True)
        forget = ErasePerson() in turn.effects
        await self.post.to_person(person, EraseTraceLetter(cover, forget=forget))
        case = await self.books.cases.of_person(person.id)
        if case is not None and case.state is CaseState.OPEN and not forget:
            await self.post.tell(case, phrases.DESK_AWAY)

    async def _erase_person(self, person: Person) -> None:
        """Forget everything; the topic of the case goes with all it holds."""
        case = await self.books.cases.of_person(person.id)
        if case is not None:
            await self.books.deliveries.cancel_about(case.id, self.now)
        await self.books.assessments.empty(person.id)
        await self.books.cases.empty(person.id, self.now.date())
        if case is not None:  # said with the new key: the old one is gone
            await self.post.alert(case, phrases.DESK_ERASED_ALERT)
            await self.post.to_thread(case, CloseThread(delete=True))
        await self.books.people.detach(person.id)

    async def _show(self, person: Person, turn: Turn, before: Place | None) -> None:
        """Show the turn's screen: in place of the one that was pressed, where that may be edited.

        Whether a message can be forwarded is settled when it is sent, so a sensitive screen
        never takes the place of one that is not.
        """
        if turn.screen is None or EraseTrace() in turn.effects:
            return
        if turn.screen.place == before and await self._just_said(person):
            return
        shown = screen_at(self.service.library, before) if before else None
        alike = (shown is not None and shown.sensitive) == turn.screen.sensitive
        pressed = self.acted.pressed
        replaces = alike and pressed is not None and pressed == person.shown
        letter = screen_letter(person, turn.screen.place, replaces=replaces)
        if turn.screen.place.step == "away":
            language = person.conversation.language or SOURCE
            letter = replace(letter, opens_at=self._hours(language).opens_at)
        await self.post.to_person(person, letter)

    async def _just_said(self, person: Person) -> bool:
        """Say whether somebody who writes line after line has this screen before them already."""
        since = self.now - SAME_SCREEN_AGAIN
        return isinstance(self.acted.event, MessageReceived) and await self.books.cases.wrote(
            person.id, since, other_than=self.row
        )


def _waits(place: Place) -> bool:
    return (place.script, place.step) == ("person", "waiting")


FATES = (
    (ErasePerson, "erased"),
    (EraseTrace, "left"),
    (PassOn, "passed_on"),
    (KeepMessage, "kept"),
    (SayPage, "answered"),
)


def _fate(turn: Turn) -> str:
    for effect, fate in FATES:
        if any(isinstance(done, effect) for done in turn.effects):
            return fate
    return "answered" if turn.screen else "silent"
