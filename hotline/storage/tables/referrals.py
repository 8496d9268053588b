"""Referrals and the links by which partners read them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from hotline.storage.tables.columns import metadata, moment

# To whom, what, why and what the person said is sealed with the case's key.
referrals = Table(
    "referrals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("author", LargeBinary, nullable=False),
    Column("second", LargeBinary),
    Column("told", LargeBinary),
    moment("until", required=True),
    moment("at", required=True),
    # What a closed case shared, sealed for the archive alone; then `told` is empty.
    Column("archived", LargeBinary),
)

# One a referral. Only hashes: of the link, and of the browser that opened it first.
partner_links = Table(
    "partner_links",
    metadata,
    Column("referral", Uuid, ForeignKey("referrals.id", ondelete="CASCADE"), primary_key=True),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("browser", LargeBinary),
    moment("ends_at", required=True),
)
