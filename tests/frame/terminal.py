"""Somebody who types commands."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Terminal:
    """Somebody at a terminal with an installation in a folder."""

    def __init__(self, folder: Path, database_url: str, *command: str) -> None:
        self.folder = folder
        self._command = command
        kept = {name: value for name, value in os.environ.items() if "HOTLINE" not in name}
        self._environment = kept | {
            "HOTLINE_DATABASE_URL": database_url,
            "HOTLINE_KEY_FILE": str(folder / "root.key"),
            "HOTLINE_KEYSTORE_DIR": str(folder / "keystore"),
            "HOTLINE_TOKEN": "1:sandbox",
            "HOTLINE_STAFF_GROUP": "-1",
        }

    def says(self, *words: str, told: str = "") -> tuple[int, str]:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "hotline", *self._command, *words],
            env=self._environment,
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr
