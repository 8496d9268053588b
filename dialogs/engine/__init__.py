"""How a conversation moves: `advance(scripts, conversation, event) -> Turn`."""

from dialogs.engine.advance import advance
from dialogs.engine.conversation import Conversation, Place, Talk, at_rest
from dialogs.engine.library import Library
from dialogs.engine.screen import Screen, screen_at
from dialogs.engine.turn import Turn

__all__ = [
    "Conversation",
    "Library",
    "Place",
    "Screen",
    "Talk",
    "Turn",
    "advance",
    "at_rest",
    "screen_at",
]
