"""Pages behind the facts: those that answer are left alone, those that do not are named."""

from __future__ import annotations

from aiohttp import web

from hotline.cli.links import ask_all
from tests.road.conftest import free_port


async def found(_request: web.Request) -> web.Response:
    return web.Response(text="The law.")


async def test_only_pages_that_do_not_answer_well_are_named() -> None:
    app = web.Application()
    app.router.add_get("/law", found)
    runner = web.AppRunner(app)
    await runner.setup()
    port, nobody = free_port(), free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    here, gone = f"http://127.0.0.1:{port}/law", f"http://127.0.0.1:{port}/old"
    silent = f"http://127.0.0.1:{nobody}/law"

    lost = await ask_all([here, gone, silent])

    await runner.cleanup()
    assert lost[0] == (gone, "answered 404")
    assert lost[1][0] == silent
    assert lost[1][1].startswith("did not answer (")
    assert len(lost) == 2
