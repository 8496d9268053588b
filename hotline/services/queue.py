"""Handing out the queue: the next case an operator can serve, and what falls back into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import phrases
from dialogs.words.languages import LANGUAGES
from hotline.domain.assessment import Source
from hotline.domain.case import CaseState, OperatorKey
from hotline.domain.queue import CAPACITY, PATIENCE, Server, has_room, next_for
from hotline.services.assessing import set_priority
from hotline.storage.queue import Operator

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from hotline.domain.case import Case, CaseId
    from hotline.domain.desks import Desks
    from hotline.domain.queue import Waiting
    from hotline.services.post import Post
    from hotline.storage.books import Books


class NobodyWaits(Exception):
    """Nobody waits whom this operator can answer now."""


class HandsFull(Exception):
    """The operator holds as much as they can carry."""


@dataclass(frozen=True, slots=True)
class Handing:
    """Hands cases out; `home` is the desk of operators who have not said what they can serve.

    Without one, a single group answers for all desks, in all languages.
    """

    desks: Desks
    home: str | None = None

    async def next_case(self, books: Books, key: OperatorKey, now: datetime) -> Case:
        """Return the case this operator should take, held until the transaction ends.

        The most urgent, then the one that waited longest, of those they can serve.
        Raises NobodyWaits or HandsFull. Two operators never get the same one.
        """
        server = await self.server(books, key)
        if not has_room(server, await books.queue.held_by(key)):
            raise HandsFull
        passed: list[CaseId] = []
        while found := await self._first(books, server, passed, now):
            if case := await _held(books, found.id, wait=False):
                return case
            passed.append(found.id)  # another operator is taking it, or the person is writing
        for missed in passed:
            if case := await _held(books, missed, wait=True):
                return case
        raise NobodyWaits

    async def server(self, books: Books, key: OperatorKey) -> Server:
        """Return what an operator can serve: what they said, else what their desk speaks."""
        known = await self.known(books, key)
        return Server(
            key=key,
            languages=known.languages,
            fallback=self.desks.stands_in_for(known.desk),
            country=known.desk,
            gender=known.gender,
            capacity=known.capacity,
        )

    async def known(self, books: Books, key: OperatorKey) -> Operator:
        """Return what an operator said they can serve, else what their desk speaks."""
        return await books.queue.operator(key) or self._newcomer(key)

    def _newcomer(self, key: OperatorKey) -> Operator:
        desk = self.desks.named(self.home) if self.home else None
        languages = desk.languages if desk else frozenset(LANGUAGES)
        return Operator(key, self.home or "", languages, None, CAPACITY)

    async def _first(
        self, books: Books, server: Server, passed: Collection[CaseId], now: datetime
    ) -> Waiting | None:
        heads = await books.queue.heads(
            server.languages | server.fallback, passed, server.country or ""
        )
        return next_for(server, heads, now)


async def _held(books: Books, case: CaseId, *, wait: bool) -> Case | None:
    """Return a case if it can be held and still waits."""
    if not await books.queue.lock(case, wait=wait):
        return None
    found = await books.cases.by_id(case)
    return found if found is not None and found.state is CaseState.WAITING else None


async def give_back_silent(post: Post, now: datetime) -> int:
    """Put claimed cases back in which nobody answered for too long; return how many."""
    returned = 0
    for late in await post.books.queue.silent(now):
        case = await post.books.cases.by_id(late)
        if case is None or case.state is not CaseState.OPEN:
            continue
        case = replace(case, state=CaseState.WAITING, owner=None, note_by=None)
        await post.books.cases.save(case, silent_since=None)
        await post.tell(case, phrases.DESK_SILENT)
        await post.alert(case, phrases.DESK_RETURNED, takeable=True, fresh=True)
        returned += 1
    return returned


async def let_wait_count(post: Post, now: datetime) -> int:
    """Make those more urgent who waited long; return how many."""
    grown = 0
    for late in await post.books.queue.grown(now):
        case = await post.books.cases.by_id(late)
        if case is None or case.state is not CaseState.WAITING or case.priority not in PATIENCE:
            continue
        _, priority = PATIENCE[case.priority]
        await set_priority(post, case, priority, source=Source.RULE, why="waited")
        grown += 1
    return grown
