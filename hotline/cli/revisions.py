"""The content as git knows it at a revision, read from files laid out for a moment."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dialogs.checks.changes import texts_of
from dialogs.checks.content import read_content
from dialogs.reading import FACTS, LOCALES, ROOT, SCRIPTS, ContentError

if TYPE_CHECKING:
    from dialogs.checks.changes import Texts

FOLDERS = tuple(str(folder.relative_to(ROOT)) for folder in (SCRIPTS, FACTS, LOCALES))


def texts_at(revision: str | None) -> Texts:
    """Return all texts at a git revision, or as the files are now.

    Raises ContentError when git or the revision is not there.
    """
    if revision is None:
        return texts_of(read_content())
    with TemporaryDirectory() as folder:
        top = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(_archive(revision))) as archive:
            archive.extractall(top, filter="data")
        scripts, facts, locales = (top / name for name in FOLDERS)
        return texts_of(read_content(scripts, facts, locales))


def _archive(revision: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise ContentError(["git is not installed, and only git knows what was said before."])
    command = [git, "-C", str(ROOT), "archive", "--format=tar", "--end-of-options", revision]
    done = subprocess.run([*command, *FOLDERS], capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise ContentError([f"git knows no revision {revision} of the content."])
    return done.stdout
