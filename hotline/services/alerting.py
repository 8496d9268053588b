"""Switching a page on and off that stands above everybody's home screen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.words import campaigns as words
from hotline.domain import campaign as life
from hotline.domain import emergency as emergencies
from hotline.domain.campaign import (
    Audience,
    Campaign,
    CampaignId,
    Faulty,
    Missing,
    NeedsSecond,
    NotNow,
    State,
)
from hotline.domain.emergency import Emergency, EmergencyId, Kind
from hotline.services.staff_cases import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from dialogs.words.factbook import Factbook
    from hotline.storage.books import Books, Database


class NoSuchEmergency(LookupError):
    """There is no page of this id."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a supervisor wrote in the form."""

    country: str
    kind: Kind
    texts: Mapping[str, str]
    ends_at: datetime
    surge: bool
    push: bool


@dataclass(frozen=True, slots=True)
class Alerting:
    """Everything staff may do; `by` is the name of who does it."""

    database: Database
    facts: Factbook
    clock: Callable[[], datetime]

    async def newest(self) -> list[Emergency]:
        """Return the newest pages, whatever became of them."""
        async with self.database.books() as books:
            return await books.emergencies.newest()

    async def surge(self) -> bool:
        """Say whether desks give short answers now."""
        async with self.database.books() as books:
            return any(each.surge for each in await books.emergencies.shown(self.clock()))

    async def propose(self, by: str, told: Proposed) -> EmergencyId:
        """Write a page down for a second person; raises Faulty."""
        now = self.clock()
        texts = {each: text.strip() for each, text in told.texts.items() if text.strip()}
        emergency = Emergency(
            id=EmergencyId(uuid.uuid4()),
            country=told.country,
            kind=told.kind,
            author=by,
            texts=texts,
            ends_at=told.ends_at,
            surge=told.surge,
            push=told.push,
        )
        emergencies.must_be_sound(emergency, now, self._shows)
        async with self.database.books() as books:
            await books.emergencies.add(emergency, now)
            await books.audit.write(by, "emergency.propose", str(emergency.id), now)
        return emergency.id

    async def agree(self, by: str, emergency: EmergencyId) -> None:
        """Switch it on as the second person; raises Refused or Faulty."""
        now = self.clock()
        await self._do(
            by,
            emergency,
            "emergency.agree",
            lambda found: emergencies.agree(found, by, now, self._shows),
        )

    async def end(self, by: str, emergency: EmergencyId) -> None:
        """Switch it off; one person is enough. Raises Refused."""
        now = self.clock()
        await self._do(by, emergency, "emergency.end", lambda found: emergencies.end(found, now))

    async def _do(
        self,
        by: str,
        emergency: EmergencyId,
        name: str,
        change: Callable[[Emergency], Emergency],
    ) -> None:
        try:
            async with self.database.books() as books:
                found = await books.emergencies.find(emergency)
                if found is None:
                    raise NoSuchEmergency
                changed = change(found)
                await books.emergencies.save(changed)
                if changed.push and found.begins_at is None and changed.begins_at is not None:
                    await self._push(books, changed)
                await books.audit.write(by, name, str(emergency), self.clock())
        except (NotNow, NeedsSecond, Faulty) as refused:
            async with self.database.books() as books:
                await books.audit.write(by, name, str(emergency), self.clock(), "refused")
            if isinstance(refused, Faulty):
                raise
            alone = isinstance(refused, NeedsSecond)
            raise Refused(words.NOT_ALONE if alone else words.NOT_NOW) from None

    async def _push(self, books: Books, emergency: Emergency) -> None:
        """Write to those who follow important news, as a campaign that two people have read."""
        now = self.clock()
        campaign = Campaign(
            id=CampaignId(uuid.uuid4()),
            name=f"{emergency.kind.value} {emergency.country}",
            author=emergency.author,
            audience=Audience("general", tuple(emergency.texts)),
            texts=emergency.texts,
            missing=Missing.SKIP,
            posts=True,
            state=State.APPROVED,
            second=emergency.second,
        )
        await books.campaigns.add(life.schedule(campaign, now), now)

    def _shows(self, fact: str) -> bool:
        return self.facts.may_be_shown([fact], self.clock().date())
