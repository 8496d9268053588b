"""Every page of the router, for every role, against every kind of case: all as the table says.

Pages are taken from the router and their objects from the names in their paths, so a
new page is looked at without a word here.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import text

from dialogs.words import pages as words
from hotline.desk.application import PAGES, create_app
from hotline.domain.case import CaseState
from hotline.domain.rights import REACHES, Reach, Rights, Whose, read_rights
from hotline.domain.staff import AT_A_DESK, IDLE, Role
from hotline.storage.tables import metadata
from tests.desk.scenes import signed_in
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from hotline.desk.guard import Page
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Books
    from tests.desk.scenes import Clock, Pages

RIGHTS = read_rights()
BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, SEE_OTHER = 400, 401, 403, 404, 303
# What may be asked without a sign-in; what joins them is looked at by a human first.
PUBLIC = {"sign_in", "join", "assets", "partner"}
# The id of nothing at all: what a page about anything but a case is asked for.
NOTHING = "00000000-0000-4000-8000-000000000000"
# What the pages need to do something, so that a refusal can only come from the table.
FORM = {
    "reply": "Salom",
    "note": "a note",
    "to": "colleague",
    "words": "passport",
    "message": NOTHING,
    "what": "profile:child",
    "why": "told on the phone",
    "priority": "today",
    "session": NOTHING,
    "language": "en",
    "name": "nobody",
    "old": "wrong",
    "new": "nine tall poplars by water",
    "code": "000000",
}


class Object(NamedTuple):
    """One kind of case: its code, and whose it is for the member who asks."""

    code: str
    belongs: Whose | None
    language: str = "tg"
    state: CaseState = CaseState.WAITING


OBJECTS = {
    "mine": Object("MANE47", Whose.MINE, state=CaseState.OPEN),
    "waiting": Object("WATE47", Whose.DESK),
    "a colleague's": Object("HELD47", Whose.DESK, state=CaseState.OPEN),
    "erased": Object("GANE47", Whose.DESK),
    "of another desk": Object("THER47", Whose.OTHER, language="kk"),
    "missing": Object("NANE47", None),
}
# Every request changes these: the log of what was refused, tries, when a sign-in was last seen.
ALWAYS = {"audit", "sessions", "tries"}
# What does not belong to the cases that are laid anew.
STAYS = {"staff", "sessions", "operators", "audit", "keys", "revisions"}


class Cell(NamedTuple):
    """One cell of the matrix and what must come back."""

    page: Page
    object: str
    allowed: bool
    refusal: int


def path_of(page: Page, code: str = OBJECTS["waiting"].code) -> str:
    """The page's path, with a case in it where one belongs; of anything else there is none."""
    return re.sub(r"\{\w+\}", NOTHING, page.path.replace("{code}", code))


