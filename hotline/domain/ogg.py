"""The Ogg container of a voice message: a cheap look at its structure, and its comments taken out.

Telegram's voice is Opus in Ogg: one page that names the codec, one of comments (which
program recorded it and whatever else was put there), then sound (RFC 3533, RFC 7845).
Whatever is built otherwise is not played here; the original can still be downloaded.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"OggS"
# Magic, version, kind, position, stream, number of the page, checksum, number of segments.
HEAD = struct.Struct("<4sBBqIIIB")
FIRST, LAST, GOES_ON = 0x02, 0x04, 0x01
OPUS_HEAD, OPUS_TAGS = b"OpusHead", b"OpusTags"
# Magic, version, channels, skip, rate, gain, mapping: mono or stereo (RFC 7845, 5.1).
OPUS_HEAD_BYTES, OPUS_CHANNELS_AT, OPUS_MAPPING_AT = 19, 9, 18
FULL_SEGMENT = 255
# An hour of sound has 3,600 pages; what has many more is made to be slow.
MOST_PAGES = 20_000
# Nobody wrote this, and it says nothing.
BARE_TAGS = OPUS_TAGS + struct.pack("<II", 0, 0)


class NotAVoice(Exception):
    """This is not built as a voice message of Telegram is."""


class Page(NamedTuple):
    """One page: its flags, position, stream, number and body; `raw` is all of it as it came."""

    flags: int
    position: int
    stream: int
    number: int
    lacing: bytes
    body: bytes
    raw: bytes


def bare_voice(content: bytes) -> bytes:
    """Return a voice message without its comments; raises NotAVoice."""
    pages = list(_pages(content))
    if len(pages) < len(("head", "tags", "sound")):
        raise NotAVoice
    head, tags, *sound = pages
    _must_be_opus(head, tags)
    _must_go_on(pages)
    bare = written(0, tags.position, tags.stream, tags.number, [BARE_TAGS])
    return b"".join([head.raw, bare, *(page.raw for page in sound)])


def written(flags: int, position: int, stream: int, number: int, packets: list[bytes]) -> bytes:
    """Return a page with whole packets in it, of less than 256 segments together."""
    lacing = b"".join(
        bytes([FULL_SEGMENT] * (len(each) // FULL_SEGMENT) + [len(each) % FULL_SEGMENT])
        for each in packets
    )
    body = b"".join(packets)
    fields = (MAGIC, 0, flags, position, stream, number)
    bare = HEAD.pack(*fields, 0, len(lacing)) + lacing + body
    return HEAD.pack(*fields, _checksum(bare), len(lacing)) + lacing + body


def _pages(content: bytes) -> Iterator[Page]:
    at = number = 0
    while at < len(content):
        if number >= MOST_PAGES or len(content) - at < HEAD.size:
            raise NotAVoice
        magic, version, flags, position, stream, told, _, segments = HEAD.unpack_from(content, at)
        lacing = content[at + HEAD.size : at + HEAD.size + segments]
        begin = at + HEAD.size + segments
        end = begin + sum(lacing)
        if (magic, version, told) != (MAGIC, 0, number) or end > len(content):
            raise NotAVoice
        yield Page(flags, position, stream, told, lacing, content[begin:end], content[at:end])
        at, number = end, number + 1


def _must_be_opus(head: Page, tags: Page) -> None:
    """Refuse a head that is not plain Opus, and comments that do not end on their page."""
    plain = (
        len(head.body) == OPUS_HEAD_BYTES
        and head.body.startswith(OPUS_HEAD)
        and head.body[OPUS_CHANNELS_AT] in {1, 2}
        and head.body[OPUS_MAPPING_AT] == 0
    )
    ends = sum(size < FULL_SEGMENT for size in tags.lacing) == 1 and tags.lacing[-1] < FULL_SEGMENT
    if not (plain and ends and tags.body.startswith(OPUS_TAGS)):
        raise NotAVoice


def _must_go_on(pages: list[Page]) -> None:
    """Refuse a second stream, and a beginning or an end in the middle."""
    stream = pages[0].stream
    for page in pages:
        begins, ends = page.flags & FIRST, page.flags & LAST
        if page.stream != stream or bool(begins) != (page.number == 0):
            raise NotAVoice
        if ends and page is not pages[-1]:
            raise NotAVoice
    if pages[1].flags & GOES_ON or pages[2].flags & GOES_ON:
        raise NotAVoice


def _table() -> list[int]:
    """Return the steps of the checksum: polynomial 0x04c11db7, not reflected (RFC 3533, 6)."""
    found = []
    for byte in range(256):
        step = byte << 24
        for _ in range(8):
            step = (step << 1) ^ 0x04C11DB7 if step & 0x80000000 else step << 1
        found.append(step & 0xFFFFFFFF)
    return found


STEPS = _table()


def _checksum(page: bytes) -> int:
    told = 0
    for byte in page:
        told = ((told << 8) & 0xFFFFFFFF) ^ STEPS[(told >> 24) ^ byte]
    return told
