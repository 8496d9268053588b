"""A stand-in for Telegram's flood control, whose real limits are adaptive and unpublished.

The windows are those Telegram names in its FAQ for bots: about one message a
second to one chat, twenty a minute to one group, thirty a second over all
(core.telegram.org/bots/faq). Edits in groups count too (tdlib/td #2592).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.sandbox.refusals import Refused


@dataclass(frozen=True)
class Window:
    """At most `calls` accepted calls in any `span`."""

    calls: int
    span: timedelta


PRIVATE = Window(3, timedelta(seconds=3))
GROUP = Window(20, timedelta(seconds=60))
OVERALL = Window(30, timedelta(seconds=1))


class FloodControl:
    """Counts accepted calls in sliding windows; refused ones cost nothing."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self._chats: defaultdict[int, deque[datetime]] = defaultdict(deque)
        self._all: deque[datetime] = deque()

    def admit(self, chat: int, now: datetime) -> None:
        """Count a call to a chat; raises `Refused` with 429 when it comes too soon."""
        if not self.on:
            return
        window = PRIVATE if chat > 0 else GROUP
        wait = max(_wait(self._chats[chat], window, now), _wait(self._all, OVERALL, now))
        if wait > timedelta():
            seconds = int(wait.total_seconds()) + 1
            raise too_many(seconds)
        self._chats[chat].append(now)
        self._all.append(now)


def too_many(seconds: int) -> Refused:
    """Return Telegram's refusal of a call that comes too soon."""
    return Refused(f"retry after {seconds}", code=429, parameters={"retry_after": seconds})


def _wait(times: deque[datetime], window: Window, now: datetime) -> timedelta:
    while times and times[0] <= now - window.span:
        times.popleft()
    return times[0] + window.span - now if len(times) >= window.calls else timedelta()
