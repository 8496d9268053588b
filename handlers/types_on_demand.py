"""aiogram's four hundred types are built when they are first used, not all at every start.

aiogram asks for every type to be built while it is imported, which is most of a start: seconds
in which nobody is answered, for types of which a dozen are used here. pydantic builds a type by
itself when it meets its first value; all it lacks are the names that the modules of aiogram
import for type checkers only.
"""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel

TYPES = "aiogram.types."


def import_aiogram() -> None:
    """Import aiogram without building its types yet."""
    build = vars(BaseModel)["model_rebuild"]
    names: dict[str, Any] = {}

    def put_off(_model: type[BaseModel], *, _types_namespace: dict[str, Any]) -> None:
        names.update(_types_namespace)

    BaseModel.model_rebuild = classmethod(put_off)  # type: ignore[assignment]  # put back below
    try:
        import aiogram.types  # noqa: F401, PLC0415  # the import is the point
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]  # as it was
    for module in [name for name in sys.modules if name.startswith(TYPES)]:
        for name, value in names.items():
            vars(sys.modules[module]).setdefault(name, value)
