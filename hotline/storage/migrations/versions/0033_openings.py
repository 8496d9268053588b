"""Doors that are opened with a reason, and the audit by what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def _moment(name: str, *, required: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not required)


def upgrade() -> None:
    op.create_table(
        "openings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "case", sa.Uuid(), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("second", sa.Text()),
        _moment("asked_at", required=True),
        _moment("until", required=True),
        _moment("shown_at"),
    )
    op.create_index("ix_openings_case", "openings", ["case"])
    op.create_index("ix_audit_act_number", "audit", ["act", "number"])


def downgrade() -> None:
    op.drop_index("ix_audit_act_number", "audit")
    op.drop_table("openings")
