"""A case: a person, their language, how fast they need a human, and who answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType
from uuid import UUID

from hotline.domain.priority import Priority

PersonId = NewType("PersonId", UUID)
CaseId = NewType("CaseId", UUID)
CaseCode = NewType("CaseCode", str)
# A keyed hash of an operator's address: tells operators apart, names nobody.
OperatorKey = NewType("OperatorKey", bytes)

# No letter or digit that is read as another over a bad phone line.
CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY3479"
CODE_LENGTH = 6


class CaseState(StrEnum):
    """Where a case is."""

    WAITING = "waiting"
    OPEN = "open"
    SLEEPING = "sleeping"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """One talk between a person and the desk; `country` is where the person is, if they said.

    `thread` and `alert` are the staff group's view of it: a topic and a
    message. `person` is None once the person has erased themselves.
    """

    id: CaseId
    code: CaseCode
    person: PersonId | None
    language: str
    priority: Priority = Priority.SOON
    state: CaseState = CaseState.WAITING
    owner: OperatorKey | None = None
    thread: int | None = None
    alert: int | None = None
    note_by: OperatorKey | None = None
    country: str | None = None
    # The desk it was handed to, where the person agreed; else language and country decide.
    desk: str | None = None

    @property
    def held(self) -> bool:
        """Say whether somebody answers here, also when it sleeps until the person writes."""
        return self.state in {CaseState.OPEN, CaseState.SLEEPING}

    @property
    def has_topic(self) -> bool:
        """Say whether it has a topic, or will have one before a letter queued now is sent."""
        return self.held or self.thread is not None


class AlreadyTaken(Exception):
    """Another operator was faster."""


class CaseGone(Exception):
    """The case is closed or was erased."""


def take(case: Case, operator: OperatorKey) -> Case:
    """Return the case as held by `operator`.

    Raises AlreadyTaken or CaseGone; in neither case has anything changed.
    """
    if case.state is CaseState.CLOSED:
        raise CaseGone
    if case.owner is not None and case.owner != operator:
        raise AlreadyTaken
    return replace(case, owner=operator, state=CaseState.OPEN)
