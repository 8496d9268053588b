"""The private port: alive, ready, and counts. It names nobody, and still is for us alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from hotline.services.readiness import GOOD
from hotline.storage.books import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hotline.services.meters import Meters
    from hotline.services.readiness import Readiness
    from hotline.storage.books import Database


def probes(
    database: Database, readiness: Readiness, meters: Meters, clock: Callable[[], datetime]
) -> web.Application:
    """Return what answers `/healthz`, `/readyz` and `/metrics`."""

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        words = await readiness.look()
        good = GOOD.issuperset(words.values())
        return web.json_response(dict(words), status=200 if good else 503)

    async def metrics(_request: web.Request) -> web.Response:
        try:
            page = await meters.page(database, clock())
        except DatabaseAway:
            return web.Response(status=503)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)
    return app
