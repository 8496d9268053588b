"""Files from Telegram, into memory and nowhere else.

A file's URL holds the token, so no error that leaves this module holds the URL.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientResponseError

from hotline.domain.delivery import AskedToWait, LetterRefused, NoAnswer, NotAccepted
from hotline.domain.files import FileGone, FileTooLarge

if TYPE_CHECKING:
    from aiogram import Bot

    from hotline.domain.delivery import SendingFailed

# The largest file over a weak line; a link lives an hour (core.telegram.org/bots/api#getfile).
PATIENCE_SECONDS = 120
PIECE = 64 << 10
# What to do when Telegram says 429 and not for how long.
PAUSE = timedelta(seconds=30)


class TelegramFiles:
    """Fetches files with one bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, handle: str, most: int) -> bytes:
        """Return a file of up to `most` bytes; raises `SendingFailed`, FileGone, FileTooLarge."""
        found = await self._bot.get_file(handle)
        if not found.file_path:
            raise FileGone
        if (found.file_size or 0) > most:
            raise FileTooLarge
        url = self._bot.session.api.file_url(self._bot.token, found.file_path)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._read(url, most)
        except (ClientError, TimeoutError, OSError) as error:
            failure = _failure_of(error)
        raise failure

    async def _read(self, url: str, most: int) -> bytes:
        """A claimed size is no limit: stop at the first byte too many."""
        content = bytearray()
        pieces = self._bot.session.stream_content(
            url, timeout=PATIENCE_SECONDS, chunk_size=PIECE, raise_for_status=True
        )
        async for piece in pieces:
            content += piece
            if len(content) > most:
                await pieces.aclose()
                raise FileTooLarge
        return bytes(content)


def _failure_of(error: Exception) -> SendingFailed:
    """Return what an error means, without anything it says."""
    if not isinstance(error, ClientResponseError):
        return NoAnswer()
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        told = error.headers.get("Retry-After", "") if error.headers else ""
        return AskedToWait(timedelta(seconds=int(told)) if told.isdecimal() else PAUSE)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotAccepted()
    gone = {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
    return FileGone() if error.status in gone else LetterRefused()
