"""Why a backup is not made or not restored, in one sentence."""

from __future__ import annotations


class BackupRefused(Exception):
    """Nothing was changed; the text is one sentence for an administrator."""


def damaged() -> BackupRefused:
    """Return the refusal of a file that was cut, changed or never was a backup."""
    return BackupRefused("This file is damaged or is no backup: use another copy")
