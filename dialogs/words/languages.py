"""The eight languages we speak, each by its own name."""

from __future__ import annotations

# Native names, no flags; the order is the order of the list on the first screen.
LANGUAGES = {
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
    "uz": "O‘zbekcha",
    "ru": "Русский",
    "en": "English",
    "fa_AF": "دری",
}
SOURCE = "en"
# What most people of the region read beside their own: a page that their language lacks is shown
# in it, and says so.
SECOND = "ru"
RIGHT_TO_LEFT = frozenset({"fa_AF"})

# App languages (IETF tags, lower case) that are somebody's nearest of ours.
_NEAREST = {"fa": "fa_AF", "prs": "fa_AF", "ps": "fa_AF"}


def nearest(app_language: str | None) -> str | None:
    """Return our language for an app's IETF tag, or None; only ever a first guess."""
    primary = (app_language or "").lower().replace("_", "-").split("-")[0]
    primary = _NEAREST.get(primary, primary)
    return primary if primary in LANGUAGES else None


def listed(first: str | None) -> list[str]:
    """Return all languages for the list, the guessed one first."""
    return sorted(LANGUAGES, key=lambda language: language != first)
