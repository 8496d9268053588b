"""What a receipt proves: that somebody was erased, and whether backups are dead too.

Only what lies beside the days' keys is looked at: a keyed hash, a day, and which days
still have keys. Nothing there says whose receipt it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.codes import read_code
from hotline.services.rotation import unreadable_after
from hotline.storage.sealing.index import RECEIPT

if TYPE_CHECKING:
    from datetime import date

    from hotline.storage.sealing import Index, Keystore


@dataclass(frozen=True, slots=True)
class Proof:
    """`erased_on` is when the keys were destroyed; `due_on` when no copy may open any more.

    `backups_dead` is what is so now, whatever was due: it is late where nothing rotates.
    """

    erased_on: date
    due_on: date
    backups_dead: bool


def verify(keystore: Keystore, index: Index, typed: str) -> Proof | None:
    """Return what a receipt proves, or None for one that nobody was given or used."""
    symbols = read_code(typed)
    erased_on = keystore.attested(index.code(RECEIPT, symbols)) if symbols else None
    if erased_on is None:
        return None
    dead = all(day > erased_on for day in keystore.days())
    return Proof(erased_on, unreadable_after(erased_on), dead)
