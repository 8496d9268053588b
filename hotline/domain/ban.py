"""A ban: what two operators agree on when somebody only wants to disturb, and never for long.

It takes away a place in the queue and nothing else: every message is still
kept, guidance stays open, and the emergency lines are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotline.domain.case import OperatorKey

# One day: a mistake about a person in danger must mend itself.
LONGEST = timedelta(days=1)


class NeedsAnother(Exception):
    """Whoever proposed a ban cannot agree to it."""


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban proposed, and in force once `ends_at` is set."""

    proposed_by: OperatorKey
    proposed_at: datetime
    agreed_by: OperatorKey | None = None
    ends_at: datetime | None = None

    def in_force(self, now: datetime) -> bool:
        """Say whether two have agreed and it is not over."""
        return self.ends_at is not None and now < self.ends_at

    def stale(self, now: datetime) -> bool:
        """Say whether it is over, or was proposed and never agreed to in time."""
        end = self.ends_at or self.proposed_at + LONGEST
        return now >= end


def agreed(ban: Ban, operator: OperatorKey, now: datetime) -> Ban:
    """Return the ban as agreed by a second operator; raises NeedsAnother."""
    if operator == ban.proposed_by:
        raise NeedsAnother
    return replace(ban, agreed_by=operator, ends_at=now + LONGEST)
