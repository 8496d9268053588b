"""Signing in and out, accepting an invitation, and giving a fresh code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from dialogs.words import pages
from hotline.desk.guard import Page
from hotline.services.staff_accounts import InvitationRefused, SignInRefused, TooEasy, TooSoon

if TYPE_CHECKING:
    from aiohttp import web

    from dialogs.words.text import Text
    from hotline.desk.visit import Visit

FORBIDDEN, TOO_MANY = 403, 429


async def ask_sign_in(visit: Visit) -> web.Response:
    """Show the form."""
    said = pages.JOINED if "joined" in visit.request.query else None
    return visit.show("sign_in.html", said=said, wrong=False)


async def sign_in(visit: Visit) -> web.Response:
    """Sign in with name, password and code; what was wrong is never said."""
    form = visit.form
    try:
        token = await visit.parts.accounts.sign_in(
            form.get("name", ""),
            form.get("password", ""),
            form.get("code", ""),
            client=visit.client,
            agent=visit.agent,
        )
    except SignInRefused:
        return visit.show("sign_in.html", status=FORBIDDEN, said=pages.WRONG, wrong=True)
    except TooSoon:
        return visit.show("sign_in.html", status=TOO_MANY, said=pages.TOO_SOON, wrong=True)
    return visit.sign_in(visit.go("/"), token)


async def sign_out(visit: Visit) -> web.Response:
    """End this sign-in."""
    if visit.session is not None:
        await visit.parts.accounts.end(visit.member, visit.session.id)
    return visit.sign_out(visit.go("/sign-in"))


async def ask_invitation(visit: Visit) -> web.Response:
    """Show the form."""
    return visit.show("join.html", said=None)


async def show_offer(visit: Visit) -> web.Response:
    """Show an invited member what their authenticator needs."""
    name, code = visit.form.get("name", ""), visit.form.get("invitation", "")
    try:
        offer = await visit.parts.accounts.offer(name, code, visit.client)
    except InvitationRefused:
        return visit.show("join.html", status=FORBIDDEN, said=pages.NO_INVITATION)
    except TooSoon:
        return visit.show("join.html", status=TOO_MANY, said=pages.TOO_SOON)
    picture = segno.make(offer.address).svg_inline(scale=5, border=2, dark="#000", light="#fff")
    return visit.show("offer.html", offer=offer, name=name, invitation=code, picture=picture)


async def join(visit: Visit) -> web.Response:
    """Accept an invitation; whatever is wrong, the member begins with the invitation again."""
    form = visit.form
    try:
        await visit.parts.accounts.join(
            form.get("name", ""),
            form.get("invitation", ""),
            form.get("password", ""),
            form.get("code", ""),
        )
    except (InvitationRefused, SignInRefused, TooEasy) as refused:
        return visit.show("join.html", status=FORBIDDEN, said=_why(refused))
    return visit.go("/sign-in?joined")


async def ask_fresh(visit: Visit) -> web.Response:
    """Show the form."""
    return visit.show("fresh.html", said=None)


async def give_fresh(visit: Visit) -> web.Response:
    """Take a fresh code; the sign-in gets a new token."""
    if visit.session is None:
        return visit.go("/sign-in")
    try:
        token = await visit.parts.accounts.refresh(
            visit.session, visit.form.get("code", ""), visit.client
        )
    except (SignInRefused, TooSoon) as refused:
        return visit.show("fresh.html", status=FORBIDDEN, said=_why(refused))
    return visit.sign_in(visit.go("/"), token)


def _why(refused: Exception) -> Text:
    match refused:
        case TooEasy():
            return pages.TOO_EASY
        case TooSoon():
            return pages.TOO_SOON
        case InvitationRefused():
            return pages.NO_INVITATION
        case _:
            return pages.WRONG


PAGES = (
    Page("GET", "/sign-in", "sign_in", ask_sign_in),
    Page("POST", "/sign-in", "sign_in", sign_in),
    Page("POST", "/sign-out", "sign_out", sign_out),
    Page("GET", "/join", "join", ask_invitation),
    Page("POST", "/join", "join", show_offer),
    Page("POST", "/join/done", "join", join),
    Page("GET", "/fresh", "own_code", ask_fresh),
    Page("POST", "/fresh", "own_code", give_fresh),
)
