"""What is asked of the reading log: by whom, of which case, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Readings:
    """Which lines are wanted; what is None is not asked for.

    `day` is one of UTC, `before` the number of a row: what is older than it.
    """

    reader: str | None = None
    code: str | None = None
    day: date | None = None
    before: int | None = None
