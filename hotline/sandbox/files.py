"""Files in the sandbox: bytes under an opaque id, and small invented samples."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from itertools import count

from hotline.domain.ogg import FIRST, LAST, written

# Bots may download this much (core.telegram.org/bots/api, getFile).
DOWNLOAD_LIMIT = 20 << 20


@dataclass(frozen=True)
class File:
    """One file: `id` opens it, `unique` names its content, `kind` is the message's field."""

    id: str
    unique: str
    kind: str
    content: bytes
    name: str
    mime: str
    duration: int = 0

    @property
    def path(self) -> str:
        """Where `/file/bot<token>/` serves it."""
        return f"{self.kind}s/{self.id}{_ending(self.name)}"


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


class Files:
    """All files by id."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._numbers = count(1)

    def add(self, kind: str, content: bytes, name: str, mime: str, duration: int = 0) -> File:
        """Keep bytes; the id is new each time, the unique id is that of the content."""
        unique = "AQ" + hashlib.sha256(content).hexdigest()[:14]
        number = f"{kind}-{next(self._numbers)}-{unique}"
        file = File(f"Bg{number.encode().hex()}", unique, kind, content, name, mime, duration)
        self._files[file.id] = file
        return file

    def get(self, number: str | None) -> File | None:
        """Return the file with this id."""
        return self._files.get(number or "")

    def sample(self, kind: str) -> File:
        """Keep a new invented file of a kind: photo, voice or document."""
        content, name, mime, duration = SAMPLES[kind]()
        return self.add(kind, content, name, mime, duration)


# Opus at its own rate, 20 ms a packet, 50 packets a page; a packet of silence (RFC 6716).
RATE, PACKET_TICKS, PACKETS = 48_000, 960, 50
SILENCE = b"\xf8\xff\xfe"


def _silence() -> tuple[bytes, str, str, int]:
    """Two seconds of silence as Telegram keeps voice: a browser can play it, nobody is in it."""
    seconds, stream = 2, 1
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
    pages = [written(FIRST, 0, stream, 0, [head]), written(0, 0, stream, 1, [tags])]
    for second in range(1, seconds + 1):
        flags = LAST if second == seconds else 0
        position = second * PACKETS * PACKET_TICKS
        pages.append(written(flags, position, stream, second + 1, [SILENCE] * PACKETS))
    return b"".join(pages), "voice.ogg", "audio/ogg", seconds


WIDTH, HEIGHT = 320, 200


def _picture() -> tuple[bytes, str, str, int]:
    """A plain picture of two colours in PNG (www.w3.org/TR/png)."""
    sky, ground = b"\x9c\xc4\xe4" * WIDTH, b"\xd8\xc8\xa0" * WIDTH
    rows = b"".join(b"\0" + (sky if row < HEIGHT * 2 // 3 else ground) for row in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + chunks, "photo.png", "image/png", 0


def _paper() -> tuple[bytes, str, str, int]:
    return b"An invented document.\n", "contract.txt", "text/plain", 0


SAMPLES = {"photo": _picture, "voice": _silence, "document": _paper}
