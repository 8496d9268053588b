"""What a desk says often in one language: a text with versions and a day to look at it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NewType
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

CannedId = NewType("CannedId", UUID)
# Nothing a desk says stays right by itself for longer; texts of law are looked at as often.
LONGEST_REVIEW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Canned:
    """The newest version of one text; `author` wrote this version."""

    id: CannedId
    version: int
    desk: str
    language: str
    title: str
    words: str
    author: str
    review_by: date
    at: datetime
    retired: bool = False

    def overdue(self, on: date) -> bool:
        """Say whether somebody should have looked at it again."""
        return on >= self.review_by

    def fits(self, words: str) -> bool:
        """Say whether every word that was typed stands in it; case does not matter."""
        told = f"{self.title} {self.words}".casefold()
        return all(each in told for each in words.casefold().split())
