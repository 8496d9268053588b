"""The air between the courier and the phones: it loses, delays, refuses, and remembers all.

What goes wrong at a real Bot API is tested over HTTP, call by call (`soak.grid`). Here a
thousand letters a second must arrive, so that a machine can try what nobody thought of.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Literal

from hotline.domain.delivery import (
    AskedToWait,
    LetterRefused,
    NoAnswer,
    NotAccepted,
    PersonBlocked,
    Receipt,
    Route,
    ThreadGone,
)
from hotline.domain.letters import (
    CaseHeader,
    CopyToPerson,
    CopyToThread,
    Letter,
    OpenThread,
    ShowInThread,
    ShowScreen,
    TellAnswer,
    TellThread,
    Towards,
    WriteToPerson,
    towards,
)

if TYPE_CHECKING:
    from datetime import datetime

Fault = Literal[
    "not accepted", "wait", "lost", "arrived unheard", "died", "died later", "refused", "blocked"
]
FAULTS: tuple[Fault, ...] = (
    "not accepted",
    "wait",
    "lost",
    "arrived unheard",
    "died",
    "died later",
    "refused",
    "blocked",
)
BEFORE: dict[Fault, type[BaseException]] = {
    "not accepted": NotAccepted,
    "lost": NoAnswer,
    "died": asyncio.CancelledError,
    "refused": LetterRefused,
    "blocked": PersonBlocked,
}
AFTER: dict[Fault, type[BaseException]] = {
    "arrived unheard": NoAnswer,
    "died later": asyncio.CancelledError,
}
# What stands in a topic and cannot be said when the topic is gone.
IN_TOPICS = (CaseHeader, CopyToThread, ShowInThread, TellAnswer, TellThread)
# What only a person's chat can answer; a group that does is out of order for every case.
THEIRS: frozenset[Fault] = frozenset({"refused", "blocked"})


@dataclass
class Air:
    """Takes letters and keeps what every chat and topic was shown, in order.

    `said` are the words of every message that was ever written, by number.
    """

    said: dict[int, str] = field(default_factory=dict)
    phones: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    topics: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    screens: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    faults: deque[Fault] = field(default_factory=deque)
    lost_topics: set[int] = field(default_factory=set)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def write(self, words: str) -> int:
        """Return the number of a new message with these words."""
        number = next(self.numbers)
        self.said[number] = words
        return number

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Deliver one letter, or let the next fault happen to it."""
        del now
        fault = self._next(letter)
        if fault == "wait":
            raise AskedToWait(timedelta(seconds=30))
        if fault in BEFORE:
            raise BEFORE[fault]
        receipt = self._deliver(letter, route)
        if fault in AFTER:
            raise AFTER[fault]
        return receipt

    def _next(self, letter: Letter) -> Fault | None:
        fault = self.faults.popleft() if self.faults else None
        theirs = towards(letter) is Towards.PERSON
        return "not accepted" if fault in THEIRS and not theirs else fault

    def _deliver(self, letter: Letter, route: Route) -> Receipt:
        if towards(letter) is Towards.PERSON:
            return self._on_the_phone(letter, route.chat.reveal())
        if isinstance(letter, OpenThread):
            again = letter.again and route.thread not in {None, *self.lost_topics}
            return Receipt(thread=route.thread if again else next(self.numbers))
        if route.thread in self.lost_topics and isinstance(letter, IN_TOPICS):
            raise ThreadGone
        if isinstance(letter, CopyToThread) and route.thread is not None:
            words = self.said.get(letter.message) or letter.words or ""
            self.topics[route.thread].append(words)
        return Receipt(message=next(self.numbers))

    def _on_the_phone(self, letter: Letter, phone: int) -> Receipt:
        match letter:
            case CopyToPerson(message):
                self.phones[phone].append(self.said[message])
            case WriteToPerson(words):
                self.phones[phone].append(words)
            case ShowScreen():
                self.screens[phone] += 1
            case _:
                pass
        return Receipt(message=next(self.numbers))
