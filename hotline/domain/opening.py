"""Opening what is not one's own: for a stated time, with a reason that others read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

if TYPE_CHECKING:
    from hotline.domain.case import CaseCode, CaseId

OpeningId = NewType("OpeningId", UUID)

# For how many hours a case of another desk may be read: one look, a shift at most.
HOURS = (1, 2, 8)
# A request for an identity that nobody answers within a shift is made anew.
ANSWERED_WITHIN = timedelta(hours=8)
# Whoever asked is at the screen: what was agreed to is looked at now or not at all.
SHOWN_WITHIN = timedelta(minutes=15)


class Door(StrEnum):
    """What is opened."""

    CASE = "case"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Opening:
    """One door; `until` is when it ends by itself, `second` who agreed to it."""

    id: OpeningId
    case: CaseId
    code: CaseCode
    door: Door
    asker: str
    reason: str
    asked_at: datetime
    until: datetime
    second: str | None = None
    shown_at: datetime | None = None

    def lives(self, now: datetime) -> bool:
        """Say whether it may still be used or agreed to."""
        return now < self.until and self.shown_at is None

    def readable_by(self, name: str, now: datetime) -> bool:
        """Say whether this member may read the case through it."""
        return self.door is Door.CASE and self.asker == name and self.lives(now)

    def waits_for(self, name: str, now: datetime) -> bool:
        """Say whether this member may agree: never whoever asked."""
        return self._asks(now) and self.second is None and self.asker != name

    def shows_to(self, name: str, now: datetime) -> bool:
        """Say whether this member may see the identity now."""
        return self._asks(now) and self.second is not None and self.asker == name

    def _asks(self, now: datetime) -> bool:
        return self.door is Door.IDENTITY and self.lives(now)
