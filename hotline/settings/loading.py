"""Settings, checked at the start: all mistakes at once, a typing mistake with the nearest name."""

from __future__ import annotations

import os
from difflib import get_close_matches

from pydantic import ValidationError

from hotline.settings.chosen import Settings
from hotline.settings.files import SECRETS_DIR
from hotline.settings.refusal import PREFIX, SettingsError, Unusable, sentence

# Read by others: the folder of secrets by its reader, the rest by the tests.
_ALSO_KNOWN = frozenset({SECRETS_DIR, "HOTLINE_BROWSER_REQUIRED", "HOTLINE_CHROMIUM"})


def load_settings(**overrides: object) -> Settings:
    """Return the checked settings.

    Raises:
        SettingsError: something is missing, unusable or unknown; its text says what to do.
    """
    _refuse_unknown()
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        problems = _problems(error)
    raise SettingsError(*problems)


def _refuse_unknown() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | _ALSO_KNOWN
    given = {name.upper() for name in os.environ if name.upper().startswith(PREFIX)}
    unknown = sorted(given - known)
    if unknown:
        raise SettingsError(*(f"{name} is unknown{_nearest(name, known)}" for name in unknown))


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f": {near[0]} may be meant" if near else ": remove it"


def _problems(error: ValidationError) -> list[str]:
    # A sentence is made from the field's name and description only: what pydantic says may hold
    # the value.
    found: list[str] = []
    for detail in error.errors(include_url=False, include_input=False):
        raised = detail.get("ctx", {}).get("error")
        if isinstance(raised, Unusable):
            found.append(sentence(Settings.model_fields, raised.field, raised.fault))
        else:
            fault = "is missing" if detail["type"] == "missing" else "is not usable"
            found.append(sentence(Settings.model_fields, str(detail["loc"][0]), fault))
    return found
