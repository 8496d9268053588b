"""Texts that keep people safe are read by somebody before real people read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dialogs.checks.approvals import Approval, approval_path, revisions
from dialogs.checks.content import read_content
from dialogs.checks.review import approve
from dialogs.engine.screen import screen_at
from dialogs.reading import read_scripts, read_speech
from dialogs.words import phrases
from dialogs.words.languages import LANGUAGES
from dialogs.words.render import render
from hotline.review import reviewed
from hotline.settings import SettingsError, load_settings
from tests.dialogs.scenes import HERE, SMALL, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.checks.approvals import RoleName
    from dialogs.words.render import Speech
    from hotline.settings import Settings

REAL, SANDBOX = "123456:ABC", "123456:sandbox"
LAW = """\
script: law
about: A rule.
start: a
steps:
  a: {say: [{text: 'The longest stay: {fact:ru.stay.visa_free}.', without: Ask.}]}
"""
SMALL_SCRIPTS = read_scripts(HERE / "small")


def settings(*, token: str = REAL, drafts: str = "refuse") -> Settings:
    return load_settings(token=token, staff_group=-1, drafts=drafts)


def test_a_program_for_real_people_refuses_unread_safety_texts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"safety texts are not approved, such as \w+ in en"):
        reviewed(read_speech(tmp_path), SMALL_SCRIPTS, settings(), tmp_path)


@pytest.mark.parametrize(("token", "drafts"), [(REAL, "allow"), (SANDBOX, "refuse")])
def test_the_sandbox_and_whoever_allows_it_may_say_drafts(
    tmp_path: Path, token: str, drafts: str
) -> None:
    speech = reviewed(
        read_speech(tmp_path), SMALL_SCRIPTS, settings(token=token, drafts=drafts), tmp_path
    )

    assert ("tg", "person") in speech.drafts


def test_what_somebody_has_approved_is_said_to_real_people(tmp_path: Path) -> None:
    for name in SMALL.current:
        content = read_content(HERE / "small", locales=tmp_path)
        approve(
            content, tmp_path, "en", name, author="editor", role="lawyer", on=date(2026, 11, 24)
        )

    speech = reviewed(read_speech(tmp_path), SMALL_SCRIPTS, settings(drafts="allow"), tmp_path)

    assert {language for language, _ in speech.drafts} == LANGUAGES.keys() - {"en"}


def stating_the_law(folder: Path, role: RoleName) -> Speech:
    """All safety texts are left out, and the one text of law is approved in English."""
    (folder / "law").mkdir()
    (folder / "law" / "law.yaml").write_text(LAW, "utf-8")
    read = read_content(folder / "law", locales=folder)
    approval = Approval(
        revision=revisions(read, "en")["law"], author="editor", role=role, date=date(2026, 11, 24)
    )
    path = approval_path(folder, "en", "law")
    path.parent.mkdir(parents=True)
    path.write_text(approval.model_dump_json(), "utf-8")
    return reviewed(
        read_speech(folder), (each.script for each in read.scripts), settings(), folder
    )


def test_a_program_for_real_people_refuses_law_that_no_lawyer_has_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"No lawyer .* 1 texts that state the law, .* law"):
        stating_the_law(tmp_path, "native_speaker")


def test_law_that_a_lawyer_has_read_is_said_to_real_people(tmp_path: Path) -> None:
    assert ("en", "law") not in stating_the_law(tmp_path, "lawyer").drafts


@pytest.mark.parametrize(("language", "is_said"), [("tg", True), ("en", False)])
def test_a_quiet_line_says_that_a_translation_is_a_draft(
    tmp_path: Path, language: str, *, is_said: bool
) -> None:
    speech = reviewed(read_speech(tmp_path), SMALL_SCRIPTS, settings(drafts="allow"), tmp_path)
    screen = screen_at(SMALL, SMALL.begin("home"))
    assert screen is not None

    shown = render(screen, language, None, speech, TODAY)

    assert shown.body.endswith(phrases.DRAFT.english) is is_said
