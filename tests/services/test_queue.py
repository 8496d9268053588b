"""Handing out the queue, over a real PostgreSQL."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from dialogs.words import phrases
from hotline.domain.assessment import Source
from hotline.domain.case import CaseState, take
from hotline.domain.priority import Priority
from hotline.domain.queue import LANGUAGE_CLOCK, SILENCE
from hotline.services.queue import (
    Handing,
    HandsFull,
    NobodyWaits,
    give_back_silent,
    let_wait_count,
)
from hotline.storage.queue import Operator
from tests.services.scenes import HANDING, NOON, crowd, operator, person_waits, post

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import Case, OperatorKey
    from hotline.storage.books import Database

TAKERS = 50
WAITING = phrases.DESK_WAITING


async def take_next(
    database: Database, key: OperatorKey, now: datetime = NOON, handing: Handing = HANDING
) -> Case | None:
    """Take the next case as this operator, in a transaction of one's own."""
    async with database.books() as books:
        try:
            case = take(await handing.next_case(books, key, now), key)
        except NobodyWaits:
            return None
        await books.cases.save(case, taken_at=now, silent_since=now)
        return case


async def test_fifty_operators_race_for_one_case_and_one_wins(database: Database) -> None:
    async with database.books() as books:
        waiting = await person_waits(books)

    won = await asyncio.gather(*(take_next(database, operator(n)) for n in range(TAKERS)))

    assert [case.code for case in won if case] == [waiting.code]


async def test_fifty_operators_and_fifty_cases_all_meet_and_nobody_twice(
    database: Database,
) -> None:
    await crowd(database, [Priority.SOON] * TAKERS)

    won = await asyncio.gather(*(take_next(database, operator(n)) for n in range(TAKERS)))

    assert len({case.code for case in won if case}) == TAKERS


async def test_twenty_in_danger_among_twenty_thousand_pranks_are_all_in_the_first_hundred(
    database: Database,
) -> None:
    priorities = [Priority.NOW] * 20 + [Priority.SOON] * 15_000 + [Priority.INFO] * 5_000
    random.Random(4).shuffle(priorities)  # noqa: S311  # the same shuffle every time
    await crowd(database, priorities)

    taken = [await take_next(database, operator(n)) for n in range(100)]

    urgent = [case.priority for case in taken if case]
    assert urgent.count(Priority.NOW) == 20
    assert urgent[:20] == [Priority.NOW] * 20


async def test_the_head_of_the_queue_is_found_without_reading_the_queue(
    database: Database,
) -> None:
    await crowd(database, [Priority.SOON] * 20_000)
    async with database.books() as books:
        await books.connection.execute(text("ANALYZE cases"))
        plan = await books.connection.execute(
            text(
                "EXPLAIN (ANALYZE, COSTS OFF) SELECT id FROM cases WHERE state = 'waiting'"
                " AND language = 'ru' AND priority = 'soon' ORDER BY waits_since, id LIMIT 10"
            )
        )
        told = "\n".join(plan.scalars())

    assert "ix_cases_queue" in told
    assert "Sort" not in told
    assert "rows=10" in told


async def test_an_operator_is_handed_only_languages_they_speak(database: Database) -> None:
    async with database.books() as books:
        await books.queue.introduce(Operator(operator(1), "kg", frozenset({"ky"}), None, 8), NOON)
        await person_waits(books, 1, Priority.NOW, "ru")
        waiting = await person_waits(books, 2, Priority.INFO, "ky")

    first, second = [await take_next(database, operator(1)) for _ in range(2)]

    assert first
    assert (first.code, second) == (waiting.code, None)


async def test_the_fallback_desk_sees_a_language_once_its_clock_has_run(
    database: Database,
) -> None:
    async with database.books() as books:
        await books.queue.introduce(Operator(operator(1), "kz", frozenset({"ru"}), None, 8), NOON)
        await person_waits(books, 1, Priority.NOW, "ky")
    clock = LANGUAGE_CLOCK[Priority.NOW]

    early = await take_next(database, operator(1), NOON + clock - timedelta(seconds=1))
    late = await take_next(database, operator(1), NOON + clock)

    assert early is None
    assert late is not None


async def test_full_hands_are_told_so(database: Database) -> None:
    await crowd(database, [Priority.NOW] * 3)
    for _ in range(2):
        assert await take_next(database, operator(1))

    with pytest.raises(HandsFull):
        await take_next(database, operator(1))


