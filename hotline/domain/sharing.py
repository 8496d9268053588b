"""A referral as it is kept: what the partner reads of it word for word, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hotline.domain.case import CaseId
    from hotline.domain.consent import Share
    from hotline.domain.referral import Referral

# A partner needs a few lines, not a file.
LONGEST_FIELD = 600
LONGEST_QUESTION = 600


class Who(StrEnum):
    """Who did something to a referral."""

    DESK = "desk"
    PERSON = "person"
    PARTNER = "partner"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a referral's history; `act` is what was done to it."""

    act: str
    who: Who
    at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """A referral with its words; `wish` says that the person wants to hear the outcome.

    `told` holds exactly the fields that were asked for; `why` is the reason of a partner
    who declined.
    """

    case: CaseId
    referral: Referral
    told: Mapping[Share, str]
    wish: bool = False
    why: str | None = None
    history: tuple[Happened, ...] = ()

    def after(self, referral: Referral, act: str, who: Who, now: datetime) -> Sheet:
        """Return it as it is after something was done."""
        line = Happened(act, who, now)
        return replace(self, referral=referral, history=(*self.history, line))

    def seen(self, now: datetime) -> Mapping[Share, str]:
        """Return what the partner may read at a moment: only what was asked for, or nothing."""
        referral = self.referral
        if not referral.shown(now):
            return {}
        return {each: words for each, words in self.told.items() if each in referral.asked.shares}
