"""What members of staff do together around one talk: another desk, and taking over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import phrases, talk
from dialogs.words.text import Text
from hotline.domain.case import CaseState
from hotline.domain.question import Kind
from hotline.services import questions, staff_acts
from hotline.services.beside import may_step_in
from hotline.services.staff_cases import LONGEST_REASON, held_only, trimmed

if TYPE_CHECKING:
    from hotline.domain.case import Case, CaseCode
    from hotline.domain.staff import Member
    from hotline.services.desk import DeskMoment
    from hotline.services.staff_cases import Casework


@dataclass(frozen=True, slots=True)
class Together:
    """Acts of several people on one talk; each through the guard of `Casework`."""

    casework: Casework

    async def change_desk(self, member: Member, code: CaseCode, desk: str, why: str) -> None:
        """Ask the person whether another desk may go on with them; raises Refused.

        Nothing moves before their yes.
        """
        reason = trimmed(why, LONGEST_REASON, phrases.DESK_NO_REASON)

        async def act(at: DeskMoment, case: Case) -> Text | None:
            desks = at.service.handing.desks
            here = desks.of(case.language, case.country, case.desk).desk
            if desks.named(desk) is None or desk == here:
                return talk.NO_SUCH_DESK
            asking = questions.Asking(Kind.DESK, desk, talk.MOVE, reason, put=(("country", desk),))
            put = await questions.put(at, case, member.key, asking)
            if isinstance(put, Text):
                return put
            await at.post.tell(case, talk.DESK_ASKED_TO_MOVE)
            return None

        await self.casework.act(member, "case.change_desk", code, held_only(act))

    async def take_over(self, member: Member, code: CaseCode, since: str, why: str) -> None:
        """Take a case that a colleague holds, with a reason that stays in the case as a note.

        `since` is since when they held it on the page that was looked at: if anybody else
        was faster, or they gave it away, nothing changes and Refused is raised.
        """
        reason = trimmed(why, LONGEST_REASON, phrases.DESK_NO_REASON)

        async def act(at: DeskMoment, case: Case) -> Text | None:
            held = await at.books.caseload.held(case.id)
            if held is None or held.owner in {None, member.key} or str(held.since) != since:
                return phrases.DESK_ALREADY_TAKEN
            if not may_step_in(member, case, held, at.now):
                return talk.NOT_YET
            await _relieve(at, case, member, reason)
            return None

        await self.casework.act(member, "case.take_over", code, held_only(act))


async def _relieve(at: DeskMoment, case: Case, member: Member, reason: str) -> None:
    """Give the case to a member; the person notices nothing."""
    case = replace(case, state=CaseState.OPEN, owner=member.key, note_by=None)
    await at.books.cases.save(case, taken_at=at.now)
    await staff_acts.note(at, case, reason)
    await at.post.tell(case, talk.DESK_TAKEN_OVER)
