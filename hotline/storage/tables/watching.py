"""What is wrong just now, so that it is told once and told again when it is over."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from hotline.storage.tables.columns import metadata, moment

alarms = Table(
    "alarms",
    metadata,
    Column("alarm", Text, primary_key=True),
    moment("since", required=True),
)
