"""An export of rows: asked for by one person, agreed to by another, given once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

ExportId = NewType("ExportId", UUID)
# Who agreed knows what they agreed to; a later export is asked for anew.
AGREED_FOR = timedelta(days=7)


class ExportRefused(Exception):
    """The export is not where this can be done; the text is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export to one recipient, of one desk's cases."""

    id: ExportId
    recipient: str
    desk: str
    asked_by: str
    asked_at: datetime
    agreed_by: str | None = None
    agreed_at: datetime | None = None
    given_by: str | None = None
    given_at: datetime | None = None
    rows: int | None = None


def agree(export: Export, by: str, now: datetime) -> Export:
    """Return the export as agreed to; raises ExportRefused for whoever asked, and for a second."""
    if by == export.asked_by:
        raise ExportRefused("Somebody else than the person who asked must agree.")
    if export.agreed_at is not None:
        raise ExportRefused("This export was agreed to already.")
    return replace(export, agreed_by=by, agreed_at=now)


def give(export: Export, by: str, rows: int, now: datetime) -> Export:
    """Return the export as given; raises ExportRefused without a living agreement, and twice."""
    if export.agreed_at is None:
        raise ExportRefused("A second person has not agreed yet.")
    if now - export.agreed_at >= AGREED_FOR:
        raise ExportRefused("The agreement is over: ask for the export anew.")
    if export.given_at is not None:
        raise ExportRefused("This export was given already: ask for a new one.")
    return replace(export, given_by=by, given_at=now, rows=rows)
