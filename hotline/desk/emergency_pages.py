"""The emergency page at the desk: proposed by one, switched on by another, switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words import pages
from dialogs.words.languages import LANGUAGES
from hotline.desk.campaign_forms import id_of, proposed
from hotline.desk.guard import Page
from hotline.domain.campaign import Faulty
from hotline.domain.emergency import COUNTRIES, EmergencyId, Kind
from hotline.services.alerting import NoSuchEmergency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp import web

    from hotline.desk.visit import Visit
    from hotline.domain.campaign import Fault

OK, NOT_FOUND, NOT_ACCEPTED = 200, 404, 422


async def everything(visit: Visit) -> web.Response:
    """Show what is switched on, what waits, and a form."""
    return await _shown(visit)


async def propose(visit: Visit) -> web.Response:
    """Write a page down for a second person."""
    told = proposed(visit.form)
    try:
        await visit.parts.alerting.propose(visit.member.name, told)
    except Faulty as faulty:
        return await _shown(visit, faulty.faults)
    return visit.go("/emergencies")


async def agree(visit: Visit) -> web.Response:
    """Switch it on as the second person."""
    emergency = EmergencyId(id_of(visit.form.get("id", "")))
    try:
        await visit.parts.alerting.agree(visit.member.name, emergency)
    except Faulty as faulty:
        return await _shown(visit, faulty.faults)
    except NoSuchEmergency:
        return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/emergencies")
    return visit.go("/emergencies")


async def end(visit: Visit) -> web.Response:
    """Switch it off."""
    emergency = EmergencyId(id_of(visit.form.get("id", "")))
    try:
        await visit.parts.alerting.end(visit.member.name, emergency)
    except NoSuchEmergency:
        return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/emergencies")
    return visit.go("/emergencies")


async def _shown(visit: Visit, faults: Sequence[Fault] = ()) -> web.Response:
    """Show the page; after `faults` the form still holds what was written."""
    return visit.show(
        "emergencies.html",
        status=NOT_ACCEPTED if faults else OK,
        found=await visit.parts.alerting.newest(),
        faults=faults,
        written=visit.form,
        where=COUNTRIES,
        kinds=[each.value for each in Kind],
        tongues=LANGUAGES,
        now=visit.parts.clock(),
    )


PAGES = (
    Page("GET", "/emergencies", "emergency.see", everything),
    Page("POST", "/emergencies/propose", "emergency.propose", propose),
    Page("POST", "/emergencies/agree", "emergency.agree", agree),
    Page("POST", "/emergencies/end", "emergency.end", end),
)
