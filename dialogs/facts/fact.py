"""What a fact is: every number a person reads, with its source and its end.

Sources are public pages; `use` says whether it may be shown at all. A fact
marked `check` or `hide`, or past its end, never reaches a person.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

# Counted units; money by its ISO 4217 code in lower case; and what is said as it stands.
Unit = Literal[
    "day", "working_day", "week", "month", "year", "hour", "percent",
    "rub", "kzt", "kgs", "tjs", "uzs", "tmt", "usd", "eur", "try", "krw", "aed", "pln",
    "age", "date", "phone", "site", "address", "none",
]  # fmt: skip


class Fact(BaseModel):
    """One number, fee, deadline, address, site or phone line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]{2}(\.[a-z0-9_]+)+$")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    value: int | str
    unit: Unit
    # What it is, for editors; a person never reads this.
    what: str
    source: tuple[str, ...] = Field(min_length=1)
    # The day of the newest page among them; none where no page has a date.
    source_date: date | None = None
    checked: date
    expires: date
    use: Literal["show", "check", "hide"]
    notes: str | None = None
    conflicts: str | None = None

    @property
    def as_of(self) -> date:
        """Return the day people are told: the page's own, else the day somebody looked."""
        return self.source_date or self.checked

    def may_be_shown(self, on: date) -> bool:
        """Say whether a person may read it on that day."""
        return self.use == "show" and on < self.expires
