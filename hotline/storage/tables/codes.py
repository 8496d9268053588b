"""Codes to go on from another phone, and how often codes were tried."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, LargeBinary, Table, Uuid

from hotline.storage.tables.columns import metadata, moment

# One a case. `code` is a keyed hash, emptied when it is used; then `asker` is who used it.
return_codes = Table(
    "return_codes",
    metadata,
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("code", LargeBinary, unique=True),
    moment("ends_at", required=True),
    Column("asker", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), index=True),
)

# When a code was looked up, right or wrong; kept for a day, and counted without the person too.
code_tries = Table(
    "code_tries",
    metadata,
    Column("number", BigInteger, Identity(), primary_key=True),
    Column("person", Uuid, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    moment("at", required=True),
)
