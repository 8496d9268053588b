"""Retention: what nobody needs any more is reminded of, hidden, and then shredded.

The record of a case stays, without content: that there was one, when, in which
language, how urgent. A run that looks wrong stops before it touches anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk, at_rest
from dialogs.words import phrases
from hotline.boundaries import reached
from hotline.domain.case import CaseState
from hotline.domain.letters import CloseThread, TellGroup
from hotline.domain.retention import (
    CLOCKS_APART,
    NOTICE,
    QUIET,
    Kind,
    Step,
    goes_on,
    too_many,
)
from hotline.services.post import Post
from hotline.services.running import AsksFirst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dialogs.engine.conversation import Conversation
    from hotline.domain.address import Address
    from hotline.domain.case import PersonId
    from hotline.domain.person import Person
    from hotline.domain.retention import Spans, Subject
    from hotline.services.running import Told
    from hotline.storage.books import Database

RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a run would touch, and whether it must ask first."""

    touched: tuple[Subject, ...]
    told: Told
    asks: bool
    clock_wrong: bool


@dataclass(frozen=True, slots=True)
class Retaining:
    """Retention of one installation; `group` is where operators are reminded."""

    database: Database
    group: Address
    spans: Spans

    async def plan(self, now: datetime) -> Plan:
        """Return what a run would do now; nothing is changed."""
        async with self.database.books() as books:
            idle = await books.retention.idle(now - min(self.spans.values()) + NOTICE)
            open_cases = await books.retention.open_cases()
            clock, seen_at = await books.retention.clocks()
            run = (await books.runs.last()).get(RETENTION)
        due = [(subject, subject.due(self.spans, now)) for subject in idle]
        touched = tuple(subject for subject, steps in due if steps)
        counted = Counter(step.value for _, steps in due for step in steps.values())
        opened = sum(subject.open_cases for subject, steps in due if _purges(steps))
        signs = [at for at in (seen_at, run.done_at if run else None) if at is not None]
        quiet = bool(touched) and now - max(signs, default=now) > QUIET
        return Plan(
            touched,
            {"people": len(touched), "open_cases": opened, **_by_step(counted)},
            asks=quiet or too_many(opened, open_cases),
            clock_wrong=abs(now - clock) > CLOCKS_APART,
        )

    async def run(self, now: datetime, agreed: int | None = None) -> Told:
        """Take every step that is due and return the counts.

        Raises AsksFirst, and touches nothing, when a clock is doubtful or too many open
        cases would go. An administrator agrees by giving the number of people; to a
        clock that differs from the database's nobody can agree.
        """
        async with self.database.books() as books:
            await books.retention.restart()
            await books.keys.bury_replaced()  # left by a run that was cut short
        plan = await self.plan(now)
        if plan.clock_wrong or (plan.asks and agreed != plan.told["people"]):
            await self._tell_group(now)
            raise AsksFirst(plan.told)
        taken = Counter[str]()
        for subject in plan.touched:
            taken.update(await self._step(subject.person, now))
            reached("stepped")
        async with self.database.books() as books:
            await books.keys.bury_replaced()
        return {**plan.told, **_by_step(taken)}

    async def _tell_group(self, now: datetime) -> None:
        async with self.database.books() as books:
            await Post(books, self.group, now).to_group(TellGroup(phrases.DESK_ASKS.key))

    async def _step(self, person: PersonId, now: datetime) -> list[str]:
        """Take the steps of one person, as they are now, in one transaction."""
        async with self.database.books() as books:
            subject = await books.retention.lock(person)
            if subject is None:
                return []
            steps = subject.due(self.spans, now)
            post = Post(books, self.group, now)
            for kind, step in steps.items():
                await books.retention.mark(person, kind, step, now)
            if Step.REMINDED in steps.values():
                await self._remind(post, subject, steps)
            if shredded := {kind for kind, step in steps.items() if step is Step.SHREDDED}:
                await shred(post, subject, shredded)
            return [step.value for step in steps.values()]

    async def _remind(self, post: Post, subject: Subject, steps: dict[Kind, Step]) -> None:
        """Tell the operators on which day something of a case will go; the person is not told."""
        named = [held for held in subject.held if steps.get(held.kind) is Step.REMINDED]
        day = goes_on(named, self.spans, post.now)
        for code in subject.codes:
            await post.to_group(TellGroup(phrases.DESK_FADES.key, code=code, day=day))


async def shred(post: Post, subject: Subject, kinds: set[Kind]) -> None:
    """Shred kinds of what we keep of a person; with the last of them the person goes too."""
    books, day = post.books, post.now.date()
    if kinds >= {held.kind for held in subject.held}:
        await _forget(post, subject)
        return
    person = await books.people.by_id(subject.person)
    if person is None:
        return
    await books.people.save(replace(person, conversation=_left(person, kinds)))
    if Kind.SAID in kinds:  # a reply that waits was said too
        await books.deliveries.cancel(subject.person, post.now)
    await books.shredding.shred(subject.person, kinds, day)
    await books.retention.forget_steps(subject.person)
    if Kind.SAID in kinds:
        await _close(post, subject)


def _left(person: Person, kinds: set[Kind]) -> Conversation:
    """Return where the person stands afterwards: what they chose are answers too.

    Who is hushed stays so.
    """
    before = person.conversation
    bare = replace(at_rest(), language=before.language, hushed=before.hushed)
    after = bare if Kind.ANSWERS in kinds else before
    return replace(after, talk=Talk.NONE if Kind.SAID in kinds else before.talk)


async def _forget(post: Post, subject: Subject) -> None:
    books = post.books
    await books.codes.forget(subject.person)  # first: who types a code meanwhile finds nothing
    await books.assessments.empty(subject.person)
    await books.cases.empty(subject.person, post.now.date())
    await _close(post, subject)
    await books.people.forget(subject.person)


async def _close(post: Post, subject: Subject) -> None:
    """Close the cases of what is gone, and delete their topics with all they hold."""
    for code in subject.codes:
        case = await post.books.cases.by_code(code)
        if case is None:
            continue
        await post.books.cases.save(replace(case, state=CaseState.CLOSED, owner=None))
        if case.thread is not None:
            await post.to_thread(case, CloseThread(delete=True))


def _purges(steps: Mapping[Kind, Step]) -> bool:
    """Say whether more happens than that operators are reminded."""
    return any(step is not Step.REMINDED for step in steps.values())


def _by_step(counted: Counter[str]) -> dict[str, int]:
    return {step.value: counted[step.value] for step in Step}
