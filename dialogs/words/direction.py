"""Left-to-right runs inside right-to-left text.

Without isolation a phone number inside Dari is shown reversed, and a line that
begins with a Latin word turns the whole paragraph round (Unicode Standard
Annex 9). Telegram removes embeddings and overrides and keeps isolates and marks.
"""

from __future__ import annotations

from dialogs.words.languages import RIGHT_TO_LEFT

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"


def isolate(run: str, language: str) -> str:
    """Keep a number, address or name in its own order inside a right-to-left text."""
    return f"{FIRST_STRONG_ISOLATE}{run}{POP_ISOLATE}" if language in RIGHT_TO_LEFT else run


def turned(line: str, language: str) -> str:
    """Make a line of a right-to-left language start from the right, whatever comes first."""
    return RIGHT_TO_LEFT_MARK + line if line and language in RIGHT_TO_LEFT else line
