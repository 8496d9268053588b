"""A month as it is published: what may be shown, rounded, and what stays as it was told before.

A month is published once, thirty days after its end, and frozen: what is counted, corrected or
defined later changes nothing of it, so no difference between two releases tells anything.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from hotline.domain.publishing.rounding import rounded
from hotline.domain.publishing.tables import families
from hotline.domain.publishing.withholding import withhold
from hotline.domain.tally import GENDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.domain.publishing.tables import Family, Grid, Table
    from hotline.domain.publishing.withholding import Hidden
    from hotline.domain.tally import Tally

DELAY = timedelta(days=30)


class NotYet(Exception):
    """The month cannot be published yet; the text says from which day on."""


class Row(BaseModel):
    """One row: its total and its numbers in the order of `GENDERS`; None is not shown."""

    model_config = ConfigDict(frozen=True)

    row: str
    total: int
    cells: tuple[int | None, ...]


class Shown(BaseModel):
    """One table of one desk as anybody may read it; rows that are not shown are not there."""

    model_config = ConfigDict(frozen=True)

    table: str
    desk: str
    total: int
    columns: tuple[int | None, ...]
    rows: tuple[Row, ...]


class Release(BaseModel):
    """One month; every number is a multiple of eleven."""

    model_config = ConfigDict(frozen=True)

    month: date
    tables: tuple[Shown, ...]

    def of(self, table: str) -> tuple[Shown, ...]:
        """Return one table of every desk that has it."""
        return tuple(each for each in self.tables if each.table == table)


def following(month: date) -> date:
    """Return the first day of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def publishable_from(month: date) -> date:
    """Return the day from which a month may be published."""
    return following(month) + DELAY


def publish(
    month: date, counted: Mapping[Tally, int], tables: tuple[Table, ...], today: date
) -> Release:
    """Return a month as it may be published; raises NotYet."""
    first = publishable_from(month)
    if today < first:
        raise NotYet(f"{month:%Y-%m} can be published from {first} on.")
    shown = [
        each
        for (desk, _), family in sorted(families(counted, tables).items())
        for each in _shown(desk, family)
    ]
    return Release(month=month, tables=tuple(shown))


def _shown(desk: str, family: Family) -> list[Shown]:
    hidden = withhold(family)
    return [
        _table(desk, grid, hidden[grid.table])
        for grid in sorted(family, key=lambda grid: grid.table)
        if not hidden[grid.table].everything
    ]


def _table(desk: str, grid: Grid, hidden: Hidden) -> Shown:
    return Shown(
        table=grid.table,
        desk=desk,
        total=rounded(grid.total),
        columns=tuple(
            None if gender in hidden.columns else rounded(grid.column(gender))
            for gender in GENDERS
        ),
        rows=tuple(_row(grid, hidden, row) for row in grid.rows if row not in hidden.rows),
    )


def _row(grid: Grid, hidden: Hidden, row: str) -> Row:
    cells = (
        None if (row, gender) in hidden.cells else rounded(grid.cells[row, gender])
        for gender in GENDERS
    )
    return Row(row=row, total=rounded(grid.row(row)), cells=tuple(cells))
