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
from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.effects import (
    CountGap,
    CountPoster,
    Effect,
    ForgetWords,
    KeepMessage,
    KeepWord,
    MakeCode,
    OpenCase,
    PassOn,
    ProfileSeen,
    RaisePriority,
    RecordAnswer,
    ReportSign,
    SayPage,
    SendWaiting,
    TryCode,
    Unsay,
)
from dialogs.engine.own_words import SAID
from dialogs.engine.particulars import NOTHING, Pick
from dialogs.engine.screen import ANYWHERE, LANGUAGE, PAGE, VOICE
from dialogs.engine.script import PRIORITIES
from dialogs.engine.standing import again, erased, first, left, show
from dialogs.engine.turn import Turn
from dialogs.words.languages import LANGUAGES
from dialogs.words.zones import ZONES

if TYPE_CHECKING:
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.engine.meaning import Danger, Meaning
    from dialogs.engine.script import AskedWord, Choice, PriorityName, Step

Rule = Callable[["Library", Conversation, "events.Event"], Turn]


def advance(scripts: Library, conversation: Conversation, event: events.Event) -> Turn:
    """Return what `event` does to `conversation`; never raises, whatever was pressed."""
    if isinstance(event, events.ChoicePressed):
        return _pressed(scripts, conversation, event)
    if isinstance(event, events.MessageReceived):
        return _message(scripts, conversation, event.meaning)
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


# Where words that mean now lead: once an operator has been told, and before.
IN_DANGER: dict[Danger, str] = {"danger": "danger", "heavy": "heavy"}
OFFERED: dict[Danger, str] = {"danger": "urgent", "heavy": "heavy"}


def _pressed(scripts: Library, conversation: Conversation, event: events.ChoicePressed) -> Turn:
    if event.script == ANYWHERE and event.choice in FURNITURE:
        return FURNITURE[event.choice](scripts, conversation, event)
    if event.script == LANGUAGE and event.choice in LANGUAGES:
        return _speak(scripts, conversation, event.choice)
    if event.script == PAGE:
        return _open(scripts, conversation, f"{event.step}:{event.choice}")
    here = conversation.place
    if event.script == VOICE and here and (event.step, event.choice) == (here.script, here.step):
        return Turn(conversation, None, (SayPage(here.script, here.revision, here.step),))
    step = scripts.find(here)
    if here is None or step is None or (event.script, event.step) != (here.script, here.step):
        return again(scripts, conversation)
    return _choose(scripts, conversation, here, step, event.choice)


def _open(scripts: Library, conversation: Conversation, name: str) -> Turn:
    """Open a page by its name; what is no page changes nothing."""
    page = scripts.page(name)
    return show(scripts, conversation, page) if page else again(scripts, conversation)


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


def _choose(
    scripts: Library, conversation: Conversation, here: Place, step: Step, pressed: str
) -> Turn:
    question = f"{here.script}.{here.step}"
    if step.question and pressed == "stop":
        return show(scripts, conversation, scripts.follow(here, step.question.stop))
    if step.question and pressed == "skip":
        conversation = _remembered(conversation, here, step, None)
        turn = show(scripts, conversation, scripts.follow(here, step.question.skip))
        return replace(turn, effects=(RecordAnswer(question, "skip"), *turn.effects))
    choice = next((choice for choice in step.choices if choice.id == pressed), None)
    if step.kind == "zones" and step.then and pressed in ZONES:
        turn = show(scripts, conversation, scripts.follow(here, step.then))
        return replace(turn, effects=(RecordAnswer(question, pressed), *turn.effects))
    if choice is None:
        return again(scripts, conversation)
    conversation = _remembered(conversation, here, step, choice)
    return _take(scripts, conversation, here, choice, question if step.question else None)


def _remembered(
    conversation: Conversation, here: Place, step: Step, choice: Choice | None
) -> Conversation:
    """Keep an answer for the screen that shows signs; None is a question skipped."""
    if step.question is None:
        return conversation
    mine, first = conversation.particulars, step.question.number == 1
    pick = Pick(here.script, here.revision, here.step, choice.id if choice else "")
    remember = mine.answered if choice else mine.skipped
    return replace(conversation, particulars=remember(pick, first=first))


def _take(
    scripts: Library,
    conversation: Conversation,
    here: Place,
    choice: Choice,
    question: str | None,
) -> Turn:
    if "leave" in choice.do:
        return left(scripts, conversation)
    if "erase_person" in choice.do:
        return erased(scripts)
    effects: list[Effect] = [RecordAnswer(question, choice.id)] if question else []
    if "open_case" in choice.do and conversation.talk in {Talk.NONE, Talk.CLOSED}:
        conversation = replace(conversation, talk=Talk.WAITING)
        effects.append(OpenCase())
    effects += [effect for action, effect in DONE.items() if action in choice.do]
    effects += _told(choice)
    conversation, hurry = _hurried(conversation, choice.priority)
    turn = show(scripts, conversation, scripts.follow(here, choice.to) if choice.to else here)
    return replace(turn, effects=(*effects, *hurry, *turn.effects))


# What a choice may do that needs no thought.
DONE: dict[str, Effect] = {
    "forget_words": ForgetWords(),
    "send_waiting": SendWaiting(),
    "make_code": MakeCode(),
}


def _told(choice: Choice) -> list[Effect]:
    """Return what an answer says of the person, for operators only."""
    signs: list[Effect] = [ReportSign(sign) for sign in choice.reports]
    return [*signs, ProfileSeen(choice.profile)] if choice.profile else signs


def _hurried(
    conversation: Conversation, said: PriorityName | None
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Raise the case's priority to the most urgent thing said; without a case, remember it."""
    urgent = {conversation.urgency, said}
    urgency = next((name for name in PRIORITIES if name in urgent), None)
    if urgency is None or conversation.talk not in {Talk.WAITING, Talk.HUMAN}:
        return replace(conversation, urgency=urgency), ()
    return replace(conversation, urgency=None), (RaisePriority(urgency),)


def _message(scripts: Library, conversation: Conversation, meaning: Meaning) -> Turn:
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
    if step and step.asks and conversation.place:
        return _worded(scripts, conversation, conversation.place, step.asks, meaning)
    return _spoken(scripts, conversation, meaning)


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
    conversation, hurry = _hurried(conversation, "now" if meaning.danger else None)
    if conversation.talk is Talk.HUMAN:
        return Turn(conversation, None, (*hurry, PassOn()))
    if conversation.talk is Talk.WAITING:
        turn = _waiting(scripts, conversation, meaning)
        return replace(turn, effects=(*hurry, PassOn()))
    if conversation.talk is Talk.CLOSED:
        waiting, hurry = _hurried(replace(conversation, talk=Talk.WAITING), None)
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
    conversation, hurry = _hurried(conversation, None)
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
