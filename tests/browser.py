"""Finds Chromium on this machine and opens our pages in it.

A machine without a browser skips these tests and says so; where
`HOTLINE_BROWSER_REQUIRED=1` is set, as in continuous integration, a missing
browser is an error, so that a green run always means the pages were seen.
"""

from __future__ import annotations

import os
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ConsoleMessage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
PLACES = tuple(f"/usr/bin/{name}" for name in NAMES)

# Started the way that talks to nobody but us; a root user has no sandbox.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A page that needs longer than this on loopback is a finding.
PATIENCE_MS = 10_000


class NoBrowser(RuntimeError):
    """No Chromium was found, although this run needs one."""


@dataclass
class Visit:
    """An open page and everything the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """Keep what the console calls an error or a warning, broken policies among them."""
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def chromium() -> str | None:
    """The browser named by `HOTLINE_CHROMIUM`, else the first one installed."""
    named = os.environ.get("HOTLINE_CHROMIUM")
    candidates = (named,) if named else (*PLACES, *NAMES)
    return next((path for name in candidates if (path := shutil.which(name))), None)


def chromium_or_skip() -> str:
    """The browser's path; without one, skip the test or raise `NoBrowser` where it is required."""
    path = chromium()
    if path is not None:
        return path
    sentence = "Chromium was not found: install it or set HOTLINE_CHROMIUM to its path."
    if os.environ.get("HOTLINE_BROWSER_REQUIRED") == "1":
        raise NoBrowser(sentence)
    pytest.skip(sentence)


@asynccontextmanager
async def visit(
    url: str,
    *,
    width: int = 1280,
    height: int = 800,
    scheme: Literal["light", "dark"] = "light",
) -> AsyncIterator[Visit]:
    """A browser of its own, showing `url` in a window of this size, closed at the end."""
    path = chromium_or_skip()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            page = await browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.set_default_timeout(PATIENCE_MS)
            opened = Visit(page)
            page.on("console", opened.heard)
            page.on("pageerror", lambda error: opened.complaints.append(str(error)))
            await page.goto(url)
            yield opened
        finally:
            await browser.close()
