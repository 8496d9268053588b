"""What reached us, once it has been read: from people, and from operators in the staff group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.engine.events import Event
    from hotline.domain.address import Address
    from hotline.domain.case import CaseCode
    from hotline.domain.files import Attached


@dataclass(frozen=True, slots=True)
class PersonActed:
    """A person pressed, wrote or sent something.

    `message` is the message they sent (None for a press), `file` what it told of a file
    or place in it, `pressed` the message
    whose button they pressed, `press` what must be answered so that their phone
    stops waiting, `edits` whether it changes an earlier message.
    """

    address: Address
    event: Event
    app_language: str | None = None
    message: int | None = None
    words: str | None = None
    file: Attached | None = None
    pressed: int | None = None
    press: str | None = None
    edits: bool = False


@dataclass(frozen=True, slots=True)
class ChatBlocked:
    """A person blocked the bot, or took that back."""

    address: Address
    blocked: bool


@dataclass(frozen=True, slots=True)
class OperatorPressed:
    """An operator pressed take, note or close."""

    operator: Address
    action: str
    code: CaseCode
    press: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class OperatorWrote:
    """An operator wrote in a case's thread; `note` when it began with the note mark."""

    operator: Address
    group: Address
    thread: int
    message: int
    words: str | None
    note: bool = False
    edits: bool = False
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class OperatorAsked:
    """An operator wrote a command in a case's thread; it reaches no person, whatever it says."""

    operator: Address
    thread: int
    command: str
    words: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class NothingToDo:
    """Something we keep no trace of: a service message, a chat that is not ours.

    `fate` says which, for the record.
    """

    fate: str
    press: str | None = None


Arrival = PersonActed | ChatBlocked | OperatorPressed | OperatorWrote | OperatorAsked | NothingToDo


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as it came; `chat` is what its order depends on, where it says."""

    update_id: int
    body: bytes
    chat: Address | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an arrival: its fate, and what a pressed button is told.

    `phrase` is a key of the catalogue, said in `language` (None: the staff group's).
    """

    fate: str
    press: str | None = None
    phrase: str | None = None
    language: str | None = None


class Unreadable(Exception):
    """An update that cannot be read; it goes to quarantine and everybody else's flow on."""
