"""Rules about every text: each finds a broken sample, and leaves sound words alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dialogs.checks import (
    addresses,
    directions,
    emoji,
    escapes,
    law,
    markup,
    numbers,
    pictures,
    readability,
    schemas,
    tongue,
    voices,
    widths,
    wording,
)
from dialogs.checks.approvals import read_approvals
from dialogs.checks.content import read_content
from dialogs.checks.review import approve
from dialogs.checks.told import Told
from dialogs.checks.wording import UNSAID
from dialogs.reading import ContentError
from dialogs.words.voices import spoken_revision
from tests.content.test_checks import content, extra
from tests.dialogs.scenes import HERE

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.checks.content import Content

ENGLISH = "You can ask us at any time."
DAY = date(2026, 11, 24)
STATING = "{say: [{text: '{fact:xx.stay.days}', without: Ask.}]}"
SIGNED = """\
revision: 0123456789ab
author: editor
role: native_speaker
date: 2026-11-24
"""
CALLED = """\
- id: {id}
  country: KZ
  value: "{value}"
  unit: phone
  what: An invented office
  source: [https://example.org/office]
  checked: 2026-11-01
  expires: 2026-12-01
  use: check
  line: {{purpose: labour, audience: [workers]}}
"""


@pytest.fixture(scope="module")
def small() -> Content:
    """The small scripts with nothing translated."""
    return read_content(HERE / "small", HERE, HERE)


@pytest.fixture(scope="module")
def careful() -> Content:
    """The small scripts with every language's words that we do not say."""
    return read_content(HERE / "small", HERE)


def telling(
    read: Content, text: str, language: str = "en", key: str = "home.menu.say.2"
) -> Content:
    """Content in which only this is said."""
    english = text if language == "en" else ENGLISH
    told = (Told(language, key, english, text, "a.po", 7),)
    changed = replace(read)
    changed.__dict__["told"] = told
    return changed


@pytest.mark.parametrize(
    "text",
    [
        "<b>Stop</b>",
        "a &amp; b",
        "*Stop*",
        "_Stop_",
        "`x`",
        "||x||",
        "[here](https://example.org)",
    ],
)
def test_markup_is_found(small: Content, text: str) -> None:
    found = list(markup.findings(telling(small, f"Read {text} now.")))

    assert found
    assert all("Markup is not read here, write plain words" in each.sentence for each in found)


@pytest.mark.parametrize("text", ["Under 5 < 6 & more", "{fact:ru.stay_long.days}", "2 * 3 * 4"])
def test_signs_alone_are_no_markup(text: str) -> None:
    assert markup.marks(text) == []


def test_a_picture_that_is_not_in_the_glossary_is_found(small: Content) -> None:
    [finding] = emoji.findings(telling(small, "🦄 Read"))

    assert "🦄 is not in the glossary of pictures" in finding.sentence


def test_two_pictures_of_one_meaning_are_found() -> None:
    [finding] = emoji.meanings({"🅰️": "pay", "🅱️": "pay", "🏠": "home"})

    assert finding.sentence == "Two pictures mean: pay."


@pytest.mark.parametrize(
    ("label", "sentence"),
    [("🏠", "A picture alone is no label."), ("🏠 Menu 💬", "One picture is enough on a button.")],
)
def test_a_button_has_words_and_one_picture(small: Content, label: str, sentence: str) -> None:
    [finding] = emoji.findings(telling(small, label, key="home.menu.choice.stay"))

    assert finding.sentence.endswith(sentence)


def test_back_may_point_the_other_way(small: Content) -> None:
    assert list(emoji.findings(telling(small, "↪️ برگشت", "fa_AF"))) == []


def test_a_long_sentence_is_a_warning(small: Content) -> None:
    [finding] = readability.findings(telling(small, "word " * 21 + "."))

    assert finding.warning
    assert "A sentence of 21 words" in finding.sentence


def test_a_list_after_a_colon_is_read_part_by_part() -> None:
    text = "You need: " + ", ".join(["one more paper"] * 9) + ". " + "word " * 5

    assert readability.longest_sentence(text) == 5


def test_a_translation_is_measured_against_its_english(small: Content) -> None:
    said = "сөз " * 21

    assert list(readability.findings(telling(small, said, "kk")))
    longer = replace(telling(small, said, "kk").told[0], english="word " * 14)
    changed = replace(small)
    changed.__dict__["told"] = (longer,)
    assert list(readability.findings(changed)) == []


def test_many_long_words_are_a_warning(small: Content) -> None:
    [finding] = readability.findings(telling(small, "Administrative regulations. " * 7))

    assert "Too many long words" in finding.sentence


@pytest.mark.parametrize(
    ("language", "key", "text", "found"),
    [
        ("en", "home.menu.say.2", "A victim can ask.", "victim"),
        ("en", "home.menu.say.2", "We rescued them.", "rescued"),
        ("en", "home.menu.title", "Against trafficking", "trafficking"),
        ("ru", "home.menu.say.2", "Для жертвы это важно.", "жертвы"),
        ("kk", "home.menu.say.2", "Құрбан болған адам.", "Құрбан"),
        ("ky", "home.menu.say.2", "Курмандык болгон адам.", "Курмандык"),
        ("tg", "home.menu.say.2", "Қурбонӣ шуд.", "Қурбонӣ"),
        ("tk", "home.menu.say.2", "Ol pida boldy.", "pida"),
        ("uz", "home.menu.say.2", "U jabrlangan edi.", "jabrlangan"),
        ("fa_AF", "home.menu.say.2", "او قربانی است.", "قربانی"),
    ],
)
def test_a_word_we_do_not_say_is_found(
    careful: Content, language: str, key: str, text: str, found: str
) -> None:
    read = telling(careful, text, language, key)

    [finding] = wording.findings(read)

    assert f"We do not say “{found}”" in finding.sentence


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("home.menu.say.2", "Trafficking is a crime."),
        ("desk.header", "A possible victim."),
        ("home.menu.say.2", "Victory is near."),
    ],
)
def test_words_are_left_alone_where_they_may_stand(small: Content, key: str, text: str) -> None:
    unsaid = UNSAID.validate_python(
        [
            {"word": "victim*", "say": "x"},
            {"word": "trafficking", "say": "x", "where": "seen"},
        ]
    )

    read = telling(replace(small, unsaid={"en": unsaid}), text, key=key)

    assert list(wording.findings(read)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Telegram را باز کنید", "The line turns round, because it begins with T"),
        ("🆘 کمک", "The line turns round"),
        ("با شمارهٔ +7 727 258", "A left-to-right run is not isolated: +7"),
        ("به Work Permit بروید", "A left-to-right run is not isolated: Work P"),
        ("سـلام", "A stretched letter"),
    ],
)
def test_what_would_be_seen_in_the_wrong_order_is_found(text: str, sentence: str) -> None:
    assert any(each.startswith(sentence) for each in directions.mistakes(text))


