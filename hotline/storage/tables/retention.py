"""What is on its way out."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text, Uuid

from hotline.storage.tables.columns import metadata, moment

# A step that is older than the last thing that happened counts for nothing.
retention = Table(
    "retention",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("step", Text, nullable=False),
    moment("since", required=True),
)
