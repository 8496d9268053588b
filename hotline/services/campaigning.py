"""What staff do with campaigns: write, give to a second person, approve, send, look at.

Every act is one transaction and a row of the audit; every number is k-anonymous before it
leaves here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import campaigns as words
from hotline.domain import campaign as life
from hotline.domain.campaign import Act, Audience, Campaign, CampaignId, Missing, NotNow, at_least
from hotline.services.staff_cases import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from dialogs.words.factbook import Factbook
    from hotline.storage.books import Books, Database

Counted = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote in the form, or in a file."""

    name: str
    audience: Audience
    texts: Mapping[str, str]
    missing: Missing = Missing.WAIT
    posts: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign as staff see it: counts are "at least", and None for fewer than eleven."""

    campaign: Campaign
    audience: Counted
    together: int | None
    reach: tuple[tuple[str, str, int | None], ...]


class NoSuchCampaign(LookupError):
    """There is no campaign of this id."""


@dataclass(frozen=True, slots=True)
class Campaigning:
    """Everything staff may do; `by` is the name of who does it."""

    database: Database
    facts: Factbook
    clock: Callable[[], datetime]

    async def all(self) -> list[Campaign]:
        """Return every campaign, the newest first."""
        async with self.database.books() as books:
            return await books.campaigns.all()

    async def show(self, campaign: CampaignId) -> Shown:
        """Return one with its counts; raises NoSuchCampaign."""
        async with self.database.books() as books:
            found = await books.campaigns.find(campaign)
            if found is None:
                raise NoSuchCampaign
            gets = found.spoken()
            counted = await books.campaigns.count(found.audience)
            reach = await books.campaigns.reach(campaign)
        audience = {each: counted.get(each, 0) for each in gets}
        return Shown(
            campaign=found,
            audience={language: at_least(number) for language, number in audience.items()},
            together=at_least(sum(audience.values())),
            reach=tuple((*key, at_least(number)) for key, number in sorted(reach.items())),
        )

    async def create(self, by: str, draft: Draft) -> CampaignId:
        """Write a draft down and return its id."""
        campaign = Campaign(CampaignId(uuid.uuid4()), draft.name, by, draft.audience)
        written = _written(replace(campaign, posts=draft.posts), draft)
        async with self.database.books() as books:
            await books.campaigns.add(written, self.clock())
            await self._audit(books, by, "campaign.write", written.id)
        return written.id

    async def write(self, by: str, campaign: CampaignId, draft: Draft) -> None:
        """Change a draft; who changes it is its author from then on. Raises Refused."""
        await self._do(
            by,
            campaign,
            "campaign.write",
            lambda found: replace(_written(found, draft), author=by, posts=draft.posts),
        )

    async def submit(self, by: str, campaign: CampaignId) -> None:
        """Give it to a second person; raises Refused or Faulty."""
        await self._do(
            by, campaign, "campaign.submit", lambda found: life.submit(found, self._shows)
        )

    async def approve(self, by: str, campaign: CampaignId) -> None:
        """Keep that somebody else than its author read it; raises Refused or Faulty."""
        await self._do(
            by, campaign, "campaign.approve", lambda found: life.approve(found, by, self._shows)
        )

    async def take_back(self, by: str, campaign: CampaignId) -> None:
        """Make it a draft again; raises Refused."""
        await self._do(by, campaign, "campaign.return", life.take_back)

    async def schedule(self, by: str, campaign: CampaignId, begins_at: datetime | None) -> None:
        """Say when it begins, None for now; raises Refused, or Faulty when a fact has ended."""

        def scheduled(found: Campaign) -> Campaign:
            life.must_be_sound(found, self._shows)
            return life.schedule(found, begins_at or self.clock())

        await self._do(by, campaign, "campaign.schedule", scheduled)

    async def pause(self, by: str, campaign: CampaignId) -> None:
        """Let nothing more leave; what waits for the courier is taken back. Raises Refused."""
        await self._move(by, campaign, Act.PAUSE)

    async def resume(self, by: str, campaign: CampaignId) -> None:
        """Go on where it was paused; raises Refused."""
        await self._move(by, campaign, Act.RESUME)

    async def stop(self, by: str, campaign: CampaignId) -> None:
        """End it for good; what waits is taken back. Raises Refused."""
        await self._move(by, campaign, Act.STOP)

    async def _move(self, by: str, campaign: CampaignId, act: Act) -> None:
        await self._do(
            by, campaign, f"campaign.{act.value}", lambda found: life.move(found, act), act
        )

    async def _do(
        self,
        by: str,
        campaign: CampaignId,
        name: str,
        change: Callable[[Campaign], Campaign],
        act: Act | None = None,
    ) -> None:
        """Change one under its lock; what is refused changes nothing and is written down."""
        try:
            async with self.database.books() as books:
                found = await books.campaigns.find(campaign, lock=True)
                if found is None:
                    raise NoSuchCampaign
                await self._changed(books, change(found), act)
                await self._audit(books, by, name, campaign)
        except (NotNow, life.NeedsSecond, life.Faulty) as refused:
            async with self.database.books() as books:
                await books.audit.write(by, name, str(campaign), self.clock(), "refused")
            if isinstance(refused, life.Faulty):
                raise
            alone = isinstance(refused, life.NeedsSecond)
            raise Refused(words.NOT_ALONE if alone else words.NOT_NOW) from None

    async def _changed(self, books: Books, campaign: Campaign, act: Act | None) -> None:
        now = self.clock()
        ended = {"ended_at": now} if act is Act.STOP else {}
        await books.campaigns.save(campaign, **ended)
        if act in {Act.PAUSE, Act.STOP}:
            await books.campaigns.take_back(campaign.id, now)
        if act is Act.STOP:
            await books.campaigns.let_go(campaign.id)

    async def _audit(self, books: Books, by: str, name: str, campaign: CampaignId) -> None:
        await books.audit.write(by, name, str(campaign), self.clock())

    def _shows(self, fact: str) -> bool:
        return self.facts.may_be_shown([fact], self.clock().date())


def _written(campaign: Campaign, draft: Draft) -> Campaign:
    return life.write(campaign, draft.name, draft.audience, draft.texts, draft.missing)
