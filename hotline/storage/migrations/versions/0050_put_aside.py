"""What is put aside is found without reading all that is done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

PUT_ASIDE = sa.text("state = 'quarantined'")


def upgrade() -> None:
    op.create_index("ix_inbox_put_aside", "inbox", ["lane"], postgresql_where=PUT_ASIDE)


def downgrade() -> None:
    op.drop_index("ix_inbox_put_aside", "inbox")
