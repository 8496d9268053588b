"""Doors that were opened with a reason: a case of another desk, or who somebody is."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text, Uuid

from hotline.storage.tables.columns import metadata, moment

# The reason is sealed with the case's key and dies with it; the audit keeps that it happened.
openings = Table(
    "openings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("second", Text),
    moment("asked_at", required=True),
    moment("until", required=True),
    moment("shown_at"),
)
