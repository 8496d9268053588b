"""A page reads the head of the queue in its order, without sorting all who wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

IN_ORDER = ("strpos('now today soon info', priority)", "waits_since", "id")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    columns = [sa.text(each) for each in IN_ORDER]
    op.create_index("ix_cases_in_order", "cases", columns, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("ix_cases_in_order", "cases")
