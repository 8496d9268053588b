"""Fetching files: what somebody needs, one after another, into memory and sealed at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from hotline.domain.delivery import (
    PATIENCE,
    AskedToWait,
    NoAnswer,
    NotAccepted,
    SendingFailed,
    pause_after,
)
from hotline.domain.files import LARGEST, FileGone, FileTooLarge, Happened
from hotline.services.pulse import DESK_BELL
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hotline.domain.files import Attached
    from hotline.storage.bell import Bell
    from hotline.storage.books import Database
    from hotline.storage.files import Due

FILES_BELL = "files"
LOOK_AGAIN = timedelta(seconds=3)
# Each may be as large as `LARGEST`, and lies three times in memory while it is sealed.
AT_ONCE = 2


class Source(Protocol):
    """Where files lie before they are ours."""

    async def fetch(self, handle: str, most: int) -> bytes:
        """Return a file of up to `most` bytes; raises `SendingFailed`, FileGone, FileTooLarge."""


class Preview(Protocol):
    """Makes what may be shown of a file."""

    async def __call__(self, told: Attached, content: bytes) -> bytes | None:
        """Return a picture or voice drawn anew, or None where nothing may be shown."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches for one bot; no transaction is open while bytes come."""

    database: Database
    bell: Bell
    source: Source
    preview: Preview
    clock: Callable[[], datetime]

    async def work(self) -> None:
        """Fetch while holding the office."""
        while True:
            if not await self.fetch():
                await self.bell.wait(FILES_BELL, LOOK_AGAIN)

    async def fetch(self) -> int:
        """Fetch what is due now; return how many files were tried."""
        async with self.database.books() as books:
            due = await books.files.due(self.clock(), AT_ONCE)
        await asyncio.gather(*(self._fetch(one) for one in due))
        await self._show(due)
        return len(due)

    async def _fetch(self, one: Due) -> None:
        """Fetch one file and write down how that ended."""
        if not one.spent.has_room(one.told.size):
            await self._end(one, Happened.OVER_QUOTA)
            return
        try:
            content = await self.source.fetch(one.told.handle or "", LARGEST)
        except SendingFailed as failure:
            log.warning("file_not_fetched", error=failure)
            await self._failed(one, failure)
            return
        preview = await self.preview(one.told, content)
        async with self.database.books() as books:
            await books.files.keep(one.id, content, preview, self.clock())

    async def _failed(self, one: Due, failure: SendingFailed) -> None:
        now = self.clock()
        pause = failure.pause if isinstance(failure, AskedToWait) else pause_after(one.attempts)
        may_pass = isinstance(failure, AskedToWait | NotAccepted | NoAnswer)
        if may_pass and now - one.wanted_at <= PATIENCE:
            async with self.database.books() as books:
                await books.files.put_off(one.id, now + pause)
        else:
            await self._end(one, _end_of(failure))

    async def _end(self, one: Due, happened: Happened) -> None:
        async with self.database.books() as books:
            await books.files.end(one.id, happened)

    async def _show(self, due: Sequence[Due]) -> None:
        """Let pages that are open look again."""
        if due:
            async with self.database.books() as books:
                await books.ring(DESK_BELL)


def _end_of(failure: SendingFailed) -> Happened:
    match failure:
        case FileTooLarge():
            return Happened.TOO_LARGE
        case FileGone():
            return Happened.GONE
        case AskedToWait() | NotAccepted() | NoAnswer():
            return Happened.UNREACHED
        case _:
            return Happened.REFUSED
