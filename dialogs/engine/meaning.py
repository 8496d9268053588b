"""What free words seem to mean, found before the engine is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dialogs.engine.agencies import FoundAgency

# "danger": somebody needs help now; "heavy": somebody may want to die.
Danger = Literal["danger", "heavy"]
# "whole": a code that could be one of ours; "broken": somebody tried to type one.
TypedCode = Literal["whole", "broken"]
# A word that a person chose: it clears the chat; says that it is them; says that somebody is near.
OwnWord = Literal["leave", "safe", "duress"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A guess about words, none of which it holds.

    `looked` says whether there were words to look at; `pages` are named
    "script:step", the likeliest first; `tongue` is the language the words are
    clearly in, None when that is not clear. `own` is the person's own word that
    they wrote; `fits` says whether the words may become one. `agencies` are those whose name or
    number the words may be, None where there is no list to look into.
    """

    looked: bool = False
    danger: Danger | None = None
    pages: tuple[str, ...] = ()
    tongue: str | None = None
    code: TypedCode | None = None
    own: OwnWord | None = None
    fits: bool = False
    agencies: tuple[FoundAgency, ...] | None = None


UNCLEAR = Meaning()
