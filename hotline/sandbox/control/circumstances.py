"""What a test or the page may change around everybody: faults, the clock, flood control."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.sandbox.control.reading import told_in

if TYPE_CHECKING:
    from hotline.sandbox.simulation import Simulation


class Circumstances:
    """Routes that change the circumstances."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post("/sandbox/faults", self.add_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.post("/sandbox/updates", self.inject),
            web.post("/sandbox/clock", self.advance),
            web.post("/sandbox/flood", self.turn_flood),
            web.post("/sandbox/reset", self.reset),
        ]

    async def add_fault(self, request: web.Request) -> web.Response:
        """`{kind, method?, chat_id?, times?, every?, seconds?, retry_after?}` → the fault."""
        fault = self._simulation.faults.add(await told_in(request))
        self._simulation.record("fault", fault=fault.told())
        return web.json_response(fault.told(), status=201)

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Let everything go right again."""
        self._simulation.faults.clear()
        self._simulation.record("faults_cleared")
        return web.json_response({})

    async def inject(self, request: web.Request) -> web.Response:
        """Queue any object as an update, readable or not → `{update_id}`."""
        update = self._simulation.updates.inject(await told_in(request), self._simulation.now())
        return web.json_response({"update_id": update}, status=201)

    async def advance(self, request: web.Request) -> web.Response:
        """`{advance: seconds}` → `{now}`."""
        told = await told_in(request)
        self._simulation.clock.advance(timedelta(seconds=float(told.get("advance", 0))))
        self._simulation.record("clock")
        return web.json_response({"now": self._simulation.now().timestamp()})

    async def turn_flood(self, request: web.Request) -> web.Response:
        """`{on}`: switch flood control on or off."""
        self._simulation.flood.on = bool((await told_in(request))["on"])
        return web.json_response({"flood_control": self._simulation.flood.on})

    async def reset(self, _request: web.Request) -> web.Response:
        """Begin anew."""
        self._simulation.reset()
        return web.json_response({})
