"""What is counted, what was published of it, and what was exchanged: nothing here has a key."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Integer, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from hotline.storage.tables.columns import metadata, moment

# How often something happened: never who, never what was said. `day` is the first of a month
# wherever anything is told of whom it is about; `share` keeps busy connections apart.
tallies = Table(
    "tallies",
    metadata,
    Column("day", Date, primary_key=True),
    Column("counted", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("face", Text, primary_key=True, server_default="whole"),
    Column("desk", Text, primary_key=True, server_default=""),
    Column("language", Text, primary_key=True, server_default=""),
    Column("gender", Text, primary_key=True, server_default=""),
    Column("age", Text, primary_key=True, server_default=""),
    Column("origin", Text, primary_key=True, server_default=""),
    Column("destination", Text, primary_key=True, server_default=""),
    Column("share", SmallInteger, primary_key=True, autoincrement=False, server_default="0"),
    Column("number", BigInteger, nullable=False),
)

# A month as it was published, for ever: only numbers that anybody may read.
releases = Table(
    "releases",
    metadata,
    Column("month", Date, primary_key=True),
    moment("released_at", required=True),
    Column("told", JSONB, nullable=False),
)

# Who asked for an export, who agreed, and how many rows left. The rows themselves are not kept.
exports = Table(
    "exports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("recipient", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    moment("asked_at", required=True),
    Column("agreed_by", Text),
    moment("agreed_at"),
    Column("given_by", Text),
    moment("given_at"),
    Column("rows", Integer),
)

# Files of other desks that were counted here, so that none is counted twice.
imports = Table(
    "imports",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("desk", Text, nullable=False),
    Column("month", Date, nullable=False),
    Column("rows", Integer, nullable=False),
    moment("at", required=True),
)
