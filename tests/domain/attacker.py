"""Somebody who knows every rule and solves the linear system of all published numbers exactly."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from hotline.domain.publishing.rounding import K
from hotline.domain.tally import GENDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.domain.publishing.tables import Family
    from hotline.domain.publishing.withholding import Hidden

# What is unknown: (table, row, gender); "" for the row is a gender's total, shared by all tables.
Name = tuple[str, str, str]
Line = tuple[dict[Name, Fraction], Fraction]
TOTAL = ("", "", "total")


def recovered(family: Family, hidden: Mapping[str, Hidden]) -> list[tuple[Name, str]]:
    """Return what a number from one to ten is found to be, or to be more than none."""
    if all(each.everything for each in hidden.values()):
        return []
    known, lines, true = _published(family, hidden)
    lines = _solved([_with(line, known) for line in lines])
    least, most = _bounded(lines)
    return [
        (name, f"{least.get(name, 0)}..{most.get(name)}")
        for name, number in true.items()
        if name not in known
        and 0 < number < K
        and (least.get(name, Fraction(0)) > 0 or most.get(name, Fraction(K)) < K - 1)
    ]


def _published(
    family: Family, hidden: Mapping[str, Hidden]
) -> tuple[dict[Name, int], list[Line], dict[Name, int]]:
    """Return what is told exactly, how everything adds up, and the truth."""
    true: dict[Name, int] = {TOTAL: family[0].total}
    known: dict[Name, int] = {TOTAL: family[0].total}
    lines = [_sum([("", "", gender) for gender in GENDERS], TOTAL)]
    for gender in GENDERS:
        true["", "", gender] = family[0].column(gender)
        if gender not in hidden[family[0].table].columns:
            known["", "", gender] = true["", "", gender]
    for grid in family:
        mine = hidden[grid.table]
        for row in grid.rows:
            cells = [(grid.table, row, gender) for gender in GENDERS]
            true |= {cell: grid.cells.get((row, cell[2]), 0) for cell in cells}
            true[grid.table, row, "total"] = grid.row(row)
            lines.append(_sum(cells, (grid.table, row, "total")))
            known |= {cell: true[cell] for cell in cells if (row, cell[2]) not in mine.cells}
            if row not in mine.rows:
                known[grid.table, row, "total"] = grid.row(row)
        lines += [
            _sum([(grid.table, row, gender) for row in grid.rows], ("", "", gender))
            for gender in GENDERS
        ]
    return known, lines, true


def _sum(parts: list[Name], whole: Name) -> Line:
    return {**dict.fromkeys(parts, Fraction(1)), whole: Fraction(-1)}, Fraction(0)


def _with(line: Line, known: Mapping[Name, int]) -> Line:
    parts, right = line
    told = sum(
        (factor * known[name] for name, factor in parts.items() if name in known), right * 0
    )
    return {name: factor for name, factor in parts.items() if name not in known}, right - told


def _solved(lines: list[Line]) -> list[Line]:
    """Return the lines as they are, and as Gauss and Jordan leave them."""
    done: list[tuple[Name, Line]] = []
    for line in lines:
        parts, right = dict(line[0]), line[1]
        for pivot, (others, other) in done:
            if factor := parts.get(pivot):
                parts, right = _less(parts, others, factor), right - factor * other
        if not parts:
            continue
        pivot = min(parts)
        first = parts[pivot]
        scaled = {name: factor / first for name, factor in parts.items()}, right / first
        done = [
            (name, (_less(each[0], scaled[0], factor), each[1] - factor * scaled[1]))
            if (factor := each[0].get(pivot))
            else (name, each)
            for name, each in done
        ]
        done.append((pivot, scaled))
    return [*lines, *(line for _, line in done)]


def _less(
    parts: dict[Name, Fraction], others: Mapping[Name, Fraction], factor: Fraction
) -> dict[Name, Fraction]:
    left = dict(parts)
    for name, each in others.items():
        left[name] = left.get(name, Fraction(0)) - factor * each
    return {name: each for name, each in left.items() if each}


def _bounded(lines: list[Line]) -> tuple[dict[Name, Fraction], dict[Name, Fraction]]:
    """Return the least and the most of every unknown: whole numbers, and none is negative."""
    least: dict[Name, Fraction] = {}
    most: dict[Name, Fraction] = {}
    changed = True
    while changed:
        changed = False
        for parts, right in lines:
            for name, factor in parts.items():
                low, high = _others(parts, name, least, most)
                one = None if high is None else (right - high) / factor
                other = None if low is None else (right - low) / factor
                if factor < 0:
                    one, other = other, one
                if one is not None and ceil(one) > least.get(name, 0):
                    least[name], changed = Fraction(ceil(one)), True
                if other is not None and (name not in most or floor(other) < most[name]):
                    most[name], changed = Fraction(floor(other)), True
    return least, most


def _others(
    parts: Mapping[Name, Fraction],
    but: Name,
    least: Mapping[Name, Fraction],
    most: Mapping[Name, Fraction],
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that the other parts come to; None where there is no end."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for name, factor in parts.items():
        if name == but:
            continue
        down, up = (least.get(name, Fraction(0)), most.get(name))
        small = factor * down if factor > 0 else (None if up is None else factor * up)
        large = factor * down if factor < 0 else (None if up is None else factor * up)
        low = None if low is None or small is None else low + small
        high = None if high is None or large is None else high + large
    return low, high