async def test_an_operator_who_is_not_introduced_serves_what_the_desk_speaks(
    database: Database,
) -> None:
    home = Handing(HANDING.desks, "tm")
    async with database.books() as books:
        await person_waits(books, 1, language="ky")
        waiting = await person_waits(books, 2, language="tk")

    case = await take_next(database, operator(1), handing=home)

    assert case
    assert case.code == waiting.code


async def test_what_is_claimed_and_silent_comes_back_with_its_waiting_time(
    database: Database,
) -> None:
    async with database.books() as books:
        await person_waits(books, 1, Priority.TODAY, since=NOON - timedelta(hours=3))
    assert await take_next(database, operator(1))
    late = NOON + SILENCE[Priority.TODAY]

    async with database.books() as books:
        early = await give_back_silent(post(books), late - timedelta(seconds=1))
        returned = await give_back_silent(post(books), late)
        [head] = await books.queue.heads(["tg"])

    assert (early, returned) == (0, 1)
    assert head.since == NOON - timedelta(hours=3)
    assert await take_next(database, operator(2), late)


async def test_an_answered_case_stays_with_its_operator(database: Database) -> None:
    async with database.books() as books:
        await person_waits(books, 1, Priority.NOW)
    case = await take_next(database, operator(1))
    assert case

    async with database.books() as books:
        await books.cases.save(case, silent_since=None)
        returned = await give_back_silent(post(books), NOON + timedelta(days=3))

    assert returned == 0


async def test_waiting_counts_and_is_written_down_as_the_rules_doing(database: Database) -> None:
    async with database.books() as books:
        case = await person_waits(books, 1, Priority.INFO, since=NOON - timedelta(days=1))
        grew = await let_wait_count(post(books), NOON)
        [change] = await books.assessments.changes(case.id)

    assert grew == 1
    assert (change.before, change.after) == (Priority.INFO, Priority.SOON)
    assert (change.source, change.why) == (Source.RULE, "waited")


async def test_a_person_is_told_truly_how_many_are_before_them(database: Database) -> None:
    await crowd(database, [Priority.SOON, Priority.NOW, Priority.SOON, Priority.INFO])
    async with database.books() as books:
        heads = {head.since: head for head in await books.queue.heads(["ru"])}
        places = [await books.queue.ahead_of(heads[since]) for since in sorted(heads)]

    assert places == [1, 0, 2, 3]


async def test_a_crowd_rings_a_few_times_and_danger_always(database: Database) -> None:
    async with database.books() as books:
        for number in range(40):
            case = await person_waits(books, number)
            await post(books).alert(case, WAITING, takeable=True, fresh=True)
        danger = await person_waits(books, 100, Priority.NOW)
        await post(books).alert(danger, WAITING, takeable=True, fresh=True)
        rows = await books.connection.execute(
            text("SELECT kind, count(*) FROM deliveries WHERE state = 'queued' GROUP BY kind")
        )
        counted: dict[str, int] = {row[0]: row[1] for row in rows}
        [head] = [
            going
            for going in await books.deliveries.heads(NOON, 5)
            if going.delivery.case == danger.id
        ]

    assert counted == {"alert": 11, "crowd": 1}
    assert head.delivery.letter.kind == "alert"


async def test_a_case_has_one_line_on_its_way_however_often_it_changes(
    database: Database,
) -> None:
    async with database.books() as books:
        case = await person_waits(books)
        for priority in (Priority.SOON, Priority.TODAY, Priority.NOW):
            case = replace(case, priority=priority)
            await post(books).alert(case, WAITING, takeable=True, fresh=True)
        rows = await books.connection.execute(
            text("SELECT state, count(*) FROM deliveries GROUP BY state")
        )

    assert {row[0]: row[1] for row in rows} == {"queued": 1, "superseded": 2}


async def test_a_closed_case_is_never_handed_out(database: Database) -> None:
    async with database.books() as books:
        case = await person_waits(books)
        await books.cases.save(replace(case, state=CaseState.CLOSED))

    assert await take_next(database, operator(1)) is None


async def test_erasing_leaves_no_line_behind_that_nobody_can_open(database: Database) -> None:
    async with database.books() as books:
        case = await person_waits(books)
        await post(books).alert(case, WAITING, takeable=True, fresh=True)
        assert case.person
        await books.deliveries.cancel_about(case.id, NOON)
        await books.assessments.empty(case.person)
        await books.cases.empty(case.person, NOON.date())
    async with database.books() as books:
        heads = await books.deliveries.heads(NOON, 5)

    assert heads == []
