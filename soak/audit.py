"""The audit: every message has one fate and one effect, say the database and Telegram."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from soak.load import Load
    from tests.road.scene import Scene

# Longer without any movement than any recovery that is promised.
PATIENCE_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.1

ON_THE_WAY = """
    SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting')
         + (SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending'))
"""
FATES = "SELECT update_id, state, fate FROM inbox"
ENDS = "SELECT kind, state, count(*) FROM deliveries GROUP BY kind, state"
DONE = "SELECT count(*) FROM inbox WHERE state <> 'waiting'"
SAID = "SELECT count(*), count(DISTINCT inbox) FROM messages WHERE side = 'person'"


class NotSettled(AssertionError):
    """Something is still on its way although nothing happens any more."""


@dataclass(frozen=True)
class Findings:
    """What an audit found; `lost`, `doubled`, `unordered` and `unnamed` must be nothing.

    `written` messages were acknowledged; `repeated` were shown to the operators once more,
    as is allowed where an answer of Telegram got lost.
    """

    written: int
    lost: int
    doubled: int
    unordered: int
    unnamed: int
    quarantined: int
    repeated: int

    @property
    def whole(self) -> bool:
        """Say whether the promise held."""
        broken = (self.lost, self.doubled, self.unordered, self.unnamed, self.quarantined)
        return not any(broken)

    def told(self) -> dict[str, int]:
        """Return the figures."""
        return asdict(self)


async def settled(scene: Scene, url: str) -> None:
    """Return when nothing waits at Telegram, in the inbox or for the courier."""
    left, moved = await _left(scene, url), asyncio.get_running_loop().time()
    while left:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)  # other programs are at work
        before, left, at = left, await _left(scene, url), asyncio.get_running_loop().time()
        moved = at if left != before else moved
        if at - moved > PATIENCE_SECONDS:
            raise NotSettled(f"left on the way: {left}")


async def more_done(url: str) -> None:
    """Return when the programs have finished something new."""
    before = await _done(url)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (done := await _done(url)) is None or before in {None, done}:
            before = done if before is None else before
            await asyncio.sleep(LOOK_AGAIN_SECONDS)  # other programs are at work


async def _done(url: str) -> int | None:
    """Return how much is finished; None while the database is away."""
    try:
        ((done,),) = await _rows(url, DONE)
    except psycopg.OperationalError:
        return None
    return int(done)


async def audit(load: Load, url: str) -> Findings:
    """Compare what was written with what is kept and what the operators saw; all is settled."""
    fates = await _rows(url, FATES)
    shown = [await _shown(load.scene, talk.thread) for talk in load.talks]
    first = [list(dict.fromkeys(each)) for each in shown]
    wrote = [talk.wrote for talk in load.talks]
    (said, whose), *_ = await _rows(url, SAID)
    ends = await _rows(url, ENDS)
    copies = sum(number for kind, _, number in ends if kind == "copy_to_thread")
    kept = Counter(update for update, _, _ in fates)
    issued = await _issued(load.scene)
    return Findings(
        written=load.wrote,
        lost=len(issued - kept.keys()) + _missing(wrote, first) + max(0, load.wrote - said),
        doubled=sum(kept.values()) - len(kept) + said - whose + max(0, copies - load.wrote),
        unordered=sum(mine != theirs for mine, theirs in zip(wrote, first, strict=True)),
        unnamed=sum(fate is None for _, _, fate in fates),
        quarantined=sum(state == "quarantined" for _, state, _ in fates),
        repeated=sum(map(len, shown)) - sum(map(len, first)),
    )


def _missing(wrote: list[list[str]], shown: list[list[str]]) -> int:
    return sum(len(set(mine) - set(theirs)) for mine, theirs in zip(wrote, shown, strict=True))


async def _shown(scene: Scene, thread: int) -> list[str]:
    """Return the numbered messages that were ever put into a topic, in order."""
    return [
        str(message.get("text"))
        for message in await scene.driver.screen(FIRST_GROUP)
        if message.get("thread_id") == thread and str(message.get("text", "")).startswith("№")
    ]


async def _issued(scene: Scene) -> set[int]:
    """Return the numbers of all updates that Telegram ever made for the bot."""
    entries: list[dict[str, Any]] = (await scene.driver.control("GET", "/log"))["entries"]
    return {entry["update_id"] for entry in entries if entry["kind"] == "update"} - {None}


async def _left(scene: Scene, url: str) -> object:
    try:
        ((mine, *_), *_) = await _rows(url, ON_THE_WAY)
    except psycopg.OperationalError:
        return "the database is away"
    theirs = (await scene.driver.bot("getWebhookInfo"))["pending_update_count"]
    return (theirs, mine) if theirs or mine else None


async def _rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        return await (await connection.execute(statement.encode())).fetchall()
