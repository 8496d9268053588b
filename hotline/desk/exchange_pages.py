"""Exports of rows: asked for by one person, agreed to by another, given once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from aiohttp import web

from dialogs.words import statistics
from hotline.desk.guard import Page
from hotline.domain.exchange.agreeing import ExportId, ExportRefused
from hotline.domain.publishing.rounding import K
from hotline.services.exchange_files import WRITE, written

if TYPE_CHECKING:
    from hotline.desk.visit import Visit

CONFLICT = 409


async def exports(visit: Visit) -> web.Response:
    """Show the newest exports and how far each is."""
    exchanging = visit.parts.exchanging
    return visit.show(
        "exports.html",
        exports=await exchanging.newest(visit.member),
        desks=[each.desk for each in exchanging.desks.desks],
        kinds=tuple(WRITE),
        k=K,
    )


async def ask(visit: Visit) -> web.Response:
    """Ask for an export."""
    form = visit.form
    try:
        await visit.parts.exchanging.ask(
            visit.member, form.get("recipient", ""), form.get("desk", "")
        )
    except ExportRefused:
        return visit.say(statistics.BAD_RECIPIENT, status=CONFLICT, back="/exports")
    return visit.go("/exports")


async def agree(visit: Visit) -> web.Response:
    """Agree to an export that somebody else asked for."""
    try:
        await visit.parts.exchanging.agree(visit.member, _export(visit))
    except ExportRefused:
        return visit.say(statistics.EXPORT_NOT, status=CONFLICT, back="/exports")
    return visit.go("/exports")


async def download(visit: Visit) -> web.Response:
    """Give the file of an export, once."""
    kind = visit.form.get("kind", "csv")
    if kind not in WRITE:
        raise web.HTTPBadRequest
    try:
        rows = await visit.parts.exchanging.give(visit.member, _export(visit))
    except ExportRefused:
        return visit.say(statistics.EXPORT_NOT, status=CONFLICT, back="/exports")
    return web.Response(
        body=written(rows, kind),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="htcds.{kind}"'},
    )


def _export(visit: Visit) -> ExportId:
    try:
        return ExportId(UUID(visit.form.get("export", "")))
    except ValueError:
        raise web.HTTPBadRequest from None


PAGES = (
    Page("GET", "/exports", "exchange.see", exports),
    Page("POST", "/exports/ask", "exchange.ask", ask),
    Page("POST", "/exports/agree", "exchange.agree", agree),
    Page("POST", "/exports/download", "exchange.ask", download),
)
