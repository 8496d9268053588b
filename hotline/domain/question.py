"""A question that the desk puts to a person while a human answers them: yes, no, or too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

if TYPE_CHECKING:
    from hotline.domain.case import CaseId, OperatorKey

QuestionId = NewType("QuestionId", UUID)
# Long enough for a phone that is charged once a day; an old yes is no answer to a new day.
ANSWERED_WITHIN = timedelta(hours=48)


class Kind(StrEnum):
    """What is asked about."""

    DESK = "desk"


class Said(StrEnum):
    """How a question ended; a newer question of the same kind makes one void."""

    YES = "yes"
    NO = "no"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one case; `about` names what is asked: a desk, or the id of something.

    `why` is the operator's reason and stays with the staff. Moments are aware UTC.
    """

    id: QuestionId
    case: CaseId
    kind: Kind
    about: str
    asked_by: OperatorKey
    why: str
    asked_at: datetime
    until: datetime
    said: Said | None = None
    said_at: datetime | None = None

    def open(self, now: datetime) -> bool:
        """Say whether an answer given now still counts."""
        return self.said is None and now < self.until
