"""The floor under any durable bot: aiohttp, one commit for all that came meanwhile, one call."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import psycopg
from aiohttp import ClientSession, web

from benchmarks.load import PATH, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CREATE = "CREATE TABLE IF NOT EXISTS floor (update_id bigint PRIMARY KEY, body bytea NOT NULL)"
INSERT = """
    INSERT INTO floor SELECT * FROM unnest(%s::bigint[], %s::bytea[]) ON CONFLICT DO NOTHING
"""


class Floor:
    """What arrived while the last commit ran is written with the next one."""

    def __init__(self, api: str, database: str) -> None:
        self._api, self._database = f"{api}/bot{TOKEN}/sendMessage", database
        self._waiting: list[tuple[int, bytes, asyncio.Future[None]]] = []
        self._bell = asyncio.Event()
        self._calls: set[asyncio.Task[None]] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """Keep an update, confirm it, then answer its chat."""
        body = await request.read()
        update = json.loads(body)
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update["update_id"], body, kept))
        self._bell.set()
        await kept
        call = asyncio.create_task(self._call(update))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        return web.Response()

    async def run(self, _app: web.Application) -> AsyncIterator[None]:
        """Commit and call for as long as the server runs."""
        async with ClientSession() as self._client:
            committing = asyncio.create_task(self._commit())
            yield
            committing.cancel()

    async def _commit(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._database, autocommit=True)
        await connection.execute(CREATE)
        while True:
            await self._bell.wait()
            self._bell.clear()
            batch, self._waiting = self._waiting, []
            ids, bodies = [each[0] for each in batch], [each[1] for each in batch]
            await connection.execute(INSERT, (ids, bodies), prepare=True, binary=True)
            for _, _, kept in batch:
                kept.set_result(None)

    async def _call(self, update: dict[str, Any]) -> None:
        said = update.get("message") or update["callback_query"]["message"]
        told = {"chat_id": said["chat"]["id"], "text": "ok"}
        async with self._client.post(self._api, json=told) as answer:
            await answer.read()


def main(port: int, api: str, database: str) -> None:
    """Serve until killed."""
    floor = Floor(api, database)
    app = web.Application()
    app.cleanup_ctx.append(floor.run)
    app.router.add_post(PATH, floor.receive)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
