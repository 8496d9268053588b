"""A key of its own for every person and every case.

What an earlier version sealed with one key for all was never released, so rows
that a laptop may still hold are emptied instead of sealed anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("TRUNCATE inbox, persons, cases, messages, answers, traces, deliveries")
    op.create_table(
        "keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
        sa.UniqueConstraint("owner", name=op.f("uq_keys_owner")),
    )
    op.create_index(op.f("ix_keys_day"), "keys", ["day"], unique=False)
    op.add_column("messages", sa.Column("key", sa.Uuid(), nullable=False))


def downgrade() -> None:
    op.drop_column("messages", "key")
    op.drop_table("keys")
