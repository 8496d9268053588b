"""Passkeys of staff, and what their devices were asked to sign."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.LargeBinary(), primary_key=True),
        sa.Column(
            "member", sa.Uuid(), sa.ForeignKey("staff.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index(op.f("ix_passkeys_member"), "passkeys", ["member"])
    op.create_table(
        "passkey_questions",
        sa.Column("question", sa.LargeBinary(), primary_key=True),
        sa.Column(
            "session", sa.Uuid(), sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_passkey_questions_session"), "passkey_questions", ["session"])


def downgrade() -> None:
    op.drop_table("passkey_questions")
    op.drop_table("passkeys")
