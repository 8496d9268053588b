"""Every page of the router, for every role, against every kind of case: all as the table says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from hotline.desk.application import PAGES, create_app
from hotline.domain.case import CaseState
from hotline.domain.rights import REACHES, Reach, Whose, read_rights
from hotline.domain.staff import AT_A_DESK, Role
from tests.desk.scenes import signed_in
from tests.services.scenes import person_waits

if TYPE_CHECKING:
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Pages

RIGHTS = read_rights()
FORBIDDEN, NOT_FOUND, SEE_OTHER, UNAUTHORIZED = 403, 404, 303, 401
# What the pages need to do something, so that a refusal can only come from the table.
FORM = {
    "reply": "Salom",
    "note": "a note",
    "to": "colleague",
    "words": "passport",
    "message": "00000000-0000-4000-8000-000000000000",
    "what": "profile:child",
    "why": "told on the phone",
    "priority": "today",
    "session": "00000000-0000-4000-8000-000000000000",
    "language": "en",
    "name": "nobody",
    "old": "wrong",
    "new": "nine tall poplars by water",
    "code": "000000",
}
# Codes of cases that belong to whom the name says, held by nobody else.
FILE = "00000000-0000-4000-8000-000000000000"  # nobody sent it: tests/desk/test_files.py has one
CODES = {"mine": "MANE47", "desk": "DESK47", "other": "THER47", "missing": "NANE47"}


class Cell(NamedTuple):
    """One cell of the matrix and what must come back."""

    method: str
    path: str
    object: str
    allowed: bool
    refusal: int


def cells(role: Role) -> list[Cell]:
    """Everything a role could ask for, and what the table says to it."""
    found = []
    for page in PAGES:
        right = RIGHTS.of(page.act)
        reach = right.who.get(role)
        if right.public:
            continue
        if "{code}" not in page.path:
            found.append(Cell(page.method, page.path, "-", reach is Reach.NOTHING, FORBIDDEN))
            continue
        reads = RIGHTS.of("case.read").who.get(role)
        for name, belongs in (
            ("mine", Whose.MINE),
            ("desk", Whose.DESK),
            ("other", Whose.OTHER),
            ("missing", None),
        ):
            allowed = reach is not None and belongs in REACHES[reach]
            known = reads is not None and belongs in REACHES[reads]
            refusal = FORBIDDEN if reach is None or known else NOT_FOUND
            found.append(Cell(page.method, page.path, name, allowed, refusal))
    return found


async def cases(accounts: Accounts, member: Member) -> None:
    """A case of this member, one of their desk, and one of another desk."""
    async with accounts.database.books() as books:
        for number, name in enumerate(("mine", "desk", "other")):
            language = "kk" if name == "other" else "tg"
            case = await person_waits(books, number, language=language)
            await books.connection.exec_driver_sql(
                "UPDATE cases SET code = %(new)s, state = %(state)s, owner = %(owner)s"
                " WHERE code = %(code)s",
                {
                    "new": CODES[name],
                    "code": case.code,
                    "state": CaseState.OPEN.value if name == "mine" else CaseState.WAITING.value,
                    "owner": member.key if name == "mine" else None,
                },
            )


async def ask(pages: Pages, cell: Cell, token: str) -> int:
    path = cell.path.replace("{code}", CODES.get(cell.object, "-")).replace("{file}", FILE)
    if cell.method == "GET":
        return (await pages.get(path + ("?code=ZZ" if path == "/find" else ""), token))[0]
    return (await pages.post(path, token, FORM))[0]


@pytest.mark.parametrize("role", Role)
async def test_every_page_answers_every_role_as_the_table_says(
    pages: Pages, accounts: Accounts, role: Role
) -> None:
    desk = "tj" if role in AT_A_DESK else None
    member, token = await signed_in(accounts, "aigul", role, desk)
    await _fresh(accounts, member)
    wrong = []
    for cell in cells(role):
        if cell.path == "/sign-out":
            continue  # signs out whoever asks; tested by itself
        if cell.allowed:
            await _fresh(accounts, member)
        status = await ask(pages, cell, token)
        reached = status not in {FORBIDDEN, NOT_FOUND} or SAY_NO.get(cell.path) == status
        if not (reached if cell.allowed else status == cell.refusal):
            wrong.append((cell, status))

    assert wrong == []


async def _fresh(accounts: Accounts, member: Member) -> None:
    """Lay the cases anew: what one cell did must not decide the next."""
    async with accounts.database.books() as books:
        for table in ("deliveries", "messages", "tries", "cases", "persons", "keys"):
            where = " WHERE owner <> %(own)s" if table == "keys" else ""
            await books.connection.exec_driver_sql(
                f"DELETE FROM {table}{where}",  # noqa: S608  # names of our own
                {"own": member.id} if where else None,
            )
    await cases(accounts, member)


# Pages that are reached and then say no for a reason of their own: there is no such code or
# name, the old password or the code is wrong.
SAY_NO = {
    "/find": NOT_FOUND,
    "/staff/disable": NOT_FOUND,
    "/account/password": FORBIDDEN,
    "/fresh": FORBIDDEN,
    **{page.path: NOT_FOUND for page in PAGES if "{file}" in page.path},
}


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


async def test_nothing_is_shown_to_somebody_who_is_not_signed_in(pages: Pages) -> None:
    answers = set()
    for page in PAGES:
        if not RIGHTS.of(page.act).public:
            path = page.path.replace("{code}", CODES["desk"]).replace("{file}", FILE)
            answers.add(await (pages.get(path) if page.method == "GET" else pages.post(path)))

    assert answers == {(SEE_OTHER, ""), (UNAUTHORIZED, "")}
