"""The Bot API's door: token, method, parameters, faults, and the two forms of an answer."""

from __future__ import annotations

import asyncio
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from hotline.sandbox.flood import too_many
from hotline.sandbox.methods import METHODS
from hotline.sandbox.parameters import Parameters, read_parameters, whole
from hotline.sandbox.refusals import Refused
from hotline.sandbox.shapes import plain

if TYPE_CHECKING:
    from hotline.sandbox.faults import Fault
    from hotline.sandbox.simulation import Simulation

TOKEN_LIMIT = 80


class Broken(Exception):
    """The connection is to break without an answer."""


def routes(simulation: Simulation) -> list[web.RouteDef]:
    """Return the Bot API's routes."""
    door = BotApi(simulation)
    return [
        web.route("*", "/bot{token}/{method}", door.call),
        web.route("*", "/bot{token}", door.lost),
        web.get("/file/bot{token}/{path:.+}", door.download),
    ]


class BotApi:
    """Answers calls with `{"ok": true, …}` or Telegram's own refusal."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    async def call(self, request: web.Request) -> web.Response:
        """Answer one call."""
        try:
            self._check_token(request.match_info["token"])
            parameters = await read_parameters(request)
            method = (request.match_info["method"] or parameters.text("method")).lower()
            return await self._answer(method, parameters)
        except Refused as refused:
            return _refusal(refused)
        except Broken:
            return _broken(request)

    async def lost(self, _request: web.Request) -> web.Response:
        """Answer a path that ends at the token."""
        return _refusal(Refused("", code=404))

    async def download(self, request: web.Request) -> web.Response:
        """Serve a file's bytes; a fault of the method "download" happens here."""
        try:
            self._check_token(request.match_info["token"])
            for fault in self._simulation.faults.of_call("download", None):
                await _before(fault)
        except Refused as refused:
            return _refusal(refused)
        except Broken:
            return _broken(request)
        name = request.match_info["path"].rpartition("/")[2].partition(".")[0]
        file = self._simulation.files.get(name)
        if file is None or file.path != request.match_info["path"]:
            return _refusal(Refused("wrong file_id or the file is temporarily unavailable"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        number, colon, _ = token.partition(":")
        if token.startswith("0") or len(token) > TOKEN_LIMIT or not colon:
            raise Refused("invalid token specified", code=401)
        if whole(number) is None:
            raise Refused("Misdirected Request: unallowed token specified", code=421)
        if token != self._simulation.token:
            raise Refused("", code=401)

    async def _answer(self, method: str, parameters: Parameters) -> web.Response:
        chat = whole(parameters.text("chat_id"))
        faults = self._simulation.faults.of_call(method, chat)
        for fault in faults:
            await _before(fault)
        try:
            result = await self._act(method, parameters)
        except Refused as refused:
            reason = refused.description
            self._simulation.record("refused", chat, method=method, description=reason)
            raise
        for fault in faults:
            await _after(fault)
        return web.json_response({"ok": True, "result": plain(result)})

    async def _act(self, method: str, parameters: Parameters) -> Any:  # noqa: ANN401  # any result
        act = METHODS.get(method)
        if act is None:
            raise Refused("method not found", code=404)
        result = act(self._simulation, parameters)
        return await result if isawaitable(result) else result


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    wait = refused.parameters.get("retry_after")
    headers = {"Retry-After": str(wait)} if wait is not None else {}
    return web.json_response(body, status=refused.code, headers=headers)


async def _before(fault: Fault) -> None:
    """Let a call go wrong before it does anything."""
    match fault.kind:
        case "403":
            raise Refused("bot was blocked by the user", code=403)
        case "429":
            raise too_many(fault.retry_after)
        case "500":
            raise Refused("Internal Server Error", code=500)
        case "502":
            raise Refused("Bad Gateway", code=502)
        case "slow":
            await asyncio.sleep(fault.seconds)
        case "timeout_before":
            await asyncio.sleep(fault.seconds)
            raise Broken
        case "reset_before":
            raise Broken


async def _after(fault: Fault) -> None:
    """Let the answer get lost: what was asked has happened."""
    match fault.kind:
        case "timeout_after":
            await asyncio.sleep(fault.seconds)
            raise Broken
        case "reset_after":
            raise Broken
