"""Counts by month, desk, language, gender, age and way; releases, exports and imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

NEW = ("desk", "language", "gender", "age", "origin", "destination")
OLD_KEY = ["day", "counted", "name"]
NEW_KEY = [*OLD_KEY, "face", *NEW, "share"]


def upgrade() -> None:
    _widen()
    op.create_table(
        "releases",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_releases")),
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Text()),
        sa.Column("agreed_at", sa.DateTime(timezone=True)),
        sa.Column("given_by", sa.Text()),
        sa.Column("given_at", sa.DateTime(timezone=True)),
        sa.Column("rows", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_table(
        "imports",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_imports")),
    )


def _widen() -> None:
    op.add_column("tallies", sa.Column("face", sa.Text(), nullable=False, server_default="whole"))
    for name in NEW:
        op.add_column("tallies", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "tallies", sa.Column("share", sa.SmallInteger(), nullable=False, server_default="0")
    )
    op.drop_constraint(op.f("pk_tallies"), "tallies")
    op.create_primary_key(op.f("pk_tallies"), "tallies", NEW_KEY)


def downgrade() -> None:
    for table in ("imports", "exports", "releases"):
        op.drop_table(table)
    # What only the wider table can hold goes; counts of a day become one row again.
    op.execute("DELETE FROM tallies WHERE face <> 'whole'")
    op.execute(
        "UPDATE tallies AS kept SET number = whole.number FROM ("
        " SELECT day, counted, name, min(share) AS share, sum(number) AS number"
        " FROM tallies GROUP BY day, counted, name) AS whole"
        " WHERE (kept.day, kept.counted, kept.name, kept.share)"
        " = (whole.day, whole.counted, whole.name, whole.share)"
    )
    op.execute(
        "DELETE FROM tallies AS other USING tallies AS kept WHERE"
        " (kept.day, kept.counted, kept.name) = (other.day, other.counted, other.name)"
        " AND kept.share < other.share"
    )
    op.drop_constraint(op.f("pk_tallies"), "tallies")
    for name in ("face", *NEW, "share"):
        op.drop_column("tallies", name)
    op.create_primary_key(op.f("pk_tallies"), "tallies", OLD_KEY)
