"""Whether another desk's file is what the standard says: every fault with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.exchange.columns import names, read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A file of this kind is small; more than this is a mistake or an attack.
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where; a value itself is never repeated, it may be somebody's name."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class Faulty(Exception):
    """A file with faults; nothing of it is imported."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


def faults(head: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> list[Fault]:
    """Return every fault; `lines` are (line, cells), the head is line 1."""
    found = list(_of_head(head))
    if len(lines) > MOST_ROWS:
        found.append(Fault(1, f"more than {MOST_ROWS} rows"))
    if found:
        return found
    columns = {each.column: each for each in read_columns()}
    for line, cells in lines:
        if len(cells) != len(head):
            found.append(Fault(line, f"{len(cells)} cells where there are {len(head)} columns"))
            continue
        told = dict(zip(head, cells, strict=True))
        wrong = ((name, columns[name].wrong(value)) for name, value in told.items())
        found += [Fault(line, f"{name} {what}") for name, what in wrong if what]
        found += _without_consent(line, told["con_Consent"])
    return found


def _of_head(head: Sequence[str]) -> Iterator[Fault]:
    known = names()
    for name in sorted({*known} - {*head}):
        yield Fault(1, f"{name} is missing")
    for place, name in enumerate(head, start=1):
        if name not in known:
            yield Fault(1, f"column {place} is not one of the standard")
        elif head.index(name) != place - 1:
            yield Fault(1, f"{name} is there twice")


def _without_consent(line: int, told: str) -> list[Fault]:
    return [] if told else [Fault(line, "con_Consent is empty: nobody agreed to this row")]
