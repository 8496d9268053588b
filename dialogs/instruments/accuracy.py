"""How well a screen told apart: rates, ratios and intervals from a table of counts.

All rates are shares between 0 and 1. Intervals are at 95 % and two-sided
unless their name says otherwise: Wald; Wilson (1927); exact by Clopper and
Pearson (1934); of a likelihood ratio on the logarithm (Simel and others, 1991).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Z95 = 1.959963984540054
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """Return the share; of nothing it is not a number."""
        return self.part / self.whole if self.whole else math.nan


@dataclass(frozen=True, slots=True)
class Table:
    """True and false answers of a screen against what was found later."""

    tp: int
    fn: int
    tn: int = 0
    fp: int = 0

    @property
    def sensitivity(self) -> Share:
        """Of those concerned, how many the screen found."""
        return Share(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> Share:
        """Of those not concerned, how many it left alone."""
        return Share(self.tn, self.tn + self.fp)

    @property
    def ppv(self) -> Share:
        """Of its positives, how many were concerned."""
        return Share(self.tp, self.tp + self.fp)

    @property
    def npv(self) -> Share:
        """Of its negatives, how many were not."""
        return Share(self.tn, self.tn + self.fn)

    @property
    def prevalence(self) -> Share:
        """Of everybody, how many were concerned."""
        return Share(self.tp + self.fn, self.tp + self.fn + self.tn + self.fp)

    @property
    def positives(self) -> int:
        """How many the screen called positive."""
        return self.tp + self.fp

    @property
    def lr_positive(self) -> float:
        """How many times likelier a positive is in those concerned."""
        return self.sensitivity.rate / (1 - self.specificity.rate)


def adjusted_ppv(sensitivity: float, specificity: float, base_rate: float) -> float:
    """Return what a positive is worth where `base_rate` of people are concerned (Bayes)."""
    right = sensitivity * base_rate
    return right / (right + (1 - specificity) * (1 - base_rate))


def wald(share: Share) -> Interval:
    """Return the interval of the normal approximation."""
    spread = Z95 * math.sqrt(share.rate * (1 - share.rate) / share.whole)
    return share.rate - spread, share.rate + spread


def wilson(share: Share) -> Interval:
    """Return the score interval, which holds for few and for extreme counts too."""
    square = Z95**2 / share.whole
    middle = share.rate + square / 2
    spread = Z95 * math.sqrt(
        share.rate * (1 - share.rate) / share.whole + square / share.whole / 4
    )
    return (middle - spread) / (1 + square), (middle + spread) / (1 + square)


def exact(share: Share, tail: float = 0.025) -> Interval:
    """Return the interval whose ends leave `tail` of the binomial beyond them."""
    part, whole = share.part, share.whole
    low = _falling(lambda p: tail - 1 + _at_most(part - 1, whole, p)) if part else 0.0
    high = _falling(lambda p: _at_most(part, whole, p) - tail) if part < whole else 1.0
    return low, high


def exact_one_sided(share: Share) -> Interval:
    """Return the exact interval with 5 % in each tail: 95 % sure of one end alone."""
    return exact(share, 0.05)


def log_ratio(table: Table) -> Interval:
    """Return the interval of the positive likelihood ratio."""
    concerned, others = table.sensitivity, Share(table.fp, table.tn + table.fp)
    parts = (concerned, others)
    spread = Z95 * math.sqrt(sum(1 / each.part - 1 / each.whole for each in parts))
    return table.lr_positive * math.exp(-spread), table.lr_positive * math.exp(spread)


def _at_most(part: int, whole: int, rate: float) -> float:
    return sum(
        math.comb(whole, each) * rate**each * (1 - rate) ** (whole - each)
        for each in range(part + 1)
    )


def _falling(function: Callable[[float], float]) -> float:
    """Return where a falling function of a share crosses zero."""
    low, high = 0.0, 1.0
    for _ in range(60):  # halves the error each time: beyond what a float can tell apart
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2
