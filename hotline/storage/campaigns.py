"""Campaigns, their audience, and who has had their share, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.campaign import Audience, Campaign, CampaignId, Missing, State
from hotline.domain.case import CaseState, PersonId
from hotline.domain.contact import UNSAID, Contact
from hotline.domain.delivery import DeliveryState
from hotline.domain.priority import Priority
from hotline.storage.people import contact_in
from hotline.storage.tables import (
    campaigns,
    cases,
    deliveries,
    follows,
    outcomes,
    persons,
    shares,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys

_TEXTS: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])
ON_THE_WAY = (
    DeliveryState.HELD.value,
    DeliveryState.QUEUED.value,
    DeliveryState.SENDING.value,
)
# As the indexes of `deliveries` have it: what has ended is never looked at.
_ON_THE_WAY = or_(
    deliveries.c.state == literal_column("'held'"),
    deliveries.c.state.in_((literal_column("'queued'"), literal_column("'sending'"))),
)
NEWS = "tell_news"
# A share whose person could not get it any more: in trouble, or by their own rule.
PASSED_OVER = "passed_over"
# A letter that was swept before its campaign ended: nobody knows.
UNKNOWN = "uncertain"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of an audience; `lane` is the lane of their chat."""

    person: PersonId
    language: str
    lane: bytes
    contact: Contact
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody was given: a letter, a later hour, or nothing."""

    reader: Reader
    delivery: UUID | None = None
    due_at: datetime | None = None


class AlreadyShared(Exception):
    """Somebody would get a campaign twice; the transaction must be taken back."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the audience of a campaign has been walked."""

    campaign: Campaign
    frozen_at: datetime
    reached: UUID | None
    walked: bool


