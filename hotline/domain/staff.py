"""Staff: who works here, in which role and at which desk; how long a sign-in lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import OperatorKey

StaffId = NewType("StaffId", UUID)
SessionId = NewType("SessionId", UUID)

# A desk left alone over a meal asks again; nobody works longer than this without a new sign-in
# (OWASP ASVS 5.0, 7.3).
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# What must not be done from a screen somebody else sat down at asks for a fresh code.
FRESH = timedelta(minutes=5)
INVITED_FOR = timedelta(hours=24)
# Typing mistakes are free; after that every wrong try doubles the pause. The longest is short
# enough that nobody can be kept out of a night's work by a stranger's guesses.
FREE_TRIES = 3
LONGEST_PAUSE = timedelta(minutes=1)
# After so long without a try, counting begins anew.
FORGOTTEN = timedelta(hours=1)

# Who acts at the terminal of the server, and who tries a name that is not there; no account can
# be called so, because names are small letters.
TERMINAL, STRANGER = "TERMINAL", "STRANGER"


class Role(StrEnum):
    """What somebody is here for; what each may do is in rights.yaml."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


# Roles that belong to one desk; the others work for all.
AT_A_DESK = frozenset({Role.OPERATOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff; `key` is how cases know who holds them."""

    id: StaffId
    name: str
    role: Role
    desk: str | None
    language: str
    key: OperatorKey
    joined: bool = True
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in; `fresh_at` is when a code was last given."""

    id: SessionId
    member: Member
    began_at: datetime
    seen_at: datetime
    fresh_at: datetime
    agent: str

    def lives(self, now: datetime) -> bool:
        """Say whether it still counts."""
        young = now - self.began_at < LONGEST
        return young and now - self.seen_at < IDLE and not self.member.disabled

    def fresh(self, now: datetime) -> bool:
        """Say whether a sensitive act may follow without a new code."""
        return now - self.fresh_at < FRESH


def pause_after_tries(tries: int) -> timedelta:
    """Return how long the next try must wait after so many wrong ones."""
    if tries < FREE_TRIES:
        return timedelta()
    doubled = timedelta(seconds=2 ** min(tries - FREE_TRIES, 10))
    return min(doubled, LONGEST_PAUSE)
