"""What happens when a person acts: one turn, its effects, the next screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.engine import Turn, advance, screen_at
from dialogs.engine.conversation import Talk
from dialogs.engine.effects import (
    AnswerConsent,
    AnswerQuestion,
    ComeFrom,
    ConfirmSafe,
    CountComplaint,
    CountGap,
    CountPoster,
    ErasePerson,
    EraseTrace,
    FlagDuress,
    FollowTopic,
    ForgetWords,
    KeepMessage,
    KeepWord,
    LeaveTopic,
    ListAgreed,
    MakeCode,
    OpenCase,
    PassOn,
    PlanPages,
    ProfileSeen,
    RaisePriority,
    RecordAnswer,
    ReportSign,
    SayPage,
    SendWaiting,
    StopPages,
    TryCode,
    Unsay,
)
from dialogs.engine.events import MessageReceived
from dialogs.words import phrases
from hotline.domain.arrivals import Outcome
from hotline.domain.letters import SayScreen
from hotline.domain.priority import Priority
from hotline.domain.tally import Counted
from hotline.services.asking import WHERE, hurry, open_case, record, report
from hotline.services.counting import count_turn
from hotline.services.erasing import erase_person, erase_trace, receipt
from hotline.services.following import Following, follow, with_follows
from hotline.services.keeping import copy, keep, pass_on
from hotline.services.linking import try_code, with_code
from hotline.services.moment import Known, Moment
from hotline.services.post import Post
from hotline.services.questions import answered
from hotline.services.safety import (
    SETTINGS,
    confirm_safe,
    flag_duress,
    heard,
    keep_word,
    seen,
    send_waiting,
    set_contact,
    take_away,
)
from hotline.services.sharing import with_agreements
from hotline.services.showing import honest, show

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine.effects import Effect
    from dialogs.engine.events import Event
    from hotline.domain.address import Address
    from hotline.domain.arrivals import ChatBlocked, PersonActed
    from hotline.domain.person import Person
    from hotline.storage.books import Books

Guarding = KeepWord | ForgetWords | FlagDuress | ConfirmSafe | SendWaiting
Counting = CountGap | CountPoster | CountComplaint
Sharing = AnswerConsent | ListAgreed
Beside = AnswerQuestion | Following | SayPage | MakeCode | TryCode | Unsay | Sharing | Counting
# What asks for a human's time.
IN_THE_QUEUE = (OpenCase, PassOn, RaisePriority)
# Words in no language that we know of.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Conversations:
    """The person's side of the service; `group` is where the operators are."""

    known: Known
    group: Address

    async def act(self, books: Books, acted: PersonActed, row: int, now: datetime) -> Outcome:
        """Take one turn; `row` is the inbox row that caused it."""
        person = await books.people.meet(acted.address, acted.app_language, now)
        post = Post(books, self.group, now)
        return await _take(Moment(self.known, books, post, acted, row, now), person)

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
    if case is not None and case.has_topic:
        await post.tell(case, phrases.DESK_BLOCKED)


async def _take(moment: Moment, person: Person) -> Outcome:
    """Advance, write down, show; return the fate of what arrived."""
    books, acted = moment.books, moment.acted
    if acted.message is not None:
        books.people.leave_trace(person.id, acted.message, moment.now)
    if person.blocked:
        await books.people.block(person.id, None)
    event = await heard(moment, person)
    own = event.meaning.own if isinstance(event, MessageReceived) else None
    if acted.edits and own is None:
        return await _edited(moment, person, event)
    met, person = person, await seen(moment, person)
    before = person.conversation
    turn = advance(moment.known.library, before, event)
    turn = await _banned(moment, person, honest(moment, turn))
    turn, added = await with_code(moment, person, turn)
    turn = await with_follows(moment, person, turn)
    count_turn(moment, met, turn)
    turn = await with_agreements(moment, person, turn)
    app_language = acted.app_language or person.app_language
    person = replace(person, conversation=turn.conversation, app_language=app_language)
    for effect in turn.effects:
        person = await _apply(moment, person, effect, turn)
    await books.people.save(person)
    await show(moment, person, turn, before.place, added or receipt(moment, person, turn))
    erased = phrases.ERASED.key if ErasePerson() in turn.effects else None
    return Outcome(_fate(turn), acted.press, erased, before.language)


