"""The two codes that together destroy everything: one alone does nothing.

Only keyed hashes of them are kept, beside the days' keys. Each code has 80 bits
made by chance, so nobody guesses it and no slow hash is needed.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hotline.storage.sealing.root import Root

CODE_BYTES = 10
PEOPLE = 2
FILE = "codes"


def make_codes(folder: Path, root: Root) -> list[str]:
    """Return two new codes, to be given to two people; earlier ones end."""
    codes = new_codes()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{_hashed(root, code)}\n" for code in codes)
    return codes


def agreed(folder: Path, root: Root, given: Iterable[str]) -> bool:
    """Say whether these are the codes of both people, in any order."""
    path = folder / FILE
    known = sorted(path.read_text("ascii").split()) if path.exists() else []
    said = sorted(_hashed(root, code) for code in given)
    return len(known) == PEOPLE and hmac.compare_digest("".join(known), "".join(said))


def new_codes() -> list[str]:
    """Return a new code for each of the people."""
    return [_written(secrets.token_bytes(CODE_BYTES)) for _ in range(PEOPLE)]


def plain(code: str) -> str:
    """Return a code without the ways people write it down."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _written(code: bytes) -> str:
    letters = base64.b32encode(code).decode()
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def _hashed(root: Root, code: str) -> str:
    return hmac.new(root.derive("codes of farewell"), plain(code).encode(), "sha256").hexdigest()
