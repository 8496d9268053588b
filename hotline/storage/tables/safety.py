"""What keeps a person safe from whoever holds their phone."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text, Uuid

from hotline.storage.tables.columns import metadata

# Words of a person's own, as keyed hashes that are bound to the person; never as text.
own_words = Table(
    "own_words",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("word", Text, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
)
