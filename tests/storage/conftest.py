"""Books of one test's own database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hotline.storage.books import Database
from hotline.storage.sealing import Seal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database, opened."""
    opened = Database(database_url, Seal(b"r" * 32))
    yield opened
    await opened.close()
