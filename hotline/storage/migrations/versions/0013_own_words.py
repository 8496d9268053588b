"""Words of a person's own: kept as keyed hashes, never as text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_words",
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["persons.id"], name=op.f("fk_own_words_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "word", name=op.f("pk_own_words")),
    )


def downgrade() -> None:
    op.drop_table("own_words")
