"""The one door: every page is registered through it, with its line of the table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.words import pages
from hotline.desk.keys import PARTS
from hotline.desk.visit import Visit
from hotline.domain.rights import NotAllowed
from hotline.services.staff_cases import DatabaseAway, NoSuchCase, Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.domain.rights import Right
    from hotline.domain.staff import Session

    Answer = Callable[[Visit], Awaitable[web.StreamResponse]]

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, MISDIRECTED = 401, 403, 404, 409, 421
UNAVAILABLE = 503
LOOK_AGAIN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One route; `act` is its line in the table. With `renews` the page asks by itself.

    What asks by itself keeps no sign-in alive and is not sent to another page.
    """

    method: str
    path: str
    act: str
    answer: Answer
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Guarded:
    """A page behind its guard; this is what the router holds."""

    page: Page
    right: Right

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer, if everything is as it must be."""
        visit = Visit(request.app[PARTS], request)
        if request.host != visit.parts.host:
            return web.Response(status=MISDIRECTED)
        if request.method == "POST" and not _from_our_pages(request, visit.parts.origin):
            return web.Response(status=FORBIDDEN)
        if request.method == "POST":
            await visit.read_form()
        try:
            return await self._answered(visit)
        except (NoSuchCase, NotAllowed, Refused, DatabaseAway) as refusal:
            return _said(visit, refusal)

    async def _answered(self, visit: Visit) -> web.StreamResponse:
        if self.right.public:
            return await self.page.answer(visit)
        visit.session = await self._signed_in(visit)
        if visit.session is None:
            return self._sent_away()
        if visit.request.method == "POST" and not visit.form_is_ours():
            return web.Response(status=FORBIDDEN)
        await self._must_be_allowed(visit)
        if self.right.fresh and not visit.session.fresh(visit.parts.clock()):
            return visit.go("/fresh")
        return await self.page.answer(visit)

    async def _signed_in(self, visit: Visit) -> Session | None:
        if not visit.token:
            return None
        return await visit.parts.accounts.who(visit.token, acts=not self.page.renews)

    def _sent_away(self) -> web.Response:
        if self.page.renews:
            return web.Response(status=UNAUTHORIZED, headers={"HX-Redirect": "/sign-in"})
        return web.Response(status=303, headers={"Location": "/sign-in"})

    async def _must_be_allowed(self, visit: Visit) -> None:
        if visit.member.role not in self.right.who:
            await visit.parts.accounts.refused(visit.member, self.page.act, "-")
            raise NotAllowed


def _from_our_pages(request: web.Request, origin: str) -> bool:
    """Say whether a form was sent from the desk itself; a browser always says where from.

    Under our referrer policy a form's Origin is "null" (Fetch standard, 3.2), and then
    Sec-Fetch-Site alone tells; a browser too old to send that one is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    came = request.headers.get("Origin")
    if came == "null":
        return site == "same-origin"
    return came == origin and site in {None, "same-origin"}


def _said(visit: Visit, refusal: Exception) -> web.Response:
    """Return the page that says why nothing was done."""
    match refusal:
        case Refused(phrase=phrase):
            return visit.say(phrase, status=CONFLICT, back=_back(visit.request))
        case NotAllowed():
            return visit.say(pages.NOT_ALLOWED, status=FORBIDDEN)
        case NoSuchCase():
            return visit.say(pages.NOT_FOUND, status=NOT_FOUND)
        case _:
            return _lost(visit, _back(visit.request))


def _lost(visit: Visit, back: str) -> web.Response:
    """Say that nothing was done, and look again soon; a draft is kept in the browser."""
    visit.session = None  # a page for whoever asks: nobody can be looked up
    answer = visit.say(pages.LOST, status=UNAVAILABLE, back=back)
    answer.headers["Refresh"] = f"{LOOK_AGAIN_SECONDS}; url={back}"
    return answer


def _back(request: web.Request) -> str:
    code = request.match_info.get("code")
    return f"/cases/{code}" if code else "/"
