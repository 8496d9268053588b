"""Rows for translators without a PO editor: what goes out comes back as drafts, or is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dialogs.checks.catalogue import DRAFT, Catalogue, forms_in
from dialogs.checks.content import Content, read_content
from dialogs.checks.exchange import read_rows, write_rows
from dialogs.checks.rows import Row, Taken, catalogue_of, rows_of, taken
from dialogs.reading import ContentError
from tests.dialogs.scenes import HERE

if TYPE_CHECKING:
    from pathlib import Path

KEY = "home.stay.say.1.without"
ENGLISH = "The rules are changing. Ask before you go."
RUSSIAN = "Правила меняются. Спросите перед дорогой."


@pytest.fixture(scope="module")
def content() -> Content:
    """The small scripts with nothing translated."""
    return read_content(HERE / "small", HERE, HERE)


def empty(language: str = "ru") -> Catalogue:
    return Catalogue(language, f"{language}.po", {})


def given(content: Content, translation: str | tuple[str, ...], context: str = KEY) -> Taken:
    """What becomes of one row of a Russian translator."""
    row = next(row for row in rows_of(content, empty()) if row.context == context)
    return taken(content, empty(), [(2, row.model_copy(update={"translation": translation}))])


def test_a_row_says_where_it_stands_and_how_long_it_may_be(content: Content) -> None:
    told = {row.context: row for row in rows_of(content, empty())}

    assert told[KEY].english == ENGLISH
    assert told["home.menu.choice.stay"].max == 32
    assert told["unit.day"].plural == "{number} days"
    assert len(told["unit.day"].forms) == forms_in("ru")


def test_what_comes_back_is_a_draft(content: Content) -> None:
    result = given(content, RUSSIAN)

    message = result.catalogue.messages[KEY, ENGLISH]
    assert (result.changed, result.refused) == (1, ())
    assert message.string == RUSSIAN
    assert DRAFT in message.flags


def test_what_is_translated_is_missing_no_longer(content: Content) -> None:
    filled = given(content, RUSSIAN).catalogue

    left = {row.context for row in rows_of(content, filled, missing=True)}

    assert KEY not in left
    assert "home.menu.title" in left


def test_a_row_that_did_not_change_keeps_its_approval(content: Content) -> None:
    filled = given(content, RUSSIAN).catalogue
    filled.messages[KEY, ENGLISH].flags.clear()

    result = taken(content, filled, enumerate(rows_of(content, filled), start=1))

    assert result.changed == 0
    assert not result.catalogue.messages[KEY, ENGLISH].flags


def test_an_empty_row_is_left_alone(content: Content) -> None:
    assert given(content, "") == Taken(empty(), 0, ())


@pytest.mark.parametrize(
    ("context", "translation", "sentence"),
    [
        (KEY, "Правила: {fact:xx.a}.", "The placeholders must be those of the English: none."),
        (KEY, "Спросите за 3 дня.", "A number outside {fact:…}."),
        (KEY, "Тўғри", "Тўғри: ў ғ is not a letter of ru."),
        ("home.menu.choice.stay", "я" * 33, "33 characters in ru; 32 is the most."),
        ("unit.day", "день", "A counted phrase needs 3 forms."),
        ("unit.day", ("{number} день", "{number} дня"), "2 plural forms instead of 3."),
        ("unit.day", ("{number} день", "", "{number} дней"), "Not translated yet."),
    ],
)
def test_a_broken_row_is_refused_by_its_number(
    content: Content, context: str, translation: str | tuple[str, ...], sentence: str
) -> None:
    result = given(content, translation, context)

    assert f"row 2: {context}: {sentence}" in result.refused
    assert result.changed == 0


def test_a_row_of_another_english_is_refused(content: Content) -> None:
    row = Row(context=KEY, english="The rules are old.", translation=RUSSIAN)

    result = taken(content, empty(), [(9, row)])

    [refused] = result.refused
    assert refused.startswith(f"row 9: {KEY}: Nobody says this English any more")


def test_a_file_comes_back_as_it_went(content: Content, tmp_path: Path) -> None:
    written = list(rows_of(content, empty("fa_AF")))
    write_rows(tmp_path / "dari.json", written, "fa_AF")

    assert [row for _, row in read_rows(tmp_path / "dari.json")] == written


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"english": "Hi."}]), "utf-8")

    with pytest.raises(ContentError, match=r"a\.json: 0\.context: Field required\."):
        read_rows(tmp_path / "a.json")


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"must end in \.xlsx or \.json"):
        write_rows(tmp_path / "a.doc", [], "ru")


def test_a_language_we_do_not_speak_is_refused(content: Content) -> None:
    with pytest.raises(ContentError, match="There is no such catalogue"):
        catalogue_of(content, "de")
