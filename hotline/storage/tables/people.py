"""Persons and what belongs to one person."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    false,
    text,
)

from hotline.storage.tables.columns import metadata, moment

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Emptied when the person erases themselves: the next contact is a stranger.
    Column("lookup", LargeBinary, unique=True),
    Column("address", LargeBinary, nullable=False),
    Column("conversation", LargeBinary, nullable=False),
    Column("language", Text),
    Column("app_language", Text),
    Column("shown", BigInteger),
    moment("blocked_at"),
    moment("seen_at", required=True),
    # When we may write, sealed; empty for somebody who never said.
    Column("contact", LargeBinary),
    # Whether what stands in the chat is to be deleted while Telegram still lets us.
    Column("tidies", Boolean, nullable=False, server_default=false()),
    Index("ix_persons_tidies", "id", postgresql_where=text("tidies")),
)

answers = Table(
    "answers",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", LargeBinary, nullable=False),
    moment("at", required=True),
)

# Message ids in a person's chat, theirs and ours, so that they can be erased.
traces = Table(
    "traces",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("message", BigInteger, primary_key=True),
    moment("at", required=True),
)

# Without a second operator a ban is only a proposal; it never outlives `ends_at`.
bans = Table(
    "bans",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("proposed_by", LargeBinary, nullable=False),
    Column("agreed_by", LargeBinary),
    moment("proposed_at", required=True),
    moment("ends_at"),
)

# What was told about a person, in order and never overwritten; sealed with the name of the sign.
reports = Table(
    "reports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column(
        "person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("source", Text, nullable=False),
    Column("operator", LargeBinary),
    Column("told", LargeBinary, nullable=False),
    moment("at", required=True),
)
