"""When the road is blocked: what we keep waits too long, or what Telegram keeps does not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Whoever writes is answered within seconds; after this long something of ours stands still.
LAG = timedelta(minutes=5)
# Between two polls or tries of a webhook little time passes, so this long is no coincidence.
STUCK = timedelta(minutes=2)
# A hole in the numbers of updates may still be filled: a webhook is tried again out of order.
SETTLED = timedelta(minutes=5)
# A hole is never filled later than this; so long the alarm stays on.
REMEMBERED = timedelta(hours=1)
# After a quiet week Telegram begins its numbers anew, millions away: that is no hole.
# https://core.telegram.org/bots/api#update
ANEW = 1_000_000


class Alarm(StrEnum):
    """What may be wrong with the road."""

    LAG = "lag"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class AtTelegram:
    """What Telegram says of us: how much waits there, and when it last failed to reach us."""

    pending: int
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest update we have: its place in the inbox, and when it came."""

    id: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen on the road at one moment."""

    at: datetime
    told: AtTelegram
    newest: Newest | None


def lags(oldest_at: datetime | None, now: datetime) -> bool:
    """Say whether the oldest update that is not done waits for too long."""
    return oldest_at is not None and now - oldest_at > LAG


def unmoved_since(before: Sight | None, sight: Sight) -> Sight | None:
    """Return since when something waits at Telegram and nothing comes; None when all is well."""
    if sight.told.pending == 0:
        return None
    if before is None or before.newest != sight.newest:
        return sight
    return before


def stuck(since: Sight | None, sight: Sight) -> bool:
    """Say whether what waits at Telegram does not reach us, or Telegram says so itself."""
    if since is None:
        return False
    failed_at, newest = sight.told.failed_at, sight.newest
    failing = failed_at is not None and (newest is None or failed_at > newest.received_at)
    return failing or sight.at - since.at >= STUCK
