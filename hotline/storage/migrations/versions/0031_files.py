"""Files that people sent: what was told of them first, their content when somebody needs it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=name != "at")


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        sa.Column("archived", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("small", sa.Boolean(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        *(_moment(name) for name in ("at", "wanted_at", "due_at", "fetched_at")),
        sa.ForeignKeyConstraint(
            ["message"], ["messages.id"], name=op.f("fk_files_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("message", name=op.f("uq_files_message")),
    )
    op.create_index(
        op.f("ix_files_due"),
        "files",
        ["due_at"],
        postgresql_where=sa.text("state IN ('announced', 'wanted')"),
    )


def downgrade() -> None:
    op.drop_table("files")
