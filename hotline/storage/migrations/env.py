"""Lets alembic run migrations over a connection that `hotline.storage.migrate` opened."""

from __future__ import annotations

from alembic import context

from hotline.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
