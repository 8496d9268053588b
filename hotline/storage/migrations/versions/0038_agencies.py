"""States' lists of agencies that may send people abroad."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registers",
        sa.Column("country", sa.Text(), primary_key=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "agencies",
        sa.Column(
            "country",
            sa.Text(),
            sa.ForeignKey("registers.country", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("agencies")
    op.drop_table("registers")
