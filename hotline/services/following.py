"""What somebody wants to hear of: kept, shown to them again, and stopped when a human talks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine import screen_at
from dialogs.engine.effects import ComeFrom, FollowTopic, LeaveTopic, PlanPages, StopPages
from dialogs.words.languages import SOURCE
from hotline.domain.campaign import ORIGINS, TOPICS
from hotline.domain.journey import pages

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine import Turn
    from hotline.domain.case import PersonId
    from hotline.domain.person import Person
    from hotline.services.moment import Moment
    from hotline.storage.books import Books

Following = FollowTopic | LeaveTopic | ComeFrom | PlanPages | StopPages


async def follow(moment: Moment, person: PersonId, effect: Following) -> None:
    """Keep what somebody chose to hear of; a topic that is no more is nothing."""
    follows, now = moment.books.follows, moment.now
    match effect:
        case FollowTopic(topic) if topic in TOPICS:
            await follows.follow(person, topic, now)
        case LeaveTopic(topic):
            await follows.leave(person, topic)
        case ComeFrom(country) if country in ORIGINS:
            await follows.come_from(person, country, now)
        case PlanPages(plan):
            await follows.plan(person, pages(plan, now))
        case StopPages():
            await follows.stop(person)


async def with_follows(moment: Moment, person: Person, turn: Turn) -> Turn:
    """Put the topics somebody follows on the screen that lists them, this turn's among them."""
    if turn.screen is None or turn.screen.kind != "follows":
        return turn
    mine = [topic for topic in await moment.books.follows.of(person.id) if topic in TOPICS]
    for effect in turn.effects:
        if isinstance(effect, FollowTopic):
            mine = [*(each for each in mine if each != effect.topic), effect.topic]
        elif isinstance(effect, LeaveTopic):
            mine = [each for each in mine if each != effect.topic]
    particulars = replace(turn.conversation.particulars, follows=tuple(mine))
    screen = screen_at(moment.known.library, turn.screen.place, particulars)
    conversation = replace(turn.conversation, particulars=particulars)
    return replace(turn, conversation=conversation, screen=screen)


async def above(books: Books, language: str | None, now: datetime) -> str | None:
    """Return what stands above the home screen of somebody who reads this language."""
    for emergency in await books.emergencies.shown(now):
        words = emergency.texts.get(language or SOURCE)
        if words is not None:
            return words
    return None