def in_trouble() -> ColumnElement[bool]:
    """Say of a row of `persons` that a human is needed there: no campaign may come between."""
    return (
        select(cases.c.id)
        .where(
            cases.c.person == persons.c.id,
            cases.c.state != CaseState.CLOSED.value,
            cases.c.priority != Priority.INFO.value,
        )
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Campaigns:
    """All campaigns."""

    connection: AsyncConnection
    keys: Keys

    async def add(self, campaign: Campaign, now: datetime) -> None:
        """Write a new one down."""
        values = {"id": campaign.id, "made_at": now, **_told(campaign)}
        await self.connection.execute(insert(campaigns).values(values))

    async def save(self, campaign: Campaign, **more: object) -> None:
        """Write down how it is now."""
        mine = update(campaigns).where(campaigns.c.id == campaign.id)
        await self.connection.execute(mine.values(**_told(campaign), **more))

    async def all(self) -> list[Campaign]:
        """Return every campaign, the newest first."""
        rows = await self.connection.execute(
            select(campaigns).order_by(campaigns.c.made_at.desc(), campaigns.c.id)
        )
        return [_campaign(row) for row in rows]

    async def find(self, campaign: CampaignId, *, lock: bool = False) -> Campaign | None:
        """Return one, locked if it is to be changed, or None."""
        asked = select(campaigns).where(campaigns.c.id == campaign)
        row = (await self.connection.execute(asked.with_for_update() if lock else asked)).first()
        return _campaign(row) if row else None

    async def due(self, now: datetime) -> list[CampaignId]:
        """Return which of the scheduled begin now."""
        asked = select(campaigns.c.id).where(
            campaigns.c.state == State.SCHEDULED.value, campaigns.c.begins_at <= now
        )
        return [CampaignId(each) for each in (await self.connection.execute(asked)).scalars()]

    async def begun(self) -> list[CampaignId]:
        """Return which are being sent, the oldest first."""
        asked = (
            select(campaigns.c.id)
            .where(campaigns.c.state == State.SENDING.value)
            .order_by(campaigns.c.frozen_at, campaigns.c.id)
        )
        return [CampaignId(each) for each in (await self.connection.execute(asked)).scalars()]

    async def walk(self, campaign: CampaignId) -> Walk | None:
        """Return one that is being sent, locked: one hand deals out at a time. Else None."""
        row = (
            await self.connection.execute(
                select(campaigns)
                .where(campaigns.c.id == campaign, campaigns.c.state == State.SENDING.value)
                .with_for_update(skip_locked=True)
            )
        ).first()
        return Walk(_campaign(row), row.frozen_at, row.reached, row.walked) if row else None

    async def walked_to(self, campaign: CampaignId, reached: UUID | None) -> None:
        """Remember how far the audience was walked; None is its end."""
        far = {"walked": True} if reached is None else {"reached": reached}
        mine = update(campaigns).where(campaigns.c.id == campaign)
        await self.connection.execute(mine.values(**far))

    async def count(self, audience: Audience) -> dict[str, int]:
        """Return how many people of each language an audience has now; not for showing."""
        asked = _audience(audience, persons.c.language, func.count()).group_by(persons.c.language)
        return {row[0]: row[1] for row in await self.connection.execute(asked)}

    async def readers(self, walk: Walk, limit: int) -> list[Reader]:
        """Return the next people of an audience that was frozen when the campaign began."""
        asked = _audience(walk.campaign.audience, *READ).where(follows.c.at <= walk.frozen_at)
        if walk.reached is not None:
            # Said of both: a merge of the two would read `persons` from its beginning each time.
            asked = asked.where(follows.c.person > walk.reached, persons.c.id > walk.reached)
        return await self._read(asked.order_by(follows.c.person).limit(limit))

    async def later(self, walk: Walk, now: datetime, limit: int) -> list[Reader]:
        """Return people whose hour has come, locked; who blocked us or left is not among them."""
        asked = (
            _audience(walk.campaign.audience, *READ)
            .join(shares, shares.c.person == persons.c.id)
            .where(shares.c.campaign == walk.campaign.id, shares.c.due_at <= now)
            .order_by(shares.c.due_at)
            .limit(limit)
        )
        return await self._read(asked)

    async def share(self, campaign: CampaignId, given: Sequence[Share]) -> None:
        """Write down what people were given; raises AlreadyShared for who has a letter."""
        if not given:
            return
        rows = [
            {
                "campaign": campaign,
                "person": each.reader.person,
                "language": each.reader.language,
                "delivery": each.delivery,
                "due_at": each.due_at,
            }
            for each in given
        ]
        statement = upsert(shares)
        told = {name: statement.excluded[name] for name in ("delivery", "due_at")}
        written = await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["campaign", "person"],
                set_=told,
                where=shares.c.delivery.is_(None),
            ).returning(shares.c.person),
            rows,
        )
        if len(written.all()) != len(given):
            raise AlreadyShared

    async def pass_over(self, campaign: CampaignId, now: datetime) -> None:
        """Let go those whose hour has come and who may not get it any more."""
        gone = update(shares).where(shares.c.campaign == campaign, shares.c.due_at <= now)
        await self.connection.execute(gone.values(due_at=None))

    async def on_the_way(self) -> int:
        """Return how many letters of all campaigns wait for the courier."""
        asked = select(func.count()).where(
            deliveries.c.kind == NEWS, deliveries.c.state.in_(ON_THE_WAY[1:])
        )
        return (await self.connection.execute(asked)).scalar_one()

    async def let_go(self, campaign: CampaignId) -> None:
        """Let nobody wait for their hour any more."""
        mine = update(shares).where(shares.c.campaign == campaign, shares.c.due_at.is_not(None))
        await self.connection.execute(mine.values(due_at=None))

    async def waits(self, campaign: CampaignId) -> bool:
        """Say whether somebody still waits for their hour, or for a letter to arrive."""
        # Two questions, each with an index: one for both walks every share, each second all night.
        hour = select(shares.c.person).where(
            shares.c.campaign == campaign, shares.c.due_at.is_not(None)
        )
        letter = (
            select(deliveries.c.id)
            .join(shares, shares.c.person == deliveries.c.person)
            .where(
                deliveries.c.kind == NEWS,
                _ON_THE_WAY,
                shares.c.campaign == campaign,
                shares.c.delivery == deliveries.c.id,
            )
        )
        for asked in (hour, letter):
            if (await self.connection.execute(asked.limit(1))).first() is not None:
                return True
        return False

    async def take_back(self, campaign: CampaignId, now: datetime) -> None:
        """Take back the letters that have not left: their people get them later, if at all."""
        going = select(shares.c.delivery).where(
            shares.c.campaign == campaign, shares.c.delivery.is_not(None)
        )
        taken = (
            select(deliveries.c.id)
            .where(
                deliveries.c.kind == NEWS,
                deliveries.c.state.in_((DeliveryState.QUEUED.value, DeliveryState.HELD.value)),
                deliveries.c.tried_again.is_(False),
                deliveries.c.id.in_(going),
            )
            .with_for_update(skip_locked=True)
        )
        rows = await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(taken))
            .values(state=DeliveryState.SUPERSEDED.value, ended_at=now, letter=b"")
            .returning(deliveries.c.id)
        )
        ids = list(rows.scalars())
        mine = update(shares).where(shares.c.campaign == campaign, shares.c.delivery.in_(ids))
        await self.connection.execute(mine.values(delivery=None, due_at=now))

    async def reach(self, campaign: CampaignId) -> dict[tuple[str, str], int]:
        """Return how many people had which outcome, by (language, outcome). Not for showing."""
        kept = await self.connection.execute(
            select(outcomes).where(outcomes.c.campaign == campaign)
        )
        counted = {(row.language, row.outcome): row.number for row in kept}
        return counted or await self._counted(campaign)

    async def close(self, campaign: CampaignId) -> None:
        """Keep the counts of one that ended, and forget who was among them."""
        rows = [
            {"campaign": campaign, "language": language, "outcome": outcome, "number": number}
            for (language, outcome), number in (await self._counted(campaign)).items()
        ]
        if rows:
            await self.connection.execute(upsert(outcomes).on_conflict_do_nothing(), rows)
        await self.connection.execute(delete(shares).where(shares.c.campaign == campaign))

    async def unclosed(self) -> list[CampaignId]:
        """Return which have ended and still hold shares."""
        ended = campaigns.c.state.in_((State.DONE.value, State.STOPPED.value))
        held = select(shares.c.person).where(shares.c.campaign == campaigns.c.id).exists()
        asked = select(campaigns.c.id).where(ended, held)
        return [CampaignId(each) for each in (await self.connection.execute(asked)).scalars()]

    async def may_read(self, person: PersonId) -> bool:
        """Say whether a campaign may still come to somebody: no human is needed there."""
        asked = select(persons.c.id).where(
            persons.c.id == person, persons.c.lookup.is_not(None), ~in_trouble()
        )
        return (await self.connection.execute(asked)).first() is not None

    async def reader(self, person: PersonId) -> Reader | None:
        """Return somebody who gets a page at their day; None for who may not get it now."""
        asked = select(*READ).where(
            persons.c.id == person,
            persons.c.lookup.is_not(None),
            persons.c.blocked_at.is_(None),
            persons.c.language.is_not(None),
        )
        found = await self._read(asked)
        return found[0] if found else None

    async def _counted(self, campaign: CampaignId) -> dict[tuple[str, str], int]:
        waiting = shares.c.due_at.is_not(None) | deliveries.c.state.in_(ON_THE_WAY)
        nothing = shares.c.delivery.is_(None)
        asked = (
            select(
                shares.c.language,
                func.coalesce(deliveries.c.state, UNKNOWN).label("state"),
                waiting.label("waiting"),
                nothing.label("nothing"),
                func.count().label("number"),
            )
            .outerjoin(deliveries, deliveries.c.id == shares.c.delivery)
            .where(shares.c.campaign == campaign)
            .group_by("language", "state", "waiting", "nothing")
            .select_from(shares)
        )
        counted: dict[tuple[str, str], int] = {}
        for row in await self.connection.execute(asked):
            outcome = "waiting" if row.waiting else PASSED_OVER if row.nothing else row.state
            key = (row.language, outcome)
            counted[key] = counted.get(key, 0) + row.number
        return counted

    async def _read(self, asked: Select[Any]) -> list[Reader]:
        rows = (await self.connection.execute(asked)).all()
        await self.keys.open(row.id for row in rows)
        return [await self._reader(row) for row in rows]

    async def _reader(self, row: Row[Any]) -> Reader:
        contact = UNSAID
        if row.contact is not None:
            contact = contact_in(await self.keys.of(row.id), row)
        return Reader(PersonId(row.id), row.language, row.lookup, contact, row.seen_at)


