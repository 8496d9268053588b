"""The one interpreter: what an event does to a conversation.

Leaving, erasing, changing the language and reaching a human are looked at
first and do not depend on where the person stands, so they work from every
step, also from one that no longer exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine import events
from dialogs.engine.choosing import choose
from dialogs.engine.consenting import consented
from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.effects import AnswerQuestion, CountPoster, SayPage
from dialogs.engine.listening import listen
from dialogs.engine.particulars import NOTHING
from dialogs.engine.screen import ANYWHERE, CONSENT, LANGUAGE, PAGE, QUESTION, VOICE
from dialogs.engine.standing import again, first, left, show
from dialogs.engine.turn import Turn
from dialogs.words.languages import LANGUAGES

if TYPE_CHECKING:
    from dialogs.engine.library import Library

Rule = Callable[["Library", Conversation, "events.Event"], Turn]
Named = Callable[["Library", Conversation, events.ChoicePressed], Turn]


def advance(scripts: Library, conversation: Conversation, event: events.Event) -> Turn:
    """Return what `event` does to `conversation`; never raises, whatever was pressed."""
    if isinstance(event, events.ChoicePressed):
        return _pressed(scripts, conversation, event)
    if isinstance(event, events.MessageReceived):
        return listen(scripts, conversation, event.meaning)
    return ALWAYS[type(event)](scripts, conversation, event)


def _leave(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
    return left(scripts, conversation)


def _arrive(scripts: Library, conversation: Conversation, event: events.Event) -> Turn:
    fresh = replace(conversation, trail=(), place=None, particulars=NOTHING)
    link = event if isinstance(event, events.Arrived) else None
    page = scripts.page(link.page) if link and link.page else None
    counted = (CountPoster(link.poster),) if link and link.poster else ()
    if page is None:
        turn = show(scripts, fresh, first(scripts, conversation))
    elif conversation.language is None:  # the page comes with the chosen language
        turn = show(scripts, replace(fresh, place=page), scripts.begin("language"))
    else:
        turn = show(scripts, replace(fresh, place=scripts.begin("home")), page)
    return replace(turn, effects=counted)


def _back(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
    *earlier, before = conversation.trail or (first(scripts, conversation),)
    stepped = replace(conversation, place=None, trail=tuple(earlier))
    return show(scripts, stepped, before)


def _human(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
    step = {Talk.WAITING: "waiting", Talk.HUMAN: "talking"}.get(conversation.talk)
    return show(scripts, conversation, scripts.begin("person", step))


def _joined(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
    if conversation.talk is Talk.NONE:  # they left: nothing may appear on that phone
        return Turn(conversation)
    joined = replace(conversation, talk=Talk.HUMAN)
    if conversation.hushed:
        return Turn(joined)
    return show(scripts, joined, scripts.begin("person", "talking"))


def _closed(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
    if conversation.talk is Talk.NONE:
        return Turn(conversation)
    closed = replace(conversation, talk=Talk.CLOSED, place=None, trail=())
    if conversation.hushed:
        return Turn(closed)
    return show(scripts, closed, scripts.begin("person", "closed"))


def _go(script: str, step: str | None = None) -> Rule:
    def rule(scripts: Library, conversation: Conversation, _event: events.Event) -> Turn:
        return show(scripts, conversation, scripts.begin(script, step))

    return rule


# The first branch you read: these do not look at where the person stands.
ALWAYS: dict[type, Rule] = {
    events.LeaveRequested: _leave,
    events.EraseRequested: _go("privacy", "erase"),
    events.PersonRequested: _human,
    events.LanguageRequested: _go("language"),
    events.HelpRequested: _go("help"),
    events.PrivacyRequested: _go("privacy"),
    events.Arrived: _arrive,
    events.HomeRequested: _arrive,
    events.BackRequested: _back,
    events.HumanJoined: _joined,
    events.TalkClosed: _closed,
}

# Buttons that mean the same on every screen.
FURNITURE: dict[str, Rule] = {
    "leave": _leave,
    "erase": ALWAYS[events.EraseRequested],
    "person": _human,
    "language": ALWAYS[events.LanguageRequested],
    "help": ALWAYS[events.HelpRequested],
    "home": _arrive,
    "back": _back,
}


def _pressed(scripts: Library, conversation: Conversation, event: events.ChoicePressed) -> Turn:
    if event.script == ANYWHERE and event.choice in FURNITURE:
        return FURNITURE[event.choice](scripts, conversation, event)
    if event.script == LANGUAGE and event.choice in LANGUAGES:
        return _speak(scripts, conversation, event.choice)
    if event.script in NAMED:
        return NAMED[event.script](scripts, conversation, event)
    here = conversation.place
    if event.script == VOICE and here and (event.step, event.choice) == (here.script, here.step):
        return Turn(conversation, None, (SayPage(here.script, here.revision, here.step),))
    step = scripts.find(here)
    if here is None or step is None or (event.script, event.step) != (here.script, here.step):
        return again(scripts, conversation)
    return choose(scripts, conversation, here, step, event.choice)


def _open(scripts: Library, conversation: Conversation, event: events.ChoicePressed) -> Turn:
    """Open a page by its name; what is no page changes nothing."""
    page = scripts.page(f"{event.step}:{event.choice}")
    return show(scripts, conversation, page) if page else again(scripts, conversation)


def _answered(_scripts: Library, conversation: Conversation, event: events.ChoicePressed) -> Turn:
    """Hear an answer to the desk; nobody is moved: the talk goes on where it was."""
    return Turn(conversation, None, (AnswerQuestion(event.step, event.choice),))


# What a button of these names means does not depend on where the person stands either.
NAMED: dict[str, Named] = {
    PAGE: _open,
    CONSENT: consented,
    QUESTION: _answered,
}


def _speak(scripts: Library, conversation: Conversation, language: str) -> Turn:
    """Change the language and go on where the person was."""
    been = (*conversation.trail, conversation.place)
    read = [place for place in been if place and place.script != "language"]
    *earlier, here = read or [scripts.begin("home")]
    mine = replace(conversation.particulars, tongue=None)
    speaking = replace(
        conversation, language=language, place=None, trail=tuple(earlier), particulars=mine
    )
    return show(scripts, speaking, here)
