"""A folder of secrets: each file in it is one setting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic_settings import PydanticBaseSettingsSource

from hotline.settings.refusal import PREFIX, SettingsError

SECRETS_DIR = "HOTLINE_SECRETS_DIR"


class Files(PydanticBaseSettingsSource):
    """Reads a folder in which each file is one setting."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ANN401 - pydantic-settings declares it so
        """Leave everything to `__call__`."""
        del field
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return what the files say, by field; raises SettingsError."""
        named = os.environ.get(SECRETS_DIR)
        if not named:
            return {}
        folder = Path(named)
        if not folder.is_dir():
            raise SettingsError(f"{SECRETS_DIR} is not usable: set it to a folder that exists")
        values = {_field(file.name): _read(file) for file in self._ours(folder)}
        return {name: value for name, value in values.items() if value}

    def _ours(self, folder: Path) -> list[Path]:
        # The folder may serve other programs too, and Kubernetes keeps its own ".." entries in
        # it; but a file that calls itself ours and is not known is a typing mistake.
        files = [file for file in sorted(folder.iterdir()) if file.is_file()]
        unknown = [
            file.name
            for file in files
            if file.name.lower().startswith(PREFIX.lower())
            and _field(file.name) not in self.settings_cls.model_fields
        ]
        if unknown:
            raise SettingsError(
                *(f"the file {name} in {SECRETS_DIR} is unknown: rename it" for name in unknown)
            )
        return [file for file in files if _field(file.name) in self.settings_cls.model_fields]


def _field(file_name: str) -> str:
    return file_name.lower().removeprefix(PREFIX.lower())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        problem = f"the file {file.name} in {SECRETS_DIR} cannot be read: make it readable text"
    raise SettingsError(problem)
