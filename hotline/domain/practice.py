"""A practice talk: an invented person, played by a script, beside all cases and counted nowhere.

It is no case, has no person and no chat, so no way leads from it to a queue, a figure or a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

# How many things the invented person says; the words stand in the room `dialogs.words.talk`.
STEPS = 4
KEPT = timedelta(days=1)
# Nobody practises longer in one talk; a page without an end helps nobody.
MOST_WRITTEN = 40


@dataclass(frozen=True, slots=True)
class Line:
    """What the member in training wrote."""

    mode: Literal["reply", "note"]
    words: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice talk of one member of staff."""

    began_at: datetime
    lines: tuple[Line, ...] = ()

    @property
    def steps(self) -> int:
        """Return how far the invented person is: each reply is answered, up to the last."""
        return min(1 + self._replies, STEPS)

    @property
    def done(self) -> bool:
        """Say whether the last thing was answered."""
        return self._replies >= STEPS

    @property
    def _replies(self) -> int:
        return sum(line.mode == "reply" for line in self.lines)

    def lives(self, now: datetime) -> bool:
        """Say whether it may still be shown."""
        return now - self.began_at < KEPT

    def told(self) -> list[tuple[str, str]]:
        """Return the talk in order: ("said", number), ("reply", words) or ("note", words)."""
        said, talk = 1, [("said", "1")]
        for line in self.lines:
            talk.append((line.mode, line.words))
            if line.mode == "reply" and said < STEPS:
                said += 1
                talk.append(("said", str(said)))
        return talk
