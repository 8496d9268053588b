"""What arrives and what is sent."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)

from hotline.storage.tables.columns import metadata, moment

# Every update as it came, sealed; the body is emptied when it is done, the
# fingerprint stays to recognise a repetition.
inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("lane", LargeBinary, nullable=False),
    Column("body", LargeBinary),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("fate", Text),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    moment("done_at"),
    UniqueConstraint("bot", "update_id", "fingerprint"),
    # The oldest that waits is found without walking over all that is done.
    Index("ix_inbox_in_order", "id", postgresql_where=text("state = 'waiting'")),
    Index("ix_inbox_waiting", "lane", "id", postgresql_where=text("state = 'waiting'")),
    Index("ix_inbox_put_aside", "lane", postgresql_where=text("state = 'quarantined'")),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column("lane", LargeBinary, nullable=False),
    Column("weight", SmallInteger, nullable=False),
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), index=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("letter", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="queued"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("tried_again", Boolean, nullable=False, server_default=text("false")),
    Column("message", BigInteger),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    moment("ended_at"),
    Index(
        "ix_deliveries_going",
        "lane",
        "number",
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    Index("ix_deliveries_held", "due_at", postgresql_where=text("state = 'held'")),
)
