"""The few files that pages load: ours, and the two that the build step fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.desk.guard import Page

if TYPE_CHECKING:
    from hotline.desk.visit import Visit

HERE = Path(__file__).parent
FILES = {
    "desk.css": HERE / "assets" / "desk.css",
    "desk.js": HERE / "assets" / "desk.js",
    "passkey.js": HERE / "assets" / "passkey.js",
    "icon.svg": HERE / "assets" / "icon.svg",
    "htmx.js": HERE / "built" / "htmx.js",
    "sse.js": HERE / "built" / "sse.js",
}
# They are the same for everybody and change with a release; the browser asks whether they did.
KEPT = {"Cache-Control": "no-cache"}


class NotBuilt(Exception):
    """The build step has not run; the text says which command runs it."""


def must_be_built() -> None:
    """Say at the start, and not on somebody's screen, that a file is missing."""
    if not all(file.exists() for file in FILES.values()):
        raise NotBuilt("The desk's pages are not built: run `python -m scripts.front`.")


async def asset(visit: Visit) -> web.StreamResponse:
    """Return one of the files."""
    file = FILES.get(visit.request.match_info["name"])
    if file is None:
        return web.Response(status=404)
    return web.FileResponse(file, headers=KEPT)


PAGES = (Page("GET", "/assets/{name}", "assets", asset),)
