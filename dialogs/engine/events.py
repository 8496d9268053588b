"""What can happen to a conversation.

Events are facts, so their names are in the past tense, and each carries the
moment it happened: nothing in this package ever asks a clock for the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dialogs.engine.meaning import UNCLEAR, Meaning

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Common to all events: `at` is aware UTC."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Happened):
    """The person opened the chat; `app_language` is only their app's guess.

    A link may ask for a page, "script:step", or say from which poster they come.
    """

    app_language: str | None = None
    page: str | None = None
    poster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePressed(Happened):
    """A button was pressed; the three names come from the button and may be anything."""

    script: str
    step: str
    choice: str


class Kind(StrEnum):
    """What sort of message a person sent."""

    WORDS = "words"
    VOICE = "voice"
    PICTURE = "picture"
    PLACE = "place"
    CONTACT = "contact"
    FILE = "file"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived(Happened):
    """The person sent a message; the engine is told what its words seem to mean."""

    kind: Kind
    meaning: Meaning = UNCLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReceived(MessageReceived):
    """The person wrote free words."""

    kind: Kind = Kind.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRequested(Happened):
    """Somebody may be looking at the phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseRequested(Happened):
    """The person asks how to erase what we keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRequested(Happened):
    """The person wants another language."""

    app_language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequested(Happened):
    """The person wants to talk to a human."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequested(Happened):
    """The person is lost or in need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyRequested(Happened):
    """The person asks what we keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRequested(Happened):
    """The person wants the home screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackRequested(Happened):
    """The person wants the screen before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanJoined(Happened):
    """An operator took the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkClosed(Happened):
    """An operator ended the talk."""


Event = (
    Arrived
    | ChoicePressed
    | MessageReceived
    | WordsReceived
    | LeaveRequested
    | EraseRequested
    | LanguageRequested
    | PersonRequested
    | HelpRequested
    | PrivacyRequested
    | HomeRequested
    | BackRequested
    | HumanJoined
    | TalkClosed
)
