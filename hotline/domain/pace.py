"""Telegram's pace, kept on our side so that a 429 stays the exception.

About one message a second in a chat with short bursts, twenty a minute in a
group, thirty a second overall (core.telegram.org/bots/faq). Telegram's own
limits move, so a 429 is always obeyed as well.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.domain.letters import Towards


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` sends within `span`."""

    count: int
    span: timedelta


OVERALL = Limit(30, timedelta(seconds=1))
# One of so many sends is never given to campaigns: an answer finds room at once.
KEPT_FREE = 6
IN_CHAT = {
    Towards.PERSON: Limit(3, timedelta(seconds=3)),
    Towards.DESK: Limit(20, timedelta(minutes=1)),
}


def behind(count: int) -> int:
    """Return how many of `count` sends campaigns may have."""
    return max(1, count - count // KEPT_FREE)


class Pace:
    """Remembers when we sent where, only as long as a limit looks back."""

    def __init__(self, overall: Limit = OVERALL) -> None:
        self._overall = overall
        self._behind = Limit(behind(overall.count), overall.span)
        self._sent: defaultdict[bytes, deque[datetime]] = defaultdict(deque)

    def wait(
        self, chat: bytes, towards: Towards, now: datetime, *, news: bool = False
    ) -> timedelta:
        """Return how long `chat` must wait; zero means now. What is only `news` stands behind."""
        overall = self._behind if news else self._overall
        return max(self._wait(b"", overall, now), self._wait(chat, IN_CHAT[towards], now))

    def sent(self, chat: bytes, now: datetime) -> None:
        """Remember a send."""
        self._sent[b""].append(now)
        self._sent[chat].append(now)

    def _wait(self, key: bytes, limit: Limit, now: datetime) -> timedelta:
        times = self._sent.get(key)
        if not times:
            return timedelta()
        while times and times[0] <= now - limit.span:
            times.popleft()
        if not times:
            del self._sent[key]
            return timedelta()
        return times[-limit.count] + limit.span - now if len(times) >= limit.count else timedelta()
