"""People and groups: who exists, who blocks the bot, what the bot may do in a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from hotline.sandbox import shapes
from hotline.sandbox.control.reading import group_in, person_in, told_in
from hotline.sandbox.world import ALL_RIGHTS

if TYPE_CHECKING:
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Group, Person

STANDINGS = ("administrator", "member", "left", "kicked")


class People:
    """Routes about people and groups."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post("/sandbox/people", self.add),
            web.patch("/sandbox/people/{person}", self.change),
            web.post("/sandbox/people/{person}/block", self.block),
            web.post("/sandbox/people/{person}/unblock", self.unblock),
            web.post("/sandbox/groups", self.add_group),
            web.patch("/sandbox/groups/{group}", self.change_group),
        ]

    async def add(self, request: web.Request) -> web.Response:
        """`{first_name, language_code}` → the person."""
        told = await told_in(request)
        name, language = str(told.get("first_name", "Robin")), str(told.get("language_code", ""))
        person = self._simulation.world.add_person(name, language)
        self._simulation.record("person", person.id)
        return web.json_response(person_told(person), status=201)

    async def change(self, request: web.Request) -> web.Response:
        """`{first_name?, language_code?, deactivated?}` → the person."""
        person = person_in(self._simulation, request.match_info["person"])
        told = await told_in(request)
        person.first_name = str(told.get("first_name", person.first_name))
        person.language_code = str(told.get("language_code", person.language_code))
        person.deactivated = bool(told.get("deactivated", person.deactivated))
        self._simulation.record("person", person.id)
        return web.json_response(person_told(person))

    async def block(self, request: web.Request) -> web.Response:
        """Let a person block the bot, which hears of it."""
        return self._turn(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.Response:
        """Let a person unblock the bot, which hears of it."""
        return self._turn(request, blocked=False)

    def _turn(self, request: web.Request, *, blocked: bool) -> web.Response:
        person = person_in(self._simulation, request.match_info["person"])
        turn_block(self._simulation, person, blocked=blocked)
        return web.json_response(person_told(person))

    async def add_group(self, request: web.Request) -> web.Response:
        """`{title, is_forum?}` → the group."""
        told = await told_in(request)
        world = self._simulation.world
        group = world.add_group(
            str(told.get("title", "Desk")), is_forum=bool(told.get("is_forum", True))
        )
        self._simulation.record("group", group.id)
        return web.json_response(group_told(group), status=201)

    async def change_group(self, request: web.Request) -> web.Response:
        """`{title?, is_forum?, bot?, rights?, migrate?}` → the group, or its successor."""
        group = group_in(self._simulation, request.match_info["group"])
        told = await told_in(request)
        group.title = str(told.get("title", group.title))
        group.is_forum = bool(told.get("is_forum", group.is_forum))
        if told.get("bot", group.bot) not in STANDINGS:
            msg = f"bot must be one of {', '.join(STANDINGS)}"
            raise ValueError(msg)
        group.bot = told.get("bot", group.bot)
        group.rights = ALL_RIGHTS & frozenset(told.get("rights", group.rights))
        self._simulation.record("group", group.id)
        return web.json_response(
            group_told(self._migrated(group) if told.get("migrate") else group)
        )

    def _migrated(self, group: Group) -> Group:
        """Give the group a new id; the old one refuses from now on."""
        successor = self._simulation.world.add_group(group.title, is_forum=group.is_forum)
        group.migrated_to = successor.id
        return successor


def turn_block(simulation: Simulation, person: Person, *, blocked: bool) -> None:
    """Block or unblock the bot; a change is told to it."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    told = shapes.membership(simulation, person.id, blocked=blocked).to_dict()
    simulation.record("blocked" if blocked else "unblocked", person.id)
    simulation.tell_bot("my_chat_member", told, ("member", person.id))


def person_told(person: Person) -> dict[str, Any]:
    """Return a person as the control API shows them."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "language_code": person.language_code,
        "started": person.started,
        "blocked": person.blocked,
    }


def group_told(group: Group) -> dict[str, Any]:
    """Return a group as the control API shows it."""
    return {
        "id": group.id,
        "title": group.title,
        "is_forum": group.is_forum,
        "bot": group.bot,
        "rights": sorted(group.rights),
        "topics": [
            {"thread_id": topic.thread, "name": topic.name, "closed": topic.closed}
            for topic in group.topics.values()
        ],
    }
