"""Guidance goes into a reply in the person's language, and only with facts that may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dialogs.words.factbook import Factbook
from hotline.domain.staff import Role
from hotline.services.guidance import Guidebook
from tests.desk.conftest import FINDER
from tests.desk.scenes import signed_in
from tests.dialogs.scenes import REAL, SPEECH, TODAY

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Pages

BOOK = Guidebook(REAL, SPEECH, FINDER)


def told(book: Guidebook, on: date = TODAY) -> list[str]:
    """What a search for the patent says to somebody who reads Tajik."""
    return [each.words for each in book.find("patent", reads="en", writes="tg", on=on)]


def test_what_is_put_in_is_in_the_persons_language_and_says_how_old_it_is() -> None:
    found = told(BOOK)

    assert found
    assert not any("{fact:" in each for each in found)
    assert any("🗓" in each for each in found)
    assert all(set(each) & set("ҷқғӯҳӣ") for each in found)


def test_a_fact_that_is_hidden_or_too_old_is_never_put_in() -> None:
    hidden = [fact.model_copy(update={"use": "check"}) for fact in SPEECH.facts.facts.values()]
    careful = replace(BOOK, speech=replace(SPEECH, facts=Factbook(hidden)))

    for found in (told(careful), told(BOOK, date(2100, 1, 1))):
        assert found
        assert not any("🗓" in each for each in found)


async def test_an_operator_finds_guidance_and_an_auditor_does_not(
    pages: Pages, accounts: Accounts
) -> None:
    asked = {"words": "patent", "language": "tg"}
    _, operator = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    _, auditor = await signed_in(accounts, "bolot", Role.AUDITOR)
    status, shown = await pages.post("/guidance", operator, asked)

    assert (status, "data-insert" in shown) == (200, True)
    assert "Nothing found." in (await pages.post("/guidance", operator, {"words": "zzz"}))[1]
    assert (await pages.post("/guidance", auditor, asked))[0] == 403
