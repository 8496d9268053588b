"""Partners: who else may help, with what, in which languages, and when somebody last tried them.

A partner whose address is private has none here that could be shown: shelters are looked for.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, model_validator

from dialogs.words.languages import SOURCE
from hotline.domain.consent import PartnerId, Purpose
from hotline.domain.desks import Desk, Language, Shift, Weekday

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# A door that nobody knocked at for so long may be closed: somebody calls before a person is sent.
STALE = timedelta(days=180)
# Whom each profile is sent to first. Who is both is sent to both: a person who was traded and
# fears to go home is owed shelter and asylum alike (UNHCR, Guidelines on International
# Protection No. 7, https://www.unhcr.org/media/guidelines-international-protection-no-7).
FIRST: dict[str, Purpose] = {
    "possible_victim": Purpose.SHELTER,
    "asylum_seeker": Purpose.ASYLUM,
    "child": Purpose.CHILD,
    "labour_migrant": Purpose.PAY,
    "stateless": Purpose.PAPERS,
    "returning_migrant": Purpose.RETURN,
}


class Partner(BaseModel):
    """One partner as its file tells it; `tested` is when somebody of the desk last tried them.

    `review` says whether it exists: `invented` ones are for trying the program out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[PartnerId, Field(pattern=r"^[a-z]{2}_[a-z0-9_]{1,40}$")]
    desk: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    names: dict[Language, Annotated[str, Field(min_length=1, max_length=80)]]
    needs: Annotated[frozenset[Purpose], Field(min_length=1)]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    zone: str = "UTC"
    hours: dict[Weekday, tuple[Shift, ...]] | None = None
    tested: date | None = None
    private_address: bool = False
    address: str | None = None
    source: HttpUrl
    review: Literal["invented", "checked"]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if SOURCE not in self.names:
            raise ValueError("A partner needs its name in English.")
        if self.private_address and self.address:
            raise ValueError("A private address is not written down.")
        if not self.id.startswith(f"{self.desk}_"):
            raise ValueError("The id begins with the desk.")
        return self

    def named(self, language: str) -> str:
        """Return its name in a language, else in English."""
        return self.names.get(language) or self.names[SOURCE]

    def stale(self, on: date) -> bool:
        """Say whether nobody has tried them lately."""
        return self.tested is None or on - self.tested > STALE

    def is_open(self, now: datetime) -> bool | None:
        """Say whether somebody is there now; None when they name no hours."""
        return Desk(desk=self.desk, zone=self.zone, leads=(), hours=self.hours).is_open(now)


class Directory(BaseModel):
    """All partners; no two have the same id."""

    model_config = ConfigDict(frozen=True)

    partners: tuple[Partner, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len({each.id for each in self.partners}) != len(self.partners):
            raise ValueError("Two partners have the same id.")
        return self

    def of(self, partner: str) -> Partner | None:
        """Return a partner by its id."""
        return next((each for each in self.partners if each.id == partner), None)

    def serving(self, desk: str, purpose: Purpose, language: str) -> Sequence[Partner]:
        """Return who serves a purpose: of this desk first, and who speaks the language first."""
        serving = [each for each in self.partners if purpose in each.needs]
        return sorted(
            serving, key=lambda each: (each.desk != desk, language not in each.languages, each.id)
        )


def proposed(profiles: Collection[str]) -> Sequence[Purpose]:
    """Return what the profiles of a person ask for first; both for who is both."""
    return [purpose for profile, purpose in FIRST.items() if profile in profiles]
