"""A call's parameters, whichever of the four ways they came.

Query string, urlencoded form, multipart form and JSON body are read into one
mapping of texts; the first of two equal names wins, and what a JSON body nests
keeps its JSON text (tdlib/telegram-bot-api, Query.h; tdlib/td, HttpReader.cpp).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader

from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiohttp.web import Request

# All parameters together, files apart (tdlib/td, HttpReader.h).
LIMIT = 1 << 20
INT64 = 2**63 - 1
DIGITS_AT_MOST = 19
TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass
class Parameters:
    """Texts and files by name."""

    texts: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text; one that was not given is empty."""
        return self.texts.get(name, "")

    def flag(self, name: str) -> bool:
        """Return a truth: `true`, `yes` or `1`, in any case; all else is false."""
        return self.text(name).strip().lower() in TRUE

    def integer(self, name: str, *, low: int = -INT64, high: int = INT64) -> int:
        """Return a whole number, 0 for what is none; what is out of range is clamped."""
        return max(low, min(high, whole(self.text(name)) or 0))

    def parsed(self, name: str) -> Any:  # noqa: ANN401  # whatever JSON holds
        """Return a parameter's JSON; None when absent. Raises `ValueError`, as json does."""
        told = self.text(name)
        return None if not told else loaded(told)

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add texts; a name that is there already keeps what it has."""
        for name, value in pairs:
            self.texts.setdefault(name, value)


def whole(told: str) -> int | None:
    """Return the whole number a text holds, if it does."""
    stripped = told.strip()
    digits = stripped.removeprefix("-")
    return (
        int(stripped)
        if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS_AT_MOST
        else None
    )


def loaded(told: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return what a JSON text holds; raises `ValueError`, also for one nested too deep."""
    try:
        return json.loads(told)
    except RecursionError as error:
        msg = "nested too deep"
        raise ValueError(msg) from error


async def read_parameters(request: Request) -> Parameters:
    """Return a request's parameters; raises `Refused` for a broken or oversized body."""
    found = Parameters()
    found.add(parse_qsl(request.query_string, keep_blank_values=True))
    match request.content_type:
        case "multipart/form-data":
            await _read_multipart(found, await request.multipart())
        case "application/json":
            found.add(json_pairs(await request.read()))
        case "application/x-www-form-urlencoded":
            found.add(form_pairs(await request.read()))
    if sum(len(name) + len(value) for name, value in found.texts.items()) > LIMIT:
        raise Refused("request entity too large", code=413)
    return found


def form_pairs(body: bytes) -> list[tuple[str, str]]:
    """Return an urlencoded body's pairs."""
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


def json_pairs(body: bytes) -> list[tuple[str, str]]:
    """Return a JSON body's pairs; raises `Refused` for anything but an object."""
    try:
        told = loaded(body.decode()) if body.strip() else {}
    except ValueError:
        raise Refused("can't parse parameter value") from None
    if not isinstance(told, dict):
        raise Refused("JSON object expected")
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in told.items()
        if value is not None
    ]


async def _read_multipart(found: Parameters, reader: MultipartReader) -> None:
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            found.add([(part.name, content.decode("utf-8", "replace"))])
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            found.uploads.setdefault(part.name, Upload(part.filename, mime, content))
