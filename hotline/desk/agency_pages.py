"""Agencies that people reported: for supervisors, never by name to anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.desk.guard import Page

if TYPE_CHECKING:
    from aiohttp import web

    from hotline.desk.visit import Visit


async def reported(visit: Visit) -> web.Response:
    """List the agencies of the states' lists that people reported lately."""
    found = await visit.parts.reported_agencies.lately(visit.parts.clock().date())
    return visit.show("agencies.html", found=found)


PAGES = (Page("GET", "/agencies", "agencies.see", reported),)
