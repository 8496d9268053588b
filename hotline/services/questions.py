"""Asking a person something with two buttons while a human answers, and hearing the answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.words import phrases, talk
from hotline.domain.case import CaseState
from hotline.domain.letters import AskPerson, SettleQuestion
from hotline.domain.question import ANSWERED_WITHIN, Kind, Question, QuestionId, Said
from hotline.services.desk_change import heard_about_desk
from hotline.services.safety import answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from dialogs.engine.effects import AnswerQuestion
    from dialogs.words.text import Text
    from hotline.domain.case import Case, CaseId, OperatorKey
    from hotline.domain.person import Person
    from hotline.services.desk import DeskMoment
    from hotline.services.moment import Moment

    # What follows from an answer; returned is what then stands in the question's place.
    Heard = Callable[[Moment, Case, Question, bool], Awaitable[Text]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask: `about` names it, `phrase` is said with `put` in its placeholders."""

    kind: Kind
    about: str
    phrase: Text
    why: str
    put: tuple[tuple[str, str], ...] = ()

    def question(self, case: CaseId, operator: OperatorKey, now: datetime) -> Question:
        """Return it as asked now."""
        until = now + ANSWERED_WITHIN
        named = QuestionId(uuid.uuid4())
        return Question(named, case, self.kind, self.about, operator, self.why, now, until)


HEARD: dict[Kind, Heard] = {Kind.DESK: heard_about_desk}


async def put(
    at: DeskMoment, case: Case, operator: OperatorKey, asking: Asking
) -> QuestionId | Text:
    """Put a question to the person of a case; return its id, or why it was not put.

    It takes the way of a reply: nothing comes while somebody may stand beside the person,
    outside their hours, or after a long silence without something harmless first.
    """
    person = await at.listening(case)
    if person is None:
        return phrases.DESK_AWAY
    if person.conversation.hushed:
        return phrases.DESK_HUSHED
    question = asking.question(case.id, operator, at.now)
    await at.books.questions.put(question)
    letter = AskPerson(question.id.hex, asking.phrase.key, asking.put)
    await answer(at.post, at.service.library, person, case, letter)
    return question.id


async def answered(moment: Moment, person: Person, effect: AnswerQuestion) -> None:
    """Hear an answer, once and in time; what nobody asked this person changes nothing.

    A press while somebody may stand beside the person is nobody's yes.
    """
    if person.conversation.hushed or effect.answer not in {Said.YES, Said.NO}:
        return
    question = await _asked(moment, effect.question)
    case = await moment.books.cases.by_id(question.case) if question else None
    if question is None or case is None or case.person != person.id:
        return
    if question.open(moment.now) and case.state is not CaseState.CLOSED:
        await moment.books.questions.keep(question.id, Said(effect.answer), moment.now)
        yes = effect.answer == Said.YES
        await _settle(moment, person, await HEARD[question.kind](moment, case, question, yes))
    elif question.said is None or question.said is Said.VOID:
        await _settle(moment, person, talk.OVER)


async def _asked(moment: Moment, told: str) -> Question | None:
    try:
        named = uuid.UUID(told)
    except ValueError:
        return None
    return await moment.books.questions.find(QuestionId(named))


async def _settle(moment: Moment, person: Person, phrase: Text) -> None:
    if moment.acted.pressed is not None:
        await moment.post.to_person(person, SettleQuestion(moment.acted.pressed, phrase.key))
