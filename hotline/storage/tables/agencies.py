"""States' lists of agencies, as they were taken in."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table, Text

from hotline.storage.tables.columns import metadata, moment

registers = Table(
    "registers",
    metadata,
    Column("country", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    moment("taken_at", required=True),
)

agencies = Table(
    "agencies",
    metadata,
    Column("country", Text, ForeignKey("registers.country", ondelete="CASCADE"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("until", Date),
)
