"""Words of a person's own, inside one transaction: kept as keyed hashes, never as text."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from dialogs.engine.meaning import OwnWord
from hotline.storage.tables import own_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotline.domain.case import PersonId
    from hotline.storage.connection import Connection
    from hotline.storage.sealing import Index


# Every word that anybody writes asks this, so it is put together once.
_OF = select(own_words.c.word, own_words.c.hash).where(own_words.c.person == bindparam("whose"))


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What persons chose as their words."""

    connection: Connection
    index: Index

    async def keep(self, person: PersonId, word: OwnWord, spelling: str) -> None:
        """Keep a word in place of an earlier one of the same meaning."""
        hashed = self._hash(person, spelling)
        statement = upsert(own_words).values(person=person, word=word, hash=hashed)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["person", "word"], set_={"hash": hashed}
            )
        )

    async def forget(self, person: PersonId) -> None:
        """Forget all words of a person."""
        await self.connection.execute(delete(own_words).where(own_words.c.person == person))

    async def said(self, person: PersonId, spellings: Sequence[str]) -> OwnWord | None:
        """Return which word of the person's own any of the spellings is.

        All are compared, in constant time: how long it takes tells nothing.
        """
        found = await self.connection.aside(_OF, {"whose": person})
        kept = {row.word: row.hash for row in found}
        asked = [self._hash(person, spelling) for spelling in spellings] if kept else []
        fits = {
            word: [hmac.compare_digest(each, kept[word]) for each in asked]
            for word in get_args(OwnWord)
            if word in kept
        }
        return next((word for word, equal in fits.items() if any(equal)), None)

    def _hash(self, person: PersonId, spelling: str) -> bytes:
        return self.index.code(f"own_word|{person}", spelling)
