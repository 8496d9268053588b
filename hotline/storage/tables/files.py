"""Files that people sent: sealed, each with a key of its own that lies sealed in `told`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)

from hotline.storage.tables.columns import metadata, moment

# A file lives no longer than its message.
files = Table(
    "files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "message",
        Uuid,
        ForeignKey("messages.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    # Whose key `told` is sealed with: the case's, or the person's while there was none.
    Column("key", Uuid, nullable=False),
    # What the message told, and the file's own key: without it the next two never open.
    Column("told", LargeBinary),
    Column("content", LargeBinary),
    Column("preview", LargeBinary),
    # `told` of a closed talk, sealed for the archive alone; then `told` is empty.
    Column("archived", LargeBinary),
    Column("state", Text, nullable=False),
    # Whether it is fetched without being asked for, once its case is open.
    Column("small", Boolean, nullable=False),
    Column("size", BigInteger),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    moment("at", required=True),
    moment("wanted_at"),
    moment("due_at"),
    moment("fetched_at"),
    Index("ix_files_due", "due_at", postgresql_where=text("state IN ('announced', 'wanted')")),
)
