"""Where a person stands in what we say and ask.

A conversation is a small value: it is written down after every turn and read
back before the next, so it survives restarts and other machines.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from dialogs.engine.particulars import NOTHING, Particulars, particulars
from dialogs.engine.script import PRIORITIES, PriorityName
from dialogs.words.languages import LANGUAGES

# What is written down says which program can read it.
VERSION = 1

# Back should feel endless to a person and stay small in a row.
TRAIL_LENGTH = 20


class Talk(StrEnum):
    """Whether a human is part of this conversation."""

    NONE = "none"
    WAITING = "waiting"
    HUMAN = "human"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """A step of one revision of a script."""

    script: str
    revision: str
    step: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The whole state of a person's conversation; `place` is None at rest."""

    language: str | None = None
    place: Place | None = None
    trail: tuple[Place, ...] = ()
    talk: Talk = Talk.NONE
    # How fast a human is needed, said before there is a case to say it of.
    urgency: PriorityName | None = None
    particulars: Particulars = NOTHING
    # Somebody may be reading along: sensitive screens stay away, whatever is pressed.
    hushed: bool = False

    def moved_to(self, place: Place) -> Conversation:
        """Stand at `place`, remembering where Back leads."""
        if self.place is None or self.place == place:
            return replace(self, place=place)
        return replace(self, place=place, trail=(*self.trail, self.place)[-TRAIL_LENGTH:])

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(
            {
                "version": VERSION,
                "language": self.language,
                "place": _listed(self.place),
                "trail": [_listed(place) for place in self.trail],
                "talk": self.talk.value,
                "urgency": self.urgency,
                "particulars": self.particulars.told(),
                "hushed": self.hushed,
            }
        )

    @classmethod
    def from_json(cls, written: str) -> Conversation:
        """Read it back; what a later or broken program wrote becomes a fresh start."""
        try:
            return _told(json.loads(written))
        except (ValueError, KeyError, TypeError, RecursionError):
            return at_rest()


def at_rest() -> Conversation:
    """Return the state of somebody who never wrote to us."""
    return Conversation()


def _told(told: dict[str, Any]) -> Conversation:
    if told["version"] != VERSION or told["language"] not in {None, *LANGUAGES}:
        raise ValueError("Not written by this program")
    return Conversation(
        language=told["language"],
        place=_placed(told["place"]) if told["place"] else None,
        trail=tuple(_placed(place) for place in told["trail"][-TRAIL_LENGTH:]),
        talk=Talk(told["talk"]),
        urgency=_urgent(told.get("urgency")),
        particulars=particulars(told["particulars"]) if "particulars" in told else NOTHING,
        hushed=told.get("hushed") is True,
    )


def _urgent(told: object) -> PriorityName | None:
    return next((name for name in PRIORITIES if name == told), None)


def _placed(listed: list[str]) -> Place:
    if not all(isinstance(part, str) for part in listed):
        raise TypeError("A place is three names")
    return Place(*listed)


def _listed(place: Place | None) -> list[str] | None:
    return [place.script, place.revision, place.step] if place else None
