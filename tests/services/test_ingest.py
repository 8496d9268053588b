"""Ingest: one commit for what came together, and one bad update keeps no other out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from hotline.domain.arrivals import RawUpdate
from hotline.services.ingest import Ingest, NotKept
from hotline.storage.books import DatabaseAway
from tests.services.scenes import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Shelf:
    """An intake that remembers each commit; `bad` is an update that no database takes."""

    bad: int | None = None
    away: bool = False
    commits: list[list[int]] = field(default_factory=list)

    async def keep(self, _bot: int, updates: Sequence[RawUpdate], *_: object) -> int:
        """Commit, if all of them may be."""
        numbers = [update.update_id for update in updates]
        await asyncio.sleep(0)
        if self.away:
            raise DatabaseAway
        if self.bad in numbers:
            raise ValueError
        self.commits.append(numbers)
        return len(numbers)


async def brought(shelf: Shelf, *numbers: int) -> list[BaseException | None]:
    ingest = Ingest(shelf, 1, lambda: NOON)  # type: ignore[arg-type]  # the same one method
    updates = [RawUpdate(number, b"{}", None) for number in numbers]
    return await asyncio.gather(
        *(ingest.keep([update]) for update in updates), return_exceptions=True
    )


async def test_what_comes_together_is_committed_together() -> None:
    shelf = Shelf()

    assert await brought(shelf, 1, 2, 3) == [None, None, None]
    assert [sorted(commit) for commit in shelf.commits] == [[1, 2, 3]]


async def test_one_that_no_database_takes_keeps_no_other_out() -> None:
    shelf = Shelf(bad=2)
    first, second, third = await brought(shelf, 1, 2, 3)

    assert (first, third) == (None, None)
    assert isinstance(second, ValueError)


async def test_nothing_is_confirmed_while_the_database_is_away() -> None:
    told = await brought(Shelf(away=True), 1, 2)

    assert all(isinstance(each, NotKept) for each in told)


async def test_whoever_goes_away_meanwhile_has_brought_it_all_the_same() -> None:
    shelf = Shelf()
    ingest = Ingest(shelf, 1, lambda: NOON)  # type: ignore[arg-type]  # the same one method
    gone = asyncio.create_task(ingest.keep([RawUpdate(1, b"{}", None)]))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    await ingest.keep([RawUpdate(2, b"{}", None)])

    assert sorted(number for commit in shelf.commits for number in commit) == [1, 2]
