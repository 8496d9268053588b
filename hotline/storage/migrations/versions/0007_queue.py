"""A case says what it asks of whoever takes it, and the queue finds its head by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


WAITING, OPEN = sa.text("state = 'waiting'"), sa.text("state = 'open'")
HEAD = ["language", "priority", "waits_since", "id"]


def upgrade() -> None:
    op.add_column("cases", sa.Column("country", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("wish", sa.Text(), nullable=True))
    op.add_column(
        "cases",
        sa.Column(
            "waits_since",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
        ),
    )
    op.add_column("cases", sa.Column("silent_since", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE cases SET waits_since = opened_at")
    op.create_index("ix_cases_queue", "cases", HEAD, postgresql_where=WAITING)
    op.create_index("ix_cases_owner", "cases", ["owner"], postgresql_where=OPEN)
    op.create_index("ix_cases_silent", "cases", ["silent_since"], postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_cases_silent", table_name="cases")
    op.drop_index("ix_cases_owner", table_name="cases")
    op.drop_index("ix_cases_queue", table_name="cases")
    op.drop_column("cases", "silent_since")
    op.drop_column("cases", "waits_since")
    op.drop_column("cases", "wish")
    op.drop_column("cases", "country")
