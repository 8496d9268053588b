"""The columns of an exchanged file: those of HTCDS 2.0 (github.com/UNMigration/HTCDS) and ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dialogs.notation import loaded

# Values of a column that holds several.
BETWEEN = ";"

Row = dict[str, str]


class Column(BaseModel):
    """One column; `left` is one that stays empty, `ours` one that the standard lacks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str
    left: Literal["identifying"] | None = None
    many: bool = False
    country: bool = False
    ours: bool = False
    values: tuple[str, ...] = Field(default=(), alias="list")

    def wrong(self, told: str) -> str | None:
        """Return what is wrong with a value, without repeating it, or None."""
        if self.left:
            return "must be empty: it could identify somebody" if told else None
        parts = told.split(BETWEEN) if self.many else [told]
        if told and not all(self._holds(part) for part in parts):
            return "is not a country code" if self.country else "is not a value of the standard"
        return None

    def _holds(self, part: str) -> bool:
        if self.country:
            return len(part) == len("kz") and part.isascii() and part.isalpha()
        return part in self.values


@cache
def read_columns() -> tuple[Column, ...]:
    """Return the columns in their order."""
    told = loaded(Path(__file__).with_name("htcds.yaml").read_text("utf-8"))
    return TypeAdapter(tuple[Column, ...]).validate_python(told)


def names() -> tuple[str, ...]:
    """Return the names of the columns in their order."""
    return tuple(each.column for each in read_columns())
