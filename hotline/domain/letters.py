"""What we send: letters to people and to the staff group.

A letter says what, not how: words are found in the person's language at the
moment of sending. Notes have no letter that leads to a person: there is no way
to write one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  # letters are read back through their types
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter

from dialogs.engine.particulars import NOTHING, Particulars


class Towards(StrEnum):
    """Whose chat a letter goes to."""

    PERSON = "person"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class ShowScreen:
    """Show a person the screen of a step; `replaces` edits the newest one in place.

    `particulars` are what only this person's screen shows: it is drawn when it is sent.
    """

    script: str
    revision: str
    step: str
    language: str | None
    app_language: str | None
    replaces: bool
    particulars: Particulars = NOTHING
    # After hours: when people are at work again, on their desk's own clock.
    opens_at: datetime | None = None
    kind: Literal["show_screen"] = "show_screen"


@dataclass(frozen=True, slots=True)
class EraseTrace:
    """Turn the newest screen into `cover`, then delete all messages that may still go.

    `forget` says that the person's row itself goes once this is done.
    """

    cover: ShowScreen
    forget: bool = False
    kind: Literal["erase_trace"] = "erase_trace"


@dataclass(frozen=True, slots=True)
class CopyToPerson:
    """Copy an operator's reply from the staff group to the person."""

    message: int
    kind: Literal["copy_to_person"] = "copy_to_person"


@dataclass(frozen=True, slots=True)
class WriteToPerson:
    """Send a person what an operator wrote on a page of the desk, as it is."""

    words: str
    kind: Literal["write_to_person"] = "write_to_person"


@dataclass(frozen=True, slots=True)
class ShowInThread:
    """Show in the case's topic what was written on a page of the desk; `phrase` says as what."""

    phrase: str
    words: str
    kind: Literal["show_in_thread"] = "show_in_thread"


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Make the case's topic in the staff group, or open it again."""

    code: str
    again: bool = False
    kind: Literal["open_thread"] = "open_thread"


@dataclass(frozen=True, slots=True)
class CopyToThread:
    """Copy a person's message into the case's topic.

    `words` are sent instead when the person has deleted the message meanwhile.
    """

    message: int
    words: str | None
    edited: bool = False
    kind: Literal["copy_to_thread"] = "copy_to_thread"


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """The first message of a topic: language, priority, answers, and the buttons."""

    code: str
    language: str
    priority: str
    answers: tuple[tuple[str, str], ...] = ()
    kind: Literal["case_header"] = "case_header"


@dataclass(frozen=True, slots=True)
class Alert:
    """The case's line in the general topic: no content. `phrase` is a key of the catalogue.

    `fresh` makes a new message that rings; otherwise the line is edited.
    """

    code: str
    language: str
    priority: str
    phrase: str
    takeable: bool = False
    fresh: bool = False
    kind: Literal["alert"] = "alert"


@dataclass(frozen=True, slots=True)
class TellThread:
    """A plain notice in the case's topic."""

    phrase: str
    priority: str | None = None
    kind: Literal["tell_thread"] = "tell_thread"


@dataclass(frozen=True, slots=True)
class TellAnswer:
    """An answer that was given after the topic was opened."""

    question: str
    answer: str
    kind: Literal["tell_answer"] = "tell_answer"


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many wait at once: one line instead of a line for each, with a button for the next."""

    number: int
    priority: str
    kind: Literal["crowd"] = "crowd"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One dimension with its signs and weights; all but `positive` are keys of the catalogue."""

    dimension: str
    positive: bool
    why: str
    signs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssessmentTable:
    """What was told and how it weighs, for the operators of a case; keys of the catalogue.

    `skipped` are questions, as in `TellAnswer`.
    """

    code: str
    rows: tuple[TableRow, ...]
    withdrawn: tuple[str, ...]
    profiles: tuple[str, ...]
    skipped: tuple[str, ...]
    results: tuple[str, ...]
    ours: bool
    possible_victim: bool
    version: str
    kind: Literal["assessment_table"] = "assessment_table"


@dataclass(frozen=True, slots=True)
class CloseThread:
    """Close the topic; `delete` removes it with everything in it."""

    delete: bool = False
    kind: Literal["close_thread"] = "close_thread"


Letter = (
    ShowScreen
    | EraseTrace
    | CopyToPerson
    | WriteToPerson
    | ShowInThread
    | OpenThread
    | CopyToThread
    | CaseHeader
    | Alert
    | TellThread
    | TellAnswer
    | Crowd
    | AssessmentTable
    | CloseThread
)

TO_PERSON = (ShowScreen, EraseTrace, CopyToPerson, WriteToPerson)
_LETTER: TypeAdapter[Letter] = TypeAdapter(Letter)


def write(letter: Letter) -> bytes:
    """Return a letter as JSON."""
    return _LETTER.dump_json(letter)


def read(written: bytes) -> Letter:
    """Return the letter that was written."""
    return _LETTER.validate_json(written)


def towards(letter: Letter) -> Towards:
    """Say whose chat a letter goes to."""
    return Towards.PERSON if isinstance(letter, TO_PERSON) else Towards.DESK
