"""What staff do together around one talk, and texts for many: parse, call one service, show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hotline.desk.guard import Page
from hotline.domain.case import CaseCode
from hotline.services.canned import CannedDesk, Written
from hotline.services.staff_talk import Looked, Together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Literal

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


async def share(visit: Visit) -> web.Response:
    """Ask a colleague to look at a reply before it goes."""
    await _together(visit).share(visit.member, _code(visit), visit.form.get("reply", ""))
    return visit.go(f"/cases/{_code(visit)}?done=reply")


async def drop(visit: Visit) -> web.Response:
    """Forget a draft."""
    await _together(visit).drop(visit.member, _code(visit))
    return visit.go(f"/cases/{_code(visit)}")


def look(*, approved: bool) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to the button that lets a colleague's draft go, or gives it back."""

    async def answer(visit: Visit) -> web.Response:
        form = visit.form
        words, comment = form.get("words", ""), form.get("comment", "")
        looked = Looked(form.get("draft", ""), words, comment, approved=approved)
        await _together(visit).look(visit.member, _code(visit), looked)
        return visit.go(f"/cases/{_code(visit)}")

    return answer


async def send(visit: Visit) -> web.Response:
    """Send what a colleague approved."""
    await _together(visit).send(visit.member, _code(visit), visit.form.get("draft", ""))
    return visit.go(f"/cases/{_code(visit)}")


def link(action: Literal["link", "refuse"]) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to the button that lets a talk go on on another phone, or refuses that."""

    async def answer(visit: Visit) -> web.Response:
        await _together(visit).link(visit.member, _code(visit), action)
        return visit.go(f"/cases/{_code(visit)}")

    return answer


async def canned(visit: Visit) -> web.Response:
    """Show the texts of a desk."""
    texts, wanted = CannedDesk(visit.parts.casework), visit.request.query.get("desk", "")
    return visit.show(
        "canned.html",
        texts=await texts.all(visit.member, wanted),
        desk=texts.desk_of(visit.member, wanted),
        desks=visit.parts.casework.desk.handing.desks.desks,
        today=visit.parts.clock().date(),
    )


async def write_canned(visit: Visit) -> web.Response:
    """Keep a text."""
    await CannedDesk(visit.parts.casework).write(visit.member, _written(visit))
    return visit.go(f"/canned?desk={_written(visit).desk}")


async def retire_canned(visit: Visit) -> web.Response:
    """Take a text out of use."""
    await CannedDesk(visit.parts.casework).retire(visit.member, _written(visit))
    return visit.go(f"/canned?desk={_written(visit).desk}")


def _written(visit: Visit) -> Written:
    form = visit.form
    named = visit.parts.casework.desk.handing.desks.named(form.get("desk", ""))
    try:
        review_by = date.fromisoformat(form.get("review_by", ""))
    except ValueError:
        review_by = None
    return Written(
        id=form.get("id", ""),
        version=form.get("version", ""),
        desk=named.desk if named else "",
        language=form.get("language", ""),
        title=form.get("title", ""),
        words=form.get("words", ""),
        review_by=review_by,
    )


def _together(visit: Visit) -> Together:
    return Together(visit.parts.casework)


def _code(visit: Visit) -> CaseCode:
    return CaseCode(visit.request.match_info["code"])


PAGES = (
    Page("POST", "/cases/{code}/change-desk", "case.change_desk", change_desk),
    Page("POST", "/cases/{code}/take-over", "case.take_over", take_over),
    Page("POST", "/cases/{code}/draft/share", "case.share_draft", share),
    Page("POST", "/cases/{code}/draft/drop", "case.share_draft", drop),
    Page("POST", "/cases/{code}/draft/approve", "case.look_at_draft", look(approved=True)),
    Page("POST", "/cases/{code}/draft/return", "case.look_at_draft", look(approved=False)),
    Page("POST", "/cases/{code}/draft/send", "case.reply", send),
    Page("POST", "/cases/{code}/link/go", "case.link", link("link")),
    Page("POST", "/cases/{code}/link/refuse", "case.link", link("refuse")),
    Page("GET", "/canned", "canned.see", canned),
    Page("POST", "/canned/write", "canned.write", write_canned),
    Page("POST", "/canned/retire", "canned.write", retire_canned),
)
