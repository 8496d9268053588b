"""What operators hold is found by one index, without reading all who wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

IN_HAND = sa.text("state IN ('open', 'sleeping')")
OPEN, NOT_CLOSED = sa.text("state = 'open'"), sa.text("state <> 'closed'")


def upgrade() -> None:
    op.drop_index("ix_cases_owner", "cases")
    op.drop_index("ix_cases_held", "cases")
    op.create_index("ix_cases_held", "cases", ["owner"], postgresql_where=IN_HAND)


def downgrade() -> None:
    op.drop_index("ix_cases_held", "cases")
    op.create_index("ix_cases_held", "cases", ["owner"], postgresql_where=NOT_CLOSED)
    op.create_index("ix_cases_owner", "cases", ["owner"], postgresql_where=OPEN)
