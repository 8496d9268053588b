"""Sweeping: rows that hold nothing any more go once nothing can ask for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.domain.practice import KEPT as PRACTICE_KEPT

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.services.running import Told
    from hotline.storage.books import Database

# Telegram repeats an update for a day at most and numbers them anew by chance after a quiet
# week, so a fingerprint older than this recognises nothing.
# https://core.telegram.org/bots/api#getting-updates
KEPT = timedelta(days=7)


async def sweep(database: Database, now: datetime) -> Told:
    """Delete fingerprints and shells of letters that ended a week ago, and old practice talks."""
    async with database.books() as books:
        fingerprints = await books.inbox.sweep(now - KEPT)
    async with database.books() as books:
        letters = await books.deliveries.sweep(now - KEPT)
    async with database.books() as books:
        practices = await books.practices.sweep(now - PRACTICE_KEPT)
    return {"fingerprints": fingerprints, "letters": letters, "practices": practices}