@pytest.mark.parametrize(
    "text", ["\u200f🆘 کمک", "چت \u2068+7 727 258\u2069 است", "در Telegram بنویسید"]
)
def test_what_is_isolated_keeps_its_order(text: str) -> None:
    assert list(directions.mistakes(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("tk", ENGLISH, "It is still in English."),
        ("kk", "Это можно сделать и потом. " * 7, "A long text without a letter of kk."),
        ("uz", "Men bu odam bilan men bu odam. " * 7, "A long text without a letter of uz."),
    ],
)
def test_another_language_is_noticed(
    small: Content, language: str, text: str, sentence: str
) -> None:
    [finding] = tongue.findings(telling(small, text, language))

    assert finding.sentence.endswith(sentence)


def test_the_russian_sentence_in_another_language_is_found(small: Content) -> None:
    both = tuple(
        Told(language, "home.menu.say.2", ENGLISH, "Можно спросить нас потом.", "a.po", 7)
        for language in ("ru", "ky")
    )
    changed = replace(small)
    changed.__dict__["told"] = both

    [finding] = tongue.findings(changed)

    assert finding.sentence.endswith("It is the Russian sentence, not one of ky.")


def test_help_is_two_presses_away_from_every_step(small: Content) -> None:
    assert list(escapes.findings(small)) == []
    assert max(escapes.presses_to_help(small.library).values()) <= 2


def test_steps_without_a_way_to_help_are_found(tmp_path: Path) -> None:
    step = (
        "{say: [Hi.], furniture: none, choices: [{id: b, label: B, to: b}]}\n"
        "  b: {say: [Hi.], furniture: none, choices: [{id: a, label: A, to: a}]}"
    )
    home = "script: home\nabout: Home.\nstart: menu\nsteps:\n  menu: {say: [Hi.]}\n"
    help_ = "script: help\nabout: Help.\nstart: ways\nsteps:\n  ways: {say: [Hi.]}\n"

    found = escapes.findings(content(tmp_path, extra=extra(step), home=home, help=help_))

    assert [each.sentence for each in found] == [
        "Nobody gets from a to help.",
        "Nobody gets from b to help.",
    ]


def test_a_step_far_from_help_is_found(tmp_path: Path) -> None:
    def leading(name: str, to: str) -> str:
        choice = f"{{id: x, label: X, to: '{to}'}}"
        return f"  {name}: {{say: [Hi.], furniture: none, choices: [{choice}]}}\n"

    steps = leading("a", "b") + leading("b", "c") + leading("c", "help:ways")
    text = f"script: extra\nabout: More.\nstart: a\nsteps:\n{steps}"
    home = "script: home\nabout: Home.\nstart: menu\nsteps:\n  menu: {say: [Hi.]}\n"
    help_ = "script: help\nabout: Help.\nstart: ways\nsteps:\n  ways: {say: [Hi.]}\n"

    [finding] = escapes.findings(content(tmp_path, extra=text, home=home, help=help_))

    assert finding.sentence == "From a help is 3 presses away; 2 are the most."


