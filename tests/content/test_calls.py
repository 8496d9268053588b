"""Test calls: the only way from check to show, written without touching anything else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dialogs.checks import lines, sources
from dialogs.checks.content import read_content
from dialogs.facts.calls import called, due, stale
from dialogs.facts.evidence import MEMORY, WEAK
from dialogs.facts.line import Call
from dialogs.facts.rewriting import rewritten
from dialogs.reading import FACT_LIST, FACTS, ContentError, read_file, read_files
from tests.dialogs.scenes import TODAY, fact, phone

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.facts.fact import Fact
    from dialogs.facts.line import Caller, Result

YESTERDAY = TODAY - timedelta(days=1)

PHONE = """\
# Whom to call.
- id: kg.line.a  # the first
  country: KG
  value: "000"
  unit: phone
  what: A line
  source:
  - https://example.org/a
  checked: 2026-11-01
  expires: 2027-04-30
  use: check
  line:
    purpose: police
    audience: [everybody]
  notes: A colon is kept; so is a sentence that is longer than the eighty of most programs.

# The next one.
- id: kg.line.b
  country: KG
  value: "+000 000 000"
  unit: phone
  what: Another line
  source: [https://example.org/b]
  checked: 2026-11-01
  expires: 2027-01-30
  use: check
  line: {purpose: police, audience: [everybody]}
"""


def call(
    on: date = YESTERDAY, result: Result = "answered", by: Caller = "operator", number: str = "000"
) -> Call:
    """A test call of the invented line."""
    return Call(on=on, number=number, result=result, by=by)


def test_an_answered_line_is_shown_from_the_day_of_the_call() -> None:
    line = called(phone(use="check"), call(), TODAY)

    assert line.use == "show"
    assert line.checked == YESTERDAY == line.as_of
    assert line.expires == YESTERDAY + timedelta(days=180)
    assert line.tests == (call(),)


def test_a_long_number_is_believed_half_as_long_as_a_short_code() -> None:
    assert phone(number="+000 000 000").holds == timedelta(days=90)
    assert phone(number="116 16").holds == timedelta(days=180)


def test_a_dead_line_is_hidden_and_its_history_kept() -> None:
    line = called(called(phone(), call(), TODAY), call(TODAY, "dead"), TODAY)

    assert line.use == "hide"
    assert [each.result for each in line.tests] == ["answered", "dead"]


def test_a_line_that_died_and_lives_again_is_shown_again() -> None:
    dead = called(phone(), call(result="dead"), TODAY)

    assert called(dead, call(TODAY), TODAY).use == "show"


def test_a_line_hidden_for_another_reason_is_not_shown_because_somebody_answered() -> None:
    with pytest.raises(ContentError, match="was not hidden by a call"):
        called(phone(use="hide"), call(), TODAY)


@pytest.mark.parametrize(
    ("line", "made", "sentence"),
    [
        (fact(), call(), "xx.stay.days is no phone line."),
        (phone(), call(TODAY + timedelta(days=1)), "2026-11-25 has not come yet."),
        (phone(tests=[call(TODAY)]), call(), "A newer test call of kg.line.a is known"),
    ],
)
def test_what_cannot_be_a_test_call_is_refused(line: Fact, made: Call, sentence: str) -> None:
    with pytest.raises(ContentError, match=sentence):
        called(line, made, TODAY)


def test_a_role_is_kept_and_never_a_name() -> None:
    with pytest.raises(ValueError, match="Input should be"):
        Call.model_validate({**call().model_dump(), "by": "somebody"})


def test_the_call_is_written_into_its_fact_and_nothing_else_moves(tmp_path: Path) -> None:
    path = tmp_path / "kg.yaml"
    path.write_text(PHONE, "utf-8")
    [line, _] = read_file(path, FACT_LIST)

    written = rewritten(PHONE, called(line, call(), TODAY))

    first, second = written.split("# The next one.")
    made = "  tests:\n  - on: 2026-11-23\n    number: '000'\n    result: answered\n"
    made += "    by: operator\n"
    dates = {"2026-11-01": "2026-11-23", "2027-04-30": "2027-05-22", "use: check": "use: show"}
    before, after = PHONE.split("# The next one.")
    for old, new in dates.items():
        before = before.replace(old, new)
    assert second == after
    assert first == before.replace("  notes:", f"{made}  notes:")


def test_a_second_call_is_added_after_the_first(tmp_path: Path) -> None:
    path = tmp_path / "kg.yaml"
    path.write_text(PHONE, "utf-8")
    for made in (call(), call(TODAY, "dead", "editor")):
        line = called(read_file(path, FACT_LIST)[0], made, TODAY)
        path.write_text(rewritten(path.read_text("utf-8"), line), "utf-8")

    [line, _] = read_file(path, FACT_LIST)

    assert line.use == "hide"
    assert line.tests == (call(), call(TODAY, "dead", "editor"))


def test_a_call_changes_nothing_else_in_any_real_file() -> None:
    for path, facts in read_files(FACTS, FACT_LIST):
        written = path.read_text("utf-8")
        for line in [each for each in facts if each.line][:1]:
            made = call(number=str(line.value), result="dead")
            changed = rewritten(written, called(line, made, TODAY)).splitlines()

            assert len(set(written.splitlines()) - set(changed)) <= 3, (path, line.id)


def test_whom_to_call_first_comes_first_and_then_what_ends_first() -> None:
    soon = phone("kg.line.soon", expires=TODAY + timedelta(days=7))
    later = phone("kg.line.later", use="check", expires=date(2027, 4, 1))
    second = phone("kg.line.second", use="check", call_first=2)
    office = fact("kg.body.office", unit="body", value="An office", use="check", call_first=1)

    assert due([later, soon, second, office], TODAY) == [office, second, soon, later]


def test_nobody_is_asked_to_call_what_is_fresh_hidden_or_no_phone() -> None:
    fresh = phone(expires=date(2027, 4, 1))

    assert due([fresh, phone(use="hide"), fact(use="check")], TODAY) == []


def test_what_ends_within_some_days_is_stale_and_what_is_hidden_is_not() -> None:
    old = fact("xx.old", expires=TODAY)
    near = fact("xx.near", expires=TODAY + timedelta(days=5))
    hidden = fact("xx.hidden", expires=TODAY, use="hide")

    assert stale([near, hidden, old], TODAY, timedelta()) == [old]
    assert stale([near, hidden, old], TODAY, timedelta(days=5)) == [old, near]


def found(folder: Path, facts: str, allowed: str = "", step: str = "") -> list[str]:
    """What the checks of phone lines and sources say about invented files."""
    (folder / "kg.yaml").write_text(facts, "utf-8")
    (folder / lines.SHOWN_BY_SOURCE).write_text(f"# A comment.\n{allowed}\n", "utf-8")
    (folder / "scripts").mkdir()
    if step:
        script = f"script: extra\nabout: More.\nstart: a\nsteps:\n  a: {step}\n"
        (folder / "scripts" / "extra.yaml").write_text(script, "utf-8")
    read = read_content(folder / "scripts", folder, folder)
    return [each.sentence for check in (lines, sources) for each in check.findings(read)]


SHOWN = PHONE.replace("use: check", "use: show", 1)
ANSWERED = (
    '  tests:\n  - {on: 2026-11-01, number: "000", result: answered, by: operator}\n  notes:'
)


def test_a_phone_that_waits_for_its_call_is_in_order(tmp_path: Path) -> None:
    assert found(tmp_path, PHONE) == []


def test_a_phone_raised_to_show_without_a_call_is_found(tmp_path: Path) -> None:
    [said] = found(tmp_path, SHOWN)

    assert said.startswith("kg.line.a: Nobody has called this number")


def test_an_answered_call_lets_a_phone_be_shown(tmp_path: Path) -> None:
    assert found(tmp_path, SHOWN.replace("  notes:", ANSWERED)) == []


def test_a_call_of_another_number_does_not(tmp_path: Path) -> None:
    another = SHOWN.replace("  notes:", ANSWERED.replace('"000"', '"001"'))

    assert "Nobody has called" in found(tmp_path, another)[0]


def test_a_phone_shown_on_its_sources_stays_until_its_number_changes(tmp_path: Path) -> None:
    assert found(tmp_path, SHOWN, allowed="kg.line.a 000") == []


def test_a_changed_number_needs_a_call_of_its_own(tmp_path: Path) -> None:
    assert "Nobody has called" in found(tmp_path, SHOWN, allowed="kg.line.a 001")[0]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("  notes:", ANSWERED.replace("answered", "dead"), "it must be `hide`"),
        ("  notes:", ANSWERED.replace("2026-11-01", "2026-11-09"), "newer than `checked`"),
        ("expires: 2027-04-30", "expires: 2027-05-01", "is believed 180 days"),
        ("expires: 2027-01-30", "expires: 2027-01-31", "is believed 90 days"),
        ("country: KG", "country: XX", "XX has no name in en"),
        ("audience: [everybody]", "audience: [everybody]\n    seat: XX", "XX has no name"),
        ("audience: [everybody]", "audience: [women]\n    languages: [xx]", "xx has no name"),
    ],
)
def test_every_mistake_in_a_line_is_found(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    said = found(tmp_path, PHONE.replace(before, after, 1))

    assert any(sentence in each for each in said), said


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("{say: [Hi.], lines: [kg.line.gone]}", "There is no fact kg.line.gone."),
        ("{say: [Hi.], lines: [kg.stay]}", "kg.stay is no phone line."),
        ("{say: [{text: 'Go: {fact:kg.body}', without: Go.}]}", "kg.body is for editors"),
    ],
)
def test_a_step_shows_phone_lines_only(tmp_path: Path, step: str, sentence: str) -> None:
    rest = PHONE[PHONE.index("- id: kg.line.b") :]
    stay = rest.replace("kg.line.b", "kg.stay").replace("phone", "none").partition("  line:")[0]
    body = stay.replace("kg.stay", "kg.body").replace("unit: none", "unit: body")

    said = found(tmp_path, stay + body, step=step)

    assert any(sentence in each for each in said), said


@pytest.mark.parametrize("source", [WEAK, MEMORY, "example.org, report of 2014"])
def test_without_a_public_page_nothing_is_shown(tmp_path: Path, source: str) -> None:
    told = SHOWN.replace("https://example.org/a", source)

    assert any("needs a public page" in each for each in found(tmp_path, told))


def test_weak_evidence_may_stand_beside_a_page_and_a_memory_may_not(tmp_path: Path) -> None:
    page = "  - https://example.org/a\n"
    weak = SHOWN.replace(page, f"{page}  - {WEAK}\n").replace(
        "example.org/b]", f"example.org/b, '{MEMORY}']"
    )

    assert found(tmp_path, weak, allowed="kg.line.a 000") == []


def test_what_somebody_only_remembers_is_not_shown(tmp_path: Path) -> None:
    page = "  - https://example.org/a\n"
    told = SHOWN.replace(page, f"{page}  - {MEMORY}\n")

    assert any("only remembers" in each for each in found(tmp_path, told, "kg.line.a 000"))
