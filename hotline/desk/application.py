"""The desk as one application: the list of its pages, each behind the guard."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.desk import asset_pages, case_pages, office_pages, sign_in_pages
from hotline.desk.guard import Guarded, Page
from hotline.desk.headers import add_headers
from hotline.desk.keys import PARTS
from hotline.desk.live import stream

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.desk.parts import Parts

# The longest form is a message; nothing larger is read into memory.
LARGEST_BODY = 64 << 10
# A stream that is still open when the server stops: the page connects again by itself.
GRACE_SECONDS = 0.1

PAGES = (
    Page("GET", "/assets/{name}", "assets", asset_pages.asset),
    Page("GET", "/sign-in", "sign_in", sign_in_pages.ask_sign_in),
    Page("POST", "/sign-in", "sign_in", sign_in_pages.sign_in),
    Page("POST", "/sign-out", "sign_out", sign_in_pages.sign_out),
    Page("GET", "/join", "join", sign_in_pages.ask_invitation),
    Page("POST", "/join", "join", sign_in_pages.show_offer),
    Page("POST", "/join/done", "join", sign_in_pages.join),
    Page("GET", "/fresh", "own_code", sign_in_pages.ask_fresh),
    Page("POST", "/fresh", "own_code", sign_in_pages.give_fresh),
    Page("GET", "/", "home", case_pages.home),
    Page("GET", "/account", "own_account", office_pages.account),
    Page("POST", "/account/end", "own_account", office_pages.end_session),
    Page("POST", "/account/language", "own_account", office_pages.speak),
    Page("POST", "/account/password", "own_password", office_pages.change_password),
    Page("GET", "/queue", "queue.see", case_pages.queue),
    Page("GET", "/queue/live", "queue.see", case_pages.queue_live, renews=True),
    Page("GET", "/live", "queue.see", stream, renews=True),
    Page("POST", "/queue/next", "queue.next", case_pages.take_next),
    Page("GET", "/find", "queue.find", case_pages.find),
    Page("POST", "/guidance", "guidance.find", case_pages.guidance),
    Page("GET", "/cases/{code}", "case.read", case_pages.case),
    Page("GET", "/cases/{code}/live", "case.read", case_pages.case_live, renews=True),
    Page("POST", "/cases/{code}/take", "case.take", case_pages.doing(lambda do: do.take)),
    Page("POST", "/cases/{code}/reply", "case.reply", case_pages.reply),
    Page("POST", "/cases/{code}/reply/again", "case.reply", case_pages.reply_again),
    Page("POST", "/cases/{code}/note", "case.note", case_pages.note),
    Page("POST", "/cases/{code}/sleep", "case.sleep", case_pages.doing(lambda do: do.sleep)),
    Page(
        "POST",
        "/cases/{code}/return",
        "case.return",
        case_pages.doing(lambda do: do.give_back, stays=False),
    ),
    Page("POST", "/cases/{code}/hand-over", "case.hand_over", case_pages.hand_over),
    Page(
        "POST",
        "/cases/{code}/signs/add",
        "case.assess",
        case_pages.correct(withdrawn=False),
    ),
    Page(
        "POST",
        "/cases/{code}/signs/take-back",
        "case.assess",
        case_pages.correct(withdrawn=True),
    ),
    Page("POST", "/cases/{code}/priority", "case.prioritise", case_pages.prioritise),
    Page(
        "POST",
        "/cases/{code}/close",
        "case.close",
        case_pages.doing(lambda do: do.close, stays=False),
    ),
    Page("GET", "/staff", "staff.see", office_pages.staff),
    Page("POST", "/staff/disable", "staff.disable", office_pages.disable),
    Page("GET", "/log", "audit.see", office_pages.log),
)


def create_app(parts: Parts) -> web.Application:
    """Return the desk; raises NotBuilt, and KeyError for a page without a line in the table."""
    asset_pages.must_be_built()
    app = web.Application(client_max_size=LARGEST_BODY)
    app[PARTS] = parts
    for page in PAGES:
        guarded = Guarded(page, parts.rights.of(page.act))
        app.router.add_route(page.method, page.path, guarded.answer)
    app.on_response_prepare.append(add_headers)
    app.cleanup_ctx.append(_beating)
    return app


async def _beating(app: web.Application) -> AsyncIterator[None]:
    """Hear the bell as long as the server runs."""
    task = asyncio.create_task(app[PARTS].pulse.run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def listen(parts: Parts, host: str, port: int) -> web.AppRunner:
    """Start the desk; the runner is for stopping it. Raises OSError when the port is in use."""
    runner = web.AppRunner(create_app(parts), access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
