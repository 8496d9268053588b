"""The page with phones and desk, under a policy that lets nothing in from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FOLDER = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def routes() -> list[web.AbstractRouteDef]:
    """Return the page's routes."""
    return [web.get("/", index), web.static("/page", FOLDER)]


async def index(_request: web.Request) -> web.FileResponse:
    """Show the page."""
    return web.FileResponse(FOLDER / "index.html")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the policy on everything that a browser may show."""
    if not request.path.startswith(("/bot", "/file")):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)


@web.middleware
async def only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what another site's page sends: any page can reach a port of this computer."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return web.json_response({"error": "Only the sandbox's own page may ask."}, status=403)
    return await handler(request)
