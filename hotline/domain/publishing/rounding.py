"""Rounding: every published number is a multiple of eleven, rounded down.

That is the k-anonymity rule of microsoft/synthetic-data-showcase, whose reporting resolution is
both the smallest number told and the smallest difference between two; eleven is the k of the
Counter-Trafficking Data Collaborative (ctdatacollaborative.org/global-dataset).
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

K = 11

Selection = tuple[tuple[str, str], ...]


def rounded(number: int, resolution: int = K) -> int:
    """Return a number rounded down to a multiple of the resolution."""
    return number - number % resolution


def aggregates(
    records: Iterable[Mapping[str, str]], length: int, resolution: int = K
) -> dict[Selection, int]:
    """Return how often each combination of up to `length` values occurs, rounded down.

    An empty value is none, and what rounds to nothing is left out; the empty combination is
    the number of records.
    """
    counted: Counter[Selection] = Counter()
    for record in records:
        values = sorted((name, value) for name, value in record.items() if value)
        for size in range(length + 1):
            counted.update(combinations(values, size))
    told = {selection: rounded(number, resolution) for selection, number in counted.items()}
    return {selection: number for selection, number in told.items() if number}
