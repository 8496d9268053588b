"""Published numbers at length: an attacker over many invented months, and a million counters."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text

from dialogs.reading import read_library, read_speech
from dialogs.words.number_words import NumberWords
from hotline.cli.bulletin import as_page, as_pdf
from hotline.domain.publishing.release import Release
from hotline.domain.publishing.withholding import withhold
from hotline.services.statistics import publish_due
from tests.domain.attacker import recovered
from tests.domain.test_publishing import invented

if TYPE_CHECKING:
    from hotline.storage.books import Database

MONTH, DUE = date(2026, 10, 1), datetime(2026, 12, 1, tzinfo=UTC)
# Everything that can be told of an event, crossed until there are as many rows as asked for.
_FILL = text(
    """
    INSERT INTO tallies (day, counted, name, face, desk, language, gender, age, share, number)
    SELECT :month, 'sign', 'sign ' || (n / 3840), 'who',
        (ARRAY['kz', 'kg', 'tj', 'tm', 'uz'])[1 + n % 5],
        (ARRAY['en', 'ru', 'kk', 'ky', 'tg', 'tk', 'uz', 'fa_AF'])[1 + n / 5 % 8],
        (ARRAY['woman', 'man', 'other', ''])[1 + n / 40 % 4],
        (ARRAY['child', 'adult', ''])[1 + n / 160 % 3],
        n / 480 % 8, 1 + n % 7
    FROM generate_series(0, :rows - 1) AS n
    """
)


def attacked(families: int, seed: int) -> int:
    """Return of how many invented families of tables an attacker recovers anything."""
    chance = random.Random(seed)  # noqa: S311  # invented counts
    made = (invented(chance) for _ in range(families))
    return sum(bool(recovered(family, withhold(family))) for family in made)


@dataclass(frozen=True)
class Bulletin:
    """How long a bulletin over many counters took, in seconds, and what came of it."""

    counters: int
    bulletin_seconds: float
    tables: int
    bytes: int


async def bulletin(database: Database, rows: int) -> Bulletin:
    """Publish a month of so many counters and make its bulletin in two languages."""
    async with database.books() as books:
        await books.connection.execute(_FILL, {"month": MONTH, "rows": rows})
    began = time.monotonic()
    await publish_due(database, DUE)
    async with database.books() as books:
        release = Release.model_validate(await books.releases.of(MONTH))
    library, speech = read_library(), read_speech()
    size = 0
    for language in ("en", "ru"):
        words = NumberWords(library, speech, language)
        size += len(as_page(release, words)) + len(as_pdf(release, words))
    took = round(time.monotonic() - began, 1)
    return Bulletin(rows, took, len(release.tables), size)
