"""From a call's raw words to what Telegram keeps, in its two steps.

Reading comes before the chat is looked at, finishing after it: so bad markup
to a stranger is bad markup, and an endless text to a stranger is an unknown
chat (tdlib/telegram-bot-api, Client.cpp `get_formatted_text`).
"""

from __future__ import annotations

from hotline.sandbox.refusals import Refused
from hotline.sandbox.wording.cleaning import cleaned
from hotline.sandbox.wording.detection import with_found
from hotline.sandbox.wording.entities import read_entities
from hotline.sandbox.wording.formatted import Formatted
from hotline.sandbox.wording.markup import read_html

RAW_LIMIT_BYTES = 1 << 15
NO_MODE = frozenset({"", "none"})
MARKDOWN = frozenset({"markdown", "markdownv2"})


def read_text(raw: str, parse_mode: str | None, entities: str | None) -> Formatted:
    """Return what a call says, parsed; raises `Refused`. Entities count only without a mode."""
    mode = (parse_mode or "").lower()
    try:
        size = len(raw.encode())
    except UnicodeEncodeError:
        what = "strings" if mode in NO_MODE else "text"
        msg = f"{what} must be encoded in UTF-8"
        raise Refused(msg) from None
    if size > RAW_LIMIT_BYTES:
        raise Refused("text is too long")
    if mode in MARKDOWN:
        raise Refused("the sandbox does not parse Markdown; use HTML or entities", code=501)
    if mode == "html":
        return read_html(raw)
    if mode not in NO_MODE:
        raise Refused("unsupported parse_mode")
    return Formatted(raw, read_entities(entities, raw) if entities else ())


def finish_text(
    formatted: Formatted, *, limit: int, may_be_empty: bool, too_long: str
) -> Formatted:
    """Return the text as Telegram keeps it; raises `Refused` when empty or over `limit`.

    `limit` counts code points after cleaning.
    """
    clean = cleaned(formatted)
    if not clean.text.strip() and not may_be_empty:
        raise Refused("text must be non-empty")
    if len(clean.text) > limit:
        raise Refused(too_long)
    return with_found(clean)
