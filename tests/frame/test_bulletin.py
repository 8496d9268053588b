"""The bulletin: a month that was published, as a page and as PDF, in English and in Russian."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from dialogs.words.number_words import NumberWords
from hotline.cli.bulletin import as_page, as_pdf
from hotline.cli.commands import app
from hotline.domain.publishing.release import publish
from hotline.domain.publishing.tables import read_tables
from hotline.domain.tally import About, Counted, tallies
from hotline.services.statistics import publish_due
from hotline.storage.sealing import make_root_key
from tests.books import database, keystore, root
from tests.dialogs.scenes import REAL, SPEECH

if TYPE_CHECKING:
    from pathlib import Path

    from hotline.domain.publishing.release import Release
    from hotline.storage.books import Database

__all__ = ["database", "keystore", "root"]

OCTOBER, DUE = date(2026, 10, 1), datetime(2026, 12, 1, tzinfo=UTC)


def october() -> Release:
    """Two countries, and eight people of whom nothing may be told."""
    counted = {
        tally: number
        for desk, gender, number in (("tj", "woman", 60), ("tj", "man", 45), ("kz", "man", 33))
        for tally in tallies(
            Counted.GUIDANCE, "work", OCTOBER, About(desk, "ru", gender, "adult", "tj", "ru")
        )
    }
    few = tallies(Counted.PROFILE, "child", OCTOBER, About("kz", "kk", "woman", "child"))
    posters = dict.fromkeys(tallies(Counted.POSTER, "station-season", OCTOBER, About()), 25)
    return publish(OCTOBER, counted | posters | dict.fromkeys(few, 8), read_tables(), DUE.date())


@pytest.mark.parametrize(("language", "country"), [("en", "Tajikistan"), ("ru", "Таджикистан")])
def test_the_page_compares_countries_and_tells_nothing_small(language: str, country: str) -> None:
    page = as_page(october(), NumberWords(REAL, SPEECH, language))

    assert f"</span>{country}</th>" in page
    assert "<td>99</td><td>132</td>" in page  # 105 and 33, rounded down, and their sum
    assert page.count('<svg class="bars" role="img"') == page.count("<table>") > 0
    assert 'id="profiles"' not in page
    assert "station-season" in page


@pytest.mark.parametrize(
    ("by", "row", "said"),
    [
        ("name", "shelter.declined", "a safe place to stay · the partner declines"),
        ("name", "questions.skipped", "Short questions · skipped"),
        ("name", "destination.hurt", "Hurt"),
        ("name", "work", "Rights at work"),
        ("name", "asylum", "Asylum"),
        ("name", "now", "now"),
        ("language", "fa_AF", "Dari"),
        ("destination", "kr", "South Korea"),
        ("age", "", "Not said"),
    ],
)
def test_rows_are_named_in_words(by: str, row: str, said: str) -> None:
    assert NumberWords(REAL, SPEECH, "en").row(by, row) == said


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_paper_has_its_letters_with_it_and_is_the_same_each_time(language: str) -> None:
    words = NumberWords(REAL, SPEECH, language)
    told = as_pdf(october(), words)

    assert told.startswith(b"%PDF-")
    assert b"/FontFile2" in told
    assert told == as_pdf(october(), words)


async def test_the_commands_write_only_what_was_published(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.books() as books:
        about = About("tj", "tg", "woman", "adult", "tj", "ru")
        books.tallies.count(Counted.CONTACT, "first", OCTOBER, about, 40)
    await publish_due(database, DUE)
    make_root_key(tmp_path / "root.key")
    for name, value in (
        ("DATABASE_URL", database.url),
        ("KEY_FILE", str(tmp_path / "root.key")),
        ("KEYSTORE_DIR", str(tmp_path / "keystore")),
        ("TOKEN", "1:sandbox"),
        ("STAFF_GROUP", "-1"),
    ):
        monkeypatch.setenv(f"HOTLINE_{name}", value)

    listed = await _run("statistics", "list")
    looked = await _run("bulletin", "2026-10", "--dry-run", "--json", "--out", str(tmp_path))
    written = await _run("bulletin", "2026-10", "--out", str(tmp_path / "out"))
    refused = await _run("bulletin", "2026-11", "--out", str(tmp_path))
    early = await _run("statistics", "publish", "2099-01", "--dry-run")

    assert listed == (0, "2026-10\n")
    assert json.loads(looked[1]) == {"month": "2026-10", "tables": 2, "files": []}
    assert written[0] == 0
    assert _names(tmp_path / "out") == [
        f"bulletin-2026-10-{name}" for name in ("en.html", "en.pdf", "ru.html", "ru.pdf")
    ]
    assert refused[0] == early[0] == 1


async def _run(*words: str) -> tuple[int, str]:
    """Run a command beside this test's own loop."""
    done = await asyncio.to_thread(CliRunner().invoke, app, list(words))
    return done.exit_code, done.output


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
