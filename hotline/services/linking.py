"""Going on from another phone: a code, somebody who types it, and an operator who decides."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.engine import screen_at
from dialogs.engine.effects import MakeCode
from dialogs.words import phrases
from hotline.domain.assessment import Source
from hotline.domain.case import CaseState
from hotline.domain.codes import (
    CODE_BITS,
    code_of,
    ends_on,
    is_unlike_words,
    looks_like_code,
    read_code,
)
from hotline.domain.letters import Added, AskLink, CloseThread, CopyToThread
from hotline.services.asking import reopen
from hotline.services.assessing import set_priority

if TYPE_CHECKING:
    from dialogs.engine import Turn
    from dialogs.engine.meaning import TypedCode
    from dialogs.words.text import Text
    from hotline.domain.case import Case, OperatorKey
    from hotline.domain.person import Person
    from hotline.services.moment import Moment
    from hotline.services.post import Post

# Shown instead of a code to somebody who has nothing to go on with.
NONE = ("phone", "none")


async def with_code(moment: Moment, person: Person, turn: Turn) -> tuple[Turn, Added | None]:
    """Make the code that a turn asks for; without a case its screen says that there is none."""
    if MakeCode() not in turn.effects:
        return turn, None
    case = await moment.books.cases.of_person(person.id)
    if case is not None:
        code, symbols = _new()
        await moment.books.codes.keep(case.id, symbols, moment.now)
        return turn, Added(phrases.CODE.key, code, ends_on(moment.now))
    place = moment.known.library.begin(*NONE)
    screen = screen_at(moment.known.library, place)
    conversation = replace(turn.conversation, place=place)
    return replace(turn, screen=screen, conversation=conversation), None


def _new() -> tuple[str, str]:
    """Return a new code made by chance, as it is shown, and its symbols."""
    while True:
        code = code_of(secrets.randbits(CODE_BITS))
        symbols = read_code(code)
        if symbols and is_unlike_words(code):
            return code, symbols


async def try_code(moment: Moment, person: Person) -> None:
    """Ask the operators of a case whose code somebody typed; nothing is said to anybody else."""
    symbols, books = read_code(moment.acted.words or ""), moment.books
    if symbols is None or not await books.codes.try_one(person.id, moment.now):
        return
    found = await books.codes.use(symbols, person.id, moment.now)
    case = await books.cases.look_up(found) if found else None
    if case is not None:
        await ask(moment.post, case)


def code_in(words: str) -> TypedCode | None:
    """Say whether words are a code that may be ours, or a try to type one."""
    if read_code(words):
        return "whole"
    return "broken" if looks_like_code(words) else None


async def ask(post: Post, case: Case) -> None:
    """Ask in the case's topic, or in the general one while nobody holds the case."""
    await post.to_thread(case, AskLink(case.code, in_thread=case.held))


async def decide(post: Post, case: Case, operator: OperatorKey, action: str) -> Text | None:
    """Link or refuse, once; return what the operator is told when it does not happen.

    Who holds the case decides. A case that waits is taken first, so that its topic has
    all that was written: nothing can be copied from a chat that is forgotten.
    """
    if case.owner is not None and case.owner != operator:
        return phrases.DESK_NOT_YOURS
    if case.state is CaseState.WAITING:
        return phrases.DESK_LINK_TAKE
    asker = await post.books.codes.settle(case.id)
    new = await post.books.people.by_id(asker) if asker else None
    if new is None or case.person is None:
        return phrases.DESK_LINK_GONE
    if action == "refuse":
        return phrases.DESK_LINK_REFUSED
    await link(post, case, new)
    return None


async def link(post: Post, case: Case, new: Person) -> None:
    """Let the case go on in the new chat; the old one becomes a stranger's and hears nothing."""
    books, old = post.books, case.person
    if old is None:
        return
    other = await books.cases.of_person(new.id)
    said = await books.cases.said(other.id, "person") if other else ()
    await books.moving.everything(old, new.id)
    await books.moving.replies(old, new.id, lane=books.lane(new.address), now=post.now)
    await books.moving.go_on(case.id, other.id if other else None, post.now)
    await books.people.forget(old)
    case = replace(case, person=new.id)
    if case.has_topic:
        await post.tell(case, phrases.DESK_LINKED)
    await books.cases.now_unanswered(case.id, post.now)
    if other is not None:
        await _end(post, other)
        case = await _raised(post, case, other)
    for each in said:
        if each.source is not None:
            await post.to_thread(case, CopyToThread(each.source, each.words))
    if case.state is CaseState.CLOSED:
        await reopen(post, case)


async def _end(post: Post, other: Case) -> None:
    """End what the person began on the new phone: it is part of their earlier case now."""
    was_open = other.state is not CaseState.CLOSED
    ended = replace(other, state=CaseState.CLOSED, owner=None, note_by=None)
    await post.books.cases.save(ended, closed_at=post.now, silent_since=None)
    if was_open:
        await post.alert(ended, phrases.DESK_CLOSED_ALERT)
    if other.held:
        await post.tell(ended, phrases.DESK_JOINED)
        await post.to_thread(ended, CloseThread())


async def _raised(post: Post, case: Case, other: Case) -> Case:
    if case.priority.raised_to(other.priority) is case.priority:
        return case
    return await set_priority(post, case, other.priority, source=Source.PERSON, why="phone")
