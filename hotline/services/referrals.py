"""Referrals at the desk: drafted, asked, looked at by a second person, sent, closed.

Nothing here decides whether something may leave: `hotline.domain.referral.send` does.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.words import phrases, referrals
from hotline.domain import referral as rule
from hotline.domain.consent import NothingToShare, Purpose, Share, TooLong, ask
from hotline.domain.letters import TellGroup
from hotline.domain.referral import Emergency, NeedsSecond, NoConsent, NotNow, Referral, ReferralId
from hotline.domain.sharing import LONGEST_FIELD, Sheet, Who
from hotline.services.counting import count_referral
from hotline.services.sharing import ASKED, agreement, show_person
from hotline.services.staff_cases import Refused
from hotline.services.staff_passwords import new_token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hotline.domain.case import Case, CaseCode
    from hotline.domain.desks import Desks
    from hotline.domain.partners import Directory
    from hotline.domain.staff import Member
    from hotline.services.desk import DeskMoment
    from hotline.services.staff_cases import Casework, OpenCase
    from hotline.storage.books import Database

# What can be chosen; nobody agrees for longer than `consent.LONGEST`.
SPANS = (7, 14, 30)
WHY_NOT = {
    NoConsent: referrals.NO_CONSENT,
    NeedsSecond: referrals.NEEDS_SECOND,
    NotNow: referrals.NOT_NOW,
    rule.NoReason: phrases.DESK_NO_REASON,
}
# What is done to a referral while its case is held; it returns the referral afterwards.
Step = Callable[["DeskMoment", "Case", Sheet], Awaitable[Sheet]]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an operator chose; `told` holds a text for each field, empty where none is shared."""

    partner: str
    purpose: str
    days: str
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Referrals:
    """Everything a member may do with the referrals of a case, one transaction for each act."""

    casework: Casework
    partners: Directory

    async def begin(self, member: Member, code: CaseCode) -> OpenCase:
        """Return a case that this member may refer; raises NoSuchCase or NotAllowed."""
        async with self.casework.reaching(member, "case.refer", code, told=False):
            pass
        return await self.casework.open(member, code, again=True)

    async def of(self, member: Member, code: CaseCode) -> Sequence[Sheet]:
        """Return the referrals of a case, the newest first; raises NoSuchCase or NotAllowed."""
        async with self.casework.reaching(member, "case.read", code, told=False) as (books, case):
            return await books.referrals.of_case(case.id)

    async def one(
        self, member: Member, code: CaseCode, told: str, *, act: str = "case.read"
    ) -> Sheet:
        """Return one referral of a case; raises Refused when there is none of this id."""
        async with self.casework.reaching(member, act, code, told=False) as (books, case):
            found = _found(await books.referrals.of_case(case.id), told)
            await books.audit.write(member.name, f"{act}.referral", code, self.casework.clock())
        return found

    async def draft(self, member: Member, code: CaseCode, draft: Draft) -> ReferralId:
        """Write a referral down; nobody is asked and nothing is sent yet."""
        new = ReferralId(uuid.uuid4())

        async def act(at: DeskMoment, case: Case) -> None:
            referral, told = self._drafted(new, member, draft, at.now)
            sheet = Sheet(case.id, referral, told).after(referral, "drafted", Who.DESK, at.now)
            await at.books.referrals.save(sheet, at.now)
            await count_referral(at.books, at.service.handing.desks, sheet, at.now)

        await self.casework.do(member, "case.refer", code, act)
        return new

    def _drafted(
        self, new: ReferralId, member: Member, draft: Draft, now: datetime
    ) -> tuple[Referral, Mapping[Share, str]]:
        told = {
            share: draft.told.get(share.value, "").strip()[:LONGEST_FIELD]
            for share in Share
            if draft.told.get(share.value, "").strip()
        }
        partner = self.partners.of(draft.partner)
        days = int(draft.days) if draft.days in {str(each) for each in SPANS} else 0
        if partner is None or draft.purpose not in partner.needs or not days:
            raise Refused(referrals.INCOMPLETE)
        try:
            asked = ask(
                frozenset(told),
                partner.id,
                Purpose(draft.purpose),
                now=now,
                span=timedelta(days=days),
            )
        except (NothingToShare, TooLong):
            raise Refused(referrals.INCOMPLETE) from None
        return Referral(new, member.key, asked), told

    async def put(self, member: Member, code: CaseCode, told: str) -> None:
        """Ask the person in their chat; raises Refused while nothing may appear there."""

        async def step(at: DeskMoment, case: Case, sheet: Sheet) -> Sheet:
            person = await at.listening(case)
            if person is None:
                raise Refused(phrases.DESK_AWAY)
            if person.conversation.hushed:
                raise Refused(phrases.DESK_HUSHED)
            contact = person.contact
            if contact.asked_at or contact.silent_too_long(person.seen_at, at.now):
                raise Refused(referrals.QUIET)
            moved = sheet.after(rule.put(sheet.referral), ASKED, Who.DESK, at.now)
            shown = agreement(moved, self.partners, person.conversation.language)
            await show_person(at.post, at.service.library, person, ASKED, shown)
            return moved

        await self._step(member, "case.refer", code, told, step)

    async def approve(self, member: Member, code: CaseCode, told: str) -> None:
        """Keep that a second member of staff looked at it; raises Refused for its author."""

        async def step(at: DeskMoment, _case: Case, sheet: Sheet) -> Sheet:
            seen = rule.seen_by(sheet.referral, member.key)
            return sheet.after(seen, "second", Who.DESK, at.now)

        await self._step(member, "case.refer_second", code, told, step)

    async def send(self, member: Member, code: CaseCode, told: str) -> str:
        """Let the partner in; return the token of their link, which is kept by nobody."""
        return await self._let_go(member, "case.refer", code, told, None)

    async def send_in_danger(self, member: Member, code: CaseCode, told: str, why: str) -> str:
        """Let the partner in without asking; supervisors hear of it at once."""
        emergency = Emergency(why[:LONGEST_FIELD], member.key)
        return await self._let_go(member, "case.refer_danger", code, told, emergency)

    async def _let_go(
        self, member: Member, act: str, code: CaseCode, told: str, emergency: Emergency | None
    ) -> str:
        token = new_token()

        async def step(at: DeskMoment, case: Case, sheet: Sheet) -> Sheet:
            sent = rule.send(sheet.referral, at.now, emergency)
            if emergency is not None:
                await at.post.to_group(TellGroup(phrases.DESK_EMERGENCY.key, code=case.code))
            moved = sheet.after(sent, "emergency" if emergency else "sent", Who.DESK, at.now)
            await at.books.referrals.save(moved, at.now)
            await at.books.referrals.give_link(sent.id, token, sent.asked.until)
            return moved

        await self._step(member, act, code, told, step)
        return token

    async def renew(self, member: Member, code: CaseCode, told: str) -> str:
        """Give the partner a new link and end the old one; raises Refused once it is over."""
        token = new_token()

        async def step(at: DeskMoment, _case: Case, sheet: Sheet) -> Sheet:
            if not sheet.referral.shown(at.now):
                raise NotNow
            until = sheet.referral.asked.until
            await at.books.referrals.give_link(sheet.referral.id, token, until)
            return sheet.after(sheet.referral, "renewed", Who.DESK, at.now)

        await self._step(member, "case.refer", code, told, step)
        return token

    async def close(self, member: Member, code: CaseCode, told: str) -> None:
        """End a referral that nobody has in their hands."""

        async def step(at: DeskMoment, _case: Case, sheet: Sheet) -> Sheet:
            await at.books.referrals.end_link(sheet.referral.id)
            return sheet.after(rule.close(sheet.referral), "closed", Who.DESK, at.now)

        await self._step(member, "case.refer", code, told, step)

    async def _step(self, member: Member, act: str, code: CaseCode, told: str, step: Step) -> None:
        """Do one thing to one referral of a case; what the rules refuse is said in a sentence."""

        async def on_case(at: DeskMoment, case: Case) -> None:
            sheet = _found(await at.books.referrals.of_case(case.id), told)
            try:
                moved = await step(at, case, sheet)
            except tuple(WHY_NOT) as refused:
                raise Refused(WHY_NOT[type(refused)]) from None
            await at.books.referrals.save(moved, at.now)
            if moved.referral.state is not sheet.referral.state:
                await count_referral(at.books, at.service.handing.desks, moved, at.now)

        await self.casework.do(member, act, code, on_case)


def _found(sheets: Sequence[Sheet], told: str) -> Sheet:
    found = next((each for each in sheets if each.referral.id.hex == told), None)
    if found is None:
        raise Refused(referrals.NONE)
    return found


async def expire(database: Database, desks: Desks, now: datetime) -> Mapping[str, int]:
    """End what has outlived its consent; the partner's page is closed from that very moment."""
    async with database.books() as books:
        due = await books.referrals.over(now)
    ended = 0
    for referral, case in due:
        async with database.books() as books:
            if await books.cases.by_id(case) is None:
                continue
            sheet = await books.referrals.one(referral)
            over = rule.expired(sheet.referral, now) if sheet else None
            if sheet is None or over is None or over == sheet.referral:
                continue
            late = sheet.after(over, "expired", Who.CLOCK, now)
            await books.referrals.save(late, now)
            await count_referral(books, desks, late, now)
            await books.referrals.end_link(referral)
            ended += 1
    return {"referrals": ended}
