"""The queue: who is answered next, and by whom.

Priority first, then waiting time; nothing else ever lets one person pass
another. What an operator can serve decides what they see of the queue:
language first, which opens to a named fallback desk after its own clock;
then country and a wish for a woman or a man, which only choose among equals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from hotline.domain.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hotline.domain.case import CaseId, OperatorKey

Gender = Literal["woman", "man"]

# What a case takes of an operator's strength; the sum of what they hold is bounded.
WEIGHT = {Priority.NOW: 4, Priority.TODAY: 3, Priority.SOON: 2, Priority.INFO: 1}
# Two people in danger, or a danger and two ordinary talks: more cannot be answered well at once.
CAPACITY = 8

# How long a case waits for its own language's desk before the fallback desk sees it as well.
LANGUAGE_CLOCK = {
    Priority.NOW: timedelta(minutes=5),
    Priority.TODAY: timedelta(hours=1),
    Priority.SOON: timedelta(hours=4),
    Priority.INFO: timedelta(hours=12),
}
# How long a claimed case may stay without an answer while the person waits.
SILENCE = {
    Priority.NOW: timedelta(minutes=10),
    Priority.TODAY: timedelta(hours=1),
    Priority.SOON: timedelta(hours=4),
    Priority.INFO: timedelta(hours=24),
}
# After half of that a colleague may take it over: the person should not wait for the rest.
STEP_IN = {priority: silence / 2 for priority, silence in SILENCE.items()}
# Waiting makes a case more urgent, one step at a time, but never as urgent as danger.
PATIENCE = {
    Priority.INFO: (timedelta(hours=24), Priority.SOON),
    Priority.SOON: (timedelta(hours=16), Priority.TODAY),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in the queue: how urgent, since when, and what it asks of whoever takes it."""

    id: CaseId
    priority: Priority
    since: datetime
    language: str
    country: str | None = None
    wish: Gender | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """What an operator can serve; `fallback` languages are those their desk stands in for."""

    key: OperatorKey
    languages: frozenset[str]
    fallback: frozenset[str] = frozenset()
    country: str | None = None
    gender: Gender | None = None
    capacity: int = CAPACITY


def order(waiting: Waiting) -> tuple[int, datetime, bytes]:
    """Return the place in the queue: urgency, then waiting time; the id keeps it total."""
    return waiting.priority.rank, waiting.since, waiting.id.bytes


def can_serve(server: Server, waiting: Waiting, now: datetime) -> bool:
    """Say whether this operator can answer that person now, in a language both speak."""
    if waiting.language in server.languages:
        return True
    late = now - waiting.since >= LANGUAGE_CLOCK[waiting.priority]
    return late and waiting.language in server.fallback


def fits(server: Server, waiting: Waiting) -> tuple[bool, bool]:
    """Return what makes one of two equals a better match; smaller is better."""
    another_country = waiting.country is not None and waiting.country != server.country
    another_gender = waiting.wish is not None and waiting.wish != server.gender
    return another_gender, another_country


def next_for(server: Server, queue: Iterable[Waiting], now: datetime) -> Waiting | None:
    """Return the case this operator should take: the most urgent they can serve.

    Of those equally urgent, one that wished for somebody like this operator or is
    in their country comes first only while it is not passed by more than
    `COURTESY`: a wish is met where it costs nobody else a long wait.
    """
    served = sorted((each for each in queue if can_serve(server, each, now)), key=order)
    if not served:
        return None
    first = served[0]
    equals = [
        each
        for each in served
        if each.priority is first.priority and each.since - first.since <= COURTESY
    ]
    return min(equals, key=lambda each: (*fits(server, each), *order(each)))


# How much later somebody may have come and still be taken first, because they fit.
COURTESY = timedelta(minutes=5)


def load(held: Iterable[Priority]) -> int:
    """Return how much of an operator's strength the cases they hold take."""
    return sum(WEIGHT[priority] for priority in held)


def has_room(server: Server, held: Iterable[Priority]) -> bool:
    """Say whether one more case may be taken; somebody in danger is always taken."""
    return load(held) < server.capacity


def grown(priority: Priority, waited: timedelta) -> Priority:
    """Return the priority after so long a wait; waiting alone never makes `now`."""
    while priority in PATIENCE and waited >= PATIENCE[priority][0]:
        priority = PATIENCE[priority][1]
    return priority


@dataclass(frozen=True, slots=True)
class Only:
    """What a queue is narrowed to; whoever is in danger now is listed all the same.

    An empty country is that of people who have not told us theirs.
    """

    language: str | None = None
    country: str | None = None


EVERYBODY = Only()
