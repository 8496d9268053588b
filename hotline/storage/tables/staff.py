"""Who works here, their sign-ins, and what was done: no word of any person is in these."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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

# Until an invitation is accepted there is neither password nor secret; afterwards no invitation.
staff = Table(
    "staff",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("desk", Text),
    Column("language", Text, nullable=False),
    Column("password", Text),
    # What the codes are made from, sealed with a key of this member's own.
    Column("secret", LargeBinary),
    # The half minute of the newest code that was accepted: no code counts twice.
    Column("last_step", BigInteger, nullable=False, server_default=text("0")),
    Column("invitation", LargeBinary),
    moment("invited_until"),
    moment("since", required=True),
    moment("disabled_at"),
)

# A sign-in is known by a hash of its token: who reads this table cannot sign in with it.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("member", Uuid, ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("agent", Text, nullable=False),
    moment("began_at", required=True),
    moment("seen_at", required=True),
    moment("fresh_at", required=True),
)

# Wrong tries by a keyed hash of name and address, so that guessing becomes slow.
tries = Table(
    "tries",
    metadata,
    Column("bucket", LargeBinary, primary_key=True),
    Column("number", SmallInteger, nullable=False),
    moment("at", required=True),
    moment("due_at", required=True),
)

# Who did what, to what, when and how it ended; each row's hash covers the one before.
audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    moment("at", required=True),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    # Who read what is asked for page by page.
    Index("ix_audit_act_number", "act", "number"),
)
