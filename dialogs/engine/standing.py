"""Standing at a step: what is shown there, and what when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import at_rest
from dialogs.engine.effects import ErasePerson, EraseTrace
from dialogs.engine.screen import screen_at
from dialogs.engine.turn import Turn

if TYPE_CHECKING:
    from dialogs.engine.conversation import Conversation, Place
    from dialogs.engine.library import Library


def left(scripts: Library, conversation: Conversation) -> Turn:
    """Stand nowhere, under the screen that says nothing; who is hushed stays so."""
    rest = replace(at_rest(), hushed=conversation.hushed)
    return Turn(rest, screen_at(scripts, scripts.begin("language")), (EraseTrace(),))


def erased(scripts: Library) -> Turn:
    """Stand nowhere, as somebody who never was here."""
    turn = left(scripts, at_rest())
    return replace(turn, effects=(*turn.effects, ErasePerson()))


def again(scripts: Library, conversation: Conversation) -> Turn:
    """Show where the person stands; a place that is gone becomes the first screen."""
    here = conversation.place
    shown = screen_at(scripts, here, conversation.particulars) if here else None
    if shown is None or (shown.sensitive and conversation.hushed):
        fresh = replace(conversation, place=None, trail=())
        return show(scripts, fresh, first(scripts, conversation))
    return Turn(conversation, shown)


def first(scripts: Library, conversation: Conversation) -> Place:
    """Return the first screen: nothing can be read before a language is chosen."""
    return scripts.begin("home" if conversation.language else "language")


def show(scripts: Library, conversation: Conversation, place: Place) -> Turn:
    """Stand at `place` and show it; a place that is gone becomes the first screen.

    So does a sensitive one while somebody may be reading along.
    """
    screen = screen_at(scripts, place, conversation.particulars)
    if screen is None or (screen.sensitive and conversation.hushed):
        return again(scripts, replace(conversation, place=None, trail=()))
    return Turn(conversation.moved_to(place), screen)
