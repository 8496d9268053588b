"""The desks of an installation, read from one YAML file each."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dialogs.reading import ContentError, read_files
from hotline.domain.desks import Desk, Desks

FOLDER = Path(__file__).parent


def read_desks(folder: Path | None = None) -> Desks:
    """Return all desks of a folder, ours by default; raises ContentError with every mistake."""
    desks = tuple(desk for _, desk in read_files(folder or FOLDER, TypeAdapter(Desk)))
    try:
        return Desks(desks=desks)
    except ValidationError as wrong:
        told = [f"desks: {each['msg']}" for each in wrong.errors(include_url=False)]
        raise ContentError(told) from wrong
