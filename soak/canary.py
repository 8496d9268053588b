"""Marks in everything personal, a fault at every boundary, and then a search in all that is left.

A mark may stand on the screens of those it is for, and nowhere else: not in a log, a metric, an
answer to Telegram, an error page, a temporary file, the database's files or a backup.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, ServerDisconnectedError
from sqlalchemy import text

from handlers.webhook import SECRET_HEADER
from hotline import telemetry
from hotline.boundaries import ROAD, die_at
from hotline.clock import now
from hotline.desk.application import listen as open_desk
from hotline.domain.tally import Counted
from hotline.door import listen, listen_privately
from hotline.probes import probes
from hotline.services.backups import back_up
from hotline.services.running import Job, perform
from hotline.storage.backups import make_identity
from hotline.storage.sealing import read_root_key
from soak.storm import assembled
from tests.road.conftest import free_port
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from hotline.assembly import Hotline
    from hotline.services.running import Told
    from soak.server import Server
    from tests.road.program import Installation

# What one flight comes through; inside other jobs nobody's words are near.
CROSSED = (*ROAD, "begun")
PERSON, OPERATOR = 7_812_345_601, 7_812_345_602
MARKS = {
    "id": str(PERSON),
    "operator": str(OPERATOR),
    "words": "Сурудимурғ",
    "caption": "Саволиморуг",
    "changed": "Садоидигар",
    "name": "Номимурғак",
    "family": "Насабимурғ",
    "username": "canarysings",
    "phone": "992907654321",
    "latitude": "41.3775193",
    "file": "CanaryFileIdAgAD",
    "data": "canarypress",
    "reply": "Ҷавобимурғ",
    "note": "Қайдимурғ",
    "group": "Гурӯҳимурғ",
}


@dataclass
class Left:
    """Everything the program said or left behind, by the place where it was found."""

    places: dict[str, bytes] = field(default_factory=dict)

    def found(self) -> dict[str, set[str]]:
        """Return which marks stand where, if any do."""
        all_found = {place: _marks(said) for place, said in self.places.items()}
        return {place: marks for place, marks in all_found.items() if marks}


def _marks(said: bytes) -> set[str]:
    """Return the marks in bytes: as they are, and as JSON, forms and Python write them."""
    return {name for name, mark in MARKS.items() if any(each in said for each in _spelled(mark))}


def _spelled(mark: str) -> set[bytes]:
    escaped = json.dumps(mark).strip('"').encode()
    return {mark.encode(), escaped, repr(mark.encode())[2:-1].encode()}


def updates(first: int) -> list[dict[str, Any]]:
    """Return an update of every kind, full of marks."""
    told: list[dict[str, Any]] = [
        {"message": _message(first, text=MARKS["words"])},
        {"edited_message": _message(first, text=MARKS["changed"]) | {"edit_date": first}},
        {"message": _message(first + 1, photo=[_file()], caption=MARKS["caption"])},
        {"message": _message(first + 2, voice=_file() | {"duration": 3})},
        {"message": _message(first + 3, document=_file() | {"file_name": MARKS["words"]})},
        {"message": _message(first + 4, location=_place())},
        {"message": _message(first + 5, contact=_contact())},
        {"callback_query": _press(first + 6)},
        {"message": _in_group(first + 7, MARKS["reply"])},
        {"message": _in_group(first + 8, f"// {MARKS['note']}")},
        {"message": _message(first + 9, text=MARKS["words"]) | {"chat": MARKS["name"]}},
        {MARKS["data"]: MARKS["words"]},
    ]
    return [{"update_id": first + place} | each for place, each in enumerate(told)]


def _who(number: int) -> dict[str, Any]:
    names = {"first_name": MARKS["name"], "last_name": MARKS["family"]}
    return {"id": number, "is_bot": False, "username": MARKS["username"], **names}


def _message(number: int, **more: object) -> dict[str, Any]:
    chat = {**_who(PERSON), "type": "private"}
    return {
        "message_id": number,
        "date": 1_795_000_000,
        "chat": chat,
        "from": _who(PERSON),
        **more,
    }


def _in_group(number: int, words: str) -> dict[str, Any]:
    chat = {"id": FIRST_GROUP, "type": "supergroup", "title": MARKS["group"], "is_forum": True}
    topic = {"message_thread_id": 7, "is_topic_message": True}
    return _message(number, text=words) | {"chat": chat, "from": _who(OPERATOR)} | topic


def _file() -> dict[str, Any]:
    return {"file_id": MARKS["file"], "file_unique_id": MARKS["file"], "width": 9, "height": 9}


def _place() -> dict[str, Any]:
    return {"latitude": float(MARKS["latitude"]), "longitude": 69.2}


def _contact() -> dict[str, Any]:
    return {"phone_number": MARKS["phone"], "first_name": MARKS["name"]}


def _press(number: int) -> dict[str, Any]:
    pressed = {"id": str(number), "from": _who(PERSON), "chat_instance": "1"}
    return pressed | {"data": MARKS["data"], "message": _message(number, text=MARKS["words"])}


def _fail() -> None:
    raise RuntimeError(f"the canary sings: {' '.join(MARKS.values())}")


@dataclass(frozen=True)
class Flight:
    """One flight of the canary through a program that stands in this process."""

    hotline: Hotline
    client: ClientSession
    door: str
    private: str
    desk: str
    secret: str
    said: list[bytes] = field(default_factory=list)

    async def through(self, boundary: str | None, first: int) -> None:
        """Bring updates of every kind and work, while something raises at one boundary."""
        die_at(boundary, _fail)
        for told in updates(first):
            headers = {SECRET_HEADER: self.secret}
            await self._ask("POST", self.door, data=json.dumps(told).encode(), headers=headers)
        await self._once(self._work)
        await self._once(self._send)
        await self._once(self._job)
        die_at(None)

    async def _work(self) -> None:
        while await self.hotline.worker.work():
            pass

    async def _send(self) -> None:
        await self.hotline.courier.deliver()
        await self.hotline.courier.land()

    async def _job(self) -> None:
        async def work(_now: object) -> Told:
            _fail()
            return {}

        await perform(self.hotline.database, Job("canary", "", work), now)

    async def _once(self, work: Any) -> None:  # noqa: ANN401  # a coroutine function
        """Work until it ends or raises; what ends the program is told as the program tells it."""
        try:
            await work()
        except RuntimeError as fault:
            sys.excepthook(type(fault), fault, fault.__traceback__)

    async def pages(self) -> None:
        """Ask for pages that are there and pages that are not, with marks in every part."""
        for page in ("healthz", "readyz", "metrics", MARKS["words"]):
            await self._ask("GET", f"{self.private}/{page}")
        asked = f"/cases/{MARKS['words']}?q={MARKS['phone']}"
        for method in ("GET", "POST", "PUT"):
            await self._ask(method, f"{self.desk}{asked}", data=MARKS["words"].encode())
            await self._ask(method, f"{self.desk}/sign-in", data=MARKS["username"].encode())

    async def _ask(self, method: str, url: str, **more: Any) -> None:  # noqa: ANN401  # aiohttp's
        with suppress(ServerDisconnectedError):  # what raises once the answer has left
            async with self.client.request(method, url, **more) as answer:
                headers = repr(dict(answer.headers)).encode()
                self.said.append(headers + await answer.read())


@asynccontextmanager
async def _flight(installation: Installation) -> AsyncIterator[Flight]:
    installation.receive = "webhook"
    settings, desk = installation.settings(), free_port()
    assert settings.webhook_secret is not None
    async with assembled(installation) as hotline, ClientSession() as client:
        private = probes(hotline.database, hotline.readiness, hotline.meters, now)
        sites = [
            await listen(settings, hotline.ingest),
            await listen_privately(settings, private),
            await open_desk(hotline.desk, "127.0.0.1", desk),
        ]
        here = "http://127.0.0.1"
        door = f"{here}:{settings.port}{settings.webhook_path}"
        secret = settings.webhook_secret.get_secret_value()
        yield Flight(
            hotline, client, door, f"{here}:{settings.metrics_port}", f"{here}:{desk}", secret
        )
        for site in sites:
            await site.cleanup()


@contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    """Have temporary files in a folder of ours for the block."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        tempfile.tempdir = before


