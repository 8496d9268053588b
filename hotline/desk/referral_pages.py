"""Referrals of a case: the wizard, what the partner will read, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words import referrals
from dialogs.words.languages import LANGUAGES
from dialogs.words.names import country_name
from dialogs.words.sharing import FIELDS, PURPOSES
from hotline.desk.guard import Page
from hotline.domain.case import CaseCode
from hotline.domain.consent import Purpose, Share
from hotline.domain.partners import proposed
from hotline.domain.referral import LIFE, SENSITIVE, SHOWN, Act, State
from hotline.services.referrals import SPANS, Draft
from hotline.services.staff_cases import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

    from dialogs.words.text import Text
    from hotline.desk.visit import Visit
    from hotline.domain.sharing import Sheet
    from hotline.services.referrals import Referrals
    from hotline.services.staff_cases import OpenCase

    Answer = Callable[[Visit], Awaitable[web.Response]]

PROFILE = "profile."
# Both owed at once: refer to both (see `hotline.domain.partners.FIRST`).
BOTH = {Purpose.SHELTER, Purpose.ASYLUM}
# A sheet is printed only of what the person said yes to, or what an emergency sent.
PRINTED = SHOWN | {State.CONSENTED}


async def wizard(visit: Visit) -> web.Response:
    """Choose what is needed, then a partner and exact fields; nothing is kept yet."""
    shown = await visit.parts.referrals.begin(visit.member, _code(visit))
    told = visit.request.query.get("purpose", "")
    purpose = Purpose(told) if told in set(Purpose) else None
    first = proposed(_profiles(shown))
    return visit.show(
        "refer.html",
        shown=shown,
        purpose=purpose,
        purposes=[(each, PURPOSES[each.value]) for each in Purpose],
        first=[PURPOSES[each.value] for each in first],
        both=set(first) >= BOTH,
        partners=_partners(visit, shown, purpose),
        fields=[(each.value, FIELDS[each.value], _known(visit, shown, each)) for each in Share],
        spans=SPANS,
    )


def _profiles(shown: OpenCase) -> set[str]:
    """Return who the person may be: by the profiles, and by how the signs weigh."""
    profiles = {each.removeprefix(PROFILE) for each in shown.table.profiles}
    return profiles | ({"possible_victim"} if shown.table.possible_victim else set())


def _partners(visit: Visit, shown: OpenCase, purpose: Purpose | None) -> list[dict[str, object]]:
    """Return who serves a purpose, with what an operator must know before they choose."""
    if purpose is None:
        return []
    now, case = visit.parts.clock(), shown.case
    desks = visit.parts.casework.desk.handing.desks
    desk = desks.of(case.language, case.country, case.desk).desk
    found = visit.parts.referrals.partners.serving(desk, purpose, case.language)
    return [
        {
            "partner": each,
            "name": each.named(visit.language),
            "stale": each.stale(now.date()),
            "open": each.is_open(now),
        }
        for each in found
    ]


def _known(visit: Visit, shown: OpenCase, share: Share) -> str:
    """Return what stands in a field before anybody writes: only what the case itself says."""
    case = shown.case
    if share is Share.LANGUAGE:
        return LANGUAGES.get(case.language, "")
    if share is Share.COUNTRY and case.country:
        return country_name(case.country.upper(), visit.language)
    return ""


async def draft(visit: Visit) -> web.Response:
    """Keep a draft and show it."""
    form = visit.form
    told = Draft(
        partner=form.get("partner", ""),
        purpose=form.get("purpose", ""),
        days=form.get("days", ""),
        told={share.value: form.get(f"share_{share.value}", "") for share in Share},
    )
    new = await visit.parts.referrals.draft(visit.member, _code(visit), told)
    return visit.go(f"/cases/{_code(visit)}/referral?referral={new.hex}")


async def listed(visit: Visit) -> web.Response:
    """List the referrals of a case, beside the talk."""
    found = await visit.parts.referrals.of(visit.member, _code(visit))
    rows = [
        (each, _name(visit, each), PURPOSES[each.referral.asked.purpose.value]) for each in found
    ]
    return visit.show("_referrals.html", code=_code(visit), rows=rows)


async def one(visit: Visit) -> web.Response:
    """Show a referral: what the partner reads, what the person is asked, what was done."""
    return await _shown(visit, visit.request.query.get("referral", ""))


async def _shown(visit: Visit, told: str, token: str = "") -> web.Response:
    """Show a referral; with the `token` of a new link that link too, this once."""
    sheet = await visit.parts.referrals.one(visit.member, _code(visit), told)
    case = await visit.parts.casework.open(visit.member, _code(visit), again=True)
    referral = sheet.referral
    waits = referral.asked.purpose in SENSITIVE and referral.second is None
    return visit.show(
        "referral.html",
        shown=case,
        sheet=sheet,
        referral=referral,
        name=_name(visit, sheet),
        purpose=PURPOSES[referral.asked.purpose.value],
        fields=_fields(sheet),
        may={act.value for act in Act if (referral.state, act) in LIFE},
        live=referral.shown(visit.parts.clock()),
        printable=referral.state in PRINTED,
        waits=waits,
        approves=waits and referral.author != visit.member.key,
        link=_link(visit, sheet, token) if token else "",
    )


async def sheet(visit: Visit) -> web.Response:
    """Show the sheet to print: the fields that were agreed to, and nothing of the case."""
    told = visit.request.query.get("referral", "")
    found = await visit.parts.referrals.one(visit.member, _code(visit), told, act="case.refer")
    asked = found.referral.asked
    if found.referral.state not in PRINTED or visit.parts.clock() >= asked.until:
        raise Refused(referrals.NO_SHEET)
    return visit.show(
        "referral_sheet.html",
        name=_name(visit, found),
        purpose=PURPOSES[asked.purpose.value],
        fields=_fields(found),
        until=asked.until,
        in_danger=found.referral.emergency is not None,
    )


def acting(act: Callable[[Referrals], Callable[..., Awaitable[None]]]) -> Answer:
    """Return the answer to a plain button of a referral: do it, then show the referral."""

    async def answer(visit: Visit) -> web.Response:
        told = visit.form.get("referral", "")
        await act(visit.parts.referrals)(visit.member, _code(visit), told)
        return visit.go(f"/cases/{_code(visit)}/referral?referral={told}")

    return answer


def linking(act: Callable[[Referrals], Callable[..., Awaitable[str]]]) -> Answer:
    """Return the answer to a button that makes a link: it is shown once, here."""

    async def answer(visit: Visit) -> web.Response:
        told = visit.form.get("referral", "")
        token = await act(visit.parts.referrals)(visit.member, _code(visit), told)
        return await _shown(visit, told, token)

    return answer


async def send_in_danger(visit: Visit) -> web.Response:
    """Send without asking, for a reason that a supervisor reads."""
    told, why = visit.form.get("referral", ""), visit.form.get("why", "")
    token = await visit.parts.referrals.send_in_danger(visit.member, _code(visit), told, why)
    return await _shown(visit, told, token)


def _link(visit: Visit, sheet: Sheet, token: str) -> str:
    """Return the partner's link, which opens in their own language."""
    partner = visit.parts.referrals.partners.of(sheet.referral.asked.partner)
    language = partner.languages[0] if partner else visit.language
    return f"{visit.parts.origin}/r/{token}?lang={language}"


