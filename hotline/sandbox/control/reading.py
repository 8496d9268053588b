"""JSON bodies of the control API, and its refusals in a plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat, Group, Person


class Unfit(Exception):
    """A request that the control API cannot act on; the message says why."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


@web.middleware
async def plainly(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer what the control API refuses with `{"error": "a sentence"}`."""
    try:
        return await handler(request)
    except Unfit as unfit:
        return web.json_response({"error": str(unfit)}, status=unfit.status)
    except Refused as refused:
        return web.json_response({"error": refused.reason}, status=409)
    except (ValueError, TypeError, KeyError) as error:
        return web.json_response({"error": f"This request does not fit: {error}"}, status=400)


async def told_in(request: web.Request) -> dict[str, Any]:
    """Return the request's JSON object; an empty body is an empty object."""
    body = await request.json() if await request.read() else {}
    if not isinstance(body, dict):
        msg = "The body must be a JSON object."
        raise Unfit(msg)
    return body


def person_in(simulation: Simulation, number: object) -> Person:
    """Return the person with this id; raises `Unfit` when there is none."""
    person = simulation.world.people.get(int(str(number)))
    if person is None:
        msg = "There is no such person."
        raise Unfit(msg, 404)
    return person


def group_in(simulation: Simulation, number: object) -> Group:
    """Return the group with this id; raises `Unfit` when there is none."""
    group = simulation.world.groups.get(int(str(number)))
    if group is None:
        msg = "There is no such group."
        raise Unfit(msg, 404)
    return group


def chat_in(simulation: Simulation, request: web.Request) -> Chat:
    """Return the chat a path names; raises `Unfit` when there is none."""
    chat = simulation.world.chat(int(request.match_info["chat"]))
    if chat is None:
        msg = "There is no such chat."
        raise Unfit(msg, 404)
    return chat
