"""How long we keep what we were told: reminded of first, hidden next, then shredded.

The clock starts anew whenever something happens: a person who writes, or an
operator who answers. Reminding and hiding are two dates, and the second is never
nearer than `NOTICE` to the first, however long the program did not run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hotline.domain.case import CaseCode, PersonId

# Long enough for an operator on holiday to come back and look.
NOTICE = timedelta(days=14)
# A mistake that is seen on the next day is still undone by whoever writes again.
HIDING = timedelta(hours=24)
# More of the open cases than this never goes in one run without a human's word.
MOST = 0.05
# Longer than a program that works is ever without a sign of life: after it, the clock is doubted.
QUIET = timedelta(days=3)
# Clocks of one installation that differ by more than this are not to be trusted with deleting.
CLOCKS_APART = timedelta(minutes=10)


class Kind(StrEnum):
    """What is kept, each for a span of its own."""

    SAID = "said"
    ANSWERS = "answers"
    NOTES = "notes"
    FILES = "files"


class Step(StrEnum):
    """How far something is on its way out."""

    REMINDED = "reminded"
    HIDDEN = "hidden"
    SHREDDED = "shredded"


Spans = dict[Kind, timedelta]


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of what we keep of a person, and the last step taken since anything happened."""

    kind: Kind
    active_at: datetime
    step: Step | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What we keep of one person: at least one kind, and the codes of their cases."""

    person: PersonId
    held: tuple[Held, ...]
    codes: tuple[CaseCode, ...] = ()
    open_cases: int = 0

    def due(self, spans: Mapping[Kind, timedelta], now: datetime) -> dict[Kind, Step]:
        """Return the step that each kind must take now; kinds that stay are left out."""
        steps = {held.kind: next_step(held, spans[held.kind], now) for held in self.held}
        return {kind: step for kind, step in steps.items() if step is not None}


def next_step(held: Held, span: timedelta, now: datetime) -> Step | None:
    """Return what must happen now to something that is kept for `span`."""
    ends_at = held.active_at + span
    if held.step is None or held.since is None:
        return Step.REMINDED if now >= ends_at - NOTICE else None
    if held.step is Step.REMINDED:
        return Step.HIDDEN if now >= max(ends_at, held.since + NOTICE) else None
    return Step.SHREDDED if now >= held.since + HIDING else None


def goes_on(held: Iterable[Held], spans: Mapping[Kind, timedelta], now: datetime) -> date:
    """Return the first day on which something that one is reminded of now will be hidden."""
    ends = min(each.active_at + spans[each.kind] for each in held)
    return max(ends, now + NOTICE).date()


def too_many(touched: int, open_cases: int) -> bool:
    """Say whether a run would touch so many of the open cases that a human must agree."""
    return touched > open_cases * MOST
