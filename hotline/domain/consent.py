"""Consent: what a person agreed to, to whom it goes, why, and until when.

An agreement covers exactly what was asked and nothing beside it. It ends by itself, and the person
may take it back at any moment (Council of Europe Convention on Action against Trafficking,
article 11; General Data Protection Regulation, article 7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

PartnerId = NewType("PartnerId", str)
# Long enough for an office that answers within a month; nobody agrees for ever.
LONGEST = timedelta(days=60)


class Share(StrEnum):
    """One thing that may be told to a partner; nothing else ever is."""

    LANGUAGE = "language"
    COUNTRY = "country"
    AGE = "age"
    GENDER = "gender"
    NEEDS = "needs"
    SIGNS = "signs"
    STORY = "story"
    CONTACT = "contact"


class Purpose(StrEnum):
    """What the partner is asked to do."""

    SHELTER = "shelter"
    LEGAL_ADVICE = "legal_advice"
    HEALTH = "health"
    PAY = "pay"
    PAPERS = "papers"
    ASYLUM = "asylum"
    RETURN = "return"
    CHILD = "child"
    POLICE = "police"


class Answer(StrEnum):
    """What the person said to the question."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class TooLong(ValueError):
    """A consent is asked for longer than `LONGEST`."""


class NothingToShare(ValueError):
    """A consent to share nothing means nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question put to the person: what goes to whom, why, until when (aware UTC)."""

    shares: frozenset[Share]
    partner: PartnerId
    purpose: Purpose
    until: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """The person's answer to one question; `at` is when they gave it."""

    asked: Asked
    answer: Answer
    at: datetime

    def covers(self, wanted: Asked, now: datetime) -> bool:
        """Say whether sending `wanted` at `now` is what the person agreed to, and still is."""
        return (
            self.answer is Answer.GIVEN
            and wanted.partner == self.asked.partner
            and wanted.purpose is self.asked.purpose
            and wanted.shares <= self.asked.shares
            and self.at <= now < self.asked.until
        )


def ask(
    shares: frozenset[Share],
    partner: PartnerId,
    purpose: Purpose,
    *,
    now: datetime,
    span: timedelta,
) -> Asked:
    """Return the question; raises NothingToShare and TooLong."""
    if not shares:
        raise NothingToShare
    if span > LONGEST:
        raise TooLong
    return Asked(shares, partner, purpose, now + span)


def withdrawn(consent: Consent, now: datetime) -> Consent:
    """Return the consent as taken back; taking back a refusal changes nothing."""
    if consent.answer is not Answer.GIVEN:
        return consent
    return replace(consent, answer=Answer.WITHDRAWN, at=now)
