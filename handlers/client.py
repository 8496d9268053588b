"""The client of the Bot API, with errors that hold no URL, token, id or text.

Telegram's own answers are told apart by parts of their texts, as the official
server forms them (tdlib/telegram-bot-api, Client.cpp); what leaves this module
is one of `hotline.domain.delivery`'s failures and nothing of the original.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import Response
from aiohttp import ClientConnectorError, JsonPayload

from hotline.domain.delivery import (
    AskedToWait,
    LetterRefused,
    MessageGone,
    NoAnswer,
    NotAccepted,
    NothingChanged,
    PersonBlocked,
    SendingFailed,
    ThreadGone,
)
from hotline.domain.files import FileGone, FileTooLarge

if TYPE_CHECKING:
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType

# Longer than any answer of a healthy server, shorter than a person's patience.
PATIENCE_SECONDS = 20.0

BAD_REQUESTS: tuple[tuple[str, type[SendingFailed]], ...] = (
    ("message is not modified", NothingChanged),
    ("message thread not found", ThreadGone),
    ("TOPIC_DELETED", ThreadGone),
    ("TOPIC_ID_INVALID", ThreadGone),
    ("TOPIC_NOT_MODIFIED", NothingChanged),
    ("message to edit not found", MessageGone),
    ("message can't be edited", MessageGone),
    ("there is no text in the message to edit", MessageGone),
    ("message to delete not found", MessageGone),
    ("message can't be deleted", MessageGone),
    ("message to copy not found", MessageGone),
    ("chat not found", PersonBlocked),
    ("file is too big", FileTooLarge),
    ("wrong file_id", FileGone),
    ("wrong remote file identifier", FileGone),
    ("invalid file_id", FileGone),
)

# Looked through in order; whatever is not here may or may not have arrived.
MEANINGS: tuple[tuple[type[Exception], type[SendingFailed]], ...] = (
    (TelegramServerError, NotAccepted),
    (RestartingTelegram, NotAccepted),
    (TelegramUnauthorizedError, NotAccepted),
    (TelegramForbiddenError, PersonBlocked),
    (TelegramNetworkError, NoAnswer),
    (TelegramAPIError, LetterRefused),
)


class QuietSession(AiohttpSession):
    """aiogram's session; whatever it raises comes out as a failure of ours.

    It is lean where every letter passes: pydantic forgets the model of an answer as soon as
    nobody holds it, and building it anew takes longer than all the rest of a call; JSON of what
    was said is shorter to write than a form of everything that could have been.
    """

    def __init__(self, api: TelegramAPIServer, timeout: float) -> None:
        super().__init__(api=api, timeout=timeout)
        self._answers: dict[type[TelegramMethod[Any]], type[Response[Any]]] = {}

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Any:  # noqa: ANN401 - aiohttp takes both
        """Return the body of a call: JSON, or aiogram's form where a file goes with it."""
        files: dict[str, Any] = {}
        told = {
            name: self.prepare_value(value, bot, files, _dumps_json=False)
            for name, value in method
            if value is not None
        }
        if files:
            return super().build_form_data(bot, method)
        return JsonPayload({name: value for name, value in told.items() if value is not None})

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # aiogram's own signature
    ) -> Any:  # noqa: ANN401  # aiogram's own signature
        """Call a method; raises one of `SendingFailed`."""
        self._answers.setdefault(type(method), Response[method.__returning__])  # type: ignore[name-defined]
        try:
            return await super().make_request(bot, method, timeout)
        except (AiogramError, OSError) as error:
            failure = failure_of(error)
        raise failure


def failure_of(error: Exception) -> SendingFailed:
    """Return what an error of aiogram means, without anything it says."""
    match error:
        case TelegramRetryAfter():
            return AskedToWait(timedelta(seconds=error.retry_after))
        case TelegramBadRequest():
            return _bad_request(error)
        case TelegramNetworkError(__cause__=ClientConnectorError()):
            return NotAccepted()
    return next((failure() for kind, failure in MEANINGS if isinstance(error, kind)), NoAnswer())


def _bad_request(error: TelegramBadRequest) -> SendingFailed:
    for words, failure in BAD_REQUESTS:
        if words in error.message:
            return failure()
    return LetterRefused()


def make_bot(token: str, bot_api: str) -> Bot:
    """Return a client of the Bot API at `bot_api`; no parse mode is ever a default."""
    session = QuietSession(
        api=TelegramAPIServer.from_base(bot_api.rstrip("/")), timeout=PATIENCE_SECONDS
    )
    return Bot(token, session=session)
