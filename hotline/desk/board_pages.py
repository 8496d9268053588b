"""The supervisor's pages: the live board, what was put aside, who read what, sealed doors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from aiohttp import web

from hotline.desk.guard import Page
from hotline.desk.live import stream
from hotline.domain.case import CaseCode
from hotline.domain.clocks import PROMISE
from hotline.domain.desks import WEEKDAYS
from hotline.domain.opening import HOURS, OpeningId
from hotline.domain.readings import Readings
from hotline.services.supervising import ON, PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.desk.visit import Visit

# Hours of a day that one cell of the heat map stands for.
TOGETHER = 3
MINUTE, SHADES = 60, 4
# A row's number of the database and nothing longer.
LONGEST_NUMBER = 18


async def board(visit: Visit) -> web.Response:
    """Show how the desk stands, and how it has answered."""
    supervising = visit.parts.supervising
    figures = await supervising.figures(visit.member)
    return visit.show(
        "board.html",
        standing=await supervising.standing(visit.member),
        aside=await visit.parts.putting_aside.seen(visit.member),
        figures=figures,
        heat=_heat(figures.hours),
        promise={each.value: int(span.total_seconds()) // 60 for each, span in PROMISE.items()},
        together=TOGETHER,
        on_minutes=int(ON.total_seconds()) // MINUTE,
    )


async def board_live(visit: Visit) -> web.Response:
    """Show how the desk stands again."""
    return visit.show(
        "_board.html",
        standing=await visit.parts.supervising.standing(visit.member),
        on_minutes=int(ON.total_seconds()) // MINUTE,
    )


async def give(visit: Visit) -> web.Response:
    """Give a case to a colleague."""
    code = CaseCode(visit.request.match_info["code"])
    await visit.parts.supervising.give(visit.member, code, visit.form.get("to", ""))
    return visit.go("/board")


async def quarantine(visit: Visit) -> web.Response:
    """Show what could not be read or worked on."""
    aside = await visit.parts.putting_aside.seen(visit.member)
    return visit.show("quarantine.html", aside=aside)


async def try_again(visit: Visit) -> web.Response:
    """Give what was put aside back to the worker."""
    await visit.parts.putting_aside.try_again(visit.member, _row(visit.form.get("row", "")))
    return visit.go("/quarantine")


async def give_up(visit: Visit) -> web.Response:
    """Write down that what was put aside is lost."""
    await visit.parts.putting_aside.give_up(visit.member, _row(visit.form.get("row", "")))
    return visit.go("/quarantine")


async def readings(visit: Visit) -> web.Response:
    """Show who read what, the newest first."""
    query = visit.request.query
    before = query.get("before", "")
    wanted = Readings(
        reader=query.get("reader", "").strip() or None,
        code=query.get("code", "").strip().upper() or None,
        day=_day(query.get("day", "")),
        before=_row(before) if before else None,
    )
    rows = await visit.parts.supervising.readings(visit.member, wanted)
    older = rows[-1].number if len(rows) == PAGE else None
    return visit.show("readings.html", rows=rows, wanted=wanted, older=older)


async def doors(visit: Visit) -> web.Response:
    """Show what was opened with a reason, and forms to open more."""
    found = await visit.parts.doorkeeping.doors(visit.member)
    return visit.show("doors.html", doors=found, hours=HOURS, me=visit.member.name)


async def break_glass(visit: Visit) -> web.Response:
    """Open a case of another desk."""
    form = visit.form
    await visit.parts.doorkeeping.break_glass(
        visit.member, _code(form), form.get("hours", ""), form.get("reason", "")
    )
    return visit.go("/doors")


async def read(visit: Visit) -> web.Response:
    """Show a case through an opening."""
    told = visit.request.query.get("id", "")
    if not told:
        return visit.go("/doors")
    found = await visit.parts.doorkeeping.read(visit.member, _opening(told))
    return visit.show("door.html", read=found)


async def ask_identity(visit: Visit) -> web.Response:
    """Ask to see who somebody is."""
    why = visit.form.get("reason", "")
    await visit.parts.doorkeeping.ask_identity(visit.member, _code(visit.form), why)
    return visit.go("/doors")


async def agree(visit: Visit) -> web.Response:
    """Agree that a colleague sees who somebody is."""
    await visit.parts.doorkeeping.agree(visit.member, _opening(visit.form.get("id", "")))
    return visit.go("/doors")


async def show(visit: Visit) -> web.Response:
    """Show once who somebody is."""
    opened = await visit.parts.doorkeeping.show(visit.member, _opening(visit.form.get("id", "")))
    return visit.show("identity.html", opened=opened)


def _heat(hours: Mapping[str, int]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return each weekday with its cells: (number, shade from 0 for nobody to the darkest)."""
    rows = [
        (day, [sum(hours.get(f"{day}.{hour}", 0) for hour in _cell(first)) for first in _firsts()])
        for day in WEEKDAYS
    ]
    most = max((number for _, cells in rows for number in cells), default=0)
    return [
        (day, [(each, -(-each * SHADES // most) if most else 0) for each in cells])
        for day, cells in rows
    ]


def _firsts() -> range:
    return range(0, 24, TOGETHER)


def _cell(first: int) -> range:
    return range(first, first + TOGETHER)


def _code(form: Mapping[str, str]) -> CaseCode:
    return CaseCode(form.get("code", "").strip().upper())


def _row(told: str) -> int:
    if not told.isascii() or not told.isdigit() or len(told) > LONGEST_NUMBER:
        raise web.HTTPBadRequest
    return int(told)


def _opening(told: str) -> OpeningId:
    try:
        return OpeningId(UUID(told))
    except ValueError:
        raise web.HTTPBadRequest from None


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise web.HTTPBadRequest from None


PAGES = (
    Page("GET", "/board", "board.see", board),
    Page("GET", "/board/live", "board.see", board_live, renews=True),
    Page("GET", "/board/changes", "board.see", stream, renews=True),
    Page("POST", "/cases/{code}/give", "case.give", give),
    Page("GET", "/quarantine", "quarantine.see", quarantine),
    Page("POST", "/quarantine/again", "quarantine.retry", try_again),
    Page("POST", "/quarantine/give-up", "quarantine.give_up", give_up),
    Page("GET", "/readings", "reading.see", readings),
    Page("GET", "/doors", "glass.see", doors),
    Page("POST", "/doors/case", "glass.break", break_glass),
    Page("GET", "/doors/case", "glass.read", read),
    Page("POST", "/doors/identity", "identity.ask", ask_identity),
    Page("POST", "/doors/identity/agree", "identity.agree", agree),
    Page("POST", "/doors/identity/show", "identity.show", show),
)
