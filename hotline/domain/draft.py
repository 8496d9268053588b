"""A draft that a second pair of eyes looks at, and when a desk demands one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

from hotline.domain.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Collection

    from hotline.domain.case import Case, OperatorKey
    from hotline.domain.desks import Desk

DraftId = NewType("DraftId", UUID)


class State(StrEnum):
    """Where a draft is: with a colleague, or back with who wrote it."""

    SHARED = "shared"
    APPROVED = "approved"
    RETURNED = "returned"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it goes; `second` is who looked, never its author."""

    id: DraftId
    author: OperatorKey
    words: str
    state: State = State.SHARED
    second: OperatorKey | None = None
    comment: str | None = None


def needs_second(desk: Desk, case: Case, found: Collection[str]) -> bool:
    """Say whether the desk wants two to look at this reply.

    `found` is what in it could give somebody away; see `hotline.domain.giving_away`.
    """
    warned = "warned" in desk.second_eyes and bool(found)
    return warned or ("now" in desk.second_eyes and case.priority is Priority.NOW)
