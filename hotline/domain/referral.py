"""A referral: one partner, one purpose, exact things to share, and a consent that holds.

Its life is a table. The only door to a partner is `send`, and it opens for a consent that covers
what would be sent, or for an emergency that has a reason and a name; views decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from uuid import UUID

from hotline.domain.consent import Answer, Asked, Consent, Purpose, withdrawn

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import OperatorKey

ReferralId = NewType("ReferralId", UUID)


class State(StrEnum):
    """Where a referral is."""

    DRAFTED = "drafted"
    ASKED = "asked"
    REFUSED = "refused"
    CONSENTED = "consented"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SERVED = "served"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"


class Act(StrEnum):
    """What can be done to a referral, by operator, person, partner or clock."""

    ASK = "ask"
    AGREE = "agree"
    REFUSE = "refuse"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    SERVE = "serve"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CLOSE = "close"


# A refusal is an answer: the same question is not put again until it becomes a yes.
LIFE: Final[dict[tuple[State, Act], State]] = {
    (State.DRAFTED, Act.ASK): State.ASKED,
    (State.DRAFTED, Act.SEND): State.SENT,  # an emergency: `send` asks for its reason
    (State.DRAFTED, Act.CLOSE): State.CLOSED,
    (State.ASKED, Act.AGREE): State.CONSENTED,
    (State.ASKED, Act.REFUSE): State.REFUSED,
    (State.ASKED, Act.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Act.EXPIRE): State.EXPIRED,
    (State.ASKED, Act.SEND): State.SENT,  # likewise
    (State.REFUSED, Act.CLOSE): State.CLOSED,
    (State.CONSENTED, Act.SEND): State.SENT,
    (State.CONSENTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.CONSENTED, Act.EXPIRE): State.EXPIRED,
    (State.SENT, Act.ACCEPT): State.ACCEPTED,
    (State.SENT, Act.DECLINE): State.DECLINED,
    (State.SENT, Act.WITHDRAW): State.WITHDRAWN,
    (State.SENT, Act.EXPIRE): State.EXPIRED,
    (State.ACCEPTED, Act.SERVE): State.SERVED,
    (State.ACCEPTED, Act.DECLINE): State.DECLINED,
    (State.ACCEPTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.DECLINED, Act.CLOSE): State.CLOSED,
    (State.SERVED, Act.CLOSE): State.CLOSED,
    (State.WITHDRAWN, Act.CLOSE): State.CLOSED,
    (State.EXPIRED, Act.CLOSE): State.CLOSED,
}
# While it is in one of these the partner may see what was shared; in no other.
SHOWN: Final = frozenset({State.SENT, State.ACCEPTED})
# What these tell about somebody can hurt them, so a second member of staff looks first.
SENSITIVE: Final = frozenset({Purpose.SHELTER, Purpose.ASYLUM, Purpose.CHILD, Purpose.POLICE})


class NotNow(Exception):
    """The referral is not where this can be done; nothing has changed."""


class NoConsent(Exception):
    """The person has not agreed to this, or not any more; nothing has changed."""


class NeedsSecond(Exception):
    """Somebody else must look at this before it leaves; nothing has changed."""


class NoReason(ValueError):
    """An emergency without a reason is none."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """Life in danger, or a child: why nobody could be asked first, and who says so."""

    reason: str
    by: OperatorKey


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral of one case; `second` is who looked at a sensitive one, never its author."""

    id: ReferralId
    author: OperatorKey
    asked: Asked
    state: State = State.DRAFTED
    consent: Consent | None = None
    second: OperatorKey | None = None
    emergency: Emergency | None = None

    def shown(self, now: datetime) -> bool:
        """Say whether the partner may look at it: never after its end."""
        return self.state in SHOWN and now < self.asked.until


def put(referral: Referral) -> Referral:
    """Put the question to the person; raises NotNow."""
    return _after(referral, Act.ASK)


def answer(referral: Referral, said: Answer, now: datetime) -> Referral:
    """Keep what the person said to the question; raises NotNow."""
    if said is Answer.WITHDRAWN:
        return withdraw(referral, now)
    moved = _after(referral, Act.AGREE if said is Answer.GIVEN else Act.REFUSE)
    return replace(moved, consent=Consent(referral.asked, said, now))


def withdraw(referral: Referral, now: datetime) -> Referral:
    """Take the consent back: the partner sees nothing from this moment; raises NotNow."""
    moved = _after(referral, Act.WITHDRAW)
    return replace(moved, consent=withdrawn(moved.consent, now) if moved.consent else None)


def seen_by(referral: Referral, operator: OperatorKey) -> Referral:
    """Keep that a second member of staff looked; raises NeedsSecond for the author."""
    if operator == referral.author:
        raise NeedsSecond
    return replace(referral, second=operator)


def send(referral: Referral, now: datetime, emergency: Emergency | None = None) -> Referral:
    """Let it go to the partner; raises NotNow, NoConsent, NeedsSecond, NoReason.

    An emergency needs no consent, but a reason, and never overrides a refusal.
    """
    sent = _after(referral, Act.SEND)
    if emergency is not None:
        if not emergency.reason.strip():
            raise NoReason
        return replace(sent, emergency=emergency)
    if referral.consent is None or not referral.consent.covers(referral.asked, now):
        raise NoConsent
    if referral.asked.purpose in SENSITIVE and referral.second is None:
        raise NeedsSecond
    return sent


def reported(referral: Referral, act: Act, now: datetime) -> Referral:
    """Keep what the partner reports: accept, decline or serve.

    Raises NotNow, also when the time the person agreed to is over.
    """
    if act not in {Act.ACCEPT, Act.DECLINE, Act.SERVE} or now >= referral.asked.until:
        raise NotNow
    return _after(referral, act)


def expired(referral: Referral, now: datetime) -> Referral:
    """Return it as over once its time has passed, else as it is."""
    over = now >= referral.asked.until and (referral.state, Act.EXPIRE) in LIFE
    return _after(referral, Act.EXPIRE) if over else referral


def close(referral: Referral) -> Referral:
    """End it; raises NotNow while somebody still has it in their hands."""
    return _after(referral, Act.CLOSE)


def _after(referral: Referral, act: Act) -> Referral:
    state = LIFE.get((referral.state, act))
    if state is None:
        raise NotNow
    return replace(referral, state=state)
