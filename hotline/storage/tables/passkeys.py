"""Passkeys of staff and the questions that are open: no secret is in these."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table, Text, Uuid

from hotline.storage.tables.columns import metadata, moment

# The public halves only: who reads this table cannot sign in with it.
passkeys = Table(
    "passkeys",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("member", Uuid, ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("counter", BigInteger, nullable=False),
    moment("made_at", required=True),
    moment("used_at"),
)

# What a device was asked to sign, by hash; with a session it is asked to become a passkey.
passkey_questions = Table(
    "passkey_questions",
    metadata,
    Column("question", LargeBinary, primary_key=True),
    Column("session", Uuid, ForeignKey("sessions.id", ondelete="CASCADE"), index=True),
    moment("due_at", required=True),
)
