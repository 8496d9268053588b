"""Desks: who leads a language, when people are at work there, and who stands in.

Times of the day are those of the desk's own zone; whoever asks passes an aware
moment. A desk that names no hours promises none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from dialogs.words.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
# How far ahead an opening is looked for: longer than any holiday.
HORIZON = timedelta(days=30)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("There is no such zone.") from None
    return name


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError("We do not speak this language.")
    return code


Language = Annotated[str, AfterValidator(_language)]


class Shift(BaseModel):
    """From `begins` until `ends` by the desk's clock; over midnight it ends before it begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    begins: time
    ends: time


class Desk(BaseModel):
    """One desk as its file tells it; `leads` are the languages that come here first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    desk: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    zone: Annotated[str, AfterValidator(_zone)]
    leads: tuple[Language, ...]
    also: tuple[Language, ...] = ()
    fallback: str | None = None
    hours: dict[Weekday, tuple[Shift, ...]] | None = None
    holidays: frozenset[date] = frozenset()
    # When a colleague must look at a reply before it goes; see `hotline.domain.draft`.
    second_eyes: frozenset[Literal["warned", "now"]] = frozenset()

    @property
    def languages(self) -> frozenset[str]:
        """Return every language spoken at this desk."""
        return frozenset({*self.leads, *self.also})

    def is_open(self, now: datetime) -> bool | None:
        """Say whether somebody is at work; None when the desk names no hours."""
        if self.hours is None:
            return None
        return any(begins <= now < ends for begins, ends in self._shifts_around(now))

    def opens_at(self, now: datetime) -> datetime | None:
        """Return when work begins next, on the desk's own clock; None when that is not known."""
        ahead = [begins for begins, _ in self._shifts_around(now) if begins > now]
        return min(ahead, default=None)

    def shifts_between(
        self, begins: datetime, ends: datetime
    ) -> Iterable[tuple[datetime, datetime]]:
        """Walk every shift that touches the time between two moments, and some beside it."""
        zone = ZoneInfo(self.zone)
        first = begins.astimezone(zone).date() - timedelta(days=1)
        for number in range((ends.astimezone(zone).date() - first).days + 1):
            yield from self._shifts_of(first + timedelta(days=number), zone)

    def _shifts_around(self, now: datetime) -> Iterable[tuple[datetime, datetime]]:
        """Walk the shifts from yesterday's, which may last over midnight, to the horizon's."""
        return self.shifts_between(now, now + HORIZON)

    def _shifts_of(self, day: date, zone: ZoneInfo) -> Iterable[tuple[datetime, datetime]]:
        if day in self.holidays:
            return
        for shift in (self.hours or {}).get(WEEKDAYS[day.weekday()], ()):
            last = day if shift.ends > shift.begins else day + timedelta(days=1)
            begins = datetime.combine(day, shift.begins, zone)
            yield begins, datetime.combine(last, shift.ends, zone)


class Desks(BaseModel):
    """All desks; every language is led by exactly one, every fallback exists."""

    model_config = ConfigDict(frozen=True)

    desks: tuple[Desk, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        led = [language for desk in self.desks for language in desk.leads]
        if sorted(led) != sorted(LANGUAGES):
            raise ValueError("Every language must be led by exactly one desk.")
        names = {desk.desk for desk in self.desks}
        if any(desk.fallback not in names - {desk.desk} for desk in self.desks if desk.fallback):
            raise ValueError("A fallback must be another desk.")
        return self

    def named(self, name: str) -> Desk | None:
        """Return a desk by its name."""
        return next((desk for desk in self.desks if desk.desk == name), None)

    def of(self, language: str, country: str | None = None, chosen: str | None = None) -> Desk:
        """Return a case's desk: the country's where the language is spoken, else its leader.

        `chosen` is the desk it was handed to, and comes before both.
        """
        handed = self.named(chosen) if chosen else None
        if handed is not None:
            return handed
        near = self.named(country) if country else None
        if near is not None and language in near.languages:
            return near
        [leader] = [desk for desk in self.desks if language in desk.leads]
        return leader

    def speaking_beside(self, desk: Desk) -> dict[str, frozenset[str]]:
        """Return, for each language a desk leads, the desks where it is spoken."""
        return {each: self.speaking(each) for each in desk.leads}

    def speaking(self, language: str) -> frozenset[str]:
        """Return the names of the desks where a language is spoken."""
        return frozenset(desk.desk for desk in self.desks if language in desk.languages)

    def stands_in_for(self, name: str) -> frozenset[str]:
        """Return the languages this desk answers when their own desk does not in time."""
        absent = (desk.leads for desk in self.desks if desk.fallback == name)
        return frozenset(language for leads in absent for language in leads)


@dataclass(frozen=True, slots=True)
class Hours:
    """What a person who waits may honestly be told: open, or closed until a moment."""

    open: bool | None
    opens_at: datetime | None = None


def hours(desk: Desk, now: datetime) -> Hours:
    """Return whether somebody is at the desk, and if not, from when."""
    open_ = desk.is_open(now)
    return Hours(open_, desk.opens_at(now) if open_ is False else None)
