"""An emergency: a short page above everybody's home screen, switched on by two, with an end.

It is shown in the languages it is written in, names its country itself, and is over at its end
whether or not anybody remembers to switch it off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from uuid import UUID

from hotline.domain.campaign import Fault, Faulty, NeedsSecond, NotNow, faults_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

EmergencyId = NewType("EmergencyId", UUID)

COUNTRIES: Final = ("kz", "kg", "tj", "tm", "uz", "ru", "tr", "kr", "ae", "pl", "af")
# Longer than this it is no emergency but guidance: renewed by two people, or written as a page.
LONGEST: Final = timedelta(days=30)
# It stands above a screen of its own on a cheap phone.
SHORT: Final = 400


class Kind(StrEnum):
    """What happened."""

    ARRIVALS = "arrivals"
    BORDER = "border"
    EPIDEMIC = "epidemic"
    DISASTER = "disaster"


@dataclass(frozen=True, slots=True)
class Emergency:
    """One page; it shows from `begins_at`, when `second` agreed, until its end."""

    id: EmergencyId
    country: str
    kind: Kind
    author: str
    texts: Mapping[str, str]
    ends_at: datetime
    surge: bool = False
    push: bool = False
    second: str | None = None
    begins_at: datetime | None = None
    ended_at: datetime | None = None

    def shows(self, now: datetime) -> bool:
        """Say whether people see it."""
        return self.begins_at is not None and self.ended_at is None and now < self.ends_at

    def waits(self, now: datetime) -> bool:
        """Say whether it waits for a second person."""
        return self.begins_at is None and self.ended_at is None and now < self.ends_at


def must_be_sound(emergency: Emergency, now: datetime, shows: Callable[[str], bool]) -> None:
    """Raise Faulty for what cannot be shown: no text, too long, a bare number, no near end."""
    faults = tuple(_faults(emergency, now, shows))
    if faults:
        raise Faulty(faults)


def agree(emergency: Emergency, by: str, now: datetime, shows: Callable[[str], bool]) -> Emergency:
    """Switch it on; raises NotNow, Faulty, and NeedsSecond for its author."""
    if not emergency.waits(now):
        raise NotNow
    if by == emergency.author:
        raise NeedsSecond
    must_be_sound(emergency, now, shows)
    return replace(emergency, second=by, begins_at=now)


def end(emergency: Emergency, now: datetime) -> Emergency:
    """Switch it off, or take back what nobody agreed to; raises NotNow when it is over."""
    if not (emergency.shows(now) or emergency.waits(now)):
        raise NotNow
    return replace(emergency, ended_at=now)


def _faults(emergency: Emergency, now: datetime, shows: Callable[[str], bool]) -> Iterator[Fault]:
    if emergency.country not in COUNTRIES:
        yield Fault("", 0, 0, "country")
    if not now < emergency.ends_at <= now + LONGEST:
        yield Fault("", 0, 0, "end")
    if not emergency.texts:
        yield Fault("", 0, 0, "no_text")
    for language, words in emergency.texts.items():
        if len(words) > SHORT:
            yield Fault(language, 1, 1, "long")
        yield from faults_in(language, words, shows)
