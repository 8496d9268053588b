"""The partners of an installation, read from one YAML file a country."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dialogs.reading import ContentError, read_files
from hotline.domain.partners import Directory, Partner

FOLDER = Path(__file__).parent


def read_partners(folder: Path | None = None) -> Directory:
    """Return all partners of a folder, ours by default; raises ContentError with every mistake."""
    files = read_files(folder or FOLDER, TypeAdapter(tuple[Partner, ...]))
    try:
        return Directory(partners=tuple(each for _, partners in files for each in partners))
    except ValidationError as wrong:
        told = [f"partners: {each['msg']}" for each in wrong.errors(include_url=False)]
        raise ContentError(told) from wrong
