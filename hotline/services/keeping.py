"""What happens to something a person wrote: kept, and passed on where somebody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.events import MessageReceived
from hotline.domain.letters import CopyToThread
from hotline.services.fetching import FILES_BELL
from hotline.storage.cases import Said

if TYPE_CHECKING:
    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.services.moment import Moment


async def pass_on(moment: Moment, person: Person) -> None:
    """Keep the message and hand it to the operators of the case."""
    case = await moment.books.cases.of_person(person.id)
    await keep(moment, person, case)
    if case is not None:
        await copy(moment, case, edited=False)
        await moment.books.cases.now_unanswered(case.id, moment.now)


async def keep(moment: Moment, person: Person, case: Case | None) -> None:
    """Keep the message and what it told of a file, with the case if there is one."""
    event = moment.acted.event
    kind = event.kind.value if isinstance(event, MessageReceived) else "other"
    message = await moment.books.cases.say(
        Said("person", kind, moment.acted.words, moment.acted.message),
        person=person.id,
        case=case.id if case else None,
        inbox=moment.row,
        now=moment.now,
    )
    if moment.acted.file is not None:
        owner = case.id if case else person.id
        await moment.books.files.announce(message, owner, moment.acted.file, moment.now)
        await moment.books.ring(FILES_BELL)


async def copy(moment: Moment, case: Case, *, edited: bool) -> None:
    """Copy the message into the topic; before there is one, taking the case does it."""
    if moment.acted.message is None or not case.has_topic:
        return
    letter = CopyToThread(moment.acted.message, moment.acted.words, edited=edited)
    await moment.post.to_thread(case, letter)
