"""What keeps a person safe from whoever holds their phone: own words, and when we may write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.engine.events import MessageReceived
from dialogs.search.own_word import spellings
from dialogs.words import phrases
from hotline.domain.case import CaseState
from hotline.domain.contact import UNSAID
from hotline.domain.letters import ASK, EraseTrace
from hotline.services.asking import record
from hotline.services.linking import code_in
from hotline.services.post import screen_letter

if TYPE_CHECKING:
    from uuid import UUID

    from dialogs.engine import Library
    from dialogs.engine.effects import KeepWord
    from dialogs.engine.events import Event
    from hotline.domain.case import Case
    from hotline.domain.letters import AskPerson, Reply
    from hotline.domain.person import Person
    from hotline.services.moment import Moment
    from hotline.services.post import Post

# Scripts whose questions are settings of the person and tell nothing about their case.
SETTINGS = ("contact.", "mywords.")
# Somebody who said no, or nothing, is asked again with the first answer after this.
ASK_AGAIN = timedelta(days=1)


async def heard(moment: Moment, person: Person) -> Event:
    """Return what happened, with what its words seem to mean; a caption is words too."""
    event, words = moment.acted.event, moment.acted.words
    if not isinstance(event, MessageReceived) or not words:
        return event
    finder = moment.known.finder
    meaning = finder.meaning(words, person.conversation.language)
    own = await moment.books.own_words.said(person.id, spellings(words))
    fits, code = finder.may_be_own(words), code_in(words)
    meaning = replace(meaning, own=own, fits=fits, code=code)
    step = moment.known.library.find(person.conversation.place)
    if step is not None and step.kind == "agency":
        lists, on = moment.known.agencies, moment.now.date()
        meaning = replace(meaning, agencies=await lists.look(moment.books, words, on))
    return replace(event, meaning=meaning)


async def keep_word(moment: Moment, person: Person, effect: KeepWord) -> None:
    """Keep what was written as the person's own word, and take it out of the chat."""
    spelling, *_ = spellings(moment.acted.words or "")
    await moment.books.own_words.keep(person.id, effect.word, spelling)
    await take_away(moment, person)


async def take_away(moment: Moment, person: Person) -> None:
    """Delete the message that caused this turn from the person's chat, and nothing else."""
    if moment.acted.message is not None:
        letter = EraseTrace(cover=None, only=(moment.acted.message,))
        await moment.post.to_person(person, letter)


async def flag_duress(moment: Moment, person: Person) -> None:
    """Tell operators, and let nothing go out that was on its way."""
    await moment.books.deliveries.cancel(person.id, moment.now)
    case = await moment.books.cases.of_person(person.id)
    if case is None:
        return
    if case.state is CaseState.WAITING:
        await moment.post.alert(case, phrases.DESK_WAITING, takeable=True, fresh=True)
    if case.has_topic:
        await moment.post.tell(case, phrases.DESK_DURESS)


async def confirm_safe(moment: Moment, person: Person) -> None:
    """Tell operators that it is the person and that it is safe; the word leaves the chat."""
    await take_away(moment, person)
    case = await moment.books.cases.of_person(person.id)
    if case is not None and case.has_topic:
        await moment.post.tell(case, phrases.DESK_SAFE)


async def send_waiting(post: Post, person: Person) -> Person:
    """Let go all that waits for the person; return them as no longer asked."""
    if person.contact.asked_at is not None:
        person = replace(person, contact=replace(person.contact, asked_at=None))
        await post.books.people.set_contact(person)
    await post.books.deliveries.release(person.id, post.now, screens_only=False)
    return person


async def lift(post: Post, person: Person) -> None:
    """Let an operator end what a duress word or an unanswered question began."""
    conversation = replace(person.conversation, hushed=False)
    person = replace(person, conversation=conversation)
    await post.books.people.save(person)
    await send_waiting(post, person)


async def seen(moment: Moment, person: Person) -> Person:
    """Return the person as seen now; what only waited for them to write is let go."""
    person = replace(person, seen_at=moment.now)
    if person.contact != UNSAID:
        asked = person.contact.asked_at is not None
        await moment.books.deliveries.release(person.id, moment.now, screens_only=asked)
    return person


async def set_contact(moment: Moment, person: Person, question: str, answer: str) -> Person:
    """Keep to what the person answered about being reached, and let operators know it.

    A skipped question is nobody's business, and words of one's own even less.
    """
    contact = person.contact.answered(question, answer)
    if contact == person.contact:
        return person
    person = replace(person, contact=contact)
    await moment.books.people.set_contact(person)
    await record(moment, person, question, answer)
    return person


async def answer(
    post: Post, library: Library, person: Person, case: Case, letter: Reply | AskPerson
) -> UUID:
    """Send an operator's reply or question; after a long silence something harmless goes first.

    It then waits for a yes, and the operator is told so. Return the letter's id.
    """
    contact, now = person.contact, post.now
    if contact.asked_at is None and not contact.silent_too_long(person.seen_at, now):
        return await post.to_person(person, letter)
    if contact.asked_at is None or now - contact.asked_at >= ASK_AGAIN:
        await _ask(post, library, person)
    held = await post.to_person(person, letter, held=True)
    await post.tell(case, phrases.DESK_ASKED)
    return held


async def _ask(post: Post, library: Library, person: Person) -> None:
    place = library.begin(ASK, person.contact.code)
    conversation = person.conversation.moved_to(place)
    contact = replace(person.contact, asked_at=post.now)
    person = replace(person, conversation=conversation, contact=contact)
    await post.books.people.save(person)
    await post.books.people.set_contact(person)
    await post.to_person(person, screen_letter(person, place, replaces=False))
