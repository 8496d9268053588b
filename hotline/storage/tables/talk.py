"""What belongs to one talk beside its messages: questions to the person."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text, Uuid

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
