"""What a person says to a question about sharing: it counts wherever they stand.

Nobody agrees while somebody may be reading along; to say no, or to take a yes back, is
always possible.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.agreements import BUTTONS
from dialogs.engine.effects import AnswerConsent
from dialogs.engine.standing import again, show

if TYPE_CHECKING:
    from dialogs.engine.conversation import Conversation
    from dialogs.engine.events import ChoicePressed
    from dialogs.engine.library import Library
    from dialogs.engine.turn import Turn

SHARING = "sharing"


def consented(scripts: Library, conversation: Conversation, event: ChoicePressed) -> Turn:
    """Take a press on a button about sharing; what is no such button changes nothing."""
    said = BUTTONS.get(event.choice)
    if said is None or (conversation.hushed and said in {"given", "tell"}):
        return again(scripts, conversation)
    turn = show(scripts, conversation, scripts.begin(SHARING, said))
    return replace(turn, effects=(AnswerConsent(event.step, said),))
