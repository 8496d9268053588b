"""What desks say often, with every version of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from hotline.domain.canned import Canned, CannedId
from hotline.storage.tables import canned_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class CannedTexts:
    """Texts, inside one transaction; nothing of any person stands in them."""

    connection: AsyncConnection

    async def of_desk(self, desk: str) -> Sequence[Canned]:
        """Return the newest version of each text of a desk, by language and title."""
        newest = (
            select(canned_texts)
            .where(canned_texts.c.desk == desk)
            .ext(distinct_on(canned_texts.c.id))
            .order_by(canned_texts.c.id, canned_texts.c.version.desc())
            .subquery()
        )
        rows = await self.connection.execute(
            select(newest)
            .where(newest.c.retired.is_(False))
            .order_by(newest.c.language, newest.c.title)
        )
        return [
            Canned(
                id=CannedId(row.id),
                version=row.version,
                desk=row.desk,
                language=row.language,
                title=row.title,
                words=row.words,
                author=row.author,
                review_by=row.review_by,
                at=row.at,
                retired=row.retired,
            )
            for row in rows
        ]

    async def write(self, canned: Canned) -> bool:
        """Add a version; False when somebody else has just written this one."""
        done = await self.connection.execute(
            insert(canned_texts)
            .values(**asdict(canned))
            .on_conflict_do_nothing()
            .returning(canned_texts.c.version)
        )
        return done.one_or_none() is not None
