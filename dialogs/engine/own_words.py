"""The words a person chose for themselves, and what each does from everywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk
from dialogs.engine.effects import ConfirmSafe, FlagDuress, OpenCase, RaisePriority, SendWaiting
from dialogs.engine.particulars import NOTHING
from dialogs.engine.standing import again, first, left, show
from dialogs.engine.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogs.engine.conversation import Conversation
    from dialogs.engine.library import Library
    from dialogs.engine.meaning import OwnWord


def _safe(scripts: Library, conversation: Conversation) -> Turn:
    """Show again what was kept away; to operators it is the person, and safe."""
    effects = (ConfirmSafe(), SendWaiting())
    safe = replace(conversation, hushed=False)
    if conversation.talk is Talk.HUMAN:
        return Turn(safe, None, effects)
    return replace(again(scripts, safe), effects=effects)


def _duress(scripts: Library, conversation: Conversation) -> Turn:
    """Look as if nothing was understood, and bring a human: the first screen, no way back."""
    opened = conversation.talk in {Talk.NONE, Talk.CLOSED}
    talk = Talk.WAITING if opened else conversation.talk
    hushed = replace(
        conversation,
        talk=talk,
        place=None,
        trail=(),
        particulars=NOTHING,
        urgency=None,
        hushed=True,
    )
    effects = (RaisePriority("now"), FlagDuress())
    turn = show(scripts, hushed, first(scripts, hushed))
    return replace(turn, effects=(OpenCase(), *effects) if opened else effects)


SAID: dict[OwnWord, Callable[[Library, Conversation], Turn]] = {
    "leave": left,
    "safe": _safe,
    "duress": _duress,
}
