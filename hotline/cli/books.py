"""The books of this installation, opened for one command."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.settings import Settings
    from hotline.timetable import House

Found = TypeVar("Found")


def with_books(run: Callable[[House], Awaitable[Found]]) -> Found:
    """Run something over the books of this installation; they must have the newest schema."""
    from hotline.settings import load_settings
    from hotline.storage import embedded

    settings = load_settings()
    given = settings.database_url.get_secret_value() if settings.database_url else None
    with embedded.opened(given, settings.private_server) as url:
        return asyncio.run(_over(settings, url, run))


async def _over(settings: Settings, url: str, run: Callable[[House], Awaitable[Found]]) -> Found:
    from dialogs.reading import read_library
    from hotline.storage.books import Database
    from hotline.storage.sealing import Index, Keystore, read_root_key
    from hotline.timetable import House

    root = read_root_key(settings.root_key, data=settings.private_server)
    keystore = Keystore(settings.keystore, root)
    database = Database(url, Index(root), keystore)
    try:
        return await run(House(settings, root, keystore, database, read_library))
    finally:
        await database.close()
