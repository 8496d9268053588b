"""A campaign to many invented people, whose program is killed on the way again and again."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, text

from dialogs.engine.conversation import at_rest
from hotline.clock import now
from hotline.domain.address import Address
from hotline.domain.campaign import Audience, Campaign, CampaignId, State
from hotline.domain.letters import WriteToPerson
from hotline.services.post import DELIVERIES_BELL
from hotline.storage.tables import follows, persons

if TYPE_CHECKING:
    from uuid import UUID

    from hotline.storage.books import Books, Database
    from hotline.storage.sealing import Seal
    from soak.server import Server

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AT_ONCE = 1000
# Sends a second that the courier may have: more than it can, so that it is always busy; with 30
# it keeps the pace of a real one.
RATE = int(os.environ.get("RATE", "1000"))
KILLS = 5
# Audience, memory and replies as the promise says them.
CHOSEN_SECONDS, GROWN_MEGABYTES, REPLY_SECONDS = 10.0, 40.0, 1.0
FIRST_CHAT = 10_000_000
AT_REST = at_rest().to_json().encode()
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
            seals = await books.keys.make_some([uuid.uuid4() for _ in chats], NOON.date())
            rows = [
                _person(books, FIRST_CHAT + chat, *made)
                for chat, made in zip(chats, seals.items(), strict=True)
            ]
            await books.connection.execute(insert(persons), rows)
            followed = [{"topic": "scams", "person": row["id"], "at": NOON} for row in rows]
            await books.connection.execute(insert(follows), followed)
    async with database.books() as books:  # as autovacuum has done where people came one by one
        await books.connection.execute(text("ANALYZE"))


def _person(books: Books, chat: int, person: UUID, seal: Seal) -> dict[str, object]:
    return {
        "id": person,
        "lookup": books.lane(Address(chat)),
        "address": seal.seal(str(chat).encode(), f"persons.address|{person}"),
        "conversation": seal.seal(AT_REST, f"persons.conversation|{person}"),
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
    # One for all lives: a clock that went back at a kill would let its letters wait for it.
    ahead = (NOON + timedelta(hours=1) - now()).total_seconds()
    began = time.monotonic()
    for kill in range(kills + 1):
        process = await dealing(own, ahead, RATE)
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


async def dealing(
    own: Server, ahead: float, rate: int, *, courier: bool = True
) -> asyncio.subprocess.Process:
    """Start the program that is to be killed, with a courier or with none."""
    told: dict[str, object] = {"url": own.url, "folder": str(own.folder)}
    told |= {"rate": rate, "ahead": ahead, "with_courier": courier}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "soak.dealing", json.dumps(told)
    )


@dataclass
class Seen:
    """What is seen of the program from outside: what left, how it grows, how fast it replies."""

    database: Database
    campaign: CampaignId
    file: Path
    grown: float = 0.0
    replies: list[float] = field(default_factory=list)
    _left: Counter[int] = field(default_factory=Counter)
    _read: int = 0

    def left(self) -> Counter[int]:
        """Return how often something left for each chat; only what is new is read."""
        if self.file.exists():
            with self.file.open("rb") as file:
                file.seek(self._read)
                new = file.read()
            whole = new[: new.rfind(b"\n") + 1]
            self._read += len(whole)
            self._left.update(map(int, whole.split()))
        return self._left

    async def watch(self, process: asyncio.subprocess.Process, until: int, *, last: bool) -> None:
        """Wait until so many have left, or all is done; then kill."""
        first, sizes = self.left().total(), list[float]()
        while True:
            await asyncio.sleep(0.3)
            gone = self.left().total()
            if (not last and gone >= until) or await self._is_done():
                break
            if gone > first + RATE // 2:  # it has begun in this life
                self.replies.append(await self._reply())
                sizes.append(megabytes(process.pid))
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


def megabytes(process: int) -> float:
    """Return how much memory a process has now."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
