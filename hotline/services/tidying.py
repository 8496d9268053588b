"""Tidying: what stands in a chat is deleted while Telegram still lets us, for whoever wished so.

Telegram refuses to delete what is older than two days
(core.telegram.org/bots/api#deletemessages).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.engine import screen_at
from hotline.domain.letters import EraseTrace
from hotline.services.post import Post, screen_letter

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine import Library
    from hotline.domain.address import Address
    from hotline.domain.case import PersonId
    from hotline.domain.letters import ShowScreen
    from hotline.domain.person import Person
    from hotline.storage.books import Books

# Eight hours are left for a program that stood still, and for Telegram to be away.
OLD = timedelta(hours=40)
# People at a time; what is left is done at the next turn.
AT_ONCE = 100


async def tidy(books: Books, library: Library, group: Address, now: datetime) -> int:
    """Delete what is old in the chats of those who wished so; return how many chats that were.

    Doing it twice does no harm: message ids on their way to be deleted are not found again.
    """
    untidy = await books.people.untidy(now - OLD, AT_ONCE)
    post = Post(books, group, now)
    done = [await _tidy(post, library, person, now) for person in untidy]
    return sum(done)


async def _tidy(post: Post, library: Library, known: PersonId, now: datetime) -> bool:
    people = post.books.people
    person = await people.by_id(known)
    if person is None:
        return False
    old = await people.trace(person.id, before=now - OLD)
    doomed = tuple(message for message in old if message != person.shown)
    cover = await _cover(post, library, person) if person.shown in old else None
    await people.clear_trace(person.id, old)  # so that the next turn finds nothing to do
    if not doomed and cover is None:
        return False
    await post.to_person(person, EraseTrace(cover, only=doomed))
    return True


async def _cover(post: Post, library: Library, person: Person) -> ShowScreen | None:
    """Move whoever stands on a sensitive screen to the first one; None when it is harmless.

    A step of an earlier revision may be sensitive, for all we know here.
    """
    here = person.conversation.place
    shown = screen_at(library, here) if here else None
    if here is None or (shown is not None and not shown.sensitive):
        return None
    place = library.begin("home" if person.conversation.language else "language")
    conversation = replace(person.conversation, place=place, trail=())
    person = replace(person, conversation=conversation)
    await post.books.people.save(person)
    return screen_letter(person, place, replaces=True)
