"""Clearing a person's screen and chat, and forgetting a person altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.effects import ErasePerson
from dialogs.words import phrases
from hotline.domain.case import CaseState
from hotline.domain.letters import Added, CloseThread, EraseTrace
from hotline.services.counting import count_ended
from hotline.services.post import screen_letter
from hotline.services.rotation import unreadable_after

if TYPE_CHECKING:
    from dialogs.engine import Turn
    from hotline.domain.person import Person
    from hotline.services.moment import Moment


# The last screen before everything is erased.
ASKED = ("privacy", "erase")


def receipt(moment: Moment, person: Person, turn: Turn) -> Added | None:
    """Return what proves the erasing later, where a turn's screen asks whether to erase.

    It is shown before and not after: the last screen on a frightening person's phone
    is a list of languages and nothing else (docs/decisions/0010).
    """
    if turn.screen is None or (turn.screen.place.script, turn.screen.place.step) != ASKED:
        return None
    day = unreadable_after(moment.now.date())
    return Added(phrases.RECEIPT.key, moment.books.index.receipt(person.id), day)


async def erase_trace(moment: Moment, person: Person, turn: Turn) -> None:
    """Cover the newest screen, then delete; the operator learns that the person is away."""
    if turn.screen is None:
        return
    await moment.books.deliveries.cancel(person.id, moment.now)
    cover = screen_letter(person, turn.screen.place, replaces=True)
    forget = ErasePerson() in turn.effects
    await moment.post.to_person(person, EraseTrace(cover, forget=forget))
    case = await moment.books.cases.of_person(person.id)
    if case is not None and case.held and not forget:
        await moment.post.tell(case, phrases.DESK_AWAY)


async def erase_person(moment: Moment, person: Person) -> None:
    """Forget everything; the topics of all cases go with all they hold."""
    books, post = moment.books, moment.post
    # First of all: who types a code meanwhile waits for this, and then finds nothing.
    await books.codes.forget(person.id)
    await books.referrals.forget(person.id)
    own = await books.cases.all_of(person.id)
    for case in own:
        if case.state is not CaseState.CLOSED:
            await count_ended(books, moment.known.desks, case, moment.now)
        await books.deliveries.cancel_about(case.id, moment.now)
    await books.assessments.empty(person.id)
    await books.cases.empty(person.id, moment.now.date())
    for case in own:  # said with the new keys: the old ones are gone
        await post.alert(case, phrases.DESK_ERASED_ALERT)
        await post.to_thread(case, CloseThread(delete=True))
    await books.people.detach(person.id)
