"""HTML as Telegram reads it: few tags, own errors, byte offsets.

Written from the rules of tdlib/td, MessageEntity.cpp `parse_html`; every error
text is Telegram's, with offsets in bytes of the raw UTF-8 text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from hotline.sandbox.refusals import Refused
from hotline.sandbox.wording.formatted import Formatted, Span, in_order, utf16_length
from hotline.sandbox.wording.links import mentioned, normalised
from hotline.sandbox.wording.references import decoded, reference_at

PLAIN_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip
TAGS = PLAIN_TAGS.keys() | {"a", "tg-emoji", "tg-time"}
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
BARE_VALUE = re.compile(r"[A-Za-z0-9.-]*")
SPACE = re.compile(r"\s*")
DATE_FORMAT = re.compile(r"[tTdDwW]*|[rR]")


@dataclass(frozen=True)
class Tag:
    """An open tag: its name, attributes, and where its inside begins."""

    name: str
    attributes: dict[str, str]
    offset: int
    at: int


class Reader:
    """Reads one text from left to right."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._at = 0
        self._out: list[str] = []
        self._units = 0
        self._open: list[Tag] = []
        self._spans: list[Span] = []

    def read(self) -> Formatted:
        """Return text and spans; raises `Refused` for what Telegram cannot parse."""
        while self._at < len(self._raw):
            self._step()
        if self._open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return Formatted("".join(self._out), in_order(_merged(self._spans)))

    def _step(self) -> None:
        character = self._raw[self._at]
        if character == "<":
            self._end_tag() if self._raw.startswith("</", self._at) else self._start_tag()
            return
        end = self._at + 1
        if character == "&":
            character, end = reference_at(self._raw, self._at)
        if "\ud800" <= character <= "\udfff":
            self._fail(
                "Text contains invalid Unicode characters after decoding HTML entities, check for"
                " unmatched surrogate code units"
            )
        self._out.append(character)
        self._units += utf16_length(character)
        self._at = end

    def _start_tag(self) -> None:
        begin = self._at
        name = self._take(NAME, begin + 1).lower()
        if self._at >= len(self._raw):
            self._fail("Unclosed start tag", begin)
        if name not in TAGS:
            self._fail(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(Tag(name, attributes, self._units, len(self._out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._take(SPACE, self._at)
            if self._at >= len(self._raw):
                self._fail("Unclosed start tag", begin)
            if self._raw[self._at] == ">":
                self._at += 1
                return found
            name = self._take(ATTRIBUTE, self._at)
            if not name:
                self._fail(f'Empty attribute name in the tag "{tag}"', begin)
            value = self._value(tag, begin)
            found.setdefault(name, value)

    def _value(self, tag: str, begin: int) -> str:
        self._take(SPACE, self._at)
        if self._at >= len(self._raw):
            self._fail(f'Unclosed start tag "{tag}"', begin)
        if self._raw[self._at] != "=":
            return ""
        self._take(SPACE, self._at + 1)
        if self._at >= len(self._raw):
            self._fail(f'Unclosed start tag "{tag}"', begin)
        if self._raw[self._at] in "\"'":
            return self._quoted(begin)
        return self._bare(begin)

    def _quoted(self, begin: int) -> str:
        start = self._at + 1
        end = self._raw.find(self._raw[self._at], start)
        if end < 0:
            self._fail("Unclosed start tag", begin)
        self._at = end + 1
        return decoded(self._raw[start:end])

    def _bare(self, begin: int) -> str:
        start = self._at
        value = self._take(BARE_VALUE, start)
        if self._at >= len(self._raw):
            self._fail("Unclosed start tag", begin)
        if not (self._raw[self._at].isspace() or self._raw[self._at] == ">"):
            self._fail("Unexpected end of name token", start)
        return value.lower()

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            self._fail("Unexpected end tag", begin)
        end = self._raw.find(">", begin)
        if end < 0:
            self._fail("Unclosed end tag", begin)
        name, tag = self._raw[begin + 2 : end].rstrip().lower(), self._open.pop()
        if name not in {"", tag.name}:
            self._fail(
                "Unmatched end tag", begin, f', expected "</{tag.name}>", found "</{name}>"'
            )
        self._at = end + 1
        self._close(tag)

    def _close(self, tag: Tag) -> None:
        length = self._units - tag.offset
        if length == 0:
            return
        kind, extra = _meaning(tag, "".join(self._out[tag.at :]))
        if kind is not None:
            self._spans.append(Span(kind, tag.offset, length, extra))

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self._raw, at)
        taken = found.group() if found else ""
        self._at = at + len(taken)
        return taken

    def _fail(self, reason: str, at: int | None = None, more: str = "") -> None:
        place = "" if at is None else f" at byte offset {len(self._raw[:at].encode())}"
        msg = f"can't parse entities: {reason}{place}{more}"
        raise Refused(msg)


def read_html(raw: str) -> Formatted:
    """Return a text of Telegram's HTML as text and spans; raises `Refused`."""
    return Reader(raw).read()


def _meaning(tag: Tag, inside: str) -> tuple[str | None, dict[str, Any]]:
    """Return a closed tag's type and what it needs; no type when it marks nothing."""
    match tag.name:
        case "a":
            return _link(tag.attributes.get("href", inside))
        case "blockquote" if "expandable" in tag.attributes:
            return "expandable_blockquote", {}
        case "code" if tag.attributes.get("class", "").startswith("language-"):
            return "code", {"language": tag.attributes["class"].removeprefix("language-")}
        case "tg-emoji":
            return _emoji(tag.attributes.get("emoji-id", ""))
        case "tg-time":
            return _moment(tag.attributes)
    return PLAIN_TAGS[tag.name], {}


def _link(address: str) -> tuple[str | None, dict[str, Any]]:
    person = mentioned(address)
    if person is not None:
        return "text_mention", {"user": {"id": person}}
    url = normalised(address)
    return ("text_link", {"url": url}) if url else (None, {})


def _emoji(number: str) -> tuple[str, dict[str, Any]]:
    if not (number.isascii() and number.isdigit()) or int(number) == 0:
        raise Refused("can't parse entities: Invalid custom emoji identifier specified")
    return "custom_emoji", {"custom_emoji_id": number}


def _moment(attributes: dict[str, str]) -> tuple[str | None, dict[str, Any]]:
    told, form = attributes.get("unix", ""), attributes.get("format", "")
    if not DATE_FORMAT.fullmatch(form):
        raise Refused("can't parse entities: Invalid date format used")
    unix = int(told) if told.isascii() and told.isdigit() else 0
    if unix <= 0:
        return None, {}
    return "date_time", {"unix_time": unix} | ({"date_time_format": form} if form else {})


def _merged(spans: list[Span]) -> list[Span]:
    """Make one `pre` with a language of a `pre` and a `code` over the same range."""
    places = {(span.offset, span.length) for span in spans if span.type == "pre"}
    languages = {
        (span.offset, span.length): span.extra["language"]
        for span in spans
        if span.type == "code" and "language" in span.extra
    }
    merged = []
    for span in spans:
        place = (span.offset, span.length)
        language = languages.get(place)
        if span.type == "pre" and language:
            merged.append(replace(span, extra={"language": language}))
        elif span.type == "code":
            if not (language and place in places):
                merged.append(replace(span, extra={}))
        else:
            merged.append(span)
    return merged
