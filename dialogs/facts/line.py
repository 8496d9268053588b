"""What is known of a phone line beside its number: `unknown` where no page says it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]

# What a line is for, in one word; the phrase `line.<word>` says it to people.
Purpose = Literal[
    "emergency", "police", "ambulance", "fire", "children", "violence", "sexual_violence",
    "family", "exploitation", "migrants", "asylum", "labour", "lawyers", "officials",
    "consulate", "state_services", "crime", "health",
]  # fmt: skip

# Whom it serves; `citizens` are those of the fact's country, wherever they are.
Audience = Literal[
    "everybody", "children", "women", "families", "workers", "domestic_workers",
    "foreigners", "refugees", "citizens", "students",
]  # fmt: skip

# Who may make a test call; one of these is written down, and never a name.
Caller = Literal["operator", "supervisor", "editor", "coordinator", "partner"]
Result = Literal["answered", "dead"]

# Numbers that everybody knows and that nobody has to be told the hours of.
EMERGENCIES = frozenset({"emergency", "police", "ambulance", "fire"})


class Part(BaseModel):
    """Closed and frozen: a misspelt field is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(Part):
    """One stretch of the week, in the time of the place where the phone rings."""

    days: tuple[Day, Day] | tuple[Day]
    opens: Clock
    closes: Clock


class Line(Part):
    """How a phone line is answered."""

    purpose: Purpose
    audience: tuple[Audience, ...] = Field(min_length=1)
    # A name of its own that is the same in every language: La Strada, UNHCR.
    name: str | None = Field(default=None, min_length=1)
    # Where it stands, when that is not the fact's country: an embassy's host.
    seat: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    hours: Literal["24/7", "vary", "unknown"] | tuple[Hours, ...] = "unknown"
    # ISO 639 codes (Dari: fa_AF), only those that a source names.
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}(_[A-Z]{2})?$")], ...] = ()
    cost: Literal["free", "paid", "unknown"] = "unknown"
    # A short code reaches nobody, or somebody else, from another country.
    from_abroad: Literal["yes", "no", "unknown"] = "unknown"
    # What to dial from another country, where that is another number.
    abroad: str | None = Field(default=None, min_length=1)
    anonymous: Literal["yes", "no", "unknown"] = "unknown"


class Call(Part):
    """One test call: the day, the number as it was dialled, what happened, and whose duty it was.

    Only the role is kept; who called is nobody's business.
    """

    on: date
    number: str = Field(min_length=1)
    result: Result
    by: Caller
