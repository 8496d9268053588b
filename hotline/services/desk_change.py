"""Handing a talk to another national desk: the person is asked, and their yes moves it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.words import talk
from hotline.domain.case import CaseState

if TYPE_CHECKING:
    from dialogs.words.text import Text
    from hotline.domain.case import Case
    from hotline.domain.question import Question
    from hotline.services.moment import Moment

# Who acts in the audit when a person answers: they have no name there.
PERSON = "PERSON"
ACT = "case.change_desk"


async def heard_about_desk(moment: Moment, case: Case, question: Question, yes: bool) -> Text:  # noqa: FBT001  # one shape for every kind of question
    """Move the case to the desk that was asked about, or leave it where it is.

    It waits there with its priority and its waiting time; who held it reads it no more.
    """
    books, post = moment.books, moment.post
    await books.audit.write(PERSON, ACT, case.code, moment.now, "agreed" if yes else "refused")
    if not yes:
        if case.has_topic:
            await post.tell(case, talk.DESK_STAYS)
        return talk.STAYS
    moved = replace(case, desk=question.about, state=CaseState.WAITING, owner=None, note_by=None)
    await books.cases.save(moved, silent_since=None)
    if moved.has_topic:
        await post.tell(moved, talk.DESK_MOVED)
    await post.alert(moved, talk.DESK_MOVED, takeable=True, fresh=True)
    return talk.MOVED
