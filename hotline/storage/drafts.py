"""Replies that a colleague looks at before they go."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from hotline.domain.case import OperatorKey
from hotline.domain.draft import Draft, DraftId, State
from hotline.storage.tables import drafts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import CaseId
    from hotline.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts, inside one transaction that holds the case; sealed with the case's key."""

    connection: AsyncConnection
    keys: Keys

    async def share(self, case: CaseId, author: OperatorKey, words: str, now: datetime) -> None:
        """Keep a new draft in place of one that has not gone."""
        await self.drop(case)
        seal, draft = await self.keys.of(case), uuid.uuid4()
        await self.connection.execute(
            insert(drafts).values(
                id=draft,
                case=case,
                author=author,
                state=State.SHARED.value,
                words=seal.seal(words.encode(), f"drafts|{draft}"),
                at=now,
            )
        )

    async def of_case(self, case: CaseId) -> Draft | None:
        """Return the draft of a case that has not gone yet."""
        found = await self.connection.execute(
            select(drafts).where(drafts.c.case == case, drafts.c.state != State.SENT.value)
        )
        row = found.one_or_none()
        if row is None:
            return None
        seal, comment = await self.keys.of(case), None
        if row.comment is not None:
            comment = seal.open(row.comment, f"drafts.comment|{row.id}").decode()
        return Draft(
            DraftId(row.id),
            OperatorKey(row.author),
            seal.open(row.words, f"drafts|{row.id}").decode(),
            State(row.state),
            OperatorKey(row.second) if row.second else None,
            comment,
        )

    async def save(self, case: CaseId, draft: Draft) -> None:
        """Write down what a colleague made of a draft."""
        seal = await self.keys.of(case)
        comment = draft.comment or ""
        await self.connection.execute(
            update(drafts)
            .where(drafts.c.id == draft.id)
            .values(
                state=draft.state.value,
                second=draft.second,
                words=seal.seal(draft.words.encode(), f"drafts|{draft.id}"),
                comment=seal.seal(comment.encode(), f"drafts.comment|{draft.id}"),
            )
        )

    async def drop(self, case: CaseId) -> None:
        """Forget the draft of a case that has not gone."""
        await self.connection.execute(
            delete(drafts).where(drafts.c.case == case, drafts.c.state != State.SENT.value)
        )
