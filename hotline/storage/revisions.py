"""Scripts as they were when somebody began them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from dialogs.engine.script import Script
from hotline.storage.tables import revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

# language -> (gettext context, English) -> words
Wording = dict[str, dict[tuple[str, str], str]]


@dataclass(frozen=True, slots=True)
class Revision:
    """A script and how it was said in every language."""

    script: Script
    wording: Wording


@dataclass(frozen=True, slots=True)
class Revisions:
    """Published scripts, inside one transaction."""

    connection: AsyncConnection

    async def publish(self, published: Iterable[Revision], now: datetime) -> None:
        """Write down revisions that were not known yet."""
        for revision in published:
            await self.connection.execute(
                insert(revisions)
                .values(
                    script=revision.script.script,
                    revision=revision.script.revision,
                    told=revision.script.model_dump_json(),
                    said=_dump(revision.wording),
                    first_seen_at=now,
                )
                .on_conflict_do_nothing()
            )

    async def earlier_than(self, current: Mapping[str, Script]) -> Sequence[Revision]:
        """Return all revisions that are not today's."""
        rows = await self.connection.execute(select(revisions))
        return [
            Revision(Script.model_validate_json(row.told), _load(row.said))
            for row in rows
            if row.script not in current or current[row.script].revision != row.revision
        ]


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
