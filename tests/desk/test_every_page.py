"""Every page an account can open, in a real browser: kind, light, reached by keys, and closed.

Pages are taken from the router, so a new one is looked at without a word here.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

import pytest
from sqlalchemy import insert, text

from dialogs.engine.conversation import Talk
from hotline.desk import application
from hotline.desk.application import PAGES
from hotline.domain.assessment import Report, Source
from hotline.domain.case import CaseCode, PersonId
from hotline.domain.rights import read_rights
from hotline.domain.staff import AT_A_DESK, Role
from hotline.storage.agencies import COMPLAINT
from hotline.storage.cases import Said
from hotline.storage.tables import (
    agencies,
    audit,
    messages,
    passkeys,
    registers,
    reports,
    sessions,
    staff,
    tallies,
)
from tests.browser import visit
from tests.desk.hostile import HOSTILE
from tests.desk.scenes import signed_in
from tests.desk.test_access import path_of
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from playwright._impl._api_structures import SetCookieParam
    from playwright.async_api import Page
    from sqlalchemy import Table

    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Books
    from tests.desk.scenes import Pages

pytestmark = pytest.mark.browser
AXE = Path(application.__file__).parent / "front" / "node_modules" / "axe-core" / "axe.min.js"
AXE_IN: dict[Literal["light", "dark"], str] = {
    "light": '{ resultTypes: ["violations"] }',
    "dark": '{ runOnly: ["color-contrast"], resultTypes: ["violations"] }',
}
LANGUAGES = {"en": "ltr", "fa_AF": "rtl"}
HEAVIEST = 150_000
LOGGED = ("actor", "act", "object", "outcome")
KEY = {"public_key": b"", "counter": 0}
CODE = "MANE47"
# What breaks the policy is told to the page; we keep it for the end.
REPORTS = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (event) =>
  reports.push(event.violatedDirective));
"""
# Every control can be reached with Tab, in the order of the page, and shows that it was.
WITHOUT_KEYS = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary,"
    + "[tabindex]";
  const lines = (each) => { const style = getComputedStyle(each);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join(); };
  const wrong = [];
  for (const each of document.querySelectorAll(controls)) {
    if (!each.checkVisibility() || each.disabled) continue;
    document.activeElement?.blur();
    const before = lines(each);
    each.focus();
    if (each.tabIndex !== 0 || document.activeElement !== each || lines(each) === before)
      wrong.push(each.outerHTML.slice(0, 120));
  }
  const presses = document.querySelectorAll("[hx-trigger*=click], [onclick]");
  const unreachable = [...presses].filter((each) => !each.matches(controls));
  return wrong.concat(unreachable.map((each) => each.outerHTML));
}"""
WEIGHT = """() => performance.getEntriesByType("resource")
  .concat(performance.getEntriesByType("navigation"))
  .reduce((sum, each) => sum + each.decodedBodySize, 0)"""
# Which elements a page is made of, and which of their attributes could do something.
# Pieces that a page asks for when it is there have come, and nothing more is on its way.
COMPLETE = """() => !document.querySelector(".htmx-request")
  && [...document.querySelectorAll("[hx-trigger*=load]")].every((each) => each.children.length)"""
MADE_OF = """() => {
  const acting = (each) => each.getAttributeNames().filter((name) =>
    /^(on|hx-|style|srcdoc)/.test(name));
  const all = [...document.querySelectorAll("*")].map((each) => each.tagName + acting(each));
  return all.sort().join();
}"""


@dataclass(frozen=True)
class Looking:
    """A browser in which somebody of any role opens pages of the desk."""

    page: Page
    origin: str
    tokens: dict[Role, str]

    async def open(self, path: str, role: Role | None) -> None:
        """Open a page as somebody of a role, or as nobody."""
        await self.page.goto("about:blank")  # a live page goes elsewhere without its sign-in
        await self.page.context.clear_cookies()
        if role:
            cookie: SetCookieParam = {
                "name": "desk",
                "value": self.tokens[role],
                "url": self.origin,
            }
            await self.page.context.add_cookies([cookie])
        await self.page.goto(f"{self.origin}{path}")


@asynccontextmanager
async def looking(pages: Pages, tokens: dict[Role, str]) -> AsyncIterator[Looking]:
    async with visit(f"{pages.parts.origin}/sign-in") as visited:
        await visited.page.add_init_script(REPORTS)
        yield Looking(visited.page, pages.parts.origin, tokens)
        # That nobody may see something is said with a status, and the browser notes it.
        loud = [each for each in visited.complaints if "the server responded with" not in each]
        assert loud == []


async def everybody(accounts: Accounts) -> tuple[dict[Role, str], Member]:
    """Somebody of every role, signed in; and the supervisor."""
    tokens, found = {}, None
    for role in Role:
        desk = "tj" if role in AT_A_DESK else None
        member, tokens[role] = await signed_in(accounts, role.value, role, desk)
        found = member if role is Role.SUPERVISOR else found
    assert found is not None
    return tokens, found


async def shown_pages(pages: Pages, tokens: dict[Role, str]) -> list[tuple[str, Role | None]]:
    """Every page that is read as a whole, and somebody who may: the supervisor before others."""
    rights, found = read_rights(), []
    first = [Role.SUPERVISOR, *Role]
    for page in PAGES:
        if page.method != "GET" or page.renews or page.act == "assets":
            continue
        right, path = rights.of(page.act), path_of(page, CODE)
        role = None if right.public else next(each for each in first if each in right.who)
        async with pages.client.get(
            f"{pages.parts.origin}{path}",
            headers={"Cookie": f"desk={tokens[role]}"} if role else {},
        ) as answer:
            if answer.content_type == "text/html" and "Content-Disposition" not in answer.headers:
                found.append((path, role))
    return found


async def a_case(pages: Pages, accounts: Accounts, member: Member) -> PersonId:
    """A case that this member holds, with every box and button; return whose it is."""
    async with accounts.database.books() as books:
        case = await person_waits(books)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        talk = replace(person.conversation, talk=Talk.WAITING, language="tg")
        await books.people.save(replace(person, conversation=talk))
        await books.connection.execute(text(f"UPDATE cases SET code = '{CODE}'"))  # noqa: S608  # ours
    await pages.parts.casework.take(member, CaseCode(CODE))
    return person.id


async def pour(accounts: Accounts, member: Member, words: Sequence[str]) -> None:
    """Put every one of these words wherever a page shows what somebody wrote."""
    async with accounts.database.books() as books:
        for table in (messages, reports, passkeys, registers, tallies):
            await books.connection.execute(table.delete())
        await books.connection.execute(staff.delete().where(staff.c.name.not_in([*Role])))
        await books.connection.execute(sessions.delete().where(sessions.c.agent != "a test"))
        case = await books.cases.by_code(CaseCode(CODE))
        assert case is not None
        assert case.person is not None
        for number, each in enumerate(words):
            said = Said(("person", "desk", "note", "held")[number % 4], "words", each, None)
            await books.cases.say(said, person=None, case=case.id, inbox=None, now=NOON)
            why = Report("profile", "child", Source.OPERATOR, each, "1", NOON)
            await books.assessments.report(case.person, why)
        await _pour_plain(books, member, words)


async def _pour_plain(books: Books, member: Member, words: Sequence[str]) -> None:
    """Put them into what lies unsealed: the log, names, devices, sign-ins, a state's list."""
    above = (await books.audit.head()).number + 1
    when = {"began_at": NOON, "seen_at": NOON, "fresh_at": NOON}
    hired = {"password": "none", "role": "operator", "desk": "tj", "language": "en", "since": NOON}
    source = {"country": "kg", "source": words[0], "as_of": NOON.date(), "taken_at": NOON}
    rows: dict[Table, list[dict[str, object]]] = {
        registers: [source],
        agencies: [
            {"country": "kg", "number": w, "name": w, "standing": "licensed"} for w in words
        ],
        tallies: [
            {"counted": COMPLAINT, "name": f"kg:{word}", "day": NOON.date(), "number": 1}
            for word in words
        ],
        audit: [
            {"number": number, "at": NOON, "hash": b"", **dict.fromkeys(LOGGED, word)}
            for number, word in enumerate(words, above)
        ],
        passkeys: [
            {"id": word.encode(), "member": member.id, "label": word, "made_at": NOON, **KEY}
            for word in words
        ],
        staff: [{"id": uuid4(), "name": word, **hired} for word in words],
        sessions: [
            {"id": uuid4(), "member": member.id, "token": word.encode(), "agent": word, **when}
            for word in words
        ],
    }
    for table, told in rows.items():
        await books.connection.execute(insert(table), told)


