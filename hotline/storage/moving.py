"""What belongs to a person moves to the chat of their new phone, sealed with its key.

The old chat is then forgotten: its key is destroyed, so nothing leads there any more,
not even from a backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import REPLY_KINDS
from hotline.storage.tables import (
    answers,
    bans,
    cases,
    deliveries,
    files,
    follows,
    messages,
    reports,
    series,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import CaseId, PersonId
    from hotline.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Moving:
    """Moves from one person's row to another's, inside one transaction that holds both locks."""

    connection: AsyncConnection
    keys: Keys

    async def everything(self, old: PersonId, new: PersonId) -> None:
        """Give the new chat all cases of the old one and what was said and told in them."""
        await self._messages(old, new)
        await self._files(old, new)
        await self._answers(old, new)
        await self._reports(old, new)
        other = bans.alias("other")
        banned = select(other.c.person).where(other.c.person == new)
        await self.connection.execute(
            update(bans).where(bans.c.person == old, ~banned.exists()).values(person=new)
        )
        await self.connection.execute(
            update(cases).where(cases.c.person == old).values(person=new)
        )
        for news in (follows, series):  # the old chat hears nothing, also no campaign
            await self.connection.execute(delete(news).where(news.c.person == old))

    async def replies(self, old: PersonId, new: PersonId, *, lane: bytes, now: datetime) -> None:
        """Let what operators wrote, and what has not left yet, go to the new chat instead.

        What waited for a yes on the old phone waits no longer: an operator knows who this is.
        """
        rows = await self.connection.execute(
            select(deliveries)
            .where(
                deliveries.c.person == old,
                deliveries.c.kind.in_(REPLY_KINDS),
                deliveries.c.letter != b"",  # taken back while it was in the air
                deliveries.c.state.in_([DeliveryState.HELD.value, DeliveryState.QUEUED.value]),
            )
            .with_for_update()
        )
        before, after = await self.keys.of(old), await self.keys.of(new)
        for row in rows.all():
            about = f"deliveries|{row.id}"
            letter = after.seal(before.open(row.letter, about), about)
            await self.connection.execute(
                update(deliveries)
                .where(deliveries.c.id == row.id)
                .values(
                    person=new,
                    lane=lane,
                    letter=letter,
                    state=DeliveryState.QUEUED.value,
                    due_at=now,
                    created_at=now,
                )
            )

    async def go_on(self, case: CaseId, other: CaseId | None, now: datetime) -> None:
        """Make a case the one that goes on in its chat, with what was said in the other."""
        await self.connection.execute(
            update(cases).where(cases.c.id == case).values(linked_at=now)
        )
        if other is not None:
            live = messages.c.archived.is_(None)  # what was laid down stays with its case's key
            await self.connection.execute(
                update(messages).where(messages.c.case == other, live).values(case=case)
            )

    async def _messages(self, old: PersonId, new: PersonId) -> None:
        """What was written before there was a case is sealed with the person's own key."""
        rows = await self.connection.execute(select(messages).where(messages.c.key == old))
        before, after = await self.keys.of(old), await self.keys.of(new)
        for row in rows:
            about = f"messages|{row.id}"
            words = after.seal(before.open(row.words, about), about) if row.words else None
            await self.connection.execute(
                update(messages).where(messages.c.id == row.id).values(words=words, key=new)
            )
        await self.connection.execute(
            update(messages).where(messages.c.person == old).values(person=new)
        )

    async def _files(self, old: PersonId, new: PersonId) -> None:
        """Only what was told of a file is sealed anew: its content has a key of its own."""
        rows = await self.connection.execute(
            select(files.c.id, files.c.told).where(files.c.key == old)
        )
        before, after = await self.keys.of(old), await self.keys.of(new)
        for row in rows.all():
            about = f"files|{row.id}"
            told = after.seal(before.open(row.told, about), about) if row.told else None
            await self.connection.execute(
                update(files).where(files.c.id == row.id).values(told=told, key=new)
            )

    async def _answers(self, old: PersonId, new: PersonId) -> None:
        """An answer that was given on both phones stays as it was given last."""
        other = answers.alias("other")
        newer = select(other.c.question).where(other.c.person == new)
        await self.connection.execute(
            delete(answers).where(answers.c.person == old, answers.c.question.in_(newer))
        )
        rows = await self.connection.execute(select(answers).where(answers.c.person == old))
        before, after = await self.keys.of(old), await self.keys.of(new)
        for row in rows:
            plain = before.open(row.answer, f"answers|{old}|{row.question}")
            answer = after.seal(plain, f"answers|{new}|{row.question}")
            await self.connection.execute(
                update(answers)
                .where(answers.c.person == old, answers.c.question == row.question)
                .values(person=new, answer=answer)
            )

    async def _reports(self, old: PersonId, new: PersonId) -> None:
        rows = await self.connection.execute(select(reports).where(reports.c.person == old))
        before, after = await self.keys.of(old), await self.keys.of(new)
        for row in rows:
            about = f"reports|{row.id}"
            told = after.seal(before.open(row.told, about), about)
            await self.connection.execute(
                update(reports).where(reports.c.id == row.id).values(person=new, told=told)
            )
