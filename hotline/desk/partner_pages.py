"""The page of a partner: no account, one link, one browser, and only what a person agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words import referrals
from dialogs.words.languages import LANGUAGES
from dialogs.words.sharing import FIELDS, PURPOSES
from hotline.desk.guard import Page
from hotline.domain.referral import Act
from hotline.services.partner_pages import NoSuchLink, TooManyTries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

    from dialogs.words.text import Text
    from hotline.desk.visit import Visit

NOT_FOUND, TOO_MANY = 404, 429
# As long as the longest agreement; what the link opens ends by itself much earlier.
COOKIE_SECONDS = 60 * 24 * 60 * 60
# Nobody finds these pages by a search.
HIDDEN = {"X-Robots-Tag": "noindex, nofollow, noarchive"}
REPORTS = {"accept": Act.ACCEPT, "decline": Act.DECLINE, "served": Act.SERVE}


async def look(visit: Visit) -> web.Response:
    """Show what this browser has opened; to any other only a button, whatever the link is.

    A robot that looks at links before people do presses no button, so it opens none.
    """
    shown = await visit.parts.partner_pages.look(_token(visit), _browser(visit))
    if shown is None:
        return _hidden(visit.show("partner_door.html", path=_path(visit), lang=visit.language))
    return _hidden(
        visit.show(
            "partner.html",
            shown=shown,
            purpose=PURPOSES[shown.purpose],
            fields=[(FIELDS[each], words) for each, words in shown.fields.items()],
            path=_path(visit),
            lang=visit.language,
            languages=LANGUAGES,
        )
    )


async def open_link(visit: Visit) -> web.Response:
    """Open the link in this browser and in no other from now on."""
    try:
        browser = await visit.parts.partner_pages.open(
            _token(visit), _browser(visit), visit.client
        )
    except NoSuchLink:
        return _say(visit, referrals.P_GONE, NOT_FOUND)
    except TooManyTries:
        return _say(visit, referrals.P_SOON, TOO_MANY)
    return _remembered(visit, visit.go(_here(visit)), browser)


def reporting(name: str) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to a button by which a partner reports something."""

    async def answer(visit: Visit) -> web.Response:
        why = visit.form.get("why", "")
        return await _done(
            visit,
            visit.parts.partner_pages.answer(_token(visit), _browser(visit), REPORTS[name], why),
        )

    return answer


async def ask(visit: Visit) -> web.Response:
    """Put a question to the desk."""
    question = visit.form.get("question", "")
    return await _done(
        visit, visit.parts.partner_pages.ask(_token(visit), _browser(visit), question)
    )


async def _done(visit: Visit, act: Awaitable[None]) -> web.Response:
    """Do something and say thank you: what was shown may be closed by now."""
    try:
        await act
    except NoSuchLink:
        return _say(visit, referrals.P_GONE, NOT_FOUND)
    return _say(visit, referrals.P_THANKS, 200, _here(visit))


def _say(visit: Visit, text: Text, status: int, back: str = "") -> web.Response:
    return _hidden(visit.show("partner_say.html", status=status, text=text, back=back))


def _hidden(response: web.Response) -> web.Response:
    response.headers.update(HIDDEN)
    return response


def _remembered(visit: Visit, response: web.Response, browser: str) -> web.Response:
    response.set_cookie(
        _cookie(visit),
        browser,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=visit.parts.secure,
        path="/",
    )
    return _hidden(response)


def _cookie(visit: Visit) -> str:
    return "__Host-partner" if visit.parts.secure else "partner"


def _browser(visit: Visit) -> str:
    return visit.request.cookies.get(_cookie(visit), "")


def _token(visit: Visit) -> str:
    return visit.request.match_info["token"]


def _path(visit: Visit) -> str:
    return f"/r/{_token(visit)}"


def _here(visit: Visit) -> str:
    return f"{_path(visit)}?lang={visit.language}"


PAGES = (
    Page("GET", "/r/{token}", "partner", look),
    Page("POST", "/r/{token}/open", "partner", open_link),
    Page("POST", "/r/{token}/accept", "partner", reporting("accept")),
    Page("POST", "/r/{token}/decline", "partner", reporting("decline")),
    Page("POST", "/r/{token}/served", "partner", reporting("served")),
    Page("POST", "/r/{token}/ask", "partner", ask),
)
