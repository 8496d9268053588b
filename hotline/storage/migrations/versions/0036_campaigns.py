"""Topics people follow, campaigns to them, pages at their day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def _person(*, index: bool) -> sa.Column[object]:
    return sa.Column(
        "person",
        sa.Uuid(),
        sa.ForeignKey("persons.id", ondelete="CASCADE"),
        primary_key=True,
        index=index,
    )


def _campaign() -> sa.Column[object]:
    return sa.Column(
        "campaign",
        sa.Uuid(),
        sa.ForeignKey("campaigns.id", ondelete="CASCADE"),
        primary_key=True,
    )


def _moment(name: str, *, required: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not required)


def upgrade() -> None:
    op.create_table(
        "follows",
        sa.Column("topic", sa.Text(), primary_key=True),
        _person(index=True),
        _moment("at", required=True),
    )
    op.create_table(
        "series",
        _person(index=False),
        sa.Column("page", sa.Text(), primary_key=True),
        _moment("due_at", required=True),
    )
    op.create_index("ix_series_due_at", "series", ["due_at"])
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("second", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text()),
        sa.Column("languages", ARRAY(sa.Text()), nullable=False),
        sa.Column("texts", JSONB(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("posts", sa.Boolean(), nullable=False),
        _moment("begins_at"),
        _moment("frozen_at"),
        sa.Column("reached", sa.Uuid()),
        sa.Column("walked", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        _moment("made_at", required=True),
        _moment("ended_at"),
    )
    op.create_table(
        "shares",
        _campaign(),
        _person(index=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Uuid()),
        _moment("due_at"),
    )
    op.create_index(
        "ix_shares_due",
        "shares",
        ["campaign", "due_at"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "outcomes",
        _campaign(),
        sa.Column("language", sa.Text(), primary_key=True),
        sa.Column("outcome", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in ("outcomes", "shares", "campaigns", "series", "follows"):
        op.drop_table(table)
