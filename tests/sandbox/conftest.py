"""A sandbox of its own for every test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from hotline.sandbox.server import serving
from tests.sandbox.driver import Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(frozen=True)
class Served:
    """A running sandbox."""

    url: str


@pytest.fixture
async def sandbox() -> AsyncIterator[Served]:
    """Give a running sandbox."""
    async with serving(0) as url:
        yield Served(url)


@pytest.fixture
async def driver(sandbox: Served) -> AsyncIterator[Driver]:
    """Give a driver of a running sandbox."""
    async with ClientSession() as session:
        yield Driver(sandbox.url, session)
