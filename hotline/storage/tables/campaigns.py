"""Topics people follow, campaigns to them, and pages shown while there is an emergency."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from hotline.storage.tables.columns import metadata, moment

# In plain columns so that a million can be asked at once; who it is stays sealed in `persons`.
follows = Table(
    "follows",
    metadata,
    Column("topic", Text, primary_key=True),
    Column(
        "person",
        Uuid,
        ForeignKey("persons.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    moment("at", required=True),
)

# Pages that come to somebody at their day; a row goes when its page has been offered.
series = Table(
    "series",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("page", Text, primary_key=True),
    moment("due_at", required=True),
    Index("ix_series_due_at", "due_at"),
)

# Words for many, so nothing here is anybody's. `reached` is where the audience has been walked to.
campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("second", Text),
    Column("state", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("origin", Text),
    Column("languages", ARRAY(Text), nullable=False),
    Column("texts", JSONB, nullable=False),
    Column("missing", Text, nullable=False),
    Column("posts", Boolean, nullable=False),
    moment("begins_at"),
    moment("frozen_at"),
    Column("reached", Uuid),
    Column("walked", Boolean, nullable=False, server_default=text("false")),
    moment("made_at", required=True),
    moment("ended_at"),
)

# Who has their share of a campaign that is being sent: a letter, or a later hour. A person has
# one share at most; all rows go when the campaign ends, and only counts stay.
shares = Table(
    "shares",
    metadata,
    Column("campaign", Uuid, ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "person",
        Uuid,
        ForeignKey("persons.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("language", Text, nullable=False),
    Column("delivery", Uuid),
    moment("due_at"),
    Index("ix_shares_due", "campaign", "due_at", postgresql_where=text("due_at IS NOT NULL")),
)

# How a campaign ended, by language: names of states with counts, and nobody.
outcomes = Table(
    "outcomes",
    metadata,
    Column("campaign", Uuid, ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)

# A short page above the home screen; it shows when a second person agreed, until `ends_at`.
emergencies = Table(
    "emergencies",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("country", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("second", Text),
    Column("texts", JSONB, nullable=False),
    Column("surge", Boolean, nullable=False),
    Column("push", Boolean, nullable=False),
    moment("made_at", required=True),
    moment("begins_at"),
    moment("ends_at", required=True),
    moment("ended_at"),
)
