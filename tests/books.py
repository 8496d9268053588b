"""Books of one test's own database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hotline.storage.books import Database
from hotline.storage.sealing import Index, Keystore, Root

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def root() -> Root:
    """The same root key for every test."""
    return Root(bytes(range(32)))


@pytest.fixture
def keystore(root: Root, tmp_path: Path) -> Keystore:
    """A keystore of this test's own."""
    return Keystore(tmp_path / "keystore", root)


@pytest.fixture
async def database(database_url: str, root: Root, keystore: Keystore) -> AsyncIterator[Database]:
    """An empty database, opened."""
    opened = Database(database_url, Index(root), keystore)
    yield opened
    await opened.close()
