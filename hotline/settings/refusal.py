"""Why the program does not start: one sentence for a person, which never repeats a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

PREFIX = "HOTLINE_"

T = TypeVar("T")


class SettingsError(Exception):
    """The program cannot start like this; the text is one sentence for a person."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        more = len(problems) - 1
        rest = f" ({more} more: `hotline doctor` lists them)" if more else ""
        super().__init__(f"{problems[0]}{rest}.")


class Unusable(ValueError):
    """Names the field that is at fault when a rule spans several."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(field)
        self.field = field
        self.fault = fault


def sentence(fields: Mapping[str, FieldInfo], field: str, fault: str) -> str:
    """Return what is wrong with a setting, and what it can be set to."""
    known = fields.get(field)
    how = f"set it to {known.description}" if known else "there is no such setting"
    return f"{PREFIX}{field.upper()} {fault}: {how}"


def require(value: T, holds: object) -> T:
    """Return a value that holds; raises ValueError, which tells nothing of it."""
    if not holds:
        raise ValueError
    return value


def require_set(field: str, value: object) -> None:
    """Raise Unusable when another setting needs this one and it is not there."""
    if value is None:
        raise Unusable(field, "is missing")
