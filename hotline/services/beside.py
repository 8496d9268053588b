"""What stands beside a talk on its page: who holds it, what the person was asked, other desks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.giving_away import giving_away
from hotline.domain.question import Kind
from hotline.domain.queue import STEP_IN
from hotline.domain.staff import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hotline.domain.case import Case
    from hotline.domain.desks import Desk
    from hotline.domain.draft import Draft
    from hotline.domain.question import Question
    from hotline.domain.staff import Member
    from hotline.services.desk import DeskMoment
    from hotline.storage.caseload import Held


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers in a case; `name` is None for somebody of the staff group without an account."""

    name: str | None
    since: datetime | None
    may_be_relieved: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What one member sees beside a talk; `asked` is the newest question about another desk.

    `found` is what in the draft could give somebody away; with `link_asked` somebody typed
    the case's return code on another phone.
    """

    holder: Holder | None
    desk: str
    desks: Sequence[Desk]
    asked: Question | None
    draft: Draft | None
    found: Sequence[str]
    link_asked: bool

    def drafted_by(self, member: Member) -> bool:
        """Say whether the draft is this member's own."""
        return self.draft is not None and self.draft.author == member.key


async def beside(at: DeskMoment, case: Case, member: Member, published: frozenset[str]) -> Beside:
    """Return what stands beside a talk."""
    desks = at.service.handing.desks
    here = desks.of(case.language, case.country, case.desk).desk
    draft = await at.books.drafts.of_case(case.id)
    names = [each.name for each in await at.books.staff.everyone()] if draft else []
    asked = await at.books.questions.of_case(case.id, Kind.DESK)
    return Beside(
        holder=await _holder(at, case, member),
        desk=here,
        desks=[each for each in desks.desks if each.desk != here],
        asked=asked[0] if asked else None,
        draft=draft,
        found=giving_away(draft.words, names, published) if draft else (),
        link_asked=await at.books.codes.asked(case.id),
    )


async def _holder(at: DeskMoment, case: Case, member: Member) -> Holder | None:
    held = await at.books.caseload.held(case.id)
    if held is None or held.owner is None:
        return None
    staff = await at.books.staff.everyone()
    known = next((each for each in staff if each.key == held.owner), None)
    late = may_step_in(member, case, held, at.now)
    return Holder(known.name if known else None, held.since, late and held.owner != member.key)


def may_step_in(member: Member, case: Case, held: Held, now: datetime) -> bool:
    """Say whether a member may take a colleague's case over now.

    A supervisor always; an operator once the person has waited for half of `SILENCE`.
    """
    if member.role is Role.SUPERVISOR:
        return True
    waits = held.silent_since
    return waits is not None and now - waits >= STEP_IN[case.priority]
