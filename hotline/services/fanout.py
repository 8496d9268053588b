"""Campaigns on their way: the audience is walked in the order of a key, a few people at a time.

Walking, writing a share and queueing the letter are one transaction, so a program that is killed
anywhere goes on where it was: nobody twice, nobody skipped, and no more in memory than one hand.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hotline.domain import campaign as life
from hotline.domain.address import Address
from hotline.domain.campaign import Act
from hotline.domain.letters import PostInChannel, TellNews
from hotline.services.counting import count_campaign
from hotline.services.post import DELIVERIES_BELL
from hotline.storage.books import DatabaseAway
from hotline.storage.campaigns import Share
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hotline.domain.campaign import Campaign, CampaignId
    from hotline.domain.desks import Desks
    from hotline.storage.books import Books, Database
    from hotline.storage.campaigns import Reader, Walk

PAUSE_SECONDS = 1.0
# Letters that wait for the courier are at most what it sends in so many seconds, so a pause is a
# pause, and no reply finds a long queue in the database.
AHEAD_SECONDS = 2
# People at a time: one transaction, and all that is held in memory.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Fanout:
    """Deals campaigns out; one copy of the program at a time does. `rate` is people a second."""

    database: Database
    desks: Desks
    clock: Callable[[], datetime]
    rate: int
    channels: Mapping[str, int] = field(default_factory=dict)

    async def run(self) -> None:
        """Deal out until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.warning("database_away", kind="campaigns")
            await asyncio.sleep(PAUSE_SECONDS)

    async def look(self) -> int:
        """Begin what is due, deal out what may go now; return how many letters were queued."""
        now = self.clock()
        await self._begin(now)
        async with self.database.books() as books:
            going = await books.campaigns.begun()
            room = self.rate * AHEAD_SECONDS - await books.campaigns.on_the_way()
        dealt = await self._pages(now, min(room, AT_ONCE))
        for campaign in going:
            while room > dealt:
                async with self.database.books() as books:
                    queued, over = await self._deal(
                        books, campaign, min(room - dealt, AT_ONCE), now
                    )
                dealt += queued
                if over:
                    break
        await self._close(now)
        return dealt

    async def _begin(self, now: datetime) -> None:
        async with self.database.books() as books:
            for each in await books.campaigns.due(now):
                campaign = await books.campaigns.find(each, lock=True)
                if campaign is None or not campaign.may(Act.BEGIN):
                    continue
                begun = life.move(campaign, Act.BEGIN)
                await books.campaigns.save(begun, frozen_at=now)
                if begun.posts:
                    await self._publish(books, begun, now)

    async def _publish(self, books: Books, campaign: Campaign, now: datetime) -> None:
        """Post each text in the channel of its language; posted with the beginning, so once."""
        for language, words in campaign.texts.items():
            if channel := self.channels.get(language):
                lane = books.lane(Address(channel))
                letter = PostInChannel(words, language, channel)
                await books.deliveries.queue(letter, lane=lane, now=now)

    async def _deal(
        self, books: Books, each: CampaignId, limit: int, now: datetime
    ) -> tuple[int, bool]:
        """Deal one hand; return how many letters that were, and whether nobody is left now."""
        walk = await books.campaigns.walk(each)
        if walk is None:
            return 0, True
        late = await books.campaigns.later(walk, now, limit)
        if late:
            return await self._hand(books, walk, late, now), False
        await books.campaigns.pass_over(each, now)
        if walk.walked:
            if not await books.campaigns.waits(each):
                await self._finish(books, walk.campaign, now)
            return 0, True
        found = await books.campaigns.readers(walk, limit)
        queued = await self._hand(books, walk, found, now)
        last = found[-1].person if len(found) == limit else None
        await books.campaigns.walked_to(each, last)
        return queued, last is None

    async def _hand(self, books: Books, walk: Walk, found: list[Reader], now: datetime) -> int:
        """Give each their share; return how many letters that were."""
        given = [await self._given(books, walk.campaign, reader, now) for reader in found]
        await books.campaigns.share(walk.campaign.id, given)
        queued = sum(each.delivery is not None for each in given)
        if queued:
            await books.ring(DELIVERIES_BELL)
        return queued

    async def _given(
        self, books: Books, campaign: Campaign, reader: Reader, now: datetime
    ) -> Share:
        """Return somebody's share: a letter now, a later hour, or nothing by a rule."""
        zone = self.desks.of(reader.language).zone
        at = life.next_moment(reader.contact, zone, seen_at=reader.seen_at, now=now)
        language = campaign.spoken().get(reader.language)
        if at is None or language is None:
            return Share(reader)
        if at > now:
            return Share(reader, due_at=at)
        page = f"alerts:{campaign.audience.topic}"
        letter = TellNews(campaign.texts[language], language, page, zone)
        delivery = await books.deliveries.queue(
            letter, lane=reader.lane, now=now, person=reader.person
        )
        return Share(reader, delivery=delivery)

    async def _finish(self, books: Books, campaign: Campaign, now: datetime) -> None:
        await books.campaigns.save(life.move(campaign, Act.FINISH), ended_at=now)

    async def _close(self, now: datetime) -> None:
        """Keep the counts of what ended, and forget who was among them."""
        async with self.database.books() as books:
            for each in await books.campaigns.unclosed():
                if not await books.campaigns.waits(each):
                    await self._count(books, each, now)
                    await books.campaigns.close(each)

    async def _count(self, books: Books, each: CampaignId, now: datetime) -> None:
        """Count in the statistics how a campaign ended; its own counts go with it some day."""
        campaign = await books.campaigns.find(each)
        if campaign is None:
            return
        for (language, outcome), number in (await books.campaigns.reach(each)).items():
            how = (campaign.audience.topic, outcome)
            count_campaign(books, self.desks, language, how, now, number=number)

    async def _pages(self, now: datetime, limit: int) -> int:
        """Offer the pages of series that are due; who talks with somebody gets none any more."""
        if limit <= 0:
            return 0
        offered = 0
        async with self.database.books() as books:
            for person, page in await books.follows.due(now, limit):
                reader = await books.campaigns.reader(person)
                if reader is None or not await books.campaigns.may_read(person):
                    await books.follows.stop(person)
                    continue
                zone = self.desks.of(reader.language).zone
                at = life.next_moment(reader.contact, zone, seen_at=reader.seen_at, now=now)
                if at is not None and at > now:
                    await books.follows.put_off(person, page, at)
                    continue
                await books.follows.offered(person, page)
                if at is not None:
                    letter = TellNews("", reader.language, page, zone)
                    await books.deliveries.queue(letter, lane=reader.lane, now=now, person=person)
                    offered += 1
            if offered:
                await books.ring(DELIVERIES_BELL)
        return offered
