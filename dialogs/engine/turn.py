"""What one event did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.engine.conversation import Conversation
    from dialogs.engine.effects import Effect
    from dialogs.engine.screen import Screen


@dataclass(frozen=True, slots=True)
class Turn:
    """The conversation afterwards, the screen to show, the effects in order.

    No screen means: stay silent.
    """

    conversation: Conversation
    screen: Screen | None = None
    effects: tuple[Effect, ...] = ()
