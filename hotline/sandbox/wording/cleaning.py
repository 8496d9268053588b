"""What Telegram takes out of every text.

Carriage returns go, other control characters become spaces; line separators
and the embeddings and overrides of direction go, while the isolates stay, so
that right-to-left text has to use those (tdlib/td, misc.cpp
`clean_input_string`, MessageEntity.cpp `fix_formatted_text`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hotline.sandbox.wording.formatted import Formatted, Span, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

REMOVED = frozenset("\r\u033f\u0333\u030a") | {chr(code) for code in range(0x2028, 0x202F)}
BLANK = " \n"


def cleaned(formatted: Formatted) -> Formatted:
    """Return a text as Telegram keeps it, with its spans where they then are."""
    kept = [(at, _instead(character)) for at, character in enumerate(formatted.text)]
    text = "".join(character for _, character in kept)
    moved = _moved(formatted.spans, _places(kept, formatted.text))
    return _cut_front(_cut_end(Formatted(text, moved)))


def _instead(character: str) -> str:
    if character in REMOVED:
        return ""
    return " " if character < " " and character != "\n" else character


def _places(kept: list[tuple[int, str]], text: str) -> Callable[[int], int]:
    """Return where an old offset is now, both in UTF-16 units."""
    if all(character for _, character in kept):
        return lambda offset: offset
    before, now, old = {}, 0, 0
    for at, character in kept:
        for unit in range(utf16_length(text[at])):
            before[old + unit] = now + (unit if character else 0)
        old += utf16_length(text[at])
        now += utf16_length(character)
    return lambda offset: before.get(offset, now)


def _moved(spans: tuple[Span, ...], place: Callable[[int], int]) -> tuple[Span, ...]:
    moved = [
        replace(span, offset=place(span.offset), length=place(span.end) - place(span.offset))
        for span in spans
    ]
    return tuple(span for span in moved if span.length > 0)


def _cut_end(formatted: Formatted) -> Formatted:
    text = formatted.text.rstrip(BLANK)
    end = utf16_length(text)
    return Formatted(text, _moved(formatted.spans, lambda offset: min(offset, end)))


def _cut_front(formatted: Formatted) -> Formatted:
    """Cut leading blanks, but only up to the first span."""
    blanks = len(formatted.text) - len(formatted.text.lstrip(BLANK))
    cut = min((blanks, *(span.offset for span in formatted.spans)))
    spans = tuple(replace(span, offset=span.offset - cut) for span in formatted.spans)
    return Formatted(formatted.text[cut:], spans)
