"""A letter on its way, and the named states it can end in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hotline.domain.contact import UNSAID, Contact

if TYPE_CHECKING:
    from uuid import UUID

    from hotline.domain.address import Address
    from hotline.domain.case import CaseId, PersonId
    from hotline.domain.letters import Letter

# Telegram's servers were unreachable: try again, slower each time, for as long
# as an answer still means something to a person who waits.
PATIENCE = timedelta(hours=24)
# Neither side's messages can be deleted later (core.telegram.org/bots/api#deletemessage).
DELETABLE = timedelta(hours=48)
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=2)


class DeliveryState(StrEnum):
    """Held waits for its moment, queued and sending are on the way; all others are the end.

    Superseded: a newer letter says the same place of the chat better, before this one left.
    """

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"

    @property
    def failed(self) -> bool:
        """Say whether it ended without a sign that it arrived."""
        return self in {
            DeliveryState.BLOCKED,
            DeliveryState.REFUSED,
            DeliveryState.UNCERTAIN,
            DeliveryState.EXPIRED,
        }


@dataclass(frozen=True, slots=True)
class Route:
    """Where a letter goes, looked up at the moment of sending.

    `shown` is the message with the person's newest screen, `trace` every message
    of theirs and ours that we know of, `source` the chat a copy is taken from;
    `contact`, `seen_at` and `hushed` say whether something may come now.
    """

    chat: Address
    language: str | None = None
    shown: int | None = None
    trace: tuple[int, ...] = ()
    source: Address | None = None
    thread: int | None = None
    alert: int | None = None
    contact: Contact = UNSAID
    seen_at: datetime | None = None
    hushed: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter, its place in the order of its chat, and how often it was tried."""

    id: UUID
    letter: Letter
    person: PersonId | None
    case: CaseId | None
    attempts: int
    tried_again: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the channel told us: the message that now stands there, or the new thread."""

    message: int | None = None
    thread: int | None = None


class SendingFailed(Exception):
    """Why a letter did not arrive; the subclasses say whose turn it is."""


class PersonBlocked(SendingFailed):
    """The person has blocked us or is gone."""


class LetterRefused(SendingFailed):
    """The channel will never take this letter."""


class NothingChanged(LetterRefused):
    """The message already looks like this."""


class MessageGone(LetterRefused):
    """The message to edit, delete or copy is not there, or can no longer be touched."""


class NotAccepted(SendingFailed):
    """The letter certainly did not arrive: try again later."""


class AskedToWait(SendingFailed):
    """The channel wants us to be slower; `pause` is what it asked for."""

    def __init__(self, pause: timedelta) -> None:
        super().__init__()
        self.pause = pause


class NoAnswer(SendingFailed):
    """The letter may or may not have arrived."""


class ThreadGone(SendingFailed):
    """The case's topic was deleted in the staff group: it must be made anew."""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after that many failed attempts: doubling, bounded."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts, 10)
    return min(doubled, LONGEST_PAUSE)
