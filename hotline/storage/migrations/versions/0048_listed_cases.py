"""Pages list what is not closed without reading what is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0039"
branch_labels = None
depends_on = None

LISTED = sa.text("state <> 'closed'")


def upgrade() -> None:
    op.create_index("ix_cases_listed", "cases", ["language", "country"], postgresql_where=LISTED)
    op.create_index("ix_cases_held", "cases", ["owner"], postgresql_where=LISTED)


def downgrade() -> None:
    op.drop_index("ix_cases_held", "cases")
    op.drop_index("ix_cases_listed", "cases")
