"""The program of `soak.campaigns`: deals out and delivers, until it is killed.

What leaves is written into a file, a line for each chat, before anybody is told that it arrived.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hotline import telemetry
from hotline.clock import now
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.delivery import Receipt
from hotline.domain.pace import OVERALL, Limit, Pace, behind
from hotline.services.courier import Courier
from hotline.services.fanout import Fanout
from hotline.storage.bell import Bell
from hotline.storage.books import Database
from hotline.storage.sealing import Index, Keystore, read_root_key

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.delivery import Route
    from hotline.domain.letters import Letter


@dataclass(frozen=True)
class OneFile:
    """A way out that is a file."""

    file: int

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Write the chat down, at once and whole."""
        del letter, now
        os.write(self.file, f"{route.chat.reveal()}\n".encode("ascii"))
        await asyncio.sleep(0)
        return Receipt(message=1)


async def deal(url: str, folder: Path, rate: int, ahead: float, *, with_courier: bool) -> None:
    """Deal out and deliver for ever, by a clock that goes `ahead`: nobody sleeps by it."""
    key = folder / "root.key"
    root = read_root_key(key, data=folder / "data")
    database = Database(url, Index(root), Keystore(key.with_name("keystore"), root))
    bell = Bell(url)

    def clock() -> datetime:
        return now() + timedelta(seconds=ahead)

    file = os.open(folder / "left", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    pace = Pace(Limit(rate, OVERALL.span))
    courier = Courier(database, bell, OneFile(file), Address(-1), 1, clock, pace=pace)
    fanout = Fanout(database, read_desks(), clock, behind(rate))
    async with asyncio.TaskGroup() as group:
        group.create_task(bell.listen())
        if with_courier:
            group.create_task(courier.work())
        group.create_task(fanout.run())


if __name__ == "__main__":
    with Path(os.devnull).open("w", encoding="ascii") as unread:
        telemetry.configure("json", unread)
        told = json.loads(sys.argv[1])
        asyncio.run(deal(**told | {"folder": Path(told["folder"])}))
