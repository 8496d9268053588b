"""The operational indicators of ILO and the European Commission, as their file tells them.

Six dimensions of signs, each sign weighing something for adults and something
else for children: https://www.ilo.org/global/topics/forced-labour/publications/WCMS_105023/
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from dialogs.engine.script import Model, Name, SignId
from dialogs.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


DimensionName = Literal[
    "deceptive_recruitment",
    "coercive_recruitment",
    "recruitment_by_vulnerability",
    "exploitation",
    "coercion",
    "vulnerability_at_destination",
]
_RESULT = "For operators only: a hint what to ask, never a finding about a person."


class Weight(StrEnum):
    """How much a sign counts in its dimension."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Phase(StrEnum):
    """When a sign happened: before and on the way, or where the work is."""

    RECRUITMENT = "recruitment"
    DESTINATION = "destination"


class Sign(Model):
    """One indicator; a weight of None means that it is not in that list."""

    id: SignId
    adult: Weight | None
    child: Weight | None
    label: str
    published: str

    @property
    def text(self) -> Text:
        """Return how operators read it."""
        return Text(f"sign.{self.id}", self.label, "For operators: what was told.")


class Dimension(Model):
    """Signs that are weighed together; `means` says whether force or deceit lies in it."""

    id: DimensionName
    phase: Phase
    means: bool
    label: str
    signs: tuple[Sign, ...]

    @property
    def text(self) -> Text:
        """Return how operators read it."""
        return Text(f"dimension.{self.id}", self.label, "For operators: a heading in a table.")


class Combination(Model):
    """What a combination of dimensions is called; `published` is empty where the row is ours."""

    id: Name
    recruitment: Literal["none", "deceptive", "coercive", "any"]
    exploitation: bool
    coercion: bool
    published: str | None = None
    possible_victim: bool = False
    label: str

    @property
    def text(self) -> Text:
        """Return how operators read it."""
        return Text(f"combination.{self.id}", self.label, _RESULT)


class OwnRule(Model):
    """A rule beside the table of combinations, with its label."""

    label: str
    source: str | None = None


class Indicators(Model):
    """The whole instrument."""

    instrument: Name
    version: str
    source: tuple[str, ...] = Field(min_length=1)
    limits: tuple[str, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...]
    combinations: tuple[Combination, ...]
    child: OwnRule
    vulnerability: OwnRule

    def signs(self) -> Iterator[tuple[Dimension, Sign]]:
        """Walk every sign with the dimension it belongs to."""
        for dimension in self.dimensions:
            for sign in dimension.signs:
                yield dimension, sign

    def find(self, sign: str) -> Sign | None:
        """Return a sign by its id."""
        return next((each for _, each in self.signs() if each.id == sign), None)

    def texts(self) -> list[Text]:
        """Return everything of it that an operator reads."""
        return [
            *(dimension.text for dimension in self.dimensions),
            *(sign.text for _, sign in self.signs()),
            *(row.text for row in self.combinations),
            self.child_text,
            self.vulnerability_text,
            *self.limits_text,
        ]

    @property
    def child_text(self) -> Text:
        """Return the label of the rule for those under eighteen."""
        return Text("combination.child", self.child.label, _RESULT)

    @property
    def vulnerability_text(self) -> Text:
        """Return the label of our note on used weakness."""
        return Text("combination.vulnerability", self.vulnerability.label, _RESULT)

    @property
    def limits_text(self) -> tuple[Text, ...]:
        """Return what must be known before the table is believed."""
        return tuple(
            Text(f"ilo.limits.{number}", limit, _RESULT)
            for number, limit in enumerate(self.limits, start=1)
        )
