"""When a dimension is positive, what a combination is called, and what that may mean.

The rule and four rows of the table are the publication's; the other rows are
ours and say so. The highest this can say is *possible victim*, to operators:
anything more needs a named organisation that decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.instruments.ilo import Dimension, DimensionName, Phase, Weight
from dialogs.words import phrases

if TYPE_CHECKING:
    from collections.abc import Collection

    from dialogs.instruments.ilo import Combination, Indicators, Sign
    from dialogs.words.text import Text


@dataclass(frozen=True, slots=True)
class Weighed:
    """One dimension with the signs told in it; `why` says what made it positive, if it is."""

    dimension: Dimension
    signs: tuple[tuple[Sign, Weight], ...]
    positive: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Result:
    """What all signs come to; `labels` are for operators, `ours` that no publication covers it."""

    weighed: tuple[Weighed, ...]
    combination: Combination
    labels: tuple[Text, ...]
    possible_victim: bool

    @property
    def ours(self) -> bool:
        """Say whether the row of the table is our own."""
        return self.combination.published is None

    @property
    def weighed_any(self) -> bool:
        """Say whether any sign was told at all."""
        return any(each.signs for each in self.weighed)

    @property
    def positive(self) -> frozenset[DimensionName]:
        """Return the dimensions that are positive."""
        return frozenset(each.dimension.id for each in self.weighed if each.positive)


def reason(strong: int, medium: int, weak: int) -> Text | None:
    """Return why so many signs make a dimension positive, or None when they do not.

    Two strong; or a strong and any other; or three medium; or two medium and a weak
    (ILO and European Commission, Operational indicators, rev. September 2009).
    """
    if strong >= 2:  # noqa: PLR2004  # the published rule
        return phrases.WHY_STRONG
    if strong and medium + weak:
        return phrases.WHY_STRONG_AND
    if medium >= 3:  # noqa: PLR2004  # the published rule
        return phrases.WHY_MEDIUM
    if medium == 2 and weak:  # noqa: PLR2004  # the published rule
        return phrases.WHY_MEDIUM_AND
    return None


def assess(instrument: Indicators, signs: Collection[str], *, child: bool) -> Result:
    """Weigh signs, each told once, as of an adult or of somebody under eighteen.

    A sign that the instrument or that list does not hold changes nothing.
    """
    weighed = tuple(_weigh(each, signs, child=child) for each in instrument.dimensions)
    positive = frozenset(each.dimension.id for each in weighed if each.positive)
    row = combination(instrument, positive)
    labels = [row.text]
    if child and "exploitation" in positive:
        labels.append(instrument.child_text)
    if "exploitation" in positive and _weakness_used(weighed):
        labels.append(instrument.vulnerability_text)
    young = child and "exploitation" in positive
    return Result(weighed, row, tuple(labels), row.possible_victim or young)


def combination(instrument: Indicators, positive: Collection[str]) -> Combination:
    """Return the row of the table for these positive dimensions; exactly one fits."""
    [row] = [row for row in instrument.combinations if _fits(row, positive)]
    return row


def _fits(row: Combination, positive: Collection[str]) -> bool:
    deceived, forced = (name in positive for name in ("deceptive_recruitment", COERCIVE))
    recruited = {
        "none": not (deceived or forced),
        "deceptive": deceived and not forced,
        "coercive": forced,
        "any": deceived or forced,
    }
    return (
        recruited[row.recruitment]
        and row.exploitation == ("exploitation" in positive)
        and row.coercion == ("coercion" in positive)
    )


COERCIVE: DimensionName = "coercive_recruitment"
WEAKNESS: tuple[DimensionName, ...] = (
    "recruitment_by_vulnerability",
    "vulnerability_at_destination",
)


def _weakness_used(weighed: tuple[Weighed, ...]) -> bool:
    return any(each.positive and each.dimension.id in WEAKNESS for each in weighed)


def _weigh(dimension: Dimension, told: Collection[str], *, child: bool) -> Weighed:
    signs = tuple(
        (sign, weight)
        for sign in dimension.signs
        if sign.id in told and (weight := sign.child if child else sign.adult)
    )
    count = Counter(weight for _, weight in signs)
    why = reason(count[Weight.STRONG], count[Weight.MEDIUM], count[Weight.WEAK])
    return Weighed(dimension, signs, why is not None, why or phrases.WHY_NOT)


def phase_of(sign: str) -> Phase:
    """Return the phase that a sign's id names; raises ValueError."""
    return Phase(sign.partition(".")[0])
