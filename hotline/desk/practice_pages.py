"""The practice talk: an invented person, on a page that looks like no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.desk.guard import Page
from hotline.services.practising import PracticeRoom

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Literal

    from aiohttp import web

    from hotline.desk.visit import Visit


async def practice(visit: Visit) -> web.Response:
    """Show the practice talk, or offer one."""
    return visit.show("practice.html", practice=await _room(visit).shown(visit.member))


async def begin(visit: Visit) -> web.Response:
    """Begin a practice talk."""
    await _room(visit).begin(visit.member)
    return visit.go("/practice")


async def end(visit: Visit) -> web.Response:
    """Erase it."""
    await _room(visit).end(visit.member)
    return visit.go("/practice")


def write(mode: Literal["reply", "note"]) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to the form that writes a reply or a note."""

    async def answer(visit: Visit) -> web.Response:
        await _room(visit).write(visit.member, mode, visit.form.get(mode, ""))
        return visit.go("/practice#write")

    return answer


def _room(visit: Visit) -> PracticeRoom:
    return PracticeRoom(visit.parts.casework)


PAGES = (
    Page("GET", "/practice", "practice", practice),
    Page("POST", "/practice/begin", "practice", begin),
    Page("POST", "/practice/reply", "practice", write("reply")),
    Page("POST", "/practice/note", "practice", write("note")),
    Page("POST", "/practice/end", "practice", end),
)
