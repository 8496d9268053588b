"""What people do in a chat: write, change, delete, tap, react."""

from __future__ import annotations

import base64
from secrets import randbelow
from typing import TYPE_CHECKING, Any

from aiohttp import web

from hotline.sandbox import shapes
from hotline.sandbox.control.people import turn_block
from hotline.sandbox.control.reading import Unfit, chat_in, person_in, told_in
from hotline.sandbox.methods.deleting import forget
from hotline.sandbox.methods.topics import remove_topic, turn_topic
from hotline.sandbox.sending import CAPTION_LIMIT, TEXT_LIMIT
from hotline.sandbox.wording import Formatted, finish_text
from hotline.sandbox.world import GENERAL, Content, Group, Message, Person, Press

if TYPE_CHECKING:
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat

FILES = ("photo", "voice", "document")
NAMES = {"photo": ("photo.jpg", "image/jpeg"), "voice": ("voice.ogg", "audio/ogg")}


class Acting:
    """Routes by which people and operators act."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        chat = "/sandbox/chats/{chat}"
        return [
            web.post(f"{chat}/messages", self.write),
            web.patch(f"{chat}/messages/{{message}}", self.change),
            web.delete(f"{chat}/messages/{{message}}", self.delete),
            web.delete(f"{chat}/messages", self.clear),
            web.post(f"{chat}/taps", self.tap),
            web.post(f"{chat}/reactions", self.react),
            web.patch(f"{chat}/topics/{{thread}}", self.change_topic),
            web.delete(f"{chat}/topics/{{thread}}", self.delete_topic),
            web.get("/sandbox/callbacks/{press}", self.answer),
        ]

    async def write(self, request: web.Request) -> web.Response:
        """Write as a person → `{message_id, update_id}`.

        The body holds one of `text`, `voice`, `photo`, `document`, `location`,
        `contact`, and may hold `caption`, `thread_id`, `from`, `reply_to`, `anonymous`.
        """
        chat = chat_in(self._simulation, request)
        told = await told_in(request)
        person = self._who(chat, told)
        content = self._content(told)
        if isinstance(chat, Person):
            turn_block(self._simulation, person, blocked=False)
            person.started = True
        message = self._keep(chat, person, content, told)
        shown = shapes.message(self._simulation, message).to_dict()
        self._simulation.record("message", chat.id, message_id=message.id, message=shown)
        update = self._tell("message", message) if _reaches_bot(chat, message) else None
        return web.json_response({"message_id": message.id, "update_id": update}, status=201)

    def _keep(self, chat: Chat, person: Person, content: Content, told: dict[str, Any]) -> Message:
        world = self._simulation.world
        return world.keep(
            Message(
                chat=chat.id,
                id=world.number_for(chat.id),
                sender=person.id,
                sent_at=self._simulation.now(),
                content=content,
                thread=_thread(chat, told.get("thread_id")),
                reply_to=told.get("reply_to"),
                anonymous=bool(told.get("anonymous")) and isinstance(chat, Group),
            )
        )

    async def change(self, request: web.Request) -> web.Response:
        """`{text}`: a person changes what they wrote; the bot hears of it."""
        message = self._message(request)
        told = await told_in(request)
        if message.content is None or message.content.kind != "text":
            msg = "Only a text can be changed."
            raise Unfit(msg)
        message.content = self._content({"text": told["text"]})
        message.edited_at = self._simulation.now()
        self._simulation.record("edit", message.chat, message_id=message.id)
        update = self._tell("edited_message", message)
        return web.json_response({"message_id": message.id, "update_id": update})

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message; Telegram tells the bot nothing."""
        forget(self._simulation, self._message(request))
        return web.json_response({})

    async def clear(self, request: web.Request) -> web.Response:
        """Clear a chat for both sides; Telegram tells the bot nothing."""
        chat = chat_in(self._simulation, request)
        for message in list(self._simulation.world.messages[chat.id].values()):
            forget(self._simulation, message)
        return web.json_response({})

    async def tap(self, request: web.Request) -> web.Response:
        """`{message_id?, button | data, from?}` → `{callback_query_id, update_id}`."""
        chat = chat_in(self._simulation, request)
        told = await told_in(request)
        person = self._who(chat, told)
        message, data = self._button(chat, told)
        press = Press(
            id=str(10**17 + randbelow(9 * 10**17)),
            person=person.id,
            chat=chat.id,
            message=message,
            data=data,
            pressed_at=self._simulation.now(),
        )
        self._simulation.world.presses[press.id] = press
        self._simulation.record("tap", chat.id, message_id=message, data=data)
        shown = shapes.press(self._simulation, press).to_dict()
        update = self._simulation.tell_bot("callback_query", shown, ("press", person.id))
        return web.json_response({"callback_query_id": press.id, "update_id": update}, status=201)

    def _button(self, chat: Chat, told: dict[str, Any]) -> tuple[int, str]:
        """Return message and data of the newest button with this label, or the data as told."""
        if "data" in told:
            return int(told["message_id"]), str(told["data"])
        messages = self._simulation.world.messages[chat.id]
        wanted = told.get("message_id")
        for message in sorted(messages.values(), key=lambda one: -one.id):
            if wanted in {None, message.id}:
                for button in (button for row in message.inline or () for button in row):
                    if button["text"] == told["button"] and "callback_data" in button:
                        return message.id, button["callback_data"]
        msg = "There is no such button now."
        raise Unfit(msg, 409)

    async def answer(self, request: web.Request) -> web.Response:
        """Return `{answered, text?, show_alert?}` of a tap."""
        press = self._simulation.world.presses.get(request.match_info["press"])
        if press is None:
            msg = "There is no such tap."
            raise Unfit(msg, 404)
        return web.json_response({"answered": press.answer is not None} | (press.answer or {}))

    async def react(self, request: web.Request) -> web.Response:
        """`{message_id, emoji | null, from?}`: put a reaction on a message or take it away."""
        chat = chat_in(self._simulation, request)
        told = await told_in(request)
        person = self._who(chat, told)
        message = self._simulation.world.messages[chat.id][int(told["message_id"])]
        before = message.reactions
        message.reactions = (str(told["emoji"]),) if told.get("emoji") else ()
        self._simulation.record("reaction", chat.id, message_id=message.id)
        shown = shapes.reaction(self._simulation, message, person.id, before)
        update = self._simulation.tell_bot("message_reaction", shown, ("chat", chat.id))
        return web.json_response({"update_id": update}, status=201)

    async def change_topic(self, request: web.Request) -> web.Response:
        """`{closed}`: an operator closes or opens a topic by hand."""
        group, thread = self._topic(request)
        closed = bool((await told_in(request))["closed"])
        turn_topic(self._simulation, group, group.topics[thread], closed=closed)
        return web.json_response({"thread_id": thread, "closed": closed})

    async def delete_topic(self, request: web.Request) -> web.Response:
        """Let an operator delete a topic; Telegram tells the bot nothing."""
        group, thread = self._topic(request)
        remove_topic(self._simulation, group, thread)
        return web.json_response({})

    def _topic(self, request: web.Request) -> tuple[Group, int]:
        chat, thread = chat_in(self._simulation, request), int(request.match_info["thread"])
        if not isinstance(chat, Group) or thread not in chat.topics:
            msg = "There is no such topic."
            raise Unfit(msg, 404)
        return chat, thread

    def _who(self, chat: Chat, told: dict[str, Any]) -> Person:
        if isinstance(chat, Person):
            return chat
        if "from" not in told:
            msg = "In a group, say who acts: from."
            raise Unfit(msg)
        return person_in(self._simulation, told["from"])

    def _message(self, request: web.Request) -> Message:
        chat = chat_in(self._simulation, request)
        message = self._simulation.world.messages[chat.id].get(int(request.match_info["message"]))
        if message is None:
            msg = "There is no such message."
            raise Unfit(msg, 404)
        return message

    def _tell(self, kind: str, message: Message) -> int | None:
        shown = shapes.message(self._simulation, message).to_dict()
        return self._simulation.tell_bot(kind, shown, ("chat", message.chat))

    def _content(self, told: dict[str, Any]) -> Content:
        for kind in FILES:
            if told.get(kind):
                return self._file(kind, told)
        if told.get("location"):
            place = told["location"]
            return Content("location", place=(float(place["latitude"]), float(place["longitude"])))
        if told.get("contact"):
            return Content("contact", contact=dict(told["contact"]))
        return Content("text", _written(str(told.get("text", "")), TEXT_LIMIT))

    def _file(self, kind: str, told: dict[str, Any]) -> Content:
        given = told[kind]
        words = _written(str(told.get("caption", "")), CAPTION_LIMIT)
        if not isinstance(given, dict):
            return Content(kind, words, file=self._simulation.files.sample(kind).id)  # type: ignore[arg-type]  # one of FILES
        name, mime = NAMES.get(kind, ("file.bin", "application/octet-stream"))
        file = self._simulation.files.add(
            kind,
            base64.b64decode(given["base64"]),
            str(given.get("file_name", name)),
            str(given.get("mime_type", mime)),
            int(given.get("duration", 1)),
        )
        return Content(kind, words, file=file.id)  # type: ignore[arg-type]  # one of FILES


def _written(text: str, limit: int) -> Formatted:
    """Return what an app would let a person send of these words."""
    return finish_text(
        Formatted(text, ()),
        limit=limit,
        may_be_empty=limit == CAPTION_LIMIT,
        too_long="message is too long",
    )


def _thread(chat: Chat, told: object) -> int | None:
    if not isinstance(chat, Group) or not chat.is_forum or told in {None, 0, GENERAL}:
        return None
    if told not in chat.topics:
        msg = "There is no such topic."
        raise Unfit(msg, 404)
    return int(str(told))


def _reaches_bot(chat: Chat, message: Message) -> bool:
    """With privacy mode on, a bot that is no administrator sees commands only."""
    if isinstance(chat, Person) or chat.bot == "administrator":
        return True
    words = message.content.words.text if message.content else ""
    return chat.bot == "member" and words.startswith("/")
