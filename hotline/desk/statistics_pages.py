"""Published numbers for coordinators: a picture and a table of each; nobody's case is here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.words.number_words import NumberWords
from hotline.desk.guard import Page
from hotline.domain.publishing.drawing import bars
from hotline.domain.publishing.release import DELAY
from hotline.domain.publishing.rounding import K
from hotline.domain.publishing.sheets import sheets
from hotline.domain.tally import GENDERS
from hotline.services.statistics import NotPublished

if TYPE_CHECKING:
    from hotline.desk.visit import Visit
    from hotline.domain.publishing.sheets import Sheet


async def statistics(visit: Visit) -> web.Response:
    """Show a published month, the newest where none is asked for."""
    service = visit.parts.statistics
    try:
        release = await service.seen(visit.member, _month(visit.request.query.get("month", "")))
    except NotPublished:
        raise web.HTTPNotFound from None
    words = NumberWords(visit.parts.library, visit.parts.speech, visit.language)
    return visit.show(
        "statistics.html",
        words=words,
        release=release,
        months=await service.months(),
        sheets=sheets(release) if release else (),
        draw=lambda sheet: _drawn(sheet, words),
        genders=GENDERS,
        k=K,
        days=DELAY.days,
    )


def _drawn(sheet: Sheet, words: NumberWords) -> str:
    says = f"{words.table(sheet.table)}. {words.say('stat_chart')}"
    return bars(sheet, lambda row: words.row(sheet.by, row), says, mirrored=words.rightwards)


def _month(told: str) -> date | None:
    try:
        return date.fromisoformat(f"{told}-01") if told else None
    except ValueError:
        raise web.HTTPBadRequest from None


PAGES = (Page("GET", "/statistics", "statistics.see", statistics),)
