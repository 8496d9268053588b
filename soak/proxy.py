"""A wire between the program and PostgreSQL that can be cut, or that carries nothing."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHUNK = 1 << 16


@dataclass
class Wire:
    """Carries bytes between TCP connections and a server's Unix socket."""

    url: str
    _socket: str
    _flows: asyncio.Event = field(default_factory=asyncio.Event)
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    async def cut(self) -> None:
        """Break every connection there is; new ones are welcome."""
        for end in list(self._ends):
            end.transport.abort()

    def stall(self) -> None:
        """Carry nothing from now on, and break nothing."""
        self._flows.clear()

    def flow(self) -> None:
        """Carry again, also what has waited."""
        self._flows.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either end is gone."""
        theirs, ours = await asyncio.open_unix_connection(self._socket)
        self._ends |= {writer, ours}
        ways = (self._one_way(reader, ours), self._one_way(theirs, writer))
        with suppress(OSError):
            await asyncio.gather(*ways)
        self._ends -= {writer, ours}

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while told := await reader.read(CHUNK):
                await self._flows.wait()
                writer.write(told)
                await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def wire(url: str) -> AsyncIterator[Wire]:
    """Have a wire to the private server at `url` for the block; its `url` leads through it."""
    there = urlsplit(url)
    folder = parse_qs(there.query)["host"][0]
    between = Wire("", f"{folder}/.s.PGSQL.5432")
    between.flow()
    listening = await asyncio.start_server(between.carry, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    between.url = f"postgresql://postgres@127.0.0.1:{port}{there.path}"
    try:
        yield between
    finally:
        between.flow()
        listening.close()
        await between.cut()
