"""Catalogues: complete, current, in the letters of their language, and written without noise."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from dialogs.checks import translations
from dialogs.checks.catalogue import (
    Catalogue,
    catalogue_path,
    forms,
    forms_in,
    plural_header,
    read_catalogue,
    template,
    updated,
)
from dialogs.checks.content import read_content
from dialogs.checks.extraction import Said, every_text, phrase_texts
from dialogs.checks.letters import ALPHABETS, mistakes
from dialogs.words.languages import LANGUAGES, SOURCE
from dialogs.words.phrasebook import load_phrasebook, plural_index
from dialogs.words.text import Text
from tests.dialogs.scenes import HERE, REAL

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = [language for language in LANGUAGES if language != SOURCE]

HELLO = Said("home.menu.say.1", "Hello, {fact:xx.a}.", None, "Calm.", "a.yaml", 3)
DAYS = Said("unit.day", "{number} day", "{number} days", "", "phrases.py", 9)


def kept(folder: Path, language: str, text: str) -> Catalogue:
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read_catalogue(folder, language)


def new(folder: Path, language: str, *said: Said) -> str:
    return updated(said, read_catalogue(folder, language))


def said_so(text: str, said: str) -> str:
    """A catalogue in which HELLO is translated."""
    english = f'msgid "{HELLO.english}"\n'
    return text.replace(f'{english}msgstr ""', f'{english}msgstr "{said}"')


def translated(folder: Path, said: str) -> list[str]:
    """What the check says of a Russian translation of HELLO."""
    catalogue = kept(folder, "ru", said_so(new(folder, "ru", HELLO), said))
    [message] = catalogue.messages.values()
    found = translations.of_message(catalogue, HELLO, message)
    return [each.sentence.removeprefix(f"{HELLO.key}: ") for each in found]


def test_everything_on_every_screen_is_extracted(tmp_path: Path) -> None:
    content = read_content(HERE / "small", tmp_path, tmp_path)

    said = {each.key: each for each in every_text(content)}

    assert said["home.stay.say.1.without"].english == "The rules are changing. Ask before you go."
    assert said["home.menu.choice.stay"].line == 9
    assert said["home.menu.choice.stay"].path == "tests/dialogs/small/home.yaml"
    assert said["home.menu.title"].note == "Where everything begins."


def test_every_phrase_is_extracted_with_its_line() -> None:
    said = {each.key: each for each in phrase_texts()}

    assert said["unit.day"].plural == "{number} days"
    assert said["phrase.leave"].note
    assert said["unit.day"].path == "dialogs/words/phrases.py"
    assert said["desk.page.queue"].path == "dialogs/words/pages.py"


def test_a_template_says_nothing_of_when_and_where_it_was_made() -> None:
    first = template([HELLO, DAYS])

    assert first == template([HELLO, DAYS])
    assert "Date" not in first
    assert "brace" not in first
    assert "#: a.yaml:3\n" in first
    assert "#. Calm.\n" in first


def test_what_is_new_is_empty_and_a_draft(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, "tg", new(tmp_path, "tg", HELLO))

    assert catalogue.drafts() == 1
    assert not any(message.string for message in catalogue.messages.values())


def test_bringing_up_to_date_keeps_translations_and_their_comments(tmp_path: Path) -> None:
    text = new(tmp_path, "ru", HELLO).replace(
        'xx.a}."\nmsgstr ""', 'xx.a}."\nmsgstr "Вот: {fact:xx.a}."'
    )
    read = text.replace("#, draft\n", "").replace(
        "#. Calm.", "# Read by a native speaker.\n#. Calm."
    )
    before = kept(tmp_path, "ru", read)

    after = kept(tmp_path, "ru", updated([HELLO, DAYS], before))

    assert after.messages[HELLO.key, HELLO.english].string == "Вот: {fact:xx.a}."
    assert after.messages[HELLO.key, HELLO.english].user_comments == ["Read by a native speaker."]
    assert after.drafts() == 1


def test_bringing_up_to_date_twice_changes_nothing(tmp_path: Path) -> None:
    once = kept(tmp_path, "fa_AF", new(tmp_path, "fa_AF", HELLO, DAYS))

    assert updated([HELLO, DAYS], once) == catalogue_path(tmp_path, "fa_AF").read_text("utf-8")


def test_what_nobody_says_any_more_goes(tmp_path: Path) -> None:
    before = kept(tmp_path, "ru", new(tmp_path, "ru", HELLO, DAYS))

    after = kept(tmp_path, "ru", updated([DAYS], before))

    assert list(after.messages) == [(DAYS.key, DAYS.english)]


def test_a_changed_sentence_is_translated_anew(tmp_path: Path) -> None:
    before = kept(
        tmp_path, "ru", new(tmp_path, "ru", HELLO).replace('msgstr ""\n', 'msgstr "Да"\n')
    )
    changed = Said(HELLO.key, "Goodbye.", None, "", "a.yaml", 3)

    after = kept(tmp_path, "ru", updated([changed], before))

    [message] = after.messages.values()
    assert not message.string
    assert "draft" in message.flags


@pytest.mark.parametrize("language", OTHERS)
def test_the_header_counts_as_we_do(language: str) -> None:
    count, rule = plural_header(language).rstrip(";").split("; ")
    choose = gettext.c2py(rule.removeprefix("plural="))

    assert count == f"nplurals={forms_in(language)}"
    assert [choose(number) for number in range(300)] == [
        plural_index(language, number) for number in range(300)
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_counted_phrases_have_the_forms_of_the_language(tmp_path: Path, language: str) -> None:
    catalogue = kept(tmp_path, language, new(tmp_path, language, DAYS))

    [message] = catalogue.messages.values()
    assert len(forms(message)) == forms_in(language)


def test_tajik_counts_in_one_form(tmp_path: Path) -> None:
    text = new(tmp_path, "tg", DAYS).replace('msgstr[0] ""', 'msgstr[0] "{number} рӯз"')
    kept(tmp_path, "tg", text)
    one = Text(DAYS.key, DAYS.english)

    words = load_phrasebook(tmp_path)

    assert {words.count(one, "{number} days", number, "tg") for number in (1, 2, 5)} == {
        "{number} рӯз"
    }


def test_a_catalogue_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    catalogue = kept(tmp_path, "ru", 'msgid "a"\nmsgstr "b\nnonsense')

    assert catalogue.wrong
    assert not catalogue.messages


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "Not translated yet."),
        ("Привет.", "The placeholders must be those of the English: {fact:xx.a}."),
        ("{fact:xx.b}", "The placeholders must be those of the English: {fact:xx.a}."),
        ("{fact:xx.a} {fact:xx.a}", "The placeholders must be those of the English: {fact:xx.a}."),
        ("{fact:xx.a}}", "A brace without its other half."),
        ("{fact:xx.a} 5", "A number outside {fact:…}."),
        ("🆘 {fact:xx.a}", "The signs and pictures must be those of the English."),
        (r"{fact:xx.a}\n", "The lines must be those of the English."),
    ],
)
def test_what_is_lost_in_translation_is_found(tmp_path: Path, said: str, sentence: str) -> None:
    assert translated(tmp_path, said) == [sentence]


def test_a_sound_translation_has_no_findings(tmp_path: Path) -> None:
    assert translated(tmp_path, "Здравствуйте: {fact:xx.a}.") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Привeт"),
        ("ru", "Тўғри"),
        ("kk", "ҷавоб"),
        ("ky", "қайда"),
        ("tg", "цифра"),
        ("tg", "ҳa"),
        ("tk", "haçan vagt"),
        ("tk", "yığyn"),
        ("uz", "O'zbekiston"),
        ("uz", "Oʻzbekiston"),
        ("uz", "O’zbekiston"),
        ("uz", "ma‘lumot"),
        ("uz", "саломат"),
        ("fa_AF", "كار"),
        ("fa_AF", "می شود"),
        ("fa_AF", "چی?"),
        ("fa_AF", "\u2067سلام\u2069"),
    ],
)
def test_a_strange_letter_is_found(language: str, said: str) -> None:
    assert list(mistakes(language, "", said))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Ещё раз: Telegram"),
        ("kk", "Қай жерде тұрасыз?"),
        ("ky", "Өзүңүз үчүн"),
        ("tg", "Шумо дар куҷоед? Ҳуҷҷатҳо, маълумот"),
        ("tk", "Näçe gün galyp bilersiňiz?"),
        ("uz", "To‘g‘ri ma’lumot, choy"),
        ("fa_AF", "شما چی می‌خواهید؟ خانهٔ امن"),
    ],
)
def test_sound_words_are_left_alone(language: str, said: str) -> None:
    assert list(mistakes(language, "Telegram", said)) == []


def test_every_language_has_its_alphabet() -> None:
    assert ALPHABETS.keys() == set(OTHERS)


def test_catalogues_are_written_as_babel_reads_them(tmp_path: Path) -> None:
    text = new(tmp_path, "ru", HELLO, DAYS)

    read = read_po(io.BytesIO(text.encode()), abort_invalid=True)

    assert str(read.locale) == "ru"
    assert read.num_plurals == 3


@pytest.mark.parametrize(
    ("key", "waits"),
    [
        ("work.unpaid.say.1", True),
        ("person.danger.say.1", False),
        ("questions.pay.say.1", False),
        ("phrase.leave", False),
    ],
)
def test_only_a_page_of_guidance_may_wait_for_its_translation(key: str, *, waits: bool) -> None:
    assert translations.may_wait(key, REAL) is waits
