"""What all tables share: one catalogue, one way of naming, one kind of moment."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment(name: str, *, required: bool = False) -> Column[object]:
    """Return a column for a moment in time, with its zone."""
    return Column(name, DateTime(timezone=True), nullable=not required)
