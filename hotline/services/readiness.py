"""Whether this copy can do its work now, one plain word for each thing it needs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hotline.storage import migrate
from hotline.storage.books import DatabaseAway
from hotline.storage.sealing import SealBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore

# A database that another copy has brought further still serves this one.
GOOD = frozenset({"ok", "newer"})


@dataclass(slots=True)
class Readiness:
    """Asks the database, the keys and whether Telegram was met; `met` is set when it was."""

    database: Database
    keystore: Keystore
    clock: Callable[[], datetime]
    met: bool = False
    _known: tuple[str, ...] = field(default_factory=migrate.known)

    async def look(self) -> Mapping[str, str]:
        """Return a word for each thing; all of them are good when the copy is ready."""
        return {
            **await self._database(),
            "keys": await asyncio.to_thread(self._keys),
            "telegram": "ok" if self.met else "unmet",
        }

    async def _database(self) -> Mapping[str, str]:
        try:
            async with self.database.books() as books:
                applied = await migrate.applied(books.connection)
        except DatabaseAway:
            return {"database": "away", "schema": "unknown"}
        if applied not in self._known:
            return {"database": "ok", "schema": "newer" if applied else "missing"}
        return {"database": "ok", "schema": "ok" if applied == self._known[0] else "old"}

    def _keys(self) -> str:
        try:
            self.keystore.prove(self.clock().date())
        except (SealBroken, OSError):
            return "unreadable"
        return "ok"
