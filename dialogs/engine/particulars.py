"""What a screen shows beside its step: answers picked, pages found, a language offered.

A step is the same for everybody; these few names are one person's, and travel
with the conversation so that the screen can be drawn again at any later moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dialogs.engine.agencies import FoundAgency, found_agency
from dialogs.engine.agreements import Agreement, agreement
from dialogs.words.languages import LANGUAGES

# More answers than any script asks for; a row stays small whatever is pressed.
PICKED_LENGTH = 20
# Three pages fit a cheap phone together with the way to a person.
PAGES_LENGTH = 3
# As many agencies whose names are near to what was written.
AGENCIES_LENGTH = 3
# More topics than there are.
FOLLOWS_LENGTH = 20
# As many agreements as anybody looks through; the newest come first.
AGREEMENTS_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer given to a question of one revision of a script."""

    script: str
    revision: str
    step: str
    choice: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """One person's share of a screen.

    `pages` are named "script:step"; `tongue` is the language in which free
    words seemed to be written; `agencies` are what states' lists said of a name; `follows` the
    topics of which the person wants to hear; `agreements` are what may be told to others, or is
    asked to be.
    """

    picked: tuple[Pick, ...] = ()
    pages: tuple[str, ...] = ()
    tongue: str | None = None
    agencies: tuple[FoundAgency, ...] = ()
    follows: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def answered(self, pick: Pick, *, first: bool) -> Particulars:
        """Remember an answer; a first question, or another script's, begins anew."""
        kept = () if first else self._without(pick)
        return replace(self, picked=(*kept, pick)[-PICKED_LENGTH:])

    def skipped(self, pick: Pick, *, first: bool) -> Particulars:
        """Forget an earlier answer to a question that is skipped now."""
        return replace(self, picked=() if first else self._without(pick))

    def _without(self, pick: Pick) -> tuple[Pick, ...]:
        return tuple(
            each
            for each in self.picked
            if (each.script, each.revision) == (pick.script, pick.revision)
            and each.step != pick.step
        )

    def told(self) -> dict[str, Any]:
        """Return what is written down of it."""
        return {
            "picked": [
                [each.script, each.revision, each.step, each.choice] for each in self.picked
            ],
            "pages": list(self.pages),
            "tongue": self.tongue,
            "agencies": [each.told() for each in self.agencies],
            "follows": list(self.follows),
            "agreements": [each.told() for each in self.agreements],
        }


def particulars(told: dict[str, Any]) -> Particulars:
    """Read them back; raises TypeError or ValueError for what nobody wrote down."""
    picked, pages = told["picked"], told["pages"]
    if not all(
        isinstance(name, str) for name in [*pages, *(part for pick in picked for part in pick)]
    ):
        raise TypeError("Particulars are names")
    follows = told.get("follows", [])
    if not all(isinstance(topic, str) for topic in follows):
        raise TypeError("Topics are names")
    if told["tongue"] not in {None, *LANGUAGES}:
        raise ValueError("Not one of our languages")
    return Particulars(
        picked=tuple(Pick(*pick) for pick in picked[-PICKED_LENGTH:]),
        pages=tuple(pages[:PAGES_LENGTH]),
        tongue=told["tongue"],
        # A conversation written down before there were lists has none.
        agencies=tuple(map(found_agency, told.get("agencies", [])[:AGENCIES_LENGTH])),
        follows=tuple(follows[:FOLLOWS_LENGTH]),
        agreements=tuple(map(agreement, told.get("agreements", [])[:AGREEMENTS_LENGTH])),
    )


NOTHING = Particulars()
