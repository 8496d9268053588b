"""A campaign to many invented people, whose program is killed on the way again and again."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from dialogs.engine.conversation import at_rest
from hotline.clock import now
from hotline.domain.address import Address
from hotline.domain.campaign import Audience, Campaign, CampaignId, State
from hotline.domain.letters import WriteToPerson
from hotline.services.post import DELIVERIES_BELL
from hotline.storage.tables import follows, persons

if TYPE_CHECKING:
    from hotline.storage.books import Books, Database
    from soak.server import Server

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AT_ONCE = 1000
RATE = 1000
KILLS = 5
# Audience, memory and replies as the promise says them.
CHOSEN_SECONDS, GROWN_MEGABYTES, REPLY_SECONDS = 10.0, 40.0, 1.0
FIRST_CHAT = 10_000_000
# Looks at what has left; a reply that is not among it then never will be.
GIVEN_UP = 200


@dataclass(frozen=True)
class Found:
    """What came of it; `unsure` were in the air at a kill, and are never sent again."""

    people: int
    kills: int
    twice: int
    missed: int
    unsure: int
    chosen_seconds: float
    a_second: float
    grown_megabytes: float
    slowest_reply_seconds: float

    @property
    def held(self) -> bool:
        """Say whether every promise held."""
        told = self.twice == 0 and self.missed == 0 and self.chosen_seconds < CHOSEN_SECONDS
        small = self.grown_megabytes < GROWN_MEGABYTES
        return told and small and self.slowest_reply_seconds < REPLY_SECONDS


async def invent(database: Database, number: int) -> None:
    """Write down people who follow false job offers, each with a key of their own."""
    for start in range(0, number, AT_ONCE):
        async with database.books() as books:
            chats = range(start, min(start + AT_ONCE, number))
            rows = [await _person(books, FIRST_CHAT + chat) for chat in chats]
            await books.connection.execute(insert(persons), rows)
            followed = [{"topic": "scams", "person": row["id"], "at": NOON} for row in rows]
            await books.connection.execute(insert(follows), followed)


async def _person(books: Books, chat: int) -> dict[str, object]:
    person = uuid.uuid4()
    seal = await books.keys.make(person, NOON.date())
    conversation = at_rest().to_json().encode()
    return {
        "id": person,
        "lookup": books.lane(Address(chat)),
        "address": seal.seal(str(chat).encode(), f"persons.address|{person}"),
        "conversation": seal.seal(conversation, f"persons.conversation|{person}"),
        "language": "ru",
        "seen_at": NOON,
    }


async def begin(database: Database) -> CampaignId:
    """Schedule a campaign to all of them."""
    campaign = Campaign(
        id=CampaignId(uuid.uuid4()),
        name="a million",
        author="one",
        audience=Audience("scams", ("ru",)),
        texts={"ru": "Привет"},
        state=State.SCHEDULED,
        second="another",
        begins_at=NOON,
    )
    async with database.books() as books:
        await books.campaigns.add(campaign, NOON)
    return campaign.id


async def choose(database: Database) -> int:
    """Count the audience, as before a campaign is sent."""
    async with database.books() as books:
        counted = await books.campaigns.count(Audience("scams", ("ru",)))
    return counted.get("ru", 0)


async def deal_and_kill(database: Database, own: Server, people: int, kills: int = KILLS) -> Found:
    """Send a campaign to people, kill the program on the way, and count what arrived."""
    await invent(database, people)
    began = time.monotonic()
    await choose(database)
    chosen = time.monotonic() - began
    campaign = await begin(database)
    seen = Seen(database, campaign, own.folder / "left")
    began = time.monotonic()
    for kill in range(kills + 1):
        process = await _dealing(own)
        await seen.watch(process, people * (kill + 1) // (kills + 1), last=kill == kills)
    took = time.monotonic() - began
    counted = {chat: number for chat, number in seen.left().items() if chat >= FIRST_CHAT}
    async with database.books() as books:
        reach = await books.campaigns.reach(campaign)
    unsure = reach.get(("ru", "uncertain"), 0)
    return Found(
        people=people,
        kills=kills,
        twice=sum(number > 1 for number in counted.values()),
        missed=max(0, people - len(counted) - unsure),
        unsure=unsure,
        chosen_seconds=round(chosen, 2),
        a_second=round(people / took, 1),
        grown_megabytes=round(seen.grown, 1),
        slowest_reply_seconds=round(max(seen.replies, default=0.0), 2),
    )


async def _dealing(own: Server) -> asyncio.subprocess.Process:
    ahead = (NOON + timedelta(hours=1) - now()).total_seconds()
    told = json.dumps({"url": own.url, "folder": str(own.folder), "rate": RATE, "ahead": ahead})
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "soak.dealing", told)


@dataclass
class Seen:
    """What is seen of the program from outside: what left, how it grows, how fast it replies."""

    database: Database
    campaign: CampaignId
    file: Path
    grown: float = 0.0
    replies: list[float] = field(default_factory=list)

    def left(self) -> Counter[int]:
        """Return how often something left for each chat."""
        return (
            Counter(map(int, self.file.read_bytes().split())) if self.file.exists() else Counter()
        )

    async def watch(self, process: asyncio.subprocess.Process, until: int, *, last: bool) -> None:
        """Wait until so many have left, or all is done; then kill."""
        first, sizes = self.left().total(), []
        while True:
            await asyncio.sleep(0.3)
            gone = self.left().total()
            if (not last and gone >= until) or await self._is_done():
                break
            if gone > first + RATE // 2:  # it has begun in this life
                self.replies.append(await self._reply())
                sizes.append(_megabytes(process.pid))
        process.kill()
        await process.wait()
        if sizes:
            self.grown = max(self.grown, max(sizes) - sizes[0])

    async def _is_done(self) -> bool:
        async with self.database.books() as books:
            found = await books.campaigns.find(self.campaign)
        return found is not None and found.state is State.DONE

    async def _reply(self) -> float:
        """Let an operator answer somebody; return after how many seconds it has left."""
        began, chat = time.monotonic(), len(self.replies) + 1  # one chat may not have many
        async with self.database.books() as books:
            person = await books.people.meet(Address(chat), "ru", NOON)
            lane, letter = books.lane(Address(chat)), WriteToPerson("Салом")
            await books.deliveries.queue(letter, lane=lane, now=NOON, person=person.id)
            await books.ring(DELIVERIES_BELL)
        for _ in range(GIVEN_UP):
            if chat in self.left():
                break
            await asyncio.sleep(0.05)
        return time.monotonic() - began


def _megabytes(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