def _name(visit: Visit, sheet: Sheet) -> str:
    asked = sheet.referral.asked
    partner = visit.parts.referrals.partners.of(asked.partner)
    return partner.named(visit.language) if partner else asked.partner


def _fields(sheet: Sheet) -> list[tuple[Text, str]]:
    shares = sheet.referral.asked.shares
    return [(FIELDS[each], sheet.told[each]) for each in Share if each in shares]


def _code(visit: Visit) -> CaseCode:
    return CaseCode(visit.request.match_info["code"])


PAGES = (
    Page("GET", "/cases/{code}/refer", "case.refer", wizard),
    Page("POST", "/cases/{code}/refer", "case.refer", draft),
    Page("GET", "/cases/{code}/referrals", "case.read", listed, renews=True),
    Page("GET", "/cases/{code}/referral", "case.read", one),
    Page("GET", "/cases/{code}/referral/sheet", "case.refer", sheet),
    Page("POST", "/cases/{code}/referral/ask", "case.refer", acting(lambda do: do.put)),
    Page("POST", "/cases/{code}/referral/close", "case.refer", acting(lambda do: do.close)),
    Page("POST", "/cases/{code}/referral/send", "case.refer", linking(lambda do: do.send)),
    Page("POST", "/cases/{code}/referral/renew", "case.refer", linking(lambda do: do.renew)),
    Page(
        "POST",
        "/cases/{code}/referral/approve",
        "case.refer_second",
        acting(lambda do: do.approve),
    ),
    Page("POST", "/cases/{code}/referral/danger", "case.refer_danger", send_in_danger),
)
