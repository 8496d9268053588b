"""Answers to taps, and reactions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hotline.sandbox.chats import message_in, reachable
from hotline.sandbox.parameters import loaded
from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation

ANSWER_LIMIT = 200
# How long Telegram waits for an answer is not documented; this is a guess.
ANSWERABLE_FOR = timedelta(minutes=15)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(simulation: Simulation, parameters: Parameters) -> bool:
    """Answer a tap: once, and not too late."""
    press = simulation.world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answer is not None:
        raise Refused(TOO_OLD)
    if simulation.now() - press.pressed_at > ANSWERABLE_FOR:
        raise Refused(TOO_OLD)
    text = parameters.text("text")
    if len(text) > ANSWER_LIMIT:
        raise Refused("MESSAGE_TOO_LONG")
    press.answer = {"text": text, "show_alert": parameters.flag("show_alert")}
    simulation.record("answer", press.chat, callback_query_id=press.id, text=text)
    return True


def set_message_reaction(simulation: Simulation, parameters: Parameters) -> bool:
    """Put the bot's reaction on a message, or take it away."""
    chat = reachable(simulation, parameters.text("chat_id"))
    number = parameters.integer("message_id")
    message = message_in(simulation, chat, number, "message to react not found")
    message.reactions = _emoji(parameters)
    simulation.record("reaction", chat.id, message_id=number, reactions=list(message.reactions))
    return True


def _emoji(parameters: Parameters) -> tuple[str, ...]:
    try:
        told: Any = loaded(parameters.text("reaction") or "[]")
        return tuple(str(one["emoji"]) for one in told)
    except (ValueError, TypeError, KeyError):
        raise Refused("can't parse reaction types JSON object") from None
