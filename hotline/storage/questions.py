"""Questions that the desk put to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from hotline.domain.case import CaseId, OperatorKey
from hotline.domain.question import Kind, Question, QuestionId, Said
from hotline.storage.tables import questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions, inside one transaction; reasons are sealed with the key of the case."""

    connection: AsyncConnection
    keys: Keys

    async def put(self, question: Question) -> None:
        """Write down a question; one of its kind that is still open becomes void."""
        await self.connection.execute(
            update(questions)
            .where(
                questions.c.case == question.case,
                questions.c.kind == question.kind.value,
                questions.c.said.is_(None),
            )
            .values(said=Said.VOID.value, said_at=question.asked_at)
        )
        seal = await self.keys.of(question.case)
        await self.connection.execute(
            insert(questions).values(
                id=question.id,
                case=question.case,
                kind=question.kind.value,
                about=question.about,
                asked_by=question.asked_by,
                why=seal.seal(question.why.encode(), f"questions|{question.id}"),
                asked_at=question.asked_at,
                until=question.until,
            )
        )

    async def find(self, question: QuestionId) -> Question | None:
        """Return a question, locked."""
        rows = await self.connection.execute(
            select(questions).where(questions.c.id == question).with_for_update()
        )
        row = rows.one_or_none()
        return await self._told(row) if row else None

    async def of_case(self, case: CaseId, kind: Kind) -> Sequence[Question]:
        """Return what was asked in a case, the newest first; nothing is locked."""
        rows = await self.connection.execute(
            select(questions)
            .where(questions.c.case == case, questions.c.kind == kind.value)
            .order_by(questions.c.asked_at.desc())
        )
        return [await self._told(row) for row in rows.all()]

    async def keep(self, question: QuestionId, said: Said, now: datetime) -> None:
        """Write down an answer."""
        await self.connection.execute(
            update(questions)
            .where(questions.c.id == question)
            .values(said=said.value, said_at=now)
        )

    async def _told(self, row: Row[Any]) -> Question:
        why = ""
        if row.why is not None:
            seal = await self.keys.of(row.case)
            why = seal.open(row.why, f"questions|{row.id}").decode()
        return Question(
            id=QuestionId(row.id),
            case=CaseId(row.case),
            kind=Kind(row.kind),
            about=row.about,
            asked_by=OperatorKey(row.asked_by),
            why=why,
            asked_at=row.asked_at,
            until=row.until,
            said=Said(row.said) if row.said else None,
            said_at=row.said_at,
        )
