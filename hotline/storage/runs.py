"""How each job by the clock ended last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from hotline.storage.tables import runs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

# Begun and not ended: it runs, or its program died. Asks: an administrator must look first.
Outcome = Literal["begun", "done", "asks", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a job; `told` are its counts, `done_at` when it last came to its end."""

    job: str
    began_at: datetime
    ended_at: datetime | None
    outcome: Outcome
    told: Mapping[str, int]
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Runs:
    """The last runs, inside one transaction."""

    connection: AsyncConnection

    async def begin(self, job: str, now: datetime) -> None:
        """Write down that a job begins."""
        fresh: dict[str, object] = {
            "began_at": now,
            "ended_at": None,
            "outcome": "begun",
            "told": {},
        }
        statement = insert(runs).values(job=job, **fresh)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["job"], set_=fresh)
        )

    async def end(
        self, job: str, outcome: Outcome, told: Mapping[str, int], now: datetime
    ) -> None:
        """Write down how it ended."""
        values = {"ended_at": now, "outcome": outcome, "told": dict(told)}
        done = {"done_at": now} if outcome == "done" else {}
        await self.connection.execute(
            update(runs).where(runs.c.job == job).values(**values, **done)
        )

    async def last(self) -> dict[str, Run]:
        """Return the last run of every job that ever ran."""
        rows = await self.connection.execute(select(runs))
        return {row.job: Run(**row._mapping) for row in rows}  # noqa: SLF001  # its public name