async def sing(installation: Installation, own: Server, folder: Path) -> tuple[Left, int]:
    """Fly through every boundary; return what is left, and how often the log told of a fault."""
    told, left = io.StringIO(), Left()
    with _temporary(folder / "tmp"):
        telemetry.configure("json", told)
        async with _flight(installation) as flight:
            for place, boundary in enumerate((None, *CROSSED, None)):
                await flight.through(boundary, 1000 * (place + 1))
            await flight.pages()
            async with flight.hotline.database.books() as books:
                await books.connection.execute(text("CHECKPOINT"))
        root = read_root_key(installation.key_file)
        recipient = make_identity(folder / "identity")
        (folder / "backups").mkdir()
        await back_up(own.url, folder / "backups", recipient, root, now())
    left.places |= {"log": told.getvalue().encode(), "answers": b"\n".join(flight.said)}
    left.places["temporary"] = read_all(folder / "tmp")
    left.places["backup"] = read_all(folder / "backups")
    left.places["database"] = read_all(own.folder)
    return left, told.getvalue().count('"RuntimeError"')


def read_all(folder: Path) -> bytes:
    """Return every byte of every file below a folder."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return b"\n".join(file.read_bytes() for file in files)


async def plainly(installation: Installation, own: Server) -> set[str]:
    """Write the marks into the database without sealing them; return which the search finds."""
    async with assembled(installation) as hotline, hotline.database.books() as books:
        for mark in MARKS.values():
            books.tallies.count(Counted.GAP, mark, now().date())
    async with assembled(installation) as hotline, hotline.database.books() as books:
        await books.connection.execute(text("CHECKPOINT"))
    return Left({"database": read_all(own.folder)}).found().get("database", set())
