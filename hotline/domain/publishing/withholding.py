"""Which numbers are withheld: all under eleven, and others so that no subtraction finds one.

Tables about the same thing share their totals by gender. A number from one to ten is safe when,
beside everything that is shown exactly, it could as well be none or ten. For one hidden total
that holds when the hidden ones come to eleven together; for a cell it is tried by moving units.
Rounding comes after this and only adds to it. Nothing is learnt from two tables together that
one does not tell: whatever moves in one leaves the shared totals that are shown as they are, and
those that are hidden can follow in every other table, where all below them is hidden too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.publishing.flowing import could_be
from hotline.domain.publishing.rounding import K
from hotline.domain.tally import GENDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.domain.publishing.tables import Cell, Family, Grid

# The name under which totals that are hidden are joined: only their sum is known.
JOINED = "*"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of one table is not shown; nothing at all of it is, where `all` is true."""

    columns: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    cells: frozenset[Cell] = frozenset()
    everything: bool = False


def withhold(family: Family) -> dict[str, Hidden]:
    """Return what to hide of each table of a family."""
    total = family[0].total
    if total < K:
        return {grid.table: Hidden(everything=True) for grid in family}
    columns = _enough({gender: family[0].column(gender) for gender in GENDERS})
    return {grid.table: _hide(grid, columns) for grid in family}


def _enough(totals: Mapping[str, int]) -> frozenset[str]:
    """Return which totals to hide: the small ones, and larger ones until they hide each other."""
    hidden = {name for name, number in totals.items() if number < K}
    shown = sorted((number, name) for name, number in totals.items() if number >= K)
    at_risk = any(totals[name] for name in hidden)
    while at_risk and shown and sum(totals[name] for name in hidden) < K:
        hidden.add(shown.pop(0)[1])
    return frozenset(hidden)


def _hide(grid: Grid, columns: frozenset[str]) -> Hidden:
    rows = _enough({row: grid.row(row) for row in grid.rows})
    cells = {
        (row, gender)
        for row in grid.rows
        for gender in GENDERS
        if row in rows or gender in columns or grid.cells.get((row, gender), 0) < K
    }
    while found := _told(grid, Hidden(columns, rows, frozenset(cells))):
        if more := _next(grid, found, cells):
            cells.add(more)
        elif shown := sorted({*grid.rows} - rows, key=grid.row):
            rows |= {shown[0]}
        else:
            break
    return Hidden(columns, rows, frozenset(cells))


def _told(grid: Grid, hidden: Hidden) -> Cell | None:
    """Return a cell from one to ten that what is shown gives away."""
    at_risk = (cell for cell in hidden.cells if 0 < grid.cells.get(cell, 0) < K)
    return next((cell for cell in sorted(at_risk) if _gives_away(grid, hidden, cell)), None)


def _gives_away(grid: Grid, hidden: Hidden, cell: Cell) -> bool:
    def joined(each: Cell) -> Cell:
        row, gender = each
        return (
            JOINED if row in hidden.rows else row,
            JOINED if gender in hidden.columns else gender,
        )

    rows: dict[str, int] = {}
    columns: dict[str, int] = {}
    for each in hidden.cells:
        row, column = joined(each)
        number = grid.cells.get(each, 0)
        rows[row] = rows.get(row, 0) + number
        columns[column] = columns.get(column, 0) + number
    ways = {joined(each) for each in hidden.cells if each != cell}
    return not all(could_be(joined(cell), value, ways, rows, columns) for value in (0, K - 1))


def _next(grid: Grid, told: Cell, cells: set[Cell]) -> Cell | None:
    """Return what to hide next for a cell: the smallest in its row or column, then anywhere."""
    row, gender = told
    shown = [each for each in grid.cells if each not in cells]
    near = [each for each in shown if each[0] == row or each[1] == gender]
    return min(near or shown, key=lambda each: (grid.cells[each], each), default=None)
