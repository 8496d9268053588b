"""A process of its own that reads one picture, draws it anew, and can touch nothing else.

It is started by file name and knows nothing of this program. Bytes come in and go out
through pipes. Before it reads the first one it gives up memory, time, files and network.
"""

from __future__ import annotations

import json
import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.ExifTags import GPS, IFD

# Loaded beforehand, with those of `Image.preinit`: later no file can be opened. TIFF is how a
# camera's notes are written; no picture is read with it.
READERS = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
FORMATS = ("JPEG", "PNG", "WEBP")
# A picture of this many dots fits the memory below twice; phones make a half of it.
DOTS = 40_000_000
MEMORY = 640 << 20
CPU_SECONDS = 8
# Wide enough to read a paper that somebody photographed.
WIDEST = (1600, 1600)
QUALITY = 80
DEGREE = (1, 60, 3600)


def give_up() -> None:
    """Keep what this process has and let it get no more: no file, no socket, no other process."""
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, 3),  # the three pipes; a socket would be the fourth
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in limits:
        resource.setrlimit(which, (most, most))


def opened(content: bytes) -> Image.Image:
    """Return a picture whose size is looked at before a dot of it is read."""
    image = Image.open(BytesIO(content), formats=FORMATS)
    if image.width * image.height > DOTS:
        raise Image.DecompressionBombError
    return image


def drawn_anew(content: bytes) -> bytes:
    """Return a smaller picture made of the dots alone: no place, no device, no time, no text."""
    image = opened(content)
    image.draft("RGB", WIDEST)
    image.thumbnail(WIDEST)
    image = ImageOps.exif_transpose(image).convert("RGBA")
    bare = Image.new("RGB", image.size, "white")
    bare.paste(image, mask=image)
    out = BytesIO()
    bare.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def where_taken(content: bytes) -> bytes:
    """Return latitude and longitude that a camera wrote into a picture, as JSON, or nothing."""
    told = opened(content).getexif().get_ifd(IFD.GPSInfo)
    if GPS.GPSLatitude not in told or GPS.GPSLongitude not in told:
        return b""
    latitude = _degrees(told[GPS.GPSLatitude], told.get(GPS.GPSLatitudeRef) == "S")
    longitude = _degrees(told[GPS.GPSLongitude], told.get(GPS.GPSLongitudeRef) == "W")
    return json.dumps([latitude, longitude], allow_nan=False).encode()


def _degrees(parts: tuple[float, ...], below: bool) -> float:  # noqa: FBT001  # read once, above
    degrees = sum(float(part) / by for part, by in zip(parts, DEGREE, strict=True))
    return round(-degrees if below else degrees, 6)


WORK = {"draw": drawn_anew, "where": where_taken}

if __name__ == "__main__":
    Image.preinit()
    give_up()
    sys.stdout.buffer.write(WORK[sys.argv[1]](sys.stdin.buffer.read()))