READ = (
    persons.c.id,
    persons.c.language,
    persons.c.lookup,
    persons.c.contact,
    persons.c.seen_at,
)


def _audience(audience: Audience, *columns: Any) -> Select[Any]:  # noqa: ANN401  # any columns
    """Ask for those who follow a topic, by language and origin, and may be written to."""
    asked = (
        select(*columns)
        .select_from(follows)
        .join(persons, persons.c.id == follows.c.person)
        .where(
            follows.c.topic == audience.topic,
            persons.c.language.in_(audience.languages),
            persons.c.lookup.is_not(None),
            persons.c.blocked_at.is_(None),
            ~in_trouble(),
        )
    )
    if audience.origin is None:
        return asked
    origins = follows.alias("origins")
    origin = (origins.c.person == persons.c.id) & (origins.c.topic == f"from_{audience.origin}")
    return asked.join(origins, origin)


def _told(campaign: Campaign) -> Mapping[str, object]:
    return {
        "name": campaign.name,
        "author": campaign.author,
        "second": campaign.second,
        "state": campaign.state.value,
        "topic": campaign.audience.topic,
        "origin": campaign.audience.origin,
        "languages": list(campaign.audience.languages),
        "texts": dict(campaign.texts),
        "missing": campaign.missing.value,
        "posts": campaign.posts,
        "begins_at": campaign.begins_at,
    }


def _campaign(row: Row[Any]) -> Campaign:
    return Campaign(
        id=CampaignId(row.id),
        name=row.name,
        author=row.author,
        audience=Audience(row.topic, tuple(row.languages), row.origin),
        texts=_TEXTS.validate_python(row.texts),
        missing=Missing(row.missing),
        posts=row.posts,
        state=State(row.state),
        second=row.second,
        begins_at=row.begins_at,
    )
