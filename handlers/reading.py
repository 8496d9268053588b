"""Reading one update: raw JSON in, what it means out.

aiogram's routers find the handler; each handler is a few lines that return an
arrival. Nothing is answered here: that is the courier's work.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import Update
from pydantic import ValidationError

from handlers.operators import operators_router
from handlers.people import people_router
from hotline.domain.arrivals import Arrival, NothingToDo, Unreadable

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.address import Address

# What we ask Telegram for; anything else that comes is kept, counted and left.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


class UpdateReader:
    """Reads updates for one staff group.

    The routers are asked without a dispatcher: what that adds to every update, its look at who
    wrote and its net for errors, nobody here needs.
    """

    def __init__(self, group: Address) -> None:
        self._routes = Router(name="all")
        self._routes.include_routers(operators_router(group), people_router())

    async def __call__(self, body: bytes, now: datetime) -> Arrival:
        """Return what an update means; raises Unreadable, which holds nothing of it."""
        update = _parsed(body)
        if not any(getattr(update, kind) for kind in ALLOWED_UPDATES):
            return NothingToDo("unknown_kind")
        arrival = await self._routes.propagate_event(update.event_type, update.event, now=now)
        return NothingToDo("unhandled") if arrival is UNHANDLED else arrival


def _parsed(body: bytes) -> Update:
    try:
        return Update.model_validate(json.loads(_whole(body)))
    except (ValidationError, ValueError, TypeError, RecursionError):
        raise Unreadable from None


def _whole(body: bytes) -> str:
    """Put a replacement where half a character is: it must not cost a person their message."""
    told = body.decode("utf-8", "replace")
    if "\\ud" not in told.lower():
        return told
    text = json.dumps(json.loads(told), ensure_ascii=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
