"""How a person reaches the queue, and what the queue learns of them."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk
from dialogs.engine.effects import ReportSign
from dialogs.words import phrases
from hotline.domain.assessment import Source
from hotline.domain.case import CODE_ALPHABET, CODE_LENGTH, CaseCode, CaseState
from hotline.domain.letters import OpenThread, TellAnswer
from hotline.domain.priority import Priority
from hotline.domain.tally import Counted
from hotline.services.assessing import set_priority, told_by_person
from hotline.services.counting import count_case, count_hour

if TYPE_CHECKING:
    from dialogs.engine.effects import ProfileSeen
    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.services.moment import Moment
    from hotline.services.post import Post

# The questions whose answers the queue asks for, and what it can use of them.
WHERE, COUNTRIES = "lines.where", frozenset({"kz", "kg", "tj", "uz", "tm", "ru"})
WHO, GENDERS = "questions.who", frozenset({"woman", "man"})


async def open_case(moment: Moment, person: Person) -> Person:
    """Put the person into the queue; who had only left in a hurry is talking again."""
    known = await moment.books.cases.of_person(person.id)
    if known is None:
        await _open_new(moment, person)
    elif known.state is CaseState.CLOSED:
        await reopen(moment.post, known)
    elif known.held:
        if known.state is CaseState.SLEEPING:
            await moment.books.cases.now_unanswered(known.id, moment.now)
        await moment.post.tell(known, phrases.DESK_BACK)
        return replace(person, conversation=replace(person.conversation, talk=Talk.HUMAN))
    return person


async def _open_new(moment: Moment, person: Person) -> None:
    language = person.conversation.language or "en"
    code = CaseCode("".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)))
    cases = moment.books.cases
    case = await cases.open(person.id, code, language, Priority.SOON, moment.now)
    await cases.adopt(person.id, case.id)
    await count_priority(moment, case, case.priority)
    count_hour(moment.books, moment.known.desks, case, moment.now)
    await moment.post.alert(case, phrases.DESK_WAITING, takeable=True, fresh=True)


async def reopen(post: Post, closed: Case) -> None:
    """Put a closed case back into the queue."""
    case = replace(closed, state=CaseState.WAITING, owner=None, note_by=None)
    await post.books.cases.save(case, closed_at=None, waits_since=post.now, silent_since=None)
    await post.alert(case, phrases.DESK_AGAIN, takeable=True, fresh=True)
    if case.thread is not None:
        await post.to_thread(case, OpenThread(case.code, again=True))
        await post.tell(case, phrases.DESK_REOPENED)


async def hurry(moment: Moment, person: Person, priority: Priority) -> None:
    """Raise the priority of the person's case, if they have one and it is lower."""
    case = await moment.books.cases.of_person(person.id)
    if case is None or case.priority.raised_to(priority) is case.priority:
        return
    await set_priority(moment.post, case, priority, source=Source.PERSON, why=moment.why)
    await count_priority(moment, case, priority)


async def count_priority(moment: Moment, case: Case, priority: Priority) -> None:
    """Count how fast a human is needed: when a case is opened, and when it is hurried."""
    what = (Counted.PRIORITY, priority.value)
    await count_case(moment.books, moment.known.desks, case, what, moment.now)


async def report(moment: Moment, person: Person, effect: ReportSign | ProfileSeen) -> None:
    """Keep what an answer says of the person, whether or not there is a case yet."""
    if isinstance(effect, ReportSign):
        told = told_by_person("sign", effect.sign, moment.why, moment.post)
    else:
        told = told_by_person("profile", effect.profile, moment.why, moment.post)
    await moment.books.assessments.report(person.id, told)


async def record(moment: Moment, person: Person, question: str, answer: str) -> None:
    """Keep an answer, and tell the operator who holds the case."""
    await moment.books.people.answer(person.id, question, answer, moment.now)
    await _describe(moment, person, question, answer)
    case = await moment.books.cases.of_person(person.id)
    if case is not None and case.held:
        await moment.post.to_thread(case, TellAnswer(question, answer))


async def _describe(moment: Moment, person: Person, question: str, answer: str) -> None:
    """Remember where the person is and whom they wish to talk to: the queue asks for it."""
    country = answer if question == WHERE and answer in COUNTRIES else None
    wish = answer if question == WHO and answer in GENDERS else None
    if country or wish:
        case = await moment.books.cases.of_person(person.id)
        if case is not None:
            await moment.books.queue.describe(case.id, country, wish)
