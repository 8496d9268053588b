"""What a check says: a file, a line and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend; a `warning` is worth reading and stops nothing."""

    path: str
    line: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'warning: ' * self.warning}{self.sentence}"
