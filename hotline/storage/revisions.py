"""Scripts as they were when somebody began them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert

from dialogs.engine.script import Script
from hotline.storage.tables import revisions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

# language -> (gettext context, English) -> words
Wording = dict[str, dict[tuple[str, str], str]]
# a script's name and its revision
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """A script and how it was said in every language."""

    script: Script
    wording: Wording


@dataclass(frozen=True, slots=True)
class Revisions:
    """Published scripts, inside one transaction."""

    connection: AsyncConnection

    async def known(self) -> frozenset[Named]:
        """Return the names of all revisions that were ever written down."""
        rows = await self.connection.execute(select(revisions.c.script, revisions.c.revision))
        return frozenset((row.script, row.revision) for row in rows)

    async def publish(self, published: Sequence[Revision], now: datetime) -> None:
        """Write down revisions, in one go; what another copy has just written stays."""
        if not published:
            return
        told = [
            {
                "script": revision.script.script,
                "revision": revision.script.revision,
                "told": revision.script.model_dump_json(),
                "said": _dump(revision.wording),
                "first_seen_at": now,
            }
            for revision in published
        ]
        await self.connection.execute(insert(revisions).on_conflict_do_nothing(), told)

    async def read(self, which: Collection[Named]) -> Sequence[Revision]:
        """Return revisions as they were written down, in one go."""
        if not which:
            return []
        named = tuple_(revisions.c.script, revisions.c.revision)
        rows = await self.connection.execute(select(revisions).where(named.in_(which)))
        return [Revision(Script.model_validate_json(row.told), _load(row.said)) for row in rows]


def _dump(wording: Wording) -> str:
    told = {
        language: [[*key, said] for key, said in texts.items()]
        for language, texts in wording.items()
    }
    return json.dumps(told, ensure_ascii=False)


def _load(said: str) -> Wording:
    return {
        language: {(key, english): words for key, english, words in texts}
        for language, texts in json.loads(said).items()
    }
