"""The queue, a talk, a case, and what is done to it: parse, call one service, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words.languages import LANGUAGES
from hotline.desk.guard import Page
from hotline.desk.live import stream
from hotline.domain.case import CaseCode
from hotline.domain.queue import Only
from hotline.services.canned import CannedDesk
from hotline.services.staff_cases import LookAgain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from aiohttp import web

    from hotline.desk.visit import Visit
    from hotline.services.staff_cases import Casework

# A filter that filters nothing.
ANY = "any"
# More words than a question has; the search itself stops earlier.
LONGEST_SEARCH = 200


async def home(visit: Visit) -> web.Response:
    """Show the queue to those who have one, and the others where their pages are."""
    if visit.parts.rights.allow(visit.member.role, "queue.see"):
        return visit.go("/queue")
    if visit.parts.rights.allow(visit.member.role, "statistics.see"):
        return visit.go("/statistics")
    return visit.show("home.html")


async def queue(visit: Visit) -> web.Response:
    """Show the queue."""
    queue = await visit.parts.casework.queue(visit.member)
    surge = await visit.parts.alerting.surge()
    return visit.show("queue.html", queue=queue, now=None, surge=surge)


async def queue_live(visit: Visit) -> web.Response:
    """Show the list of the queue again."""
    query = visit.request.query
    language, country = query.get("language", ANY), query.get("country", ANY)
    only = Only(
        language=None if language == ANY else language,
        country=None if country == ANY else country,
    )
    queue = await visit.parts.casework.queue(visit.member, only)
    return visit.show("_queue.html", queue=queue, now=query.get("now"))


async def take_next(visit: Visit) -> web.Response:
    """Take the next case and show it."""
    return visit.go(f"/cases/{await visit.parts.casework.next(visit.member)}")


async def find(visit: Visit) -> web.Response:
    """Show the case of a code that somebody typed."""
    code = await visit.parts.casework.find(visit.member, visit.request.query.get("code", ""))
    return visit.go(f"/cases/{code}")


async def case(visit: Visit) -> web.Response:
    """Show a case beside the queue."""
    return await _shown(visit)


async def _shown(visit: Visit, written: str = "", found: Sequence[str] = ()) -> web.Response:
    """Show a case; `found` in what was `written` is to be looked at before it is sent."""
    return visit.show(
        "case.html",
        shown=await visit.parts.casework.open(visit.member, _code(visit), again=bool(found)),
        written=written,
        found=found,
        queue=await visit.parts.casework.queue(visit.member),
        surge=await visit.parts.alerting.surge(),
        now=_code(visit),
        done=visit.request.query.get("done", ""),
    )


async def case_live(visit: Visit) -> web.Response:
    """Show the talk of a case again."""
    shown = await visit.parts.casework.open(visit.member, _code(visit), again=True)
    return visit.show("_live.html", shown=shown)


async def guidance(visit: Visit) -> web.Response:
    """Show the pages that words may mean, in the language of the case; nobody's case is read."""
    words, tongue = visit.form.get("words", ""), visit.form.get("language", "")
    found = visit.parts.guidebook.find(
        words[:LONGEST_SEARCH],
        reads=visit.language,
        writes=tongue if tongue in LANGUAGES else visit.language,
        on=visit.parts.clock().date(),
    )
    canned = await CannedDesk(visit.parts.casework).find(
        visit.member, tongue, words[:LONGEST_SEARCH]
    )
    return visit.show(
        "_guidance.html",
        asked=bool(words.strip()),
        found=found,
        canned=canned,
        today=visit.parts.clock().date(),
    )


async def reply(visit: Visit) -> web.Response:
    """Write to the person. Nothing else in the desk sends what somebody typed."""
    words, looked_at = visit.form.get("reply", ""), visit.form.get("looked_at", "")
    try:
        await visit.parts.casework.reply(visit.member, _code(visit), words, looked_at.splitlines())
    except LookAgain as look:
        return await _shown(visit, written=words, found=look.found)
    return visit.go(f"/cases/{_code(visit)}?done=reply")


async def reply_again(visit: Visit) -> web.Response:
    """Send a reply again that did not arrive."""
    message = visit.form.get("message", "")
    await visit.parts.casework.reply_again(visit.member, _code(visit), message)
    return visit.go(f"/cases/{_code(visit)}")


async def note(visit: Visit) -> web.Response:
    """Write a note."""
    await visit.parts.casework.note(visit.member, _code(visit), visit.form.get("note", ""))
    return visit.go(f"/cases/{_code(visit)}?done=note")


def correct(*, withdrawn: bool) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to the button that adds a sign or profile, or takes one back."""

    async def answer(visit: Visit) -> web.Response:
        what, why = visit.form.get("what", ""), visit.form.get("why", "")
        await visit.parts.casework.correct(
            visit.member, _code(visit), what, why, withdrawn=withdrawn
        )
        return visit.go(f"/cases/{_code(visit)}#assessment")

    return answer


async def prioritise(visit: Visit) -> web.Response:
    """Set how fast a human is needed."""
    priority, why = visit.form.get("priority", ""), visit.form.get("why", "")
    await visit.parts.casework.prioritise(visit.member, _code(visit), priority, why)
    return visit.go(f"/cases/{_code(visit)}#assessment")


async def hand_over(visit: Visit) -> web.Response:
    """Hand the case to a colleague."""
    await visit.parts.casework.hand_over(visit.member, _code(visit), visit.form.get("to", ""))
    return visit.go("/queue")


def doing(
    act: Callable[[Casework], Callable[..., Awaitable[None]]], *, stays: bool = True
) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to a plain button: do it, then show the case or the queue again."""

    async def answer(visit: Visit) -> web.Response:
        await act(visit.parts.casework)(visit.member, _code(visit))
        return visit.go(f"/cases/{_code(visit)}" if stays else "/queue")

    return answer


def _code(visit: Visit) -> CaseCode:
    return CaseCode(visit.request.match_info["code"])


PAGES = (
    Page("GET", "/", "home", home),
    Page("GET", "/queue", "queue.see", queue),
    Page("GET", "/queue/live", "queue.see", queue_live, renews=True),
    Page("GET", "/live", "queue.see", stream, renews=True),
    Page("POST", "/queue/next", "queue.next", take_next),
    Page("GET", "/find", "queue.find", find),
    Page("POST", "/guidance", "guidance.find", guidance),
    Page("GET", "/cases/{code}", "case.read", case),
    Page("GET", "/cases/{code}/live", "case.read", case_live, renews=True),
    Page("POST", "/cases/{code}/take", "case.take", doing(lambda do: do.take)),
    Page("POST", "/cases/{code}/reply", "case.reply", reply),
    Page("POST", "/cases/{code}/reply/again", "case.reply", reply_again),
    Page("POST", "/cases/{code}/note", "case.note", note),
    Page("POST", "/cases/{code}/sleep", "case.sleep", doing(lambda do: do.sleep)),
    Page(
        "POST",
        "/cases/{code}/return",
        "case.return",
        doing(lambda do: do.give_back, stays=False),
    ),
    Page("POST", "/cases/{code}/hand-over", "case.hand_over", hand_over),
    Page(
        "POST",
        "/cases/{code}/signs/add",
        "case.assess",
        correct(withdrawn=False),
    ),
    Page(
        "POST",
        "/cases/{code}/signs/take-back",
        "case.assess",
        correct(withdrawn=True),
    ),
    Page("POST", "/cases/{code}/priority", "case.prioritise", prioritise),
    Page(
        "POST",
        "/cases/{code}/close",
        "case.close",
        doing(lambda do: do.close, stays=False),
    ),
)
