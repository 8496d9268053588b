"""What a person is asked to agree to, or agreed to: what goes to whom, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Said = Literal["given", "refused", "withdrawn", "tell"]
# What stands on a button -> what it says.
BUTTONS: Mapping[str, Said] = {
    "yes": "given",
    "no": "refused",
    "back": "withdrawn",
    "tell": "tell",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that may be told; `id` is all a button carries of it.

    `partner` is a name in the person's language; `purpose` and `shares` are names of the
    catalogue.
    """

    id: str
    partner: str
    purpose: str
    shares: tuple[str, ...]
    until: date

    def told(self) -> list[object]:
        """Return what is written down of it."""
        until = self.until.isoformat()
        return [self.id, self.partner, self.purpose, list(self.shares), until]


def agreement(told: list[object]) -> Agreement:
    """Read it back; raises TypeError or ValueError for what nobody wrote down."""
    name, partner, purpose, shares, until = told
    if not isinstance(shares, list):
        raise TypeError("Not an agreement")
    words = [name, partner, purpose, until, *shares]
    if not all(isinstance(word, str) for word in words):
        raise TypeError("An agreement is made of names")
    return Agreement(
        str(name),
        str(partner),
        str(purpose),
        tuple(map(str, shares)),
        date.fromisoformat(str(until)),
    )
