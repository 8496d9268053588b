"""The archive: closed talks sealed for a key that is not on line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("archived", sa.LargeBinary(), nullable=True))
    op.add_column("priority_changes", sa.Column("archived", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("priority_changes", "archived")
    op.drop_column("messages", "archived")
