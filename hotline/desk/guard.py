"""The one door: every page is registered through it, with its line of the table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.words import pages
from hotline.desk.keys import PARTS
from hotline.desk.visit import Visit
from hotline.domain.rights import NotAllowed
from hotline.services.away import DatabaseAway
from hotline.services.staff_cases import NoSuchCase, Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.domain.rights import Right
    from hotline.domain.staff import Session

    Answer = Callable[[Visit], Awaitable[web.StreamResponse]]

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, MISDIRECTED = 401, 403, 404, 409, 421
UNAVAILABLE = 503


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
        return await self._explained(visit)

    async def _explained(self, visit: Visit) -> web.StreamResponse:
        """Answer; what cannot be done is said in one sentence."""
        try:
            return await self._answered(visit)
        except NoSuchCase:
            return visit.say(pages.NOT_FOUND, status=NOT_FOUND)
        except NotAllowed:
            return visit.say(pages.NOT_ALLOWED, status=FORBIDDEN)
        except Refused as refused:
            return visit.say(refused.phrase, status=CONFLICT, back=_back(visit.request))
        except DatabaseAway:
            return visit.say(pages.UNAVAILABLE, status=UNAVAILABLE, back=_back(visit.request))

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


def _back(request: web.Request) -> str:
    code = request.match_info.get("code")
    return f"/cases/{code}" if code else "/"
