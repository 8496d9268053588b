"""How urgent a case is, by what the person said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.effects import Effect, RaisePriority
from dialogs.engine.script import PRIORITIES

if TYPE_CHECKING:
    from dialogs.engine.script import PriorityName


def hurried(
    conversation: Conversation, said: PriorityName | None
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Raise the case's priority to the most urgent thing said; without a case, remember it."""
    urgent = {conversation.urgency, said}
    urgency = next((name for name in PRIORITIES if name in urgent), None)
    if urgency is None or conversation.talk not in {Talk.WAITING, Talk.HUMAN}:
        return replace(conversation, urgency=urgency), ()
    return replace(conversation, urgency=None), (RaisePriority(urgency),)
