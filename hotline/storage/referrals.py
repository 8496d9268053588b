"""Referrals and partners' links, inside one transaction that holds the case."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.case import CaseId, OperatorKey
from hotline.domain.consent import Answer, Asked, Consent, PartnerId, Purpose, Share
from hotline.domain.referral import LIFE, Act, Emergency, Referral, ReferralId, State
from hotline.domain.sharing import Happened, Sheet, Who
from hotline.storage.tables import cases, partner_links, referrals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import PersonId
    from hotline.storage.keys import Keys

# What was laid down in the archive is read there and nowhere else.
READABLE = referrals.c.told.is_not(None)
MAY_EXPIRE = [state.value for state in State if (state, Act.EXPIRE) in LIFE]


@dataclass(frozen=True, slots=True)
class Link:
    """A partner's link as it is kept; `bound` says that some browser has opened it."""

    referral: ReferralId
    case: CaseId
    bound: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Referrals:
    """What is shared with whom; words are sealed with the key of the case."""

    connection: AsyncConnection
    keys: Keys

    async def save(self, sheet: Sheet, now: datetime) -> None:
        """Write a referral down, new or changed."""
        referral, seal = sheet.referral, await self.keys.of(sheet.case)
        fresh = {
            "state": referral.state.value,
            "second": referral.second,
            "told": seal.seal(_written(sheet), f"referrals|{referral.id}"),
            "at": now,
        }
        statement = insert(referrals).values(
            id=referral.id,
            case=sheet.case,
            author=referral.author,
            until=referral.asked.until,
            **fresh,
        )
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=fresh)
        )

    async def of_case(self, case: CaseId) -> Sequence[Sheet]:
        """Return a case's referrals, the newest first."""
        rows = await self.connection.execute(
            select(referrals)
            .where(referrals.c.case == case, READABLE)
            .order_by(referrals.c.number.desc())
        )
        return [await self._read(row) for row in rows.all()]

    async def of_person(self, person: PersonId) -> Sequence[Sheet]:
        """Return the referrals of all cases of a person, the newest first."""
        own = select(cases.c.id).where(cases.c.person == person)
        rows = await self.connection.execute(
            select(referrals)
            .where(referrals.c.case.in_(own), READABLE)
            .order_by(referrals.c.number.desc())
        )
        return [await self._read(row) for row in rows.all()]

    async def one(self, referral: ReferralId) -> Sheet | None:
        """Return a referral; whoever changes it holds its case."""
        found = await self.connection.execute(
            select(referrals).where(referrals.c.id == referral, READABLE)
        )
        row = found.one_or_none()
        return await self._read(row) if row else None

    async def over(self, now: datetime) -> Sequence[tuple[ReferralId, CaseId]]:
        """Return what has outlived its consent and must end."""
        rows = await self.connection.execute(
            select(referrals.c.id, referrals.c.case).where(
                referrals.c.until <= now, referrals.c.state.in_(MAY_EXPIRE)
            )
        )
        return [(ReferralId(row.id), CaseId(row.case)) for row in rows]

    async def forget(self, person: PersonId) -> None:
        """Delete the referrals of a person's cases; every link dies with them."""
        own = select(cases.c.id).where(cases.c.person == person)
        await self.connection.execute(delete(referrals).where(referrals.c.case.in_(own)))

    async def give_link(self, referral: ReferralId, token: str, ends_at: datetime) -> None:
        """Let a partner in by a new link; the one before it ends."""
        fresh = {"token": _hashed(token), "browser": None, "ends_at": ends_at}
        statement = insert(partner_links).values(referral=referral, **fresh)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["referral"], set_=fresh)
        )

    async def end_link(self, referral: ReferralId) -> None:
        """End a referral's link at once."""
        await self.connection.execute(
            delete(partner_links).where(partner_links.c.referral == referral)
        )

    async def link(self, token: str, browser: str, now: datetime) -> Link | None:
        """Return the live link of a token, seen from a browser that may have opened it."""
        found = await self.connection.execute(
            select(partner_links, referrals.c.case)
            .join(referrals, referrals.c.id == partner_links.c.referral)
            .where(partner_links.c.token == _hashed(token), partner_links.c.ends_at > now)
        )
        row = found.one_or_none()
        if row is None:
            return None
        ours = bool(browser) and row.browser == _hashed(browser)
        bound = row.browser is not None
        return Link(ReferralId(row.referral), CaseId(row.case), bound, ours)

    async def bind(self, token: str, browser: str) -> bool:
        """Bind a link to the browser that opens it first; of two at once one answers False."""
        bound = await self.connection.execute(
            update(partner_links)
            .where(partner_links.c.token == _hashed(token), partner_links.c.browser.is_(None))
            .values(browser=_hashed(browser))
        )
        return bound.rowcount == 1

    async def _read(self, row: Row[Any]) -> Sheet:
        seal = await self.keys.of(row.case)
        return _told(row, json.loads(seal.open(row.told, f"referrals|{row.id}")))


def _hashed(token: str) -> bytes:
    # 256 bits made by chance: nobody guesses them, so no slow hash is needed.
    return hashlib.sha256(token.encode()).digest()


def _written(sheet: Sheet) -> bytes:
    referral, consent, emergency = (
        sheet.referral,
        sheet.referral.consent,
        sheet.referral.emergency,
    )
    return json.dumps(
        {
            "partner": referral.asked.partner,
            "purpose": referral.asked.purpose.value,
            "shares": sorted(referral.asked.shares),
            "told": dict(sheet.told),
            "consent": [consent.answer.value, consent.at.isoformat()] if consent else None,
            "emergency": [emergency.reason, emergency.by.hex()] if emergency else None,
            "wish": sheet.wish,
            "why": sheet.why,
            "history": [[each.act, each.who.value, each.at.isoformat()] for each in sheet.history],
        }
    ).encode()


def _told(row: Row[Any], told: dict[str, Any]) -> Sheet:
    asked = Asked(
        shares=frozenset(map(Share, told["shares"])),
        partner=PartnerId(told["partner"]),
        purpose=Purpose(told["purpose"]),
        until=row.until,
    )
    referral = Referral(
        id=ReferralId(row.id),
        author=OperatorKey(row.author),
        asked=asked,
        state=State(row.state),
        consent=_consent(asked, told["consent"]),
        second=OperatorKey(row.second) if row.second else None,
        emergency=_emergency(told["emergency"]),
    )
    return Sheet(
        case=CaseId(row.case),
        referral=referral,
        told={Share(name): words for name, words in told["told"].items()},
        wish=told["wish"],
        why=told["why"],
        history=tuple(
            Happened(act, Who(who), datetime.fromisoformat(at)) for act, who, at in told["history"]
        ),
    )


def _consent(asked: Asked, told: list[str] | None) -> Consent | None:
    return Consent(asked, Answer(told[0]), datetime.fromisoformat(told[1])) if told else None


def _emergency(told: list[str] | None) -> Emergency | None:
    return Emergency(told[0], OperatorKey(bytes.fromhex(told[1]))) if told else None
