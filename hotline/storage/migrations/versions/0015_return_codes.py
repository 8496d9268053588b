"""Codes to go on from another phone; a case remembers since when it goes on there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "return_codes",
        sa.Column("case", sa.Uuid(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case"], ["cases.id"], name=op.f("fk_return_codes_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asker"], ["persons.id"], name=op.f("fk_return_codes_asker"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_return_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_return_codes_code")),
    )
    op.create_index(op.f("ix_return_codes_asker"), "return_codes", ["asker"], unique=False)
    op.create_table(
        "code_tries",
        sa.Column("number", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["persons.id"], name=op.f("fk_code_tries_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_code_tries")),
    )
    op.create_index(op.f("ix_code_tries_person"), "code_tries", ["person"], unique=False)
    op.add_column("cases", sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("cases", "linked_at")
    op.drop_table("code_tries")
    op.drop_table("return_codes")
