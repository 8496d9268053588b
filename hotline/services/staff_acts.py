"""What is done to a case from a page of the desk, beside what the staff group does as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import pages, phrases
from dialogs.words.text import Text
from hotline.domain.assessment import Source
from hotline.domain.case import CaseState
from hotline.domain.letters import ShowInThread, WriteToPerson
from hotline.domain.priority import Priority
from hotline.domain.tally import Counted
from hotline.services.assessing import Assessing, UnknownSign, set_priority
from hotline.services.counting import count_answered, count_case
from hotline.services.safety import answer
from hotline.storage.cases import Said

if TYPE_CHECKING:
    from typing import Literal
    from uuid import UUID

    from hotline.domain.case import Case, OperatorKey
    from hotline.services.desk import DeskMoment


@dataclass(frozen=True, slots=True)
class Correction:
    """A sign or profile that an operator adds or takes back, and why."""

    kind: Literal["sign", "profile"]
    name: str
    why: str
    withdrawn: bool


async def reply(moment: DeskMoment, case: Case, operator: OperatorKey, words: str) -> Text | None:
    """Send words to the person and show them in the topic; return why not."""
    sent = await _send(moment, case, operator, words)
    if isinstance(sent, Text):
        return sent
    await _keep(moment, case, Said("desk", "words", words, None, sent))
    return None


async def reply_again(
    moment: DeskMoment, case: Case, operator: OperatorKey, message: str
) -> Text | None:
    """Send a reply again that did not arrive, or of which nobody knows; return why not."""
    talk = await moment.books.caseload.talk(case.id)
    said = next((each for each in talk if str(each.id) == message and each.failed), None)
    if said is None or said.words is None:
        return pages.NOT_FOUND
    sent = await _send(moment, case, operator, said.words)
    if isinstance(sent, Text):
        return sent
    await moment.books.cases.say_again(said.id, sent)
    return None


async def _send(moment: DeskMoment, case: Case, operator: OperatorKey, words: str) -> UUID | Text:
    """Send words to the person and show them in the topic; return the letter's id, or why not."""
    if case.owner != operator:
        return phrases.DESK_NOT_YOURS
    person = await moment.listening(case)
    if person is None:
        return phrases.DESK_AWAY
    if person.conversation.hushed:
        return phrases.DESK_HUSHED
    told = WriteToPerson(words)
    letter = await answer(moment.post, moment.service.library, person, case, told)
    await count_answered(moment.books, moment.service.handing.desks, case, moment.now)
    await moment.books.cases.save(case, silent_since=None)
    await moment.post.to_thread(case, ShowInThread(phrases.DESK_REPLIED.key, words))
    return letter


async def note(moment: DeskMoment, case: Case, words: str) -> None:
    """Keep a note and show it in the topic. No letter made here leads to the person."""
    await _keep(moment, case, Said("note", "words", words, None))
    if case.has_topic:
        await moment.post.to_thread(case, ShowInThread(phrases.DESK_NOTED.key, words))


async def give_back(moment: DeskMoment, case: Case) -> None:
    """Put a held case back into the queue, where it keeps its waiting time."""
    case = replace(case, state=CaseState.WAITING, owner=None, note_by=None)
    await moment.books.cases.save(case, silent_since=None)
    await moment.post.tell(case, phrases.DESK_GIVEN_BACK)
    await moment.post.alert(case, phrases.DESK_RETURNED, takeable=True, fresh=True)


async def hand_over(moment: DeskMoment, case: Case, colleague: OperatorKey) -> None:
    """Give a held case to a colleague; the person is not greeted again."""
    case = replace(case, state=CaseState.OPEN, owner=colleague, note_by=None)
    await moment.books.cases.save(case, taken_at=moment.now)
    await moment.post.tell(case, phrases.DESK_HANDED_OVER)


async def sleep(moment: DeskMoment, case: Case) -> None:
    """Let a case sleep: it stays whose it is and wakes when the person writes."""
    await moment.books.cases.save(replace(case, state=CaseState.SLEEPING), silent_since=None)
    await moment.post.tell(case, phrases.DESK_SLEEPS)


async def correct(
    moment: DeskMoment, case: Case, operator: OperatorKey, correction: Correction
) -> Text | None:
    """Add a sign or profile or take one back, and show the table in the topic; say why not."""
    assessing = Assessing(moment.post, case)
    try:
        await assessing.correct(
            operator,
            correction.kind,
            correction.name,
            correction.why,
            withdrawn=correction.withdrawn,
        )
    except UnknownSign:
        return phrases.DESK_NO_NUMBER
    if not correction.withdrawn:
        counted = Counted.SIGN if correction.kind == "sign" else Counted.PROFILE
        await _count(moment, case, counted, correction.name)
    await assessing.show()
    return None


async def prioritise(
    moment: DeskMoment, case: Case, operator: OperatorKey, priority: str, why: str
) -> Text | None:
    """Set how fast a human is needed; return why not."""
    if priority not in {*Priority}:
        return phrases.DESK_NO_NUMBER
    await set_priority(
        moment.post,
        case,
        Priority(priority),
        source=Source.OPERATOR,
        why=why,
        operator=operator,
    )
    await _count(moment, case, Counted.PRIORITY, priority)
    return None


async def _count(moment: DeskMoment, case: Case, counted: Counted, name: str) -> None:
    desks = moment.service.handing.desks
    await count_case(moment.books, desks, case, (counted, name), moment.now)


async def _keep(moment: DeskMoment, case: Case, said: Said) -> None:
    await moment.books.cases.say(said, person=None, case=case.id, inbox=None, now=moment.now)
