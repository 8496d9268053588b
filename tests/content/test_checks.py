"""The content check finds every mistake an editor can make, and nothing in sound content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dialogs.checks import freshness, paths, prose, signs, sizes, sources, steps
from dialogs.checks.content import read_content
from tests.dialogs.scenes import HERE

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.checks.content import Content

FACT = """\
- id: {id}
  country: XX
  value: 90
  unit: day
  what: Longest stay
  source: [https://example.org/law]
  source_date: 2026-03-01
  checked: 2026-11-01
  expires: 2027-05-01
  use: show
"""


def content(folder: Path, facts: str = FACT.format(id="xx.stay.days"), **scripts: str) -> Content:
    """Only these scripts, and a fact."""
    (folder / "xx.yaml").write_text(facts, "utf-8")
    (folder / "scripts").mkdir()
    for name, text in scripts.items():
        (folder / "scripts" / f"{name}.yaml").write_text(text, "utf-8")
    return read_content(folder / "scripts", folder, folder)


def found(read: Content) -> list[str]:
    """What the checks of scripts and facts say."""
    checks = (paths, steps, prose, sizes, sources)
    return [str(finding) for check in checks for finding in check.findings(read)]


def extra(step: str) -> str:
    """A script whose only step is told in one line."""
    return f"script: extra\nabout: More.\nstart: a\nsteps:\n  a: {step}\n"


def test_sound_content_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text(FACT.format(id="xx.stay.days"), "utf-8")

    assert found(read_content(HERE / "small", tmp_path, tmp_path)) == []


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("{say: [Hi.], choices: [{id: b, label: B, to: b}]}", "There is no step b."),
        ("{say: [Hi.], choices: [{id: b, label: B, to: 'gone:b'}]}", "There is no step gone:b."),
        ("{say: [Hi.]}", "Nothing leads to the step a."),
        ("{say: [Hi.], choices: [{id: b, label: B}]}", "The choice b leads nowhere."),
        ("{say: [Hi.], choices: [{id: b, label: B, do: [open_case]}]}", "leads nowhere"),
        ("{say: [Hi.], furniture: none}", "Nobody can go on from here."),
        ("{say: [Hi.], question: {number: 1, of: 1, skip: a, stop: a}}", "without answers"),
        ("{say: [Hi.], question: {number: 3, of: 2, skip: a, stop: a}}", "Question 3 of 2."),
        ("{say: [Hi.], question: {number: 1, of: 2, skip: a, stop: a}}", "It says of 2"),
        ("{say: [In 3 days.]}", "A number outside {fact:…}: In 3 days."),
        ("{say: [In ۳ days.]}", "A number outside {fact:…}"),
        ("{say: ['Dial {number}.']}", "A brace outside {fact:…}: Dial {number}."),
        ("{say: [{text: '{fact:xx.gone}', without: Ask.}]}", "There is no fact xx.gone."),
        ("{say: ['{fact:xx.stay.days}']}", "A paragraph with a fact needs `without`."),
        ("{say: [{text: Hi., without: Ask.}]}", "`without` stands beside"),
        (
            "{say: [{text: '{fact:xx.stay.days}', without: '{fact:xx.stay.days}'}]}",
            "`without` names a fact itself.",
        ),
        (f"{{say: [Hi.], choices: [{{id: b, label: {'x' * 33}, to: a}}]}}", "33 characters in en"),
        (f"{{say: [{'x' * 901}]}}", "900 is the most."),
        ("{title: '{fact:xx.stay.days}', say: [Hi.]}", "A fact may stand in a paragraph only."),
    ],
)
def test_every_mistake_in_a_step_is_found(tmp_path: Path, step: str, sentence: str) -> None:
    said = found(content(tmp_path, extra=extra(step)))

    assert any(sentence in each for each in said), said


def test_a_long_screen_is_a_warning(tmp_path: Path) -> None:
    read = content(tmp_path, extra=extra(f"{{say: [{'x' * 451}]}}"))

    [warning] = sizes.findings(read)

    assert warning.warning
    assert "451 characters" in warning.sentence


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    text = extra(
        "\n    say:\n      - Hi.\n    choices:\n      - id: b\n        label: B\n        to: b"
    )

    assert "extra.yaml:11: There is no step b." in found(content(tmp_path, extra=text))


def test_two_choices_of_one_name_are_found(tmp_path: Path) -> None:
    step = "{say: [Hi.], choices: [{id: b, label: B, to: a}, {id: b, label: C, to: a}]}"

    said = found(content(tmp_path, extra=extra(step)))

    assert sum("Two choices are called b." in each for each in said) == 2


def test_a_question_may_not_name_an_answer_skip(tmp_path: Path) -> None:
    step = (
        "{say: [Hi.], question: {number: 1, of: 1, skip: a, stop: a},"
        " choices: [{id: skip, label: B, to: a}]}"
    )

    assert any("its own skip" in each for each in found(content(tmp_path, extra=extra(step))))


def test_a_script_the_engine_needs_is_missed(tmp_path: Path) -> None:
    said = found(content(tmp_path, help=extra("{say: [Hi.]}")))

    assert "dialogs/scripts/help.yaml:1: The engine needs this script." in said
    assert any("The file should be extra.yaml." in each for each in said)


def test_a_step_the_engine_needs_is_missed(tmp_path: Path) -> None:
    text = "script: privacy\nabout: Less.\nstart: what\nsteps:\n  what: {say: [Hi.]}\n"

    assert any(
        "The engine needs the step erase." in each
        for each in found(content(tmp_path, privacy=text))
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("https://example.org/law", "a colleague", "needs a public page"),
        ("expires: 2027-05-01", "expires: 2026-05-01", "expired before it was checked"),
        ("source_date: 2026-03-01", "source_date: 2026-12-01", "younger than the check"),
        ("value: 90", "value: ninety", "must be a whole number"),
    ],
)
def test_every_mistake_in_a_fact_is_found(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    facts = FACT.format(id="xx.stay.days").replace(before, after)

    assert any(sentence in each for each in found(content(tmp_path, facts=facts)))


def test_an_address_that_is_not_whole_is_work_that_waits(tmp_path: Path) -> None:
    facts = FACT.format(id="xx.stay.days").replace("example.org/law", "example.org/12_…")
    read = content(tmp_path, facts=facts)

    [finding] = sources.findings(replace(read, on=date(2026, 11, 2)))

    assert finding.warning
    assert "https://example.org/12_… is not whole" in finding.sentence
    assert list(sources.findings(read)) == []


def test_two_facts_of_one_id_are_found(tmp_path: Path) -> None:
    twice = FACT.format(id="xx.stay.days") * 2

    assert sum("Two facts" in each for each in found(content(tmp_path, facts=twice))) == 2


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 5, 1), "Expired on 2027-05-01; unused."),
        (date(2027, 4, 2), "It ends on 2027-05-01; look again."),
        (date(2026, 10, 31), "It was checked on 2026-11-01, which has not come yet."),
    ],
)
def test_what_is_wrong_with_a_fact_on_a_day_is_found(
    tmp_path: Path, day: date, sentence: str
) -> None:
    [finding] = freshness.findings(replace(content(tmp_path), on=day))

    assert finding.sentence == f"xx.stay.days: {sentence}"
    assert finding.warning is (finding.line == 9)


def test_a_fact_is_fresh_until_a_month_before_its_end(tmp_path: Path) -> None:
    read = content(tmp_path)

    assert list(freshness.findings(replace(read, on=date(2027, 3, 31)))) == []
    assert list(freshness.findings(read)) == []


def test_a_sign_that_no_instrument_knows_is_found(tmp_path: Path) -> None:
    step = "{say: [x], choices: [{id: b, label: x, to: a, reports: [destination.nothing_such]}]}"
    read = content(tmp_path, extra=extra(step))

    assert any(
        "There is no sign destination.nothing_such." in str(f) for f in signs.findings(read)
    )


def test_every_page_that_a_profile_names_exists() -> None:
    assert list(signs.findings(read_content(locales=HERE))) == []
