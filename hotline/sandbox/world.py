"""Who and what is in the sandbox: people, groups, topics, messages, presses.

Only state and its few rules of identity; what Telegram would answer is decided
in `methods`, what people do is decided in `control`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  # dataclass fields
from typing import Any, Literal

from hotline.sandbox.wording import Formatted

# Its secret part begins with "sandbox", which Telegram never issues: no real token fits.
SANDBOX_TOKEN = "424242:sandbox-token"  # noqa: S105  # opens nothing but this sandbox
FIRST_GROUP = -1001000000001

# Accounts of Telegram's own that post for somebody else (core.telegram.org/bots/api).
ANONYMOUS_ADMIN = 1087968824
# Number of the topic that every forum has.
GENERAL = 1

Kind = Literal["text", "photo", "voice", "document", "audio", "video", "location", "contact"]
ALL_RIGHTS = frozenset({"manage_topics", "delete_messages", "pin_messages", "invite_users"})


@dataclass
class Bot:
    """The one bot of this sandbox and what it says of itself, by language."""

    id: int = int(SANDBOX_TOKEN.partition(":")[0])
    username: str = "hotline_sandbox_bot"
    first_name: str = "Sandbox bot"
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)


@dataclass
class Person:
    """Somebody with a phone; an operator is a person too."""

    id: int
    first_name: str
    language_code: str
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass
class Topic:
    """A forum topic; its number is that of the message that announced it."""

    thread: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass
class Group:
    """A supergroup and the bot's standing in it."""

    id: int
    title: str
    is_forum: bool = True
    bot: Literal["administrator", "member", "left", "kicked"] = "administrator"
    rights: frozenset[str] = ALL_RIGHTS
    migrated_to: int | None = None
    topics: dict[int, Topic] = field(default_factory=dict)


Chat = Person | Group


@dataclass(frozen=True)
class Content:
    """What a message says or shows; `words` are its text or its caption."""

    kind: Kind
    words: Formatted = field(default_factory=lambda: Formatted("", ()))
    file: str | None = None
    place: tuple[float, float] | None = None
    contact: dict[str, Any] | None = None


@dataclass
class Message:
    """One message of one chat, as Telegram would keep it."""

    chat: int
    id: int
    sender: int
    sent_at: datetime
    content: Content | None = None
    service: dict[str, Any] | None = None
    edited_at: datetime | None = None
    thread: int | None = None
    reply_to: int | None = None
    inline: list[list[dict[str, Any]]] | None = None
    # A reply keyboard is not part of a message, but makes it uneditable for ever.
    keyboard: dict[str, Any] | None = None
    protected: bool = False
    silent: bool = False
    anonymous: bool = False
    forwarded_from: int | None = None
    reactions: tuple[str, ...] = ()


@dataclass
class Press:
    """A tap on an inline button, until and after the bot answers it."""

    id: str
    person: int
    chat: int
    message: int
    data: str
    pressed_at: datetime
    answer: dict[str, Any] | None = None


@dataclass
class World:
    """Everything there is; private messages share one sequence of numbers, as in Telegram."""

    bot: Bot = field(default_factory=Bot)
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    messages: defaultdict[int, dict[int, Message]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    presses: dict[str, Press] = field(default_factory=dict)
    actions: dict[tuple[int, int | None], datetime] = field(default_factory=dict)
    _next_private: int = 1
    _next_in_group: defaultdict[int, int] = field(
        default_factory=lambda: defaultdict(lambda: GENERAL + 1)
    )

    def chat(self, number: int) -> Chat | None:
        """Return the person or group with this id."""
        return self.people.get(number) or self.groups.get(number)

    def add_person(self, first_name: str, language_code: str) -> Person:
        """Let somebody new exist; they have not written to the bot yet."""
        number = 700_000_001 + len(self.people)
        self.people[number] = Person(number, first_name, language_code)
        return self.people[number]

    def add_group(self, title: str, *, is_forum: bool = True) -> Group:
        """Let a new supergroup exist, with the bot as its administrator."""
        number = FIRST_GROUP - len(self.groups)
        self.groups[number] = Group(number, title, is_forum=is_forum)
        return self.groups[number]

    def number_for(self, chat: int) -> int:
        """Return the id of the next message in a chat."""
        if chat > 0:
            self._next_private += 1
            return self._next_private - 1
        self._next_in_group[chat] += 1
        return self._next_in_group[chat] - 1

    def keep(self, message: Message) -> Message:
        """Put a message into its chat."""
        self.messages[message.chat][message.id] = message
        return message
