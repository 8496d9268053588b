"""A message knows the letter that carries it, so that its fate is shown beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("delivery", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "delivery")
