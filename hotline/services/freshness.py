"""Freshness: once a week the staff group hears how many facts to look at and lines to call."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.facts.calls import SOON, due, stale
from dialogs.reading import read_facts
from dialogs.words import phrases
from hotline.domain.letters import TellGroup
from hotline.services.post import Post

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.address import Address
    from hotline.services.running import Told
    from hotline.storage.books import Books, Database

FRESHNESS = "freshness"
# A little less than a week, so that a late Monday does not silence the next one.
SELDOM = timedelta(days=6)


async def remind(database: Database, group: Address, now: datetime) -> Told:
    """Post a line each about facts that end and calls that are due; none on the first day.

    Whoever installed the program has just seen both lists.
    """
    facts = await asyncio.to_thread(read_facts)
    told = {"stale": len(stale(facts, now.date(), SOON)), "calls": len(due(facts, now.date()))}
    async with database.books() as books:
        if await _is_due(books, now):
            post = Post(books, group, now)
            for phrase, number in zip(
                (phrases.DESK_STALE, phrases.DESK_CALLS), told.values(), strict=True
            ):
                if number:
                    await post.to_group(TellGroup(phrase.key, number=number))
        await books.runs.end(FRESHNESS, "done", told, now)  # with the lines, or not at all
    return told


async def _is_due(books: Books, now: datetime) -> bool:
    run = (await books.runs.last()).get(FRESHNESS)
    return run is not None and run.done_at is not None and now - run.done_at > SELDOM
