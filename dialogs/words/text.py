"""A text before it is put into anybody's language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """One whole sentence or label.

    `key` is the gettext context (where the text stands), `english` the msgid;
    `note` tells a translator what cannot be seen from the words. Values for its
    named placeholders are given when it is spoken.
    """

    key: str
    english: str
    note: str = field(default="", compare=False)
