"""One request: who asks, in which language, and what an answer is made with."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.words.languages import LANGUAGES, SOURCE, nearest
from hotline.desk.paper import paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.words.text import Text
    from hotline.desk.parts import Parts
    from hotline.domain.staff import Member, Session

# No form of ours has a longer field than a message.
LONGEST_FIELD = 20_000
AGENTS = ("Firefox", "Edg", "OPR", "Chrome", "Safari")


@dataclass(slots=True)
class Visit:
    """A request to one page; `session` is None on pages that need no sign-in."""

    parts: Parts
    request: web.Request
    session: Session | None = None
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def member(self) -> Member:
        """Return who is signed in; only pages that need a sign-in ask."""
        if self.session is None:
            raise web.HTTPUnauthorized
        return self.session.member

    @property
    def token(self) -> str:
        """Return the token of the cookie, or an empty word."""
        return self.request.cookies.get(self.parts.cookie, "")

    @property
    def client(self) -> str:
        """Return from which address the request comes; nothing a client sends can change it."""
        return self.request.remote or "-"

    @property
    def agent(self) -> str:
        """Return which browser this seems to be, and no more of it."""
        told = self.request.headers.get("User-Agent", "")
        return next((each for each in AGENTS if each in told), "-")

    @property
    def language(self) -> str:
        """Return the language of the page: chosen, else asked for, else the browser's."""
        if self.session is not None:
            return self.session.member.language
        asked = self.request.query.get("lang", "")
        wanted = self.request.headers.get("Accept-Language", "").split(",")[0].split(";")[0]
        return asked if asked in LANGUAGES else nearest(wanted) or SOURCE

    @property
    def csrf(self) -> str:
        """Return what every form of this sign-in carries; only the holder of the cookie has it."""
        return hashlib.sha256(f"csrf|{self.token}".encode()).hexdigest()

    def form_is_ours(self) -> bool:
        """Say whether the form was made for this sign-in."""
        return hmac.compare_digest(self.form.get("csrf", "").encode(), self.csrf.encode())

    async def read_form(self) -> None:
        """Read a posted form; a field that is a file, told twice or endless is refused."""
        told = await self.request.post()
        if len(set(told)) != len(told):
            raise web.HTTPBadRequest
        form = {name: value for name, value in told.items() if isinstance(value, str)}
        if len(form) != len(told) or any(len(each) > LONGEST_FIELD for each in form.values()):
            raise web.HTTPBadRequest
        self.form = form

    async def still_signed_in(self) -> bool:
        """Say whether the sign-in lives; asking does not keep it alive."""
        return await self.parts.accounts.who(self.token, acts=False) is not None

    def show(self, page: str, *, status: int = 200, **told: object) -> web.Response:
        """Return a page."""
        return web.Response(
            text=paper(self, page, **told),
            content_type="text/html",
            charset="utf-8",
            status=status,
        )

    def say(self, text: Text, *, status: int, back: str = "/") -> web.Response:
        """Return a page with one sentence and a way back."""
        return self.show("message.html", status=status, text=text, back=back)

    def go(self, path: str) -> web.Response:
        """Send the browser to another page of the desk."""
        return web.Response(status=303, headers={"Location": path})

    def sign_in(self, response: web.Response, token: str) -> web.Response:
        """Give the browser a sign-in's cookie, which ends with the browser."""
        response.set_cookie(
            self.parts.cookie,
            token,
            httponly=True,
            samesite="Strict",
            secure=self.parts.secure,
            path="/",
        )
        return response

    def sign_out(self, response: web.Response) -> web.Response:
        """Take the cookie back, and what the browser kept of drafts."""
        response.del_cookie(self.parts.cookie, path="/", secure=self.parts.secure)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
