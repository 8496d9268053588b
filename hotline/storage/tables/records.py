"""What names nobody: keys, scripts as they were, how jobs ended."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from hotline.storage.tables.columns import metadata, moment

# A key of its own for every person and every case, wrapped with the key of a day.
keys = Table(
    "keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Uuid, nullable=False, unique=True),
    Column("day", Date, nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
    # The name of the key that this one took the place of, until that one is buried.
    Column("replaces", Uuid),
)

# Scripts as they were, so that a conversation finishes on what it began with.
revisions = Table(
    "revisions",
    metadata,
    Column("script", Text, primary_key=True),
    Column("revision", Text, primary_key=True),
    Column("told", Text, nullable=False),
    # language -> key -> words, for texts that today's catalogues no longer hold
    Column("said", Text, nullable=False),
    moment("first_seen_at", required=True),
)

# How each job by the clock ended last; `told` are counts, never who.
runs = Table(
    "runs",
    metadata,
    Column("job", Text, primary_key=True),
    moment("began_at", required=True),
    moment("ended_at"),
    Column("outcome", Text, nullable=False),
    Column("told", JSONB, nullable=False),
    # When it was last done to the end, however often it stopped since.
    moment("done_at"),
)
