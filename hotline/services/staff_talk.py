"""What members of staff do together around one talk: another desk, taking over, drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import phrases, talk
from dialogs.words.text import Text
from hotline.domain.case import CaseState
from hotline.domain.draft import State
from hotline.domain.question import Kind
from hotline.services import questions, staff_acts
from hotline.services.beside import may_step_in
from hotline.services.staff_cases import (
    LONGEST_REASON,
    LONGEST_REPLY,
    held_only,
    trimmed,
)

if TYPE_CHECKING:
    from typing import Literal

    from hotline.domain.case import Case, CaseCode, OperatorKey
    from hotline.domain.draft import Draft
    from hotline.domain.staff import Member
    from hotline.services.desk import DeskMoment
    from hotline.services.staff_cases import Casework


@dataclass(frozen=True, slots=True)
class Looked:
    """What a colleague makes of a draft: its words as changed, and whether it may go."""

    draft: str
    words: str
    comment: str
    approved: bool

    def at(self, draft: Draft, second: OperatorKey) -> Draft:
        """Return the draft as looked at; raises Refused for what cannot be kept."""
        comment = self.comment.strip()
        if comment or not self.approved:
            trimmed(comment, LONGEST_REASON, talk.NO_COMMENT)
        return replace(
            draft,
            words=trimmed(self.words, LONGEST_REPLY),
            state=State.APPROVED if self.approved else State.RETURNED,
            second=second,
            comment=comment,
        )


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

        await self.casework.do(member, "case.change_desk", code, held_only(act))

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

        await self.casework.do(member, "case.take_over", code, held_only(act))

    async def share(self, member: Member, code: CaseCode, words: str) -> None:
        """Ask a colleague to look at a reply before it goes; it takes the place of another."""
        told = trimmed(words, LONGEST_REPLY)
        await self.casework.do(
            member,
            "case.share_draft",
            code,
            lambda at, case: at.books.drafts.share(case.id, member.key, told, at.now),
        )

    async def drop(self, member: Member, code: CaseCode) -> None:
        """Forget the draft of a case."""
        await self.casework.do(
            member, "case.share_draft", code, lambda at, case: at.books.drafts.drop(case.id)
        )

    async def look(self, member: Member, code: CaseCode, looked: Looked) -> None:
        """Let a colleague's draft go, as changed, or give it back with a comment.

        Raises Refused for one's own draft and for one that is not there any more.
        """

        async def act(at: DeskMoment, case: Case) -> Text | None:
            draft = await at.books.drafts.of_case(case.id)
            if draft is None or str(draft.id) != looked.draft or draft.state is not State.SHARED:
                return talk.NO_DRAFT
            if draft.author == member.key:
                return talk.OWN_DRAFT
            await at.books.drafts.save(case.id, looked.at(draft, member.key))
            return None

        await self.casework.do(member, "case.look_at_draft", code, act)

    async def send(self, member: Member, code: CaseCode, draft: str) -> None:
        """Send the draft as the colleague approved it, in one press; once."""

        async def act(at: DeskMoment, case: Case) -> Text | None:
            found = await at.books.drafts.of_case(case.id)
            if found is None or str(found.id) != draft or found.state is not State.APPROVED:
                return talk.NO_DRAFT
            if found.second == member.key:  # the case changed hands meanwhile
                return talk.OWN_DRAFT
            await at.books.drafts.save(case.id, replace(found, state=State.SENT))
            return await staff_acts.reply(at, case, member.key, found.words)

        await self.casework.do(member, "case.reply", code, act)

    async def link(
        self, member: Member, code: CaseCode, action: Literal["link", "refuse"]
    ) -> None:
        """Let the talk go on on the phone where its return code was typed, or refuse that."""

        async def act(at: DeskMoment, case: Case) -> Text | None:
            said = await at.link(case, member.key, action)
            return None if said == phrases.DESK_LINK_REFUSED else said

        await self.casework.do(member, "case.link", code, act)


async def _relieve(at: DeskMoment, case: Case, member: Member, reason: str) -> None:
    """Give the case to a member; the person notices nothing."""
    case = replace(case, state=CaseState.OPEN, owner=member.key, note_by=None)
    await at.books.cases.save(case, taken_at=at.now)
    await staff_acts.note(at, case, reason)
    await at.post.tell(case, talk.DESK_TAKEN_OVER)
