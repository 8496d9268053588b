"""What a message does: own words first, then danger, a code, a word asked for, all the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.effects import (
    CountGap,
    Effect,
    KeepMessage,
    KeepWord,
    OpenCase,
    PassOn,
    TryCode,
    Unsay,
)
from dialogs.engine.hurry import hurried
from dialogs.engine.own_words import SAID
from dialogs.engine.standing import again, show
from dialogs.engine.turn import Turn

if TYPE_CHECKING:
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.engine.meaning import Danger, Meaning
    from dialogs.engine.script import AskedWord, Step


# Where words that mean now lead: once an operator has been told, and before.
IN_DANGER: dict[Danger, str] = {"danger": "danger", "heavy": "heavy"}
OFFERED: dict[Danger, str] = {"danger": "urgent", "heavy": "heavy"}


def listen(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
    """Take what was said by what it means; the words themselves are not needed here."""
    if meaning.own:
        return SAID[meaning.own](scripts, conversation)
    step = scripts.find(conversation.place)
    if meaning.danger or conversation.hushed:
        return _spoken(scripts, conversation, meaning)
    asked = step is not None and step.kind == "code"
    if meaning.code == "whole" and (asked or conversation.talk is not Talk.HUMAN):
        return _code_typed(scripts, conversation)
    if meaning.code and asked:  # a slip: the paper may still be right, so nothing of it is kept
        turn = show(scripts, conversation, scripts.begin("phone", "mistyped"))
        return replace(turn, effects=(Unsay(),))
    if step and conversation.place:
        return _awaited(scripts, conversation, conversation.place, step, meaning)
    return _spoken(scripts, conversation, meaning)


def _awaited(
    scripts: Library, conversation: Conversation, here: Place, step: Step, meaning: Meaning
) -> Turn:
    """Take a message as what its step waits for, if it waits for anything."""
    if step.asks:
        return _worded(scripts, conversation, here, step.asks, meaning)
    if step.kind == "agency" and conversation.talk is not Talk.HUMAN:
        return _looked_up(scripts, conversation, meaning)
    return _spoken(scripts, conversation, meaning)


def _looked_up(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
    """Take a message as the name of an agency; an operator on the way reads it too."""
    found = meaning.agencies
    mine = replace(conversation.particulars, agencies=found or ())
    step = "unlisted" if found is None else "found" if found else "unknown"
    conversation = replace(conversation, particulars=mine)
    turn = show(scripts, conversation, scripts.begin("agency", step))
    read = (PassOn(),) if conversation.talk is Talk.WAITING else ()
    return replace(turn, effects=(*read, *turn.effects))


def _worded(
    scripts: Library, conversation: Conversation, here: Place, asked: AskedWord, meaning: Meaning
) -> Turn:
    """Take a message as the word that was asked for; what does not fit is a message as any."""
    if meaning.fits:
        turn = show(scripts, conversation, scripts.follow(here, asked.then))
        return replace(turn, effects=(KeepWord(asked.word), *turn.effects))
    spoken = _spoken(scripts, conversation, meaning)
    if spoken.screen is None:
        return spoken
    turn = show(
        scripts, replace(spoken.conversation, place=here), scripts.follow(here, asked.unfit)
    )
    return replace(turn, effects=spoken.effects)


def _spoken(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
    conversation, hurry = hurried(conversation, "now" if meaning.danger else None)
    if conversation.talk is Talk.HUMAN:
        return Turn(conversation, None, (*hurry, PassOn()))
    if conversation.talk is Talk.WAITING:
        turn = _waiting(scripts, conversation, meaning)
        return replace(turn, effects=(*hurry, PassOn()))
    if conversation.talk is Talk.CLOSED:
        waiting, hurry = hurried(replace(conversation, talk=Talk.WAITING), None)
        told = replace(waiting, place=scripts.begin("person", "waiting"))
        turn = _waiting(scripts, told, meaning)
        return replace(turn, effects=(OpenCase(), *hurry, PassOn()))
    turn = _found(scripts, conversation, meaning)
    return replace(turn, effects=(KeepMessage(), *turn.effects))


def _code_typed(scripts: Library, conversation: Conversation) -> Turn:
    """Put the person into the queue, whatever the code: right and wrong look the same."""
    opens = conversation.talk in {Talk.NONE, Talk.CLOSED}
    effects: list[Effect] = [OpenCase()] if opens else []
    if opens:
        conversation = replace(conversation, talk=Talk.WAITING)
    conversation, hurry = hurried(conversation, None)
    step = "talking" if conversation.talk is Talk.HUMAN else "waiting"
    turn = show(scripts, conversation, scripts.begin("person", step))
    return replace(turn, effects=(*effects, *hurry, TryCode(), Unsay()))


def _waiting(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
    """Answer words while an operator is on the way: danger changes the screen, nothing else."""
    if meaning.danger is None:
        return again(scripts, conversation)
    return show(scripts, conversation, scripts.begin("person", IN_DANGER[meaning.danger]))


def _found(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
    """Answer words before there is a case: danger first, then pages, always a person."""
    mine = replace(conversation.particulars, pages=meaning.pages, tongue=meaning.tongue)
    conversation = replace(conversation, particulars=mine)
    if meaning.danger:  # numbers cannot wait until a language is chosen
        return show(scripts, conversation, scripts.begin("person", OFFERED[meaning.danger]))
    answer = scripts.begin("words", "found" if meaning.pages else None)
    gap = CountGap(meaning.tongue or conversation.language)
    effects = (gap,) if meaning.looked and not meaning.pages else ()
    if conversation.language is None:  # the offer of a human comes with the chosen language
        asking = replace(conversation, place=answer, trail=())
        turn = show(scripts, asking, scripts.begin("language"))
    else:
        turn = show(scripts, conversation, answer)
    return replace(turn, effects=effects)
