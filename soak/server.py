"""A PostgreSQL of an experiment's own, to be killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hotline.storage import migrate
from hotline.storage.embedded import EmbeddedPostgres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The default loses nothing; this is the setting that people turn on to be faster.
CARELESS = {"synchronous_commit": "off", "wal_writer_delay": "5s"}


@dataclass(frozen=True)
class Server:
    """One server; `url` stays the same across its deaths."""

    url: str
    folder: Path
    _postgres: EmbeddedPostgres

    async def kill(self) -> None:
        """End it without farewell and start it again: its children die with it."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        await asyncio.to_thread(self._postgres.start)


@contextmanager
def server(options: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Have a server with the newest schema for the block, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="hotline-", ignore_cleanup_errors=True) as folder:
        postgres = EmbeddedPostgres(Path(folder), options)
        try:
            url = postgres.start()
            migrate.upgrade(url)
            yield Server(url, Path(folder), postgres)
        finally:
            postgres.stop()
