"""Whether what we are about to say has been read by somebody other than its author."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.checks.approvals import drafts, read_approvals, safety_scripts
from dialogs.checks.law import law_scripts, unread_by_lawyers
from dialogs.engine import Library
from dialogs.reading import LOCALES
from hotline.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from dialogs.engine.script import Script
    from dialogs.words.render import Speech
    from hotline.settings import Settings

MEND = "approve them (`hotline content status`) or set HOTLINE_DRAFTS to allow"


def reviewed(
    speech: Speech, scripts: Iterable[Script], settings: Settings, locales: Path = LOCALES
) -> Speech:
    """Return speech that marks what is a draft.

    Raises SettingsError when a text that keeps people safe is one, or when no
    lawyer has read what states the law; not in the sandbox, where nobody can be
    hurt, and not when HOTLINE_DRAFTS allows it.
    """
    library = Library(scripts)
    approvals = {(each.language, each.script): each.approval for each in read_approvals(locales)}
    unread = drafts(library, speech.words, approvals)
    if settings.drafts == "refuse" and not settings.is_sandbox:
        _refuse_unsafe(sorted(each for each in unread if each[1] in safety_scripts(library)))
        law = law_scripts(library, speech.facts.facts)
        _refuse_unlawful(unread_by_lawyers(law, unread, approvals))
    return replace(speech, drafts=unread)


def _refuse_unsafe(unread: Sequence[tuple[str, str]]) -> None:
    if unread:
        language, script = unread[0]
        raise SettingsError(
            f"{len(unread)} safety texts are not approved, such as {script} in {language}: {MEND}"
        )


def _refuse_unlawful(unread: Sequence[str]) -> None:
    if unread:
        raise SettingsError(
            f"No lawyer has approved the English of {len(unread)} texts that state the law, "
            f"such as {unread[0]}: {MEND}"
        )
