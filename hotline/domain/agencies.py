"""Agencies that may send people to work abroad, as a state's own list tells of them.

Each state keeps its list: Kyrgyzstan's ministry of labour, for one, names the firm, its permit
and the country of work (https://www.azattyk.org/a/33686862.html).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Whose lists we can take in: the states people leave from.
COUNTRIES = ("kz", "kg", "tj", "tm", "uz")
# Permits are given for a year and taken away in between: nobody is answered from an older list.
OLDEST = timedelta(days=180)
# Longer than any firm's name or licence; what is longer is a column in the wrong place.
LONGEST_NAME, LONGEST_NUMBER = 120, 40
COLUMNS = ("name", "number", "standing", "until")


class Standing(StrEnum):
    """What the list says of a licence."""

    LICENSED = "licensed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Agency:
    """One line of a list; `until` is the last day of the licence, where the list has one."""

    name: str
    number: str
    standing: Standing
    until: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """A state's list: where it stands (a web address) and the day it was taken from there."""

    country: str
    source: str
    as_of: date

    def is_fresh(self, on: date) -> bool:
        """Say whether people may still be answered from it."""
        return on - self.as_of <= OLDEST


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of a file; lines are counted as a table shows them, from 1."""

    line: int
    what: str


class Refused(Exception):
    """A list is not taken in; `faults` says why, line by line. Nothing has changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def read_lines(header: list[str], lines: Iterable[list[str]]) -> list[Agency]:
    """Return the agencies of a table whose columns are `COLUMNS`; raises Refused."""
    if header != list(COLUMNS):
        raise Refused([Fault(1, f"The columns must be {', '.join(COLUMNS)}.")])
    found: list[Agency] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        wrong = list(_wrong(cells, seen))
        faults += (Fault(number, what) for what in wrong)
        if not wrong:
            told = dict(zip(COLUMNS, cells, strict=True))
            seen[told["number"].casefold()] = number
            found.append(_agency(told))
    if not found and not faults:
        faults.append(Fault(2, "The list is empty."))
    if faults:
        raise Refused(faults)
    return found


def _wrong(cells: list[str], seen: Mapping[str, int]) -> Iterator[str]:
    if len(cells) != len(COLUMNS):
        yield f"{len(cells)} columns instead of {len(COLUMNS)}."
        return
    name, number, standing, until = cells
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        yield f"The name is empty, longer than {LONGEST_NAME} letters, or not to be printed."
    if not number or len(number) > LONGEST_NUMBER or not number.isprintable():
        yield f"The number is empty, longer than {LONGEST_NUMBER} letters, or not to be printed."
    if number.casefold() in seen:
        yield f"The number stands in line {seen[number.casefold()]} already."
    if standing not in set(Standing):
        yield f"The standing must be {', '.join(Standing)}."
    if until and not _is_day(until):
        yield "The day must be written as 2027-12-31."


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def _agency(told: Mapping[str, str]) -> Agency:
    until = date.fromisoformat(told["until"]) if told["until"] else None
    return Agency(told["name"], told["number"], Standing(told["standing"]), until)
