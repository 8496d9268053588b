"""Approvals: by another role than the author's, good for these very words and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dialogs.checks import approvals
from dialogs.checks.approvals import drafts, read_approvals, role_named, safety_scripts
from dialogs.checks.catalogue import DRAFT, Catalogue, write_catalogue
from dialogs.checks.content import Content, read_content
from dialogs.checks.review import Standing, approve, standings
from dialogs.checks.rows import rows_of, taken
from dialogs.reading import ContentError
from tests.dialogs.scenes import HERE, SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.checks.approvals import RoleName

DAY = date(2026, 11, 24)


def content(locales: Path) -> Content:
    return read_content(HERE / "small", HERE, locales)


def translated(locales: Path, **changed: str) -> None:
    """Say everything in Turkmen with the same words, or with other ones."""
    read = content(locales)
    empty = Catalogue("tk", "tk.po", {})
    for number, row in enumerate(rows_of(read, empty)):
        told = changed.get(row.context.replace(".", "_"), row.english)
        forms = told if row.plural is None else (told, told)
        filled = taken(read, empty, [(number, row.model_copy(update={"translation": forms}))])
        empty.messages.update(filled.catalogue.messages)
    write_catalogue(locales, empty, read.said)


def given(locales: Path, role: RoleName = "native_speaker", *, minor: bool = False) -> None:
    """Have the script home in Turkmen approved."""
    approve(
        content(locales),
        locales,
        "tk",
        "quiz",
        author="translator",
        role=role,
        on=DAY,
        minor=minor,
    )


def said(locales: Path, on: date | None = None) -> list[str]:
    """What the check says of approvals."""
    return [str(each) for each in approvals.findings(replace(content(locales), on=on))]


def standing(locales: Path) -> Standing:
    return next(each for each in standings(content(locales)) if each.language == "tk")


def test_an_approval_is_a_file_without_a_name(tmp_path: Path) -> None:
    translated(tmp_path)

    given(tmp_path)

    [written] = read_approvals(tmp_path)
    assert (written.language, written.script) == ("tk", "quiz")
    assert (written.approval.role, written.approval.date) == ("native_speaker", DAY)
    assert said(tmp_path) == []


def test_an_approval_lifts_the_draft_flags_of_its_script_only(tmp_path: Path) -> None:
    translated(tmp_path)
    before = standing(tmp_path)

    given(tmp_path)

    after = standing(tmp_path)
    assert 0 < after.drafts < before.drafts
    assert after.approved == ("quiz",)
    messages = content(tmp_path).catalogues[3].messages
    assert not any(DRAFT in each.flags for key, each in messages.items() if key[0][:4] == "quiz")


def test_a_changed_word_makes_an_approval_stale(tmp_path: Path) -> None:
    translated(tmp_path)
    given(tmp_path)

    translated(tmp_path, quiz_first_say_1="ýene")

    [finding] = said(tmp_path)
    assert finding.endswith("warning: The words have changed since; have them read again.")
    assert (standing(tmp_path).approved, standing(tmp_path).stale) == ((), ("quiz",))


def test_a_minor_change_is_looked_at_again_and_stands(tmp_path: Path) -> None:
    translated(tmp_path)
    given(tmp_path)
    translated(tmp_path, quiz_first_say_1="ýene")

    given(tmp_path, minor=True)

    [written] = read_approvals(tmp_path)
    assert written.approval.minor
    assert said(tmp_path) == []


def test_a_minor_change_needs_something_to_stand_on(tmp_path: Path) -> None:
    translated(tmp_path)

    with pytest.raises(ContentError, match="needs an earlier approval"):
        given(tmp_path, minor=True)


def test_nobody_approves_what_they_wrote(tmp_path: Path) -> None:
    translated(tmp_path)

    with pytest.raises(ContentError, match="translator cannot approve"):
        given(tmp_path, "translator")

    assert list(read_approvals(tmp_path)) == []


def test_an_approval_by_its_author_is_found_in_a_file_too(tmp_path: Path) -> None:
    translated(tmp_path)
    given(tmp_path)
    path = tmp_path / "tk" / "approvals" / "quiz.yaml"
    path.write_text(path.read_text("utf-8").replace("native_speaker", "translator"), "utf-8")

    [finding] = said(tmp_path)

    assert "quiz.yaml:4: The translator cannot approve what" in finding


def test_what_is_not_translated_cannot_be_approved(tmp_path: Path) -> None:
    write_catalogue(tmp_path, Catalogue("tk", "tk.po", {}), content(tmp_path).said)

    with pytest.raises(ContentError, match="is not translated yet"):
        given(tmp_path)


def test_an_approval_from_the_future_and_one_of_nothing_are_found(tmp_path: Path) -> None:
    translated(tmp_path)
    given(tmp_path)
    (tmp_path / "tk" / "approvals" / "quiz.yaml").rename(
        tmp_path / "tk" / "approvals" / "gone.yaml"
    )

    told = said(tmp_path, on=date(2026, 11, 23))

    assert any("2026-11-24 has not come yet." in each for each in told)
    assert any("There is no script gone to approve." in each for each in told)


def test_a_role_we_do_not_know_is_refused() -> None:
    with pytest.raises(ContentError, match="boss is no role"):
        role_named("boss")


def test_a_script_with_a_sensitive_step_keeps_somebody_safe() -> None:
    assert {"help", "person", "privacy"} <= safety_scripts(SMALL)


def test_the_program_knows_an_approval_as_the_check_does(tmp_path: Path) -> None:
    translated(tmp_path)
    given(tmp_path)
    read = content(tmp_path)
    known = {(each.language, each.script): each.approval for each in read.approvals}

    unread = drafts(read.library, read.speech.words, known)

    assert ("tk", "quiz") not in unread
    assert ("tk", "home") in unread
