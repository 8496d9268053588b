"""When we may write to a person, and letters that wait until we may."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("contact", sa.LargeBinary(), nullable=True))
    op.add_column(
        "persons", sa.Column("tidies", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index("ix_persons_tidies", "persons", ["id"], postgresql_where=sa.text("tidies"))
    op.create_index(
        "ix_deliveries_held",
        "deliveries",
        ["due_at"],
        postgresql_where=sa.text("state = 'held'"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_held", table_name="deliveries")
    op.drop_index("ix_persons_tidies", table_name="persons")
    op.drop_column("persons", "tidies")
    op.drop_column("persons", "contact")