@pytest.mark.parametrize(("language", "direction"), LANGUAGES.items())
async def test_every_page_is_kind_and_light_and_needs_no_mouse(
    pages: Pages, accounts: Accounts, language: str, direction: str
) -> None:
    tokens, member = await everybody(accounts)
    await a_case(pages, accounts, member)
    await pour(accounts, member, ["first words", "second words"])
    async with accounts.database.books() as books:
        await books.connection.execute(staff.update().values(language=language))
    wrong: list[object] = []
    async with looking(pages, tokens) as browser:
        for path, role in await shown_pages(pages, tokens):
            await browser.open(path if role else f"{path}?lang={language}", role)
            assert await browser.page.evaluate("document.documentElement.dir") == direction
            wrong += [(path, each) for each in await unkind(browser.page)]
            wrong += [(path, each) for each in await browser.page.evaluate(WITHOUT_KEYS)]
            wrong += [(path, each) for each in await browser.page.evaluate("reports")]
            weight = await browser.page.evaluate(WEIGHT)
            wrong += [(path, weight)] if weight > HEAVIEST else []

    assert wrong == []


async def unkind(page: Page) -> list[str]:
    """What axe finds wrong; in the dark only the colours are others."""
    await page.evaluate(AXE.read_text("utf-8"))
    found = []
    for scheme, options in AXE_IN.items():
        await page.emulate_media(color_scheme=scheme)
        told = (await page.evaluate(f"axe.run({options})"))["violations"]
        found += [f"{scheme}: {each['id']}: {each['nodes'][0]['html']}" for each in told]
    return found


async def test_no_words_become_a_part_of_any_page(pages: Pages, accounts: Accounts) -> None:
    tokens, member = await everybody(accounts)
    await a_case(pages, accounts, member)
    made: list[dict[str, str]] = []
    shown = set()
    async with looking(pages, tokens) as browser:
        for words in ([f"word {number}" for number in range(len(HOSTILE))], HOSTILE):
            await pour(accounts, member, words)
            made.append({})
            for path, role in await shown_pages(pages, tokens):
                if role:
                    await browser.open(path, role)
                    await browser.page.wait_for_function(COMPLETE)
                    made[-1][path] = await browser.page.evaluate(MADE_OF)
                    assert await browser.page.evaluate("reports") == []
                    if HOSTILE[-1][:20] in await browser.page.evaluate(
                        "document.body.textContent"
                    ):
                        shown.add(path)

    assert len(HOSTILE) == 200
    for each in made:  # looking at the others made this one longer
        each["/readings"] = ",".join(sorted(set(each["/readings"].split(","))))
    assert made[0] == made[1]
    assert shown >= {"/account", "/agencies", "/staff", "/log", f"/cases/{CODE}"}
