"""Pictures as somebody may send them: plain, with a place in them, broken, and made to harm."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, Base

CANARY = "canary"
DUSHANBE = (38.56, 68.77)


def photo(size: tuple[int, int] = (400, 300)) -> bytes:
    """A JPEG as a camera writes it: lying on its side, with the place where it was taken."""
    notes = Image.Exif()
    notes[Base.Orientation] = 6
    notes[Base.Make] = CANARY
    notes[Base.GPSInfo] = {
        GPS.GPSLatitudeRef: "N",
        GPS.GPSLatitude: (38.0, 33.0, 36.0),
        GPS.GPSLongitudeRef: "E",
        GPS.GPSLongitude: (68.0, 46.0, 12.0),
    }
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG", exif=notes, comment=CANARY)
    return out.getvalue()


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it has billions of dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def wide() -> bytes:
    """A whole picture of a few bytes, with more dots than any phone makes."""
    out = BytesIO()
    Image.new("1", (8000, 6000)).save(out, "PNG")
    return out.getvalue()


def polyglot() -> bytes:
    """A picture that is a page as well."""
    return photo() + b"<html><script>alert('canary')</script></html>"
