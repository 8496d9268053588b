"""Files at the desk: a harmless preview for the desk, the original for few and written down."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hotline.domain.case import CaseState
from hotline.domain.files import Attached, FileKind
from hotline.domain.staff import Role
from hotline.sandbox.files import Files
from hotline.services.previews import preview
from hotline.storage.cases import Said
from tests.desk.scenes import signed_in
from tests.services.pictures import CANARY, polyglot
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.domain.case import CaseCode, OperatorKey
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Database
    from tests.desk.scenes import Pages

SENT = polyglot()
HTML = '"><script>canary</script>.html'
PAPER = Attached(FileKind.DOCUMENT, "handle", len(SENT), "text/html", HTML)
VOICE = Attached(FileKind.VOICE, "handle", 100, "audio/ogg")
PLACE = Attached(FileKind.PLACE, place=(38.5, 68.7))
WHERE = "38.560000, 68.770000"


async def sent(
    database: Database, file: Attached, content: bytes, owner: OperatorKey | None
) -> tuple[CaseCode, str]:
    """A case with one fetched file in it; return the case's code and the file's path."""
    shown = await preview(file, content)
    async with database.books() as books:
        case = await person_waits(books)
        state = CaseState.OPEN if owner else CaseState.WAITING
        await books.cases.save(replace(case, state=state, owner=owner))
        message = await books.cases.say(
            Said("person", "file", None, 1), person=case.person, case=case.id, inbox=1, now=NOON
        )
        await books.files.announce(message, case.id, file, NOON)
        [found] = (await books.files.of_case(case.id)).values()
        if file.kind is not FileKind.PLACE:
            await books.files.want(found, NOON)
            await books.files.keep(found.id, content, shown, NOON)
    return case.code, f"/cases/{case.code}/files/{found.id}"


async def ask(
    pages: Pages, path: str, token: str, method: str = "GET"
) -> tuple[int, Mapping[str, str], bytes]:
    """Ask as the browser of somebody who is signed in; return status, headers and bytes."""
    csrf = hashlib.sha256(f"csrf|{token}".encode()).hexdigest()
    async with pages.client.request(
        method,
        f"{pages.parts.origin}{path}",
        headers={
            "Origin": pages.parts.origin,
            "Sec-Fetch-Site": "same-origin",
            "Cookie": f"{pages.parts.cookie}={token}",
        },
        data={"csrf": csrf} if method == "POST" else None,
        allow_redirects=False,
    ) as answer:
        return answer.status, dict(answer.headers), await answer.read()


async def acts(database: Database) -> list[tuple[str, str]]:
    async with database.books() as books:
        return [(row.act, row.outcome) for row in await books.audit.newest(50)]


async def test_a_picture_is_seen_anew_and_its_original_only_saved_and_written_down(
    pages: Pages, accounts: Accounts, database: Database
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    code, path = await sent(database, PAPER, SENT, member.key)

    _, _, talk = await ask(pages, f"/cases/{code}", token)
    status, headers, shown = await ask(pages, f"{path}/preview", token)
    assert f'src="{path}/preview"'.encode() in talk
    assert (status, headers["Content-Type"]) == (200, "image/webp")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert CANARY.encode() not in shown + talk

    status, headers, original = await ask(pages, f"{path}/original", token, "POST")
    assert (status, original) == (200, SENT)
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith(f'attachment; filename="{code}-')
    assert headers["Content-Disposition"].endswith('.bin"')
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ("file.original", "done") in await acts(database)


async def test_where_a_picture_was_made_is_shown_when_asked_and_written_down(
    pages: Pages, accounts: Accounts, database: Database
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    _, path = await sent(database, PAPER, SENT, member.key)

    _, _, before = await ask(pages, path, token)
    assert WHERE.encode() not in before
    assert "file.location" not in {act for act, _ in await acts(database)}
    _, _, after = await ask(pages, f"{path}/location", token, "POST")

    assert WHERE.encode() in after
    assert b"<script>canary" not in before + after
    assert ("file.location", "done") in await acts(database)


async def test_a_sent_place_is_a_line_until_somebody_looks(
    pages: Pages, accounts: Accounts, database: Database
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    code, path = await sent(database, PLACE, b"", member.key)

    _, _, talk = await ask(pages, f"/cases/{code}", token)
    _, _, after = await ask(pages, f"{path}/location", token, "POST")

    assert b"38.5" not in talk
    assert b"38.500000, 68.700000" in after


async def test_a_voice_is_played_on_the_page(
    pages: Pages, accounts: Accounts, database: Database
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    code, path = await sent(database, VOICE, Files().sample("voice").content, member.key)

    _, page_headers, talk = await ask(pages, f"/cases/{code}", token)
    status, headers, voice = await ask(pages, f"{path}/preview", token)

    assert b"<audio" in talk
    assert "media-src 'self'" in page_headers["Content-Security-Policy"]
    assert (status, headers["Content-Type"]) == (200, "audio/ogg")
    assert voice.startswith(b"OggS")
    assert b"sandbox" not in voice  # the comments are gone


@pytest.mark.parametrize(("desk", "statuses"), [("tj", (200, 403)), ("kz", (404, 404))])
async def test_a_colleague_sees_the_preview_alone_and_another_desk_nothing(
    pages: Pages,
    accounts: Accounts,
    database: Database,
    desk: str,
    statuses: tuple[int, int],
) -> None:
    preview_is, original_is = statuses
    holder, _ = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    _, token = await signed_in(accounts, "bakyt", Role.OPERATOR, desk)
    _, path = await sent(database, PAPER, SENT, holder.key)

    assert (await ask(pages, path, token))[0] == preview_is
    assert (await ask(pages, f"{path}/preview", token))[0] == preview_is
    for act in ("original", "location"):
        status, _, body = await ask(pages, f"{path}/{act}", token, "POST")
        assert status == original_is
        assert SENT not in body
    assert ("file.original", "refused") in await acts(database)


async def test_a_file_is_found_only_in_its_own_case(
    pages: Pages, accounts: Accounts, database: Database
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    _, path = await sent(database, PAPER, SENT, member.key)
    async with database.books() as books:
        other = await person_waits(books, 2)
    file = path.rpartition("/")[2]

    for found in (f"/cases/{other.code}/files/{file}", f"{path[:-36]}nothing"):
        assert (await ask(pages, f"{found}/preview", token))[0] == 404
