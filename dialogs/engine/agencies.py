"""An agency as a person is told of it: frozen with the conversation, drawn at any later moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

AgencyStanding = Literal["licensed", "suspended", "revoked"]
STANDINGS: dict[str | None, AgencyStanding] = {each: each for each in get_args(AgencyStanding)}


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """What a state's list said on the day `as_of`; `country` is its ISO 3166 code in small."""

    country: str
    number: str
    name: str
    standing: AgencyStanding
    until: date | None
    as_of: date

    def told(self) -> list[str | None]:
        """Return what is written down of it."""
        until = self.until.isoformat() if self.until else None
        as_of = self.as_of.isoformat()
        return [self.country, self.number, self.name, self.standing, until, as_of]


def found_agency(told: list[str | None]) -> FoundAgency:
    """Read it back; raises TypeError or ValueError for what nobody wrote down."""
    country, number, name, standing, until, as_of = told
    if not (country and number and name and as_of) or standing not in STANDINGS:
        raise ValueError("Not an agency")
    last = date.fromisoformat(until) if until else None
    day = date.fromisoformat(as_of)
    return FoundAgency(country, number, name, STANDINGS[standing], last, day)
