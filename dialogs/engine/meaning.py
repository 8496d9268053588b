"""What free words seem to mean, found before the engine is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# "danger": somebody needs help now; "heavy": somebody may want to die.
Danger = Literal["danger", "heavy"]
# "whole": a code that could be one of ours; "broken": somebody tried to type one.
TypedCode = Literal["whole", "broken"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A guess about words, none of which it holds.

    `looked` says whether there were words to look at; `pages` are named
    "script:step", the likeliest first; `tongue` is the language the words are
    clearly in, None when that is not clear.
    """

    looked: bool = False
    danger: Danger | None = None
    pages: tuple[str, ...] = ()
    tongue: str | None = None
    code: TypedCode | None = None


UNCLEAR = Meaning()
