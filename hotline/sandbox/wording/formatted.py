"""A text and what is marked in it, counted as Telegram counts.

Offsets and lengths are UTF-16 code units, limits are code points, and the
offsets in error texts are UTF-8 bytes: three different units
(core.telegram.org/api/entities; tdlib/td, MessageEntity.cpp).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# An outer mark comes before what it holds; at the same place, in this order.
ORDER = (
    "blockquote", "expandable_blockquote", "pre", "code", "bold", "italic", "underline",
    "strikethrough", "spoiler", "text_link", "text_mention", "custom_emoji", "date_time",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """One marked stretch of a text; `extra` holds what its type needs, such as `url`."""

    type: str
    offset: int
    length: int
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Return where it ends, in UTF-16 units."""
        return self.offset + self.length


@dataclass(frozen=True)
class Formatted:
    """A text and its marked stretches, outer ones first."""

    text: str
    spans: tuple[Span, ...] = ()


def in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans by place, then longest first, then type."""
    return tuple(sorted(spans, key=lambda span: (span.offset, -span.length, _rank(span))))


def _rank(span: Span) -> int:
    return ORDER.index(span.type) if span.type in ORDER else len(ORDER)


def utf16_length(text: str) -> int:
    """Return a text's length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def as_json(span: Span) -> dict[str, Any]:
    """Return a span as a `MessageEntity`."""
    return {"type": span.type, "offset": span.offset, "length": span.length, **span.extra}
