"""Whether what we are about to say has been read by somebody other than its author."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.checks.approvals import drafts, read_approvals, safety_scripts
from dialogs.engine import Library
from dialogs.reading import LOCALES
from hotline.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dialogs.engine.script import Script
    from dialogs.words.render import Speech
    from hotline.settings import Settings


def reviewed(
    speech: Speech, scripts: Iterable[Script], settings: Settings, locales: Path = LOCALES
) -> Speech:
    """Return speech that marks what is a draft.

    Raises SettingsError when a text that keeps people safe is one; not in the
    sandbox, where nobody can be hurt, and not when HOTLINE_DRAFTS allows it.
    """
    library = Library(scripts)
    approvals = {(each.language, each.script): each.approval for each in read_approvals(locales)}
    unread = drafts(library, speech.words, approvals)
    unsafe = sorted(place for place in unread if place[1] in safety_scripts(library))
    if unsafe and settings.drafts == "refuse" and not settings.is_sandbox:
        language, script = unsafe[0]
        raise SettingsError(
            f"{len(unsafe)} safety texts are not approved, such as {script} in {language}: "
            "approve them (`hotline content status`) or set HOTLINE_DRAFTS to allow"
        )
    return replace(speech, drafts=unread)
