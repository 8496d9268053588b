"""What is done no longer says from which chat it came."""

from __future__ import annotations

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE inbox SET lane = '' WHERE state = 'done'")


def downgrade() -> None:
    """Nothing knows it any more."""
