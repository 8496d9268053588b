"""Banning: one operator proposes, another agrees, and it is over after a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk
from hotline.domain.ban import Ban, agreed
from hotline.domain.case import CaseGone, CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import Case, OperatorKey, PersonId
    from hotline.storage.books import Books


async def ban(books: Books, case: Case, operator: OperatorKey, now: datetime) -> Ban:
    """Propose a ban of the person of a case, or agree to what another operator proposed.

    Once two have agreed the case is closed and the person has no place in the queue until
    the ban ends. Raises NeedsAnother when the same operator asks twice, CaseGone when the
    person erased themselves.
    """
    if case.person is None:
        raise CaseGone
    proposed = await books.bans.of(case.person)
    if proposed is None or proposed.stale(now):
        told = Ban(operator, now)
    else:
        told = agreed(proposed, operator, now)
        await _close(books, case, case.person, now)
    await books.bans.save(case.person, told)
    return told


async def _close(books: Books, case: Case, person: PersonId, now: datetime) -> None:
    """End the talk without a word; the first message after the ban opens the case again."""
    closed = replace(case, state=CaseState.CLOSED, owner=None, note_by=None)
    await books.cases.save(closed, closed_at=now)
    known = await books.people.by_id(person)
    if known is not None:
        conversation = replace(known.conversation, talk=Talk.CLOSED)
        await books.people.save(replace(known, conversation=conversation))