async def _banned(moment: Moment, person: Person, turn: Turn) -> Turn:
    """Give somebody banned the emergency lines instead of a place in the queue.

    What they write is kept all the same; when the ban ends, their next message counts.
    """
    if not any(isinstance(effect, IN_THE_QUEUE) for effect in turn.effects):
        return turn
    if turn.conversation.hushed:  # nobody who is watched is a prankster
        return turn
    ban = await moment.books.bans.of(person.id)
    if ban is None or not ban.in_force(moment.now):
        return turn
    library = moment.known.library
    place = library.begin(*WHERE.split("."))
    kept: tuple[Effect, ...] = (KeepMessage(),)
    if not isinstance(moment.acted.event, MessageReceived) or Unsay() in turn.effects:
        kept = tuple(effect for effect in turn.effects if effect == Unsay())
    conversation = replace(person.conversation, talk=Talk.CLOSED).moved_to(place)
    return Turn(conversation, screen_at(library, place), kept)


async def _edited(moment: Moment, person: Person, event: Event) -> Outcome:
    """Pass a changed message on, where there is somebody to read it."""
    case = await moment.books.cases.of_person(person.id)
    if person.conversation.talk not in {Talk.WAITING, Talk.HUMAN} or case is None:
        return Outcome("edit_unread")
    if isinstance(event, MessageReceived) and event.meaning.code:
        await take_away(moment, person)
        return Outcome("unsaid")
    if isinstance(event, MessageReceived) and event.meaning.danger:
        await hurry(moment, person, Priority.NOW)
    await keep(moment, person, case)
    await copy(moment, case, edited=True)
    return Outcome("passed_on")


async def _apply(moment: Moment, person: Person, effect: Effect, turn: Turn) -> Person:
    """Carry one effect out; return the person as it left them."""
    match effect:
        case OpenCase():
            await moment.books.follows.stop(person.id)
            return await open_case(moment, person)
        case RaisePriority(priority):
            await hurry(moment, person, Priority(priority))
        case RecordAnswer(question, answer):
            return await _record(moment, person, question, answer)
        case ReportSign() | ProfileSeen():
            await report(moment, person, effect)
        case PassOn():
            await pass_on(moment, person)
        case KeepMessage():
            await keep(moment, person, None)
        case EraseTrace():
            await erase_trace(moment, person, turn)
        case ErasePerson():
            await erase_person(moment, person)
        case KeepWord() | ForgetWords() | FlagDuress() | ConfirmSafe() | SendWaiting():
            return await _guard(moment, person, effect)
        case _:
            await _beside(moment, person, effect)
    return person


async def _record(moment: Moment, person: Person, question: str, answer: str) -> Person:
    """Keep an answer; one about the person's own settings is kept to."""
    if question.startswith(SETTINGS):
        return await set_contact(moment, person, question, answer)
    await record(moment, person, question, answer)
    return person


async def _guard(moment: Moment, person: Person, effect: Guarding) -> Person:
    """Carry out what keeps the person safe from whoever holds their phone."""
    match effect:
        case KeepWord():
            await keep_word(moment, person, effect)
        case ForgetWords():
            await moment.books.own_words.forget(person.id)
        case FlagDuress():
            await flag_duress(moment, person)
        case ConfirmSafe():
            await confirm_safe(moment, person)
        case SendWaiting():
            return await send_waiting(moment.post, person)
    return person


async def _beside(moment: Moment, person: Person, effect: Beside) -> None:
    """Carry out what is beside the screens.

    A code, and an answer about sharing, came with the screen that shows them.
    """
    day, tallies = moment.now.date(), moment.books.tallies
    match effect:
        case FollowTopic() | LeaveTopic() | ComeFrom() | PlanPages() | StopPages():
            await follow(moment, person.id, effect)
        case SayPage(script, revision, step):
            await moment.post.to_person(person, SayScreen(script, revision, step))
        case AnswerQuestion():
            await answered(moment, person, effect)
        case TryCode():
            await try_code(moment, person)
        case Unsay():
            await take_away(moment, person)
        case CountGap(language):
            tallies.count(Counted.GAP, language or UNKNOWN, day)
        case CountComplaint(country, number):
            tallies.count(Counted.COMPLAINT, f"{country}:{number}", day)
        case CountPoster(poster) if poster in moment.known.posters:
            tallies.count(Counted.POSTER, poster, day)


FATES = (
    (ErasePerson, "erased"),
    (EraseTrace, "left"),
    (PassOn, "passed_on"),
    (KeepMessage, "kept"),
    (TryCode, "code_tried"),
    (Unsay, "unsaid"),
    (SayPage, "answered"),
    (AnswerQuestion, "question_answered"),
    (KeepWord, "own_word"),
    (FlagDuress, "own_word"),
    (ConfirmSafe, "own_word"),
)


def _fate(turn: Turn) -> str:
    for effect, fate in FATES:
        if any(isinstance(done, effect) for done in turn.effects):
            return fate
    return "answered" if turn.screen else "silent"
