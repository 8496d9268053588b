"""What a fact is: every number a person reads, with its source and its end.

`use` says whether it may be shown at all. A fact marked `check` or `hide`, or
past its end, never reaches a person.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dialogs.facts.line import Call, Line

# Counted units; money by its ISO 4217 code in lower case; and what is said as it stands.
# A `body` is an office whose name is kept for editors: prose says it in its own words.
Unit = Literal[
    "day", "working_day", "week", "month", "year", "hour", "percent",
    "rub", "kzt", "kgs", "tjs", "uzs", "tmt", "usd", "eur", "try", "krw", "aed", "pln",
    "age", "date", "phone", "site", "address", "body", "none",
]  # fmt: skip

# How long we believe a number that somebody answered or a page named. Short codes belong to
# states; long numbers to offices and projects, which move and end.
SHORT_CODE_DIGITS = 6
SHORT_CODE_HOLDS = timedelta(days=180)
LONG_NUMBER_HOLDS = timedelta(days=90)


class Fact(BaseModel):
    """One number, fee, deadline, address, site or phone line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]{2}(\.[a-z0-9_]+)+$")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    value: int | float | str
    unit: Unit
    # What it is, for editors; a person never reads this.
    what: str
    # Public pages; also a page by its site and title, or an admission of `dialogs.facts.evidence`.
    source: tuple[str, ...] = Field(min_length=1)
    # The day of the newest page among them; none where no page has a date.
    source_date: date | None = None
    checked: date
    expires: date
    use: Literal["show", "check", "hide"]
    # How a phone line is answered; a phone has it and nothing else does.
    line: Line | None = None
    # Test calls, the oldest first: `hotline content tested` writes them.
    tests: tuple[Call, ...] = ()
    # Its place among the lines to be called first, 1 before 2.
    call_first: int | None = Field(default=None, ge=1)
    notes: str | None = None
    conflicts: str | None = None

    @model_validator(mode="after")
    def _line_belongs_to_phone(self) -> Fact:
        if (self.unit == "phone") != (self.line is not None):
            raise ValueError("`line` belongs to a phone, and a phone needs it.")
        if self.unit != "phone" and self.tests:
            raise ValueError("`tests` belong to a phone.")
        return self

    @property
    def last_call(self) -> Call | None:
        """Return the newest test call of the number as it is now."""
        calls = [call for call in self.tests if call.number == self.value]
        return max(calls, key=lambda call: call.on, default=None)

    @property
    def as_of(self) -> date:
        """Return the day people are told: of an answered call, else the page's, else the look."""
        answered = self.last_call and self.last_call.result == "answered"
        return self.checked if answered else self.source_date or self.checked

    @property
    def holds(self) -> timedelta:
        """Return how long a phone's number is believed after it was checked."""
        digits = sum(letter.isdigit() for letter in str(self.value))
        return SHORT_CODE_HOLDS if digits <= SHORT_CODE_DIGITS else LONG_NUMBER_HOLDS

    def may_be_shown(self, on: date) -> bool:
        """Say whether a person may read it on that day."""
        return self.use == "show" and on < self.expires
