"""Countries side by side: one table of a release, its desks as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.publishing.tables import read_tables

if TYPE_CHECKING:
    from hotline.domain.publishing.release import Release, Shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `lines` are (row, number of each desk, sum of what is shown).

    The sum adds nothing to what is shown, so it can give nobody away.
    """

    table: str
    by: str
    desks: tuple[str, ...]
    totals: tuple[int, ...]
    lines: tuple[tuple[str, tuple[int | None, ...], int], ...]
    parts: tuple[Shown, ...]

    @property
    def regional(self) -> bool:
        """Say whether it is about the region alone, with no country beside another."""
        return self.desks == ("",)

    @property
    def most(self) -> int:
        """Return the largest number in it."""
        numbers = (number for _, row, _ in self.lines for number in row if number)
        return max(numbers, default=0)


def sheets(release: Release) -> tuple[Sheet, ...]:
    """Return every table of a release that shows anything, in the order they are defined."""
    made = ((table, release.of(table.table)) for table in read_tables())
    return tuple(_sheet(table.table, table.by, shown) for table, shown in made if shown)


def _sheet(table: str, by: str, shown: tuple[Shown, ...]) -> Sheet:
    numbers = [{row.row: row.total for row in part.rows} for part in shown]
    rows = sorted({row for part in numbers for row in part})
    lines = [(row, tuple(part.get(row) for part in numbers)) for row in rows]
    told = [(row, line, sum(number or 0 for number in line)) for row, line in lines]
    return Sheet(
        table=table,
        by=by,
        desks=tuple(part.desk for part in shown),
        totals=tuple(part.total for part in shown),
        lines=tuple(sorted(told, key=lambda line: (-line[2], line[0]))),
        parts=shown,
    )
