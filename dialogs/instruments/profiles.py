"""Profiles: who a person may be, as a set with reasons, and what then helps.

The set follows the mixed movements that UNHCR's 10-Point Plan profiles and
refers (https://www.refworld.org/policy/strategy/unhcr/2007/en/115892). A profile
is a hint for a next step and decides no status.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dialogs.engine.script import Model, ProfileName, Target
from dialogs.words.text import Text

PartnerKind = Literal[
    "shelter",
    "legal_aid",
    "health",
    "labour_inspectorate",
    "trade_union",
    "employment_office",
    "consulate",
    "migration_office",
    "asylum_office",
    "unhcr",
    "iom",
    "child_protection",
    "child_line",
    "family_tracing",
    "civil_protection",
]
# With these, a referral never goes to the person's own consulate: they may fear their state.
NO_CONSULATE: frozenset[ProfileName] = frozenset(
    {"asylum_seeker", "stateless", "rejected_asylum_seeker"}
)


class Profile(Model):
    """One profile with its next steps (`script:step`) and the partners that may help."""

    id: ProfileName
    label: str
    pages: tuple[Target, ...] = Field(min_length=1)
    partners: tuple[PartnerKind, ...] = Field(min_length=1)

    @property
    def text(self) -> Text:
        """Return how operators read it."""
        return Text(f"profile.{self.id}", self.label, "For operators: a hint, no status.")


def partners(found: tuple[Profile, ...]) -> tuple[PartnerKind, ...]:
    """Return the kinds of partner for a set of profiles, the first profile's first.

    Somebody may be a labour migrant and fear their own state: then no consulate.
    """
    kinds = dict.fromkeys(kind for profile in found for kind in profile.partners)
    if any(profile.id in NO_CONSULATE for profile in found):
        kinds.pop("consulate", None)
    return tuple(kinds)
