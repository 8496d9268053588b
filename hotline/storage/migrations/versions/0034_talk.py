"""A talk may go to another desk, and what the person said when asked is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("desk", sa.Text))
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("case", sa.Uuid, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("asked_by", sa.LargeBinary, nullable=False),
        sa.Column("why", sa.LargeBinary),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text),
        sa.Column("said_at", sa.DateTime(timezone=True)),
    )
    op.create_index(op.f("ix_questions_case"), "questions", ["case"])


def downgrade() -> None:
    op.drop_table("questions")
    op.drop_column("cases", "desk")
