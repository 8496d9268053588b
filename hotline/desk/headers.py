"""Headers on everything the desk answers: nothing from elsewhere, nothing inline, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.desk.keys import PARTS

if TYPE_CHECKING:
    from aiohttp import web

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Server": "desk",
}
# A year, and every name below (OWASP ASVS 5.0, 3.4.1).
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on an answer that is about to leave."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.app[PARTS].secure:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
