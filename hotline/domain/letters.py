"""What we send: letters to people and to the staff group.

A letter says what, not how: words are found in the person's language at the
moment of sending. Notes have no letter that leads to a person: there is no way
to write one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003  # letters are read back through their types
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter

from dialogs.engine.particulars import NOTHING, Particulars


class Towards(StrEnum):
    """Whose chat a letter goes to."""

    PERSON = "person"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Added:
    """A line below a screen with a code and a day; `phrase` is a key of the catalogue."""

    phrase: str
    code: str
    day: date


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
    added: Added | None = None
    # While they wait for a human: how many are before them.
    ahead: int | None = None
    # What stands above it while there is an emergency: an editor's words, with names of facts.
    above: str | None = None
    kind: Literal["show_screen"] = "show_screen"


@dataclass(frozen=True, slots=True)
class SayScreen:
    """Send the recorded voice of a page, in the language the person speaks then."""

    script: str
    revision: str
    step: str
    kind: Literal["say_screen"] = "say_screen"


@dataclass(frozen=True, slots=True)
class EraseTrace:
    """Turn the newest screen into `cover`, then delete all messages that may still go.

    `forget` says that the person's row itself goes once this is done. With `only`, just
    these messages go; without `cover`, the newest screen stays as it is.
    """

    cover: ShowScreen | None
    forget: bool = False
    only: tuple[int, ...] | None = None
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
class AskPerson:
    """Put a question of the desk to a person, with a button for yes and one for no.

    `phrase` is a key of the catalogue; `put` are (placeholder, value): what `{country}` stands
    for is a code and is said in the person's language, everything else is said as it is.
    """

    question: str
    phrase: str
    put: tuple[tuple[str, str], ...] = ()
    kind: Literal["ask_person"] = "ask_person"


@dataclass(frozen=True, slots=True)
class SettleQuestion:
    """Put what became of a question in its place: its buttons go; `phrase` is a key."""

    message: int
    phrase: str
    kind: Literal["settle_question"] = "settle_question"


@dataclass(frozen=True, slots=True)
class TellNews:
    """A campaign's words to somebody who follows its topic, with a button to a `page`.

    `words` may name facts, which are filled in when it is sent. `language` is the one they
    are in: when it is not the person's own, that is said first. `zone` is where the person
    may be, if they never said.
    """

    words: str
    language: str
    page: str | None
    zone: str
    kind: Literal["tell_news"] = "tell_news"


@dataclass(frozen=True, slots=True)
class PostInChannel:
    """A campaign's words in a public channel of one language; `channel` is the channel's id."""

    words: str
    language: str
    channel: int
    kind: Literal["post_in_channel"] = "post_in_channel"


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
class AskLink:
    """Ask whether a case may go on from another phone, with a button for each answer.

    `in_thread` says whether the case has an operator to ask in its topic.
    """

    code: str
    in_thread: bool
    kind: Literal["ask_link"] = "ask_link"


@dataclass(frozen=True, slots=True)
class TellThread:
    """A plain notice in the case's topic."""

    phrase: str
    priority: str | None = None
    # What {moment} in the phrase stands for, on the clock it is to be said by.
    moment: datetime | None = None
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
class TellGroup:
    """A plain line in the general topic: a case's code, a count, a day, and nothing of anybody."""

    phrase: str
    code: str = ""
    number: int = 0
    day: date | None = None
    kind: Literal["tell_group"] = "tell_group"


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
class NumberedList:
    """Numbers to write behind a command, and what each stands for: a key of the catalogue."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["numbered_list"] = "numbered_list"


@dataclass(frozen=True, slots=True)
class AboutOperator:
    """What the operator who asked can serve. It names nobody."""

    languages: tuple[str, ...]
    gender: str | None
    capacity: int
    kind: Literal["about_operator"] = "about_operator"


@dataclass(frozen=True, slots=True)
class CloseThread:
    """Close the topic; `delete` removes it with everything in it."""

    delete: bool = False
    kind: Literal["close_thread"] = "close_thread"


Letter = (
    ShowScreen
    | SayScreen
    | EraseTrace
    | CopyToPerson
    | WriteToPerson
    | AskPerson
    | SettleQuestion
    | TellNews
    | PostInChannel
    | ShowInThread
    | OpenThread
    | CopyToThread
    | CaseHeader
    | Alert
    | AskLink
    | TellThread
    | TellAnswer
    | Crowd
    | TellGroup
    | AssessmentTable
    | NumberedList
    | AboutOperator
    | CloseThread
)

# What an operator said to a person, in the staff group or on a page.
Reply = CopyToPerson | WriteToPerson
REPLIES = (CopyToPerson, WriteToPerson)
REPLY_KINDS = ("copy_to_person", "write_to_person")
TO_PERSON = (ShowScreen, SayScreen, EraseTrace, AskPerson, SettleQuestion, TellNews, *REPLIES)
# What waits behind everything else, and is as good an hour later.
NEWS = (TellNews, PostInChannel)
# The script of harmless questions that go before an answer.
ASK = "ask"
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


def weight(letter: Letter) -> int:
    """Return how long it may stand back: people's first, then the desk's, campaigns last."""
    if isinstance(letter, NEWS):
        return 2
    return 0 if towards(letter) is Towards.PERSON else 1


def rings(letter: Letter) -> bool:
    """Say whether something new appears on a person's phone, so that they must want it now."""
    return isinstance(letter, (ShowScreen, AskPerson, TellNews, *REPLIES))


def is_answer(letter: Letter) -> bool:
    """Say whether an operator wrote it, or it asks whether what one wrote may come."""
    asks = isinstance(letter, ShowScreen) and letter.script == ASK
    return asks or isinstance(letter, (AskPerson, *REPLIES))
