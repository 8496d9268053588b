"""What belongs to one talk beside its messages: questions, drafts, marks; and texts for many."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)

from hotline.storage.tables.columns import metadata, moment

# What the desk asked a person, and what they said; `why` is sealed with the case's key.
questions = Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    # A desk's two letters, or the id of what is asked about: never a person's words.
    Column("about", Text, nullable=False),
    Column("asked_by", LargeBinary, nullable=False),
    Column("why", LargeBinary),
    moment("asked_at", required=True),
    moment("until", required=True),
    Column("said", Text),
    moment("said_at"),
)

# A reply that a colleague looks at before it goes; `words` and `comment` are sealed with the
# case's key. A case has one at a time.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("author", LargeBinary, nullable=False),
    Column("second", LargeBinary),
    Column("state", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("comment", LargeBinary),
    moment("at", required=True),
    Index("ix_drafts_live", "case", unique=True, postgresql_where=text("state <> 'sent'")),
)

# How far a member of staff has read a case.
read_marks = Table(
    "read_marks",
    metadata,
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("member", LargeBinary, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# What a desk says often, in one language; every change is a version, nothing is overwritten.
canned_texts = Table(
    "canned_texts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("desk", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("retired", Boolean, nullable=False),
    moment("at", required=True),
)

# What a member of staff wrote in practice, sealed with their own key: no case, no person.
practices = Table(
    "practices",
    metadata,
    Column("member", Uuid, ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    moment("began_at", required=True),
    Column("lines", LargeBinary, nullable=False),
)
