"""The predefined tables, and one table of one month and one desk as it was counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dialogs.notation import loaded
from hotline.domain.tally import GENDERS, Counted, Face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.domain.tally import Tally

By = Literal["name", "age", "language", "origin", "destination"]
WAY = frozenset({"origin", "destination"})
# Counted without a desk, a language or a gender.
NOBODYS = frozenset({Counted.GAP, Counted.POSTER})


class Table(BaseModel):
    """One predefined table: what is counted, and by what beside gender."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    counted: Counted
    by: By

    @property
    def face(self) -> Face:
        """Return which half of an event it is made from; what is about nobody has one only."""
        if self.counted in NOBODYS:
            return Face.WHOLE
        return Face.WAY if self.by in WAY else Face.WHO


@cache
def read_tables() -> tuple[Table, ...]:
    """Return the tables as they are written."""
    told = loaded(Path(__file__).with_name("tables.yaml").read_text("utf-8"))
    return TypeAdapter(tuple[Table, ...]).validate_python(told)


# A row's name and a gender -> how many.
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of one month and one desk, as it was counted and before anything is withheld."""

    table: str
    cells: Mapping[Cell, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the names of its rows."""
        return tuple(sorted({row for row, _ in self.cells}))

    def row(self, row: str) -> int:
        """Return the total of a row."""
        return sum(self.cells.get((row, gender), 0) for gender in GENDERS)

    def column(self, gender: str) -> int:
        """Return the total of a gender."""
        return sum(number for (_, each), number in self.cells.items() if each == gender)

    @property
    def total(self) -> int:
        """Return all that was counted."""
        return sum(self.cells.values())


# What is counted -> its tables, which share their totals.
Family = tuple[Grid, ...]


def families(
    counted: Mapping[Tally, int], tables: tuple[Table, ...]
) -> dict[tuple[str, Counted], Family]:
    """Return the tables of one month by desk and by what is counted."""
    cells: dict[tuple[str, Counted, str], Counter[Cell]] = {}
    for tally, number in counted.items():
        for table in tables:
            if (tally.counted, tally.face) == (table.counted.value, table.face.value):
                row = tally.name if table.by == "name" else getattr(tally.about, table.by)
                key = (tally.about.desk, table.counted, table.table)
                cells.setdefault(key, Counter())[row, tally.about.gender] += number
    found: dict[tuple[str, Counted], Family] = {}
    for (desk, what, name), counts in cells.items():
        found[desk, what] = (*found.get((desk, what), ()), Grid(name, counts))
    return found
