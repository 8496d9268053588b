"""What colleagues do around a talk: another desk, drafts, how far each has read, ready texts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
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
    _create_drafts()
    _create_marks_and_texts()


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("case", sa.Uuid, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("author", sa.LargeBinary, nullable=False),
        sa.Column("second", sa.LargeBinary),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("comment", sa.LargeBinary),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "ix_drafts_live",
        "drafts",
        ["case"],
        unique=True,
        postgresql_where=sa.text("state <> 'sent'"),
    )


def _create_marks_and_texts() -> None:
    op.create_table(
        "practices",
        sa.Column(
            "member", sa.Uuid, sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lines", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "read_marks",
        sa.Column(
            "case", sa.Uuid, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("member", sa.LargeBinary, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "canned_texts",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("review_by", sa.Date, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("practices", "canned_texts", "read_marks", "drafts", "questions"):
        op.drop_table(table)
    op.drop_column("cases", "desk")
