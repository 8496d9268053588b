"""One's own account, the list of staff, and the log of who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from aiohttp import web

from dialogs.words import pages
from dialogs.words.languages import LANGUAGES
from hotline.desk.guard import Page
from hotline.domain.staff import SessionId
from hotline.services.staff_accounts import NoSuchMember, SignInRefused, TooEasy, TooSoon

if TYPE_CHECKING:
    from hotline.desk.visit import Visit

FORBIDDEN, NOT_FOUND = 403, 404


async def account(visit: Visit) -> web.Response:
    """Show one's sign-ins, passkeys, language and password."""
    sessions = await visit.parts.accounts.sessions(visit.member)
    passkeys = await visit.parts.passkeys.of(visit.member)
    return visit.show("account.html", sessions=sessions, passkeys=passkeys)


async def end_session(visit: Visit) -> web.Response:
    """End one of one's own sign-ins."""
    try:
        session = SessionId(UUID(visit.form.get("session", "")))
    except ValueError:
        raise web.HTTPBadRequest from None
    await visit.parts.accounts.end(visit.member, session)
    return visit.go("/account")


async def speak(visit: Visit) -> web.Response:
    """Choose the language of one's pages."""
    language = visit.form.get("language", "")
    if language not in LANGUAGES:
        raise web.HTTPBadRequest
    await visit.parts.accounts.speak(visit.member, language)
    return visit.go("/account")


async def change_password(visit: Visit) -> web.Response:
    """Replace one's password; every other sign-in ends."""
    if visit.session is None:
        raise web.HTTPUnauthorized
    old, new = visit.form.get("old", ""), visit.form.get("new", "")
    try:
        await visit.parts.accounts.change_password(visit.session, old, new, visit.client)
    except TooEasy:
        return visit.say(pages.TOO_EASY, status=FORBIDDEN, back="/account")
    except TooSoon:
        return visit.say(pages.TOO_SOON, status=FORBIDDEN, back="/account")
    except SignInRefused:
        return visit.say(pages.WRONG, status=FORBIDDEN, back="/account")
    return visit.say(pages.CHANGED, status=200, back="/account")


async def staff(visit: Visit) -> web.Response:
    """Show who works here."""
    return visit.show("staff.html", everyone=await visit.parts.accounts.everyone())


async def disable(visit: Visit) -> web.Response:
    """Close an account at once."""
    try:
        await visit.parts.accounts.disable(visit.form.get("name", ""), by=visit.member.name)
    except NoSuchMember:
        return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/staff")
    return visit.go("/staff")


async def log(visit: Visit) -> web.Response:
    """Show who did what and when."""
    return visit.show("log.html", rows=await visit.parts.accounts.log(visit.member))


PAGES = (
    Page("GET", "/account", "own_account", account),
    Page("POST", "/account/end", "own_account", end_session),
    Page("POST", "/account/language", "own_account", speak),
    Page("POST", "/account/password", "own_password", change_password),
    Page("GET", "/staff", "staff.see", staff),
    Page("POST", "/staff/disable", "staff.disable", disable),
    Page("GET", "/log", "audit.see", log),
)
