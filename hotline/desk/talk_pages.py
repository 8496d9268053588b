"""What staff do together around one talk: parse, call one service, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.desk.guard import Page
from hotline.domain.case import CaseCode
from hotline.services.staff_talk import Together

if TYPE_CHECKING:
    from aiohttp import web

    from hotline.desk.visit import Visit


async def change_desk(visit: Visit) -> web.Response:
    """Ask the person whether another desk may go on with them."""
    desk, why = visit.form.get("desk", ""), visit.form.get("why", "")
    await _together(visit).change_desk(visit.member, _code(visit), desk, why)
    return visit.go(f"/cases/{_code(visit)}")


async def take_over(visit: Visit) -> web.Response:
    """Take a colleague's case over."""
    since, why = visit.form.get("since", ""), visit.form.get("why", "")
    await _together(visit).take_over(visit.member, _code(visit), since, why)
    return visit.go(f"/cases/{_code(visit)}")


def _together(visit: Visit) -> Together:
    return Together(visit.parts.casework)


def _code(visit: Visit) -> CaseCode:
    return CaseCode(visit.request.match_info["code"])


PAGES = (
    Page("POST", "/cases/{code}/change-desk", "case.change_desk", change_desk),
    Page("POST", "/cases/{code}/take-over", "case.take_over", take_over),
)
