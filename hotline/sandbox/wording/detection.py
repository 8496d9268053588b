"""Marks that Telegram finds by itself: commands, addresses, mentions.

Simple patterns stand in for TDLib's own (tdlib/td, MessageEntity.cpp
`find_entities`); bank cards and cashtags are not looked for.
"""

from __future__ import annotations

import re

from hotline.sandbox.wording.formatted import Formatted, Span, in_order, utf16_length

PATTERNS = (
    ("bot_command", re.compile(r"(?<![\w/@<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?!\w)")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}\b")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://\S+\.\S+|(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|int|ru|kz|kg|tj|tm|uz|af|info|eu)(?:/\S*)?\b)"
        ),
    ),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
# Where a link ends although more signs follow without a space.
TRAILING = ".,:;!?)»\"'"


def with_found(formatted: Formatted) -> Formatted:
    """Return a text with the spans Telegram would add where they touch no other."""
    spans = list(formatted.spans)
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(formatted.text):
            words = found.group().rstrip(TRAILING)
            offset = utf16_length(formatted.text[: found.start()])
            span = Span(kind, offset, utf16_length(words))
            if not any(_touch(span, other) for other in spans):
                spans.append(span)
    return Formatted(formatted.text, in_order(spans))


def _touch(one: Span, other: Span) -> bool:
    return one.offset < other.end and other.offset < one.end
