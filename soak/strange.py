"""Updates as Telegram forms them, and what chance makes of them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from random import Random

Told = dict[str, Any]

# Stands in every text, name and caption: it must never be found in a log.
MARK = "НИШОНА-7391"
DATE = 1_795_000_000
DEPTH = 100


def message(person: int, number: int, **more: object) -> Told:
    """Return a message of a person in their own chat."""
    return {
        "message_id": number,
        "date": DATE,
        "chat": {"id": person, "type": "private", "first_name": MARK},
        "from": {"id": person, "is_bot": False, "first_name": MARK, "language_code": "tg"},
        **(more or {"text": f"{MARK} {number}"}),
    }


def in_group(person: int, number: int, **more: object) -> Told:
    """Return a message of an operator in a topic of the staff group."""
    return message(person, number, **(more or {"text": MARK})) | {
        "chat": {"id": FIRST_GROUP, "type": "supergroup", "title": MARK, "is_forum": True},
        "message_thread_id": 7,
        "is_topic_message": True,
    }


PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
VOICE = {"file_id": "a", "file_unique_id": "b", "duration": 3}


def kinds(person: int, number: int) -> list[Told]:
    """Return one update of every kind that comes to us, without its number."""
    said = message(person, number)
    member = {"user": {"id": 424242, "is_bot": True, "first_name": "bot"}, "status": "member"}
    gone = {"user": member["user"], "status": "kicked", "until_date": 0}
    return [
        {"message": said},
        {"message": message(person, number, photo=PHOTO, caption=MARK)},
        {"message": message(person, number, voice=VOICE)},
        {"message": message(person, number, location={"latitude": 41.3, "longitude": 69.2})},
        {"message": message(person, number, contact={"phone_number": "1", "first_name": MARK})},
        {"message": in_group(person, number)},
        {"message": in_group(person, number, photo=PHOTO, caption=MARK)},
        {"edited_message": said | {"edit_date": DATE}},
        {"callback_query": _press(person, said, "lang.any.tg")},
        {"callback_query": _press(person, in_group(person, number), "desk:take:AAAAAA")},
        {
            "my_chat_member": {
                "chat": said["chat"],
                "from": said["from"],
                "date": DATE,
                "old_chat_member": member,
                "new_chat_member": gone,
            }
        },
    ]


def _press(person: int, on: Told, pressed: str) -> Told:
    who = message(person, 1)["from"]
    return {"id": "1", "from": who, "message": on, "chat_instance": "1", "data": pressed}


def nested(levels: int = DEPTH) -> object:
    """Return a list in a list in a list."""
    found: object = MARK
    for _ in range(levels):
        found = [found]
    return found


# What a field may turn into; a list, so that a seed always gives the same.
ODDITIES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**31, 2**63, -(2**63), 10**40, 1e308),
    *("", " ", "\0", "\ud83d", "\u202e" + MARK, "x" * 5000, MARK * 400, "1", "null"),
    *([], {}, [{}], {"id": MARK}, [MARK], nested(), {"": {"": {}}}),
)


def mutated(told: Told, chance: Random) -> Told:
    """Return an update in which a few fields are not what they should be."""
    changed = deepcopy(told)
    for _ in range(chance.randint(1, 4)):
        where = _somewhere(changed, chance)
        key = chance.choice([*where, chance.choice(("chat", "from", "text", "data", MARK))])
        if chance.random() < 0.2:  # noqa: PLR2004  # one change in five takes something away
            where.pop(key, None)
        else:
            where[key] = deepcopy(chance.choice(ODDITIES))
    return changed


def _somewhere(told: Told, chance: Random) -> Told:
    """Return some object inside an update."""
    here = told
    while chance.random() < 0.7:  # noqa: PLR2004  # mostly not at the very top
        inner = [value for value in here.values() if isinstance(value, dict) and value]
        if not inner:
            break
        here = chance.choice(inner)
    return here


def written(told: Told, chance: Random) -> bytes:
    """Return the bytes of an update; now and then some are cut off or changed."""
    body = json.dumps(told).encode()
    match chance.randrange(20):
        case 0:
            return body[: chance.randrange(len(body))]
        case 1:
            at = chance.randrange(len(body))
            return body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
    return body
