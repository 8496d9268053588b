"""What a choice of the step where the person stands does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.effects import (
    ComeFrom,
    CountComplaint,
    Effect,
    FollowTopic,
    ForgetWords,
    LeaveTopic,
    ListAgreed,
    MakeCode,
    OpenCase,
    PlanPages,
    ProfileSeen,
    RecordAnswer,
    ReportSign,
    SendWaiting,
    StopPages,
)
from dialogs.engine.hurry import hurried
from dialogs.engine.particulars import Pick
from dialogs.engine.screen import COMPLAINT
from dialogs.engine.standing import again, erased, left, show
from dialogs.words.zones import ZONES

if TYPE_CHECKING:
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.engine.script import Choice, Step
    from dialogs.engine.turn import Turn


def choose(
    scripts: Library, conversation: Conversation, here: Place, step: Step, pressed: str
) -> Turn:
    """Do what was pressed there; what the step does not offer changes nothing."""
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
    if step.kind == "complaint" and step.then and pressed.startswith(COMPLAINT):
        return _complained(scripts, conversation, scripts.follow(here, step.then), pressed)
    if choice is None:
        return again(scripts, conversation)
    conversation = _remembered(conversation, here, step, choice)
    return _take(scripts, conversation, here, choice, question if step.question else None)


def _complained(scripts: Library, conversation: Conversation, then: Place, pressed: str) -> Turn:
    """Count a complaint about one of the agencies that were found, once: then they are gone."""
    found = conversation.particulars.agencies
    named = {f"{COMPLAINT}{at}": agency for at, agency in enumerate(found, start=1)}
    agency = named.get(pressed)
    if agency is None:
        return again(scripts, conversation)
    mine = replace(conversation.particulars, agencies=())
    turn = show(scripts, replace(conversation, particulars=mine), then)
    return replace(turn, effects=(CountComplaint(agency.country, agency.number), *turn.effects))


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
    effects += _followed(here, choice)
    conversation, hurry = hurried(conversation, choice.priority)
    turn = show(scripts, conversation, scripts.follow(here, choice.to) if choice.to else here)
    return replace(turn, effects=(*effects, *hurry, *turn.effects))


# What a choice may do that needs no thought.
DONE: dict[str, Effect] = {
    "forget_words": ForgetWords(),
    "send_waiting": SendWaiting(),
    "make_code": MakeCode(),
    "list_agreed": ListAgreed(),
}


def _followed(here: Place, choice: Choice) -> list[Effect]:
    """Return what a choice says of news: topics are named by steps, the rest by choices."""
    said: dict[str, Effect] = {
        "follow": FollowTopic(here.step),
        "unfollow": LeaveTopic(here.step),
        "come_from": ComeFrom(choice.id),
        "plan": PlanPages(choice.id),
        "stop_pages": StopPages(),
    }
    return [effect for action, effect in said.items() if action in choice.do]


def _told(choice: Choice) -> list[Effect]:
    """Return what an answer says of the person, for operators only."""
    signs: list[Effect] = [ReportSign(sign) for sign in choice.reports]
    return [*signs, ProfileSeen(choice.profile)] if choice.profile else signs
