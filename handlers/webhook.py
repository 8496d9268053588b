"""The webhook: checked, kept, committed, and only then answered with 200."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from aiohttp import web

from handlers.raw import from_body
from hotline.boundaries import reached
from hotline.services.ingest import NotKept
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.services.ingest import Ingest

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name, not a secret
# Telegram keeps and repeats what is answered with 503, and obeys this.
RETRY_SECONDS = "2"


def webhook(ingest: Ingest, secret: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return the view that receives updates for whoever knows `secret`."""
    expected = secret.encode()

    async def receive(request: web.Request) -> web.StreamResponse:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return web.Response(status=401)
        try:
            await ingest.keep([from_body(await request.read())])
        except NotKept as away:
            log.warning("webhook_put_off", error=away)
            return web.Response(status=503, headers={"Retry-After": RETRY_SECONDS})
        answer = web.Response()
        await answer.prepare(request)
        await answer.write_eof()
        reached("confirmed")
        return answer

    return receive