def spoken(read: Content) -> str:
    """The revision of what a Tajik voice would read on the menu."""
    return spoken_revision(read.library, read.library.begin("home"), "tg", read.speech.words)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("home.menu.{revision}.mp3", "A recording ends in .ogg."),
        ("home.gone.{revision}.ogg", "There is no page home.gone."),
        ("home.menu.0123456789ab.ogg", "The words have changed; record {revision}."),
    ],
)
def test_a_recording_of_other_words_is_found(small: Content, name: str, sentence: str) -> None:
    revision = spoken(small)
    path = HERE / name.format(revision=revision)

    [finding] = voices.findings(replace(small, voices=(("tg", path),)))

    assert finding.sentence == sentence.format(revision=revision)


def test_a_recording_of_these_words_is_sound(small: Content) -> None:
    revision = spoken(small)
    path = HERE / f"home.menu.{revision}.ogg"

    assert list(voices.findings(replace(small, voices=(("tg", path),)))) == []


def test_a_stale_schema_is_found(small: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "schemas", lambda: [(HERE / "scenes.py", "{}")])

    [finding] = schemas.findings(small)

    assert finding.sentence == "This schema is stale; run `hotline content schema`."


@pytest.mark.parametrize(
    "page", ["https://example.org/a", "www.example.org", "пример.рф", "ask.kz"]
)
def test_an_address_outside_a_fact_is_found(small: Content, page: str) -> None:
    [finding] = addresses.findings(telling(small, f"Спросите: {page}", "ru"))

    assert finding.sentence.endswith(f"{page} is an address: make it a fact.")


def test_a_fact_and_the_end_of_a_sentence_are_no_address(small: Content) -> None:
    text = "Ask here: {fact:kz.site.egov}. Then wait.Now go... on."

    assert list(addresses.findings(telling(small, text))) == []


@pytest.mark.parametrize(
    ("key", "label", "pixels"),
    [
        ("home.menu.choice.a.label", "Ш" * 22, 342),
        ("home.menu.choice.a.label", "🧹" * 16, 299),
        ("phrase.back", "Щ" * 11, 172),
    ],
)
def test_a_label_that_a_cheap_phone_would_cut_is_found(
    small: Content, key: str, label: str, pixels: int
) -> None:
    [finding] = widths.findings(telling(small, label, "ru", key))

    assert f": {pixels} pixels wide on a button" in finding.sentence


def test_thin_letters_and_invisible_marks_take_less_room(small: Content) -> None:
    label = "i" * 32 + "\u2068\ufe0f"

    assert list(widths.findings(telling(small, label, "tk", "home.menu.choice.a.label"))) == []


def test_a_number_with_a_digit_too_many_is_found(tmp_path: Path) -> None:
    phone = CALLED.format(id="kz.line.office", value="+7 727 250 00 000")

    [finding] = numbers.findings(content(tmp_path, facts=phone), tmp_path / "none.txt")

    assert "+7 727 250 00 000 is no number of KZ that phonenumbers knows." in finding.sentence


def test_an_exception_is_believed_with_its_reason_and_only_while_it_is_needed(
    tmp_path: Path,
) -> None:
    read = content(tmp_path, facts=CALLED.format(id="kz.line.office", value="1414"))
    listed = tmp_path / "believed.txt"
    listed.write_text("kz.line.office 1414: a public page names it\nkz.line.old 12: gone\n")

    [finding] = numbers.findings(read, listed)

    assert finding.sentence == "kz.line.old needs no exception for 12."
    assert finding.line == 2


def test_an_exception_without_a_reason_is_none(tmp_path: Path) -> None:
    read = content(tmp_path, facts=CALLED.format(id="kz.line.office", value="1414"))
    listed = tmp_path / "believed.txt"
    listed.write_text("kz.line.office 1414\n")

    assert len(list(numbers.findings(read, listed))) == 1


def test_a_picture_without_words_or_without_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "seen.png").touch()
    page = tmp_path / "page.md"
    page.write_text("![A page](seen.png)\n![](seen.png)\n![A phone](gone.png)\n")

    found = [finding.sentence for finding in pictures.of_page(page)]

    assert found == ["seen.png has no words of what it shows.", "There is no picture gone.png."]


def test_the_law_is_approved_by_a_lawyer_only(tmp_path: Path) -> None:
    read = content(tmp_path, extra=extra(STATING))
    folder = tmp_path / "en" / "approvals"
    folder.mkdir(parents=True)
    (folder / "extra.yaml").write_text(SIGNED)
    read = replace(read, approvals=tuple(read_approvals(tmp_path)))

    [finding] = law.findings(read)

    assert finding.sentence == "extra states the law: a lawyer approves its English."
    with pytest.raises(ContentError, match="a lawyer approves its English"):
        approve(read, tmp_path, "en", "extra", author="editor", role="translator", on=DAY)
