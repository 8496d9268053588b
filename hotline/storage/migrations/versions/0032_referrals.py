"""Referrals and the links by which partners read them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column(
            "case", sa.Uuid(), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("author", sa.LargeBinary(), nullable=False),
        sa.Column("second", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived", sa.LargeBinary(), nullable=True),
    )
    op.create_index("ix_referrals_case", "referrals", ["case"])
    op.create_table(
        "partner_links",
        sa.Column(
            "referral",
            sa.Uuid(),
            sa.ForeignKey("referrals.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("browser", sa.LargeBinary(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("token", name="uq_partner_links_token"),
    )


def downgrade() -> None:
    op.drop_table("partner_links")
    op.drop_table("referrals")
