"""Passkeys: adding and removing one's own, and signing in with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.words import pages, passkeys
from hotline.desk.guard import Page
from hotline.services.staff_accounts import SignInRefused
from hotline.services.staff_passkeys import PasskeyRefused

if TYPE_CHECKING:
    from hotline.desk.visit import Visit
    from hotline.domain.staff import Session

FORBIDDEN = 403


async def ask(visit: Visit) -> web.Response:
    """Return the question that a device signs to sign in."""
    return _json(await visit.parts.passkeys.ask())


async def sign_in(visit: Visit) -> web.Response:
    """Sign in with a device's answer."""
    try:
        token = await visit.parts.passkeys.sign_in(visit.form.get("answer", ""), visit.agent)
    except SignInRefused:
        said = passkeys.NOT_SIGNED_IN
        return visit.show("sign_in.html", status=FORBIDDEN, said=said, wrong=True)
    return visit.sign_in(visit.go("/"), token)


async def offer(visit: Visit) -> web.Response:
    """Return what a device needs to become a passkey."""
    return _json(await visit.parts.passkeys.offer(_session(visit)))


async def add(visit: Visit) -> web.Response:
    """Keep a device as a passkey; every other sign-in ends."""
    label = " ".join(visit.form.get("label", "").split()) or visit.agent
    try:
        await visit.parts.passkeys.add(_session(visit), visit.form.get("answer", ""), label)
    except PasskeyRefused:
        return visit.say(passkeys.NOT_ADDED, status=FORBIDDEN, back="/account")
    return visit.say(pages.CHANGED, status=200, back="/account")


async def remove(visit: Visit) -> web.Response:
    """Forget one of one's own passkeys; every other sign-in ends."""
    await visit.parts.passkeys.remove(_session(visit), visit.form.get("passkey", ""))
    return visit.go("/account")


def _session(visit: Visit) -> Session:
    if visit.session is None:
        raise web.HTTPUnauthorized
    return visit.session


def _json(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/json", charset="utf-8")


PAGES = (
    Page("POST", "/sign-in/passkey/ask", "sign_in", ask),
    Page("POST", "/sign-in/passkey", "sign_in", sign_in),
    Page("POST", "/account/passkeys/ask", "own_passkey", offer),
    Page("POST", "/account/passkeys/add", "own_passkey", add),
    Page("POST", "/account/passkeys/remove", "own_passkey", remove),
)
