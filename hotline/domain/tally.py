"""What is counted at the moment it happens, and about whom in the widest words.

A tally has no key of a person or a case, so it survives their erasing. Each event is counted
twice, once with an age and once with a way: no row ever holds age, origin and destination
together, so what is kept cannot be joined into somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Counted(StrEnum):
    """What can be counted."""

    GAP = "gap"
    POSTER = "poster"
    COMPLAINT = "complaint"
    CONTACT = "contact"
    GUIDANCE = "guidance"
    SCREENING = "screening"
    SIGN = "sign"
    PROFILE = "profile"
    PRIORITY = "priority"
    WAITING = "waiting"
    RESPONSE = "response"
    REFERRAL = "referral"
    CAMPAIGN = "campaign"
    RECEIVED = "received"
    # For the board of the own desk only; no published table holds them.
    CLOCK = "clock"
    HOUR = "hour"


class Face(StrEnum):
    """Which half of an event a row holds: `whole` is for what is about nobody at all."""

    WHOLE = "whole"
    WHO = "who"
    WAY = "way"


@dataclass(frozen=True, slots=True, order=True)
class About:
    """Whom an event is about, as far as they said: empty where they did not.

    `gender` is woman, man or other; `age` is child or adult; countries are two small letters.
    """

    desk: str = ""
    language: str = ""
    gender: str = ""
    age: str = ""
    origin: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """One row to add to: `day` is the first of a month, except for what is about nobody."""

    day: date
    counted: str
    name: str
    face: str
    about: About = About()


NOBODY = About()
GENDERS = ("woman", "man", "other", "")
AGES = ("child", "adult", "")


def tallies(counted: Counted, name: str, day: date, about: About) -> tuple[Tally, ...]:
    """Return the rows that an event adds to."""
    if about == NOBODY:
        return (Tally(day, counted.value, name, Face.WHOLE.value),)
    month = day.replace(day=1)
    who = replace(about, origin="", destination="")
    way = replace(about, age="", language="")
    return (
        Tally(month, counted.value, name, Face.WHO.value, who),
        Tally(month, counted.value, name, Face.WAY.value, way),
    )


# How long somebody waited, in words that a published table can hold.
BANDS = (
    (timedelta(minutes=5), "within_5_minutes"),
    (timedelta(hours=1), "within_hour"),
    (timedelta(hours=4), "within_4_hours"),
    (timedelta(hours=32), "within_32_hours"),
)
LONGER = "longer"


def band(span: timedelta) -> str:
    """Return the band of a time that somebody waited.

    Answers after 32 hours bring people back less often (doi.org/10.1258/135763306779380110).
    """
    return next((name for most, name in BANDS if span <= most), LONGER)
