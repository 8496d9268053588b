"""Twelve digits that stand for words, so that a change of any of them is noticed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def revision_of(said: Iterable[tuple[str, str, tuple[str, ...]]]) -> str:
    """Return twelve hexadecimal digits over (key, English, forms), which any change changes."""
    told = json.dumps(sorted(said), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