def cells(role: Role) -> list[Cell]:
    """Everything a role could ask for, and what the table says to it."""
    found = []
    for page in PAGES:
        right = RIGHTS.of(page.act)
        reach = right.who.get(role)
        if right.public or page.act == "sign_out":
            continue  # signs out whoever asks; tested by itself
        if not page.path.startswith("/cases/{code}"):
            found.append(Cell(page, "-", reach is not None, FORBIDDEN))
            continue
        reads = RIGHTS.of("case.read").who.get(role)
        # Who has no such act at all is refused before the case is looked at.
        looked_at = OBJECTS if reach else ("waiting", "missing")
        for name in looked_at:
            thing = OBJECTS[name]
            allowed = reach is not None and thing.belongs in REACHES[reach]
            known = reads is not None and thing.belongs in REACHES[reads]
            refusal = FORBIDDEN if reach is None or known else NOT_FOUND
            found.append(Cell(page, name, allowed, refusal))
    return found


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every act the table has refused, without what a page asks to know which links to show."""
    asked = Rights.allow
    found: set[str] = set()

    def watched(self: Rights, role: Role, act: str, whose: Whose = Whose.NO_CASE) -> bool:
        allowed = asked(self, role, act, whose)
        of_cases = Reach.NOTHING not in self.of(act).who.values()
        if not allowed and of_cases == (whose is not Whose.NO_CASE):
            found.add(act)
        return allowed

    monkeypatch.setattr(Rights, "allow", watched)
    return found


@pytest.mark.parametrize("role", Role)
async def test_every_page_answers_every_role_as_the_table_says(
    pages: Pages, accounts: Accounts, refused: set[str], role: Role
) -> None:
    desk = "tj" if role in AT_A_DESK else None
    member, token = await signed_in(accounts, "aigul", role, desk)
    colleague, _ = await signed_in(accounts, "bolot", Role.OPERATOR, "tj")
    matrix = cells(role)
    await _lay_cases(accounts, member, colleague)
    before = await everything(accounts)
    wrong = []
    for cell in matrix:
        if not cell.allowed:
            status, _ = await _ask(pages, cell, token)
            if status not in {cell.refusal, BAD_REQUEST}:
                wrong.append((cell, status))
    assert await everything(accounts) == before

    laid = None
    for cell in matrix:
        if cell.allowed:
            if cell.page.method == "POST" and cell.page is not laid:
                await _lay_cases(accounts, member, colleague)
                laid = cell.page  # its cells are about different cases
            refused.clear()
            status, said = await _ask(pages, cell, token)
            if cell.page.act in refused or words.NOT_ALLOWED.english in said or status >= 500:
                wrong.append((cell, status))

    assert wrong == []


async def _ask(pages: Pages, cell: Cell, token: str) -> tuple[int, str]:
    code = OBJECTS[cell.object].code if cell.object in OBJECTS else "-"
    path = path_of(cell.page, code)
    if cell.page.method == "GET":
        return await pages.get(f"{path}?code=ZZ" if path == "/find" else path, token)
    return await pages.post(path, token, FORM)


async def _lay_cases(accounts: Accounts, member: Member, colleague: Member) -> None:
    """Lay the cases anew: what one cell did must not decide the next."""
    async with accounts.database.books() as books:
        for table in reversed(metadata.sorted_tables):
            if table.name not in STAYS:
                await books.connection.execute(table.delete())
        for number, (name, thing) in enumerate(OBJECTS.items()):
            if thing.belongs is not None:
                owner = {"mine": member, "a colleague's": colleague}.get(name)
                await _lay(books, number, thing, owner, erased=name == "erased")


async def _lay(
    books: Books, number: int, thing: Object, owner: Member | None, *, erased: bool
) -> None:
    case = await person_waits(books, number, language=thing.language)
    await books.connection.execute(
        text("UPDATE cases SET code = :new, state = :state, owner = :owner WHERE code = :code"),
        {
            "new": thing.code,
            "code": case.code,
            "state": thing.state.value,
            "owner": owner.key if owner else None,
        },
    )
    if erased:
        assert case.person is not None
        await books.cases.empty(case.person, NOON.date())
        await books.people.detach(case.person)


async def everything(accounts: Accounts) -> dict[str, object]:
    """What every table holds, but for what every request changes."""
    found: dict[str, object] = {}
    async with accounts.database.books() as books:
        for table in metadata.sorted_tables:
            if table.name not in ALWAYS:
                digest = (
                    f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table.name} t"  # noqa: S608  # names of our own
                )
                found[table.name] = (await books.connection.execute(text(digest))).scalar()
    return found


def test_the_router_holds_exactly_the_pages_that_have_a_line(pages: Pages) -> None:
    app = create_app(pages.parts)
    routed = {
        (route.method, str(route.resource.canonical) if route.resource else "")
        for route in app.router.routes()
        if route.method != "HEAD"
    }

    assert routed == {(page.method, page.path) for page in PAGES}
    assert {page.act for page in PAGES} == RIGHTS.acts
    assert all(page.method in {"GET", "POST"} for page in PAGES)
    assert {page.act for page in PAGES if RIGHTS.of(page.act).public} <= PUBLIC


def test_who_administers_or_counts_is_given_no_case() -> None:
    reaching = {
        role
        for act in RIGHTS.acts
        for role, reach in RIGHTS.of(act).who.items()
        if reach is not Reach.NOTHING
    }

    assert reaching == {Role.OPERATOR, Role.SUPERVISOR}


@pytest.mark.parametrize("who", ["nobody", "a stranger", "idle", "disabled"])
async def test_nothing_is_shown_to_somebody_who_is_not_signed_in(
    pages: Pages, accounts: Accounts, clock: Clock, who: str
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    if who == "idle":
        clock.move(IDLE + timedelta(seconds=1))
    if who == "disabled":
        await accounts.disable("aigul", by="TERMINAL")
    told = {"nobody": "", "a stranger": "made up"}.get(who, token)
    before = await everything(accounts)
    answers = set()
    for page in PAGES:
        if not RIGHTS.of(page.act).public:
            path = path_of(page)
            asked = pages.get(path, told) if page.method == "GET" else pages.post(path, told, FORM)
            answers.add(await asked)

    assert answers == {(SEE_OTHER, ""), (UNAUTHORIZED, "")}
    assert await everything(accounts) == before
