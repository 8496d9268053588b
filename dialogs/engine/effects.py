"""What the service must do after a turn, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.engine.agreements import Said
    from dialogs.engine.meaning import OwnWord


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Put the person into the queue, or reopen the case they had."""


@dataclass(frozen=True, slots=True)
class RaisePriority:
    """An answer says how fast a human is needed: now, today, soon or info."""

    priority: str


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """Keep an answer to a question; a skipped question is recorded as `skip`."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ReportSign:
    """An answer is a sign of what happened, by its id in `dialogs.instruments`."""

    sign: str


@dataclass(frozen=True, slots=True)
class ProfileSeen:
    """An answer hints at who the person may be."""

    profile: str


@dataclass(frozen=True, slots=True)
class PassOn:
    """Hand the message that caused this turn to the operators of the case."""


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """Keep the message that caused this turn in case the person asks for a human."""


@dataclass(frozen=True, slots=True)
class EraseTrace:
    """Cover the newest screen, then delete what Telegram still lets us delete."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Forget the person: conversation, messages, answers."""


@dataclass(frozen=True, slots=True)
class MakeCode:
    """Make a code with which the person goes on from another phone."""


@dataclass(frozen=True, slots=True)
class TryCode:
    """The message that caused this turn is a code: ask the operator whose case it is."""


@dataclass(frozen=True, slots=True)
class Unsay:
    """Delete the message that caused this turn from the chat; keep and pass on nothing of it."""


@dataclass(frozen=True, slots=True)
class SayPage:
    """Send the recording of the page on which the person stands."""

    script: str
    revision: str
    step: str


@dataclass(frozen=True, slots=True)
class CountGap:
    """Words found no page: count that, without the words, for the editors."""

    language: str | None


@dataclass(frozen=True, slots=True)
class CountComplaint:
    """Somebody reports an agency of a state's list: count that, without the person."""

    country: str
    number: str


@dataclass(frozen=True, slots=True)
class CountPoster:
    """Somebody came by a poster: count that, without the person."""

    poster: str


@dataclass(frozen=True, slots=True)
class FollowTopic:
    """The person wants to hear of a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class LeaveTopic:
    """The person wants to hear of a topic no longer."""

    topic: str


@dataclass(frozen=True, slots=True)
class ComeFrom:
    """The person said where they are from, so that rules reach those whom they are for."""

    country: str


@dataclass(frozen=True, slots=True)
class PlanPages:
    """Let pages come at their day; `plan` says around which journey and when it is."""

    plan: str


@dataclass(frozen=True, slots=True)
class StopPages:
    """Let no pages come by themselves any more."""


@dataclass(frozen=True, slots=True)
class KeepWord:
    """Keep what was written as the person's own word, never as text, and take the message away."""

    word: OwnWord


@dataclass(frozen=True, slots=True)
class ForgetWords:
    """Forget the person's own words."""


@dataclass(frozen=True, slots=True)
class FlagDuress:
    """Let operators know that somebody may stand beside the person; the chat shows nothing."""


@dataclass(frozen=True, slots=True)
class ConfirmSafe:
    """Let operators know that it is the person, and that it is safe."""


@dataclass(frozen=True, slots=True)
class SendWaiting:
    """The person is there: send what waits for them."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """The person answered a question of the desk; `question` and `answer` may be anything."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """The person said something to a question about sharing; its id may be anything."""

    asked: str
    said: Said


@dataclass(frozen=True, slots=True)
class ListAgreed:
    """Show the person what they agreed to."""


Effect = (
    OpenCase
    | RaisePriority
    | RecordAnswer
    | ReportSign
    | ProfileSeen
    | PassOn
    | KeepMessage
    | EraseTrace
    | ErasePerson
    | MakeCode
    | TryCode
    | Unsay
    | SayPage
    | CountGap
    | CountComplaint
    | CountPoster
    | FollowTopic
    | LeaveTopic
    | ComeFrom
    | PlanPages
    | StopPages
    | KeepWord
    | ForgetWords
    | FlagDuress
    | ConfirmSafe
    | SendWaiting
    | AnswerQuestion
    | AnswerConsent
    | ListAgreed
)
