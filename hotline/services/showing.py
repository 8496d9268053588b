"""Which screen a person sees after a turn: honest about waiting, and in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.engine import screen_at
from dialogs.engine.effects import EraseTrace
from dialogs.engine.events import MessageReceived
from dialogs.words.languages import SOURCE
from hotline.domain.desks import hours
from hotline.services.following import above
from hotline.services.post import screen_letter

if TYPE_CHECKING:
    from dialogs.engine import Place, Turn
    from hotline.domain.desks import Hours
    from hotline.domain.letters import Added
    from hotline.domain.person import Person
    from hotline.services.moment import Moment

# A screen that stands there is not sent again below every line of a burst.
SAME_SCREEN_AGAIN = timedelta(seconds=30)
HOME = ("home", "menu")
WAITING, AWAY = ("person", "waiting"), ("person", "away")
# It shows a code once: a second tap on the same button must not paint over it.
CODE = ("phone", "code")


def honest(moment: Moment, turn: Turn) -> Turn:
    """While the desk is closed, waiting looks otherwise: lines to call, and when it opens."""
    if turn.screen is None or not _is(turn.screen.place, WAITING):
        return turn
    if _hours(moment, turn.conversation.language).open is not False:
        return turn
    place = moment.known.library.begin(*AWAY)
    screen = screen_at(moment.known.library, place)
    if screen is None:
        return turn
    return replace(turn, screen=screen, conversation=replace(turn.conversation, place=place))


def _hours(moment: Moment, language: str | None) -> Hours:
    return hours(moment.known.desks.of(language or SOURCE), moment.now)


async def show(
    moment: Moment, person: Person, turn: Turn, before: Place | None, added: Added | None
) -> None:
    """Show the turn's screen: in place of the one that was pressed, where that may be edited.

    `added` is what the program puts below it.
    Whether a message can be forwarded is settled when it is sent, so a sensitive screen
    never takes the place of one that is not.
    """
    if turn.screen is None or EraseTrace() in turn.effects:
        return
    again = turn.screen.place == before
    if again and (_is(turn.screen.place, CODE) or await _just_said(moment, person)):
        return
    shown = screen_at(moment.known.library, before) if before else None
    alike = (shown is not None and shown.sensitive) == turn.screen.sensitive
    pressed = moment.acted.pressed
    replaces = alike and pressed is not None and pressed == person.shown
    letter = replace(screen_letter(person, turn.screen.place, replaces=replaces), added=added)
    if _is(turn.screen.place, HOME):
        stands = await above(moment.books, person.conversation.language, moment.now)
        letter = replace(letter, above=stands)
    if _is(turn.screen.place, AWAY):
        opens_at = _hours(moment, person.conversation.language).opens_at
        letter = replace(letter, opens_at=opens_at)
    if _is(turn.screen.place, WAITING):
        letter = replace(letter, ahead=await moment.books.queue.place_of(person.id))
    await moment.post.to_person(person, letter)


async def _just_said(moment: Moment, person: Person) -> bool:
    """Say whether somebody who writes line after line has this screen before them already."""
    since = moment.now - SAME_SCREEN_AGAIN
    return isinstance(moment.acted.event, MessageReceived) and await moment.books.cases.wrote(
        person.id, since, other_than=moment.row
    )


def _is(place: Place, step: tuple[str, str]) -> bool:
    return (place.script, place.step) == step
