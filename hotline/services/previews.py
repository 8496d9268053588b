"""What may be shown of a file: a picture drawn anew elsewhere, a voice without its comments."""

from __future__ import annotations

import asyncio
import json
import math
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hotline.domain.files import FileKind
from hotline.domain.ogg import NotAVoice, bare_voice
from hotline.telemetry import log

if TYPE_CHECKING:
    from hotline.domain.files import Attached

PROCESS = Path(__file__).with_name("picture_process.py")
# Pictures take a tenth of a second; whatever takes this long is made to be slow.
PATIENCE_SECONDS = 10.0
# A picture of the largest size at its worst.
LARGEST_PREVIEW = 4 << 20
PICTURES = frozenset({FileKind.PHOTO, FileKind.DOCUMENT})
# How files of these kinds begin; nothing else is given to the process at all.
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
DRAWN = (b"RIFF", b"WEBP")


async def preview(told: Attached, content: bytes) -> bytes | None:
    """Return a WebP picture or an Ogg voice, or None where nothing may be shown. Never raises."""
    if told.kind is FileKind.VOICE:
        try:
            return bare_voice(content)
        except NotAVoice:
            return None
    if told.kind not in PICTURES:
        return None
    drawn = await _elsewhere("draw", content)
    whole = (drawn[:4], drawn[8:12]) == DRAWN and len(drawn) <= LARGEST_PREVIEW
    return drawn if whole else None


async def where_taken(content: bytes) -> tuple[float, float] | None:
    """Return the latitude and longitude that lie in a picture, in degrees, or None."""
    told = await _elsewhere("where", content)
    try:
        latitude, longitude = (float(each) for each in json.loads(told))
    except (ValueError, TypeError):
        return None
    fits = math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004  # the globe
    return (latitude, longitude) if fits else None


async def _elsewhere(work: str, content: bytes) -> bytes:
    """Return what the process of its own says about a picture; nothing when it died or hung."""
    if not content.startswith(BEGINNINGS):
        return b""
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(PROCESS),
            work,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd="/",
            env={},
        )
    except OSError as error:
        log.warning("preview_not_begun", error=error)
        return b""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, told = await asyncio.gather(_give(process, content), _hear(process))
            return told if await process.wait() == 0 else b""
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _give(process: asyncio.subprocess.Process, content: bytes) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):  # it died over the first bytes
        process.stdin.write(content)
        await process.stdin.drain()
    process.stdin.close()


async def _hear(process: asyncio.subprocess.Process) -> bytes:
    """Read no more than a preview may have, whatever comes."""
    told = bytearray()
    while process.stdout and len(told) <= LARGEST_PREVIEW:
        piece = await process.stdout.read(64 << 10)
        if not piece:
            break
        told += piece
    return bytes(told)
