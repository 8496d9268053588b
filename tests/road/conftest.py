"""An installation on an empty database beside a sandbox of its own."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from hotline.sandbox.server import SANDBOX_TOKEN, serving
from tests.road.program import Installation
from tests.road.scene import Scene, watched
from tests.sandbox.driver import FIRST_GROUP, Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Give a watched sandbox."""
    async with serving(0) as url, ClientSession() as session, watched(Driver(url, session)) as it:
        yield it


@pytest.fixture
def installation(scene: Scene, database_url: str, root_key: Path) -> Installation:
    """Give an installation that speaks to the sandbox and is not started yet."""
    return Installation(
        database_url=database_url,
        key_file=root_key,
        bot_api=scene.driver.url,
        token=SANDBOX_TOKEN,
        staff_group=FIRST_GROUP,
        port=free_port(),
        metrics_port=free_port(),
    )
