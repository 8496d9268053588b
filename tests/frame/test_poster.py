"""Posters: a code that opens one page, and a title that is harmless on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from dialogs.links.link import Link, payload, read_link
from dialogs.reading import read_library
from tests.frame.test_command_line import run

if TYPE_CHECKING:
    from pathlib import Path

ASKED = ("poster", "--page", "work:passport", "--bot", "invented_guide_bot")


def test_a_sheet_has_the_title_in_its_language_and_a_code(tmp_path: Path) -> None:
    out = tmp_path / "sheet.svg"

    done = run(*ASKED, "--lang", "fa_AF", "--place", "station", "--out", str(out))

    assert done.returncode == 0, done.stderr
    drawn = ET.fromstring(out.read_text("utf-8"))  # noqa: S314 - our own file
    texts = [text for text in drawn.iter() if text.tag.endswith("text")]
    assert any((text.text or "").strip() for text in texts)
    assert 'direction="rtl"' in out.read_text("utf-8")
    code = next(each for each in drawn.iter() if each.tag.endswith("svg") and each is not drawn)
    assert int(code.attrib["width"]) * 3 < 210  # without a size it would fill the whole wall


def test_a_page_to_print_is_read_from_the_right_in_dari_and_holds_the_sheet(
    tmp_path: Path,
) -> None:
    out = tmp_path / "sheet.html"

    done = run(*ASKED, "--lang", "fa_AF", "--out", str(out))

    printed = out.read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert '<html lang="fa-AF" dir="rtl">' in printed
    assert "size: A4" in printed
    assert "پاسپورت" in printed.partition("<svg")[2]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("--page", "person:safe"), "is no page that a link may open"),
        (("--page", "gone"), "is no page that a link may open"),
        (("--bot", "@guide"), "is no name of a bot"),
        (("--lang", "xx"), "xx is not one of"),
        (("--place", "invented"), "is not in dialogs/links/places"),
        (("--out", "sheet.png"), "ends in .html or .svg"),
        (("--out", "sheet.pdf"), "a browser prints it as PDF"),
    ],
)
def test_a_poster_that_would_lead_nowhere_is_refused_in_a_sentence(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    out = tmp_path / "sheet.svg"

    done = run(*ASKED, "--out", str(out), *change)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert not out.exists()


def test_every_page_has_a_link_that_telegram_lets_through_and_that_is_read_back() -> None:
    for page in read_library().pages():
        link = Link(page, "a" * 16)

        assert len(payload(link)) <= 64
        assert read_link(payload(link)) == link


def test_a_place_alone_is_a_link_too() -> None:
    assert read_link(payload(Link(place="station"))) == Link(place="station")
    assert read_link(payload(Link(place="station", campaign="season"))).poster == "station-season"
    assert read_link(payload(Link("work:passport", "station", "season"))).campaign == "season"
    assert read_link("") == Link()
