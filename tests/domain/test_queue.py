"""The order of the queue, against a model a child could follow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hotline.domain.case import CaseId, OperatorKey
from hotline.domain.priority import Priority
from hotline.domain.queue import (
    CAPACITY,
    COURTESY,
    LANGUAGE_CLOCK,
    Server,
    Waiting,
    can_serve,
    grown,
    has_room,
    next_for,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ME = OperatorKey(b"me")
LANGUAGES = ("tg", "ru", "kk")

waiting = st.builds(
    Waiting,
    id=st.uuids(version=4).map(CaseId),
    priority=st.sampled_from(Priority),
    since=st.integers(0, 2000).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    language=st.sampled_from(LANGUAGES),
    country=st.sampled_from([None, "kz", "tj"]),
    wish=st.sampled_from([None, "woman", "man"]),
)
queues = st.lists(waiting, max_size=25, unique_by=lambda each: each.id)
servers = st.builds(
    Server,
    key=st.just(ME),
    languages=st.frozensets(st.sampled_from(LANGUAGES)),
    fallback=st.frozensets(st.sampled_from(LANGUAGES)),
    country=st.sampled_from([None, "kz", "tj"]),
    gender=st.sampled_from([None, "woman", "man"]),
)


def case(
    priority: Priority = Priority.SOON,
    minutes: int = 10,
    language: str = "tg",
    country: str | None = None,
) -> Waiting:
    number = UUID(int=minutes * 10 + priority.rank)
    return Waiting(CaseId(number), priority, NOON - timedelta(minutes=minutes), language, country)


def taken_in_order(server: Server, queue: list[Waiting]) -> list[Waiting]:
    left, taken = list(queue), []
    while found := next_for(server, left, NOON):
        left.remove(found)
        taken.append(found)
    return taken


@given(servers, queues)
def test_nobody_is_taken_before_somebody_more_urgent(server: Server, queue: list[Waiting]) -> None:
    ranks = [each.priority.rank for each in taken_in_order(server, queue)]

    assert ranks == sorted(ranks)


@given(servers, queues)
def test_among_equals_nobody_passes_one_who_waits_longer_than_courtesy(
    server: Server, queue: list[Waiting]
) -> None:
    taken = taken_in_order(server, queue)

    for place, earlier in enumerate(taken):
        for later in taken[place + 1 :]:
            if earlier.priority is later.priority:
                assert earlier.since - later.since <= COURTESY


@given(queues)
def test_without_wishes_the_queue_is_priority_and_then_waiting_time(queue: list[Waiting]) -> None:
    plain = [Waiting(each.id, each.priority, each.since, "tg") for each in queue]
    model = sorted(plain, key=lambda each: (each.priority.rank, each.since, each.id.bytes))

    assert taken_in_order(Server(ME, frozenset({"tg"})), plain) == model


@given(servers, queues)
def test_exactly_those_an_operator_can_serve_are_handed_to_them(
    server: Server, queue: list[Waiting]
) -> None:
    served = [each for each in queue if can_serve(server, each, NOON)]

    assert {each.id for each in taken_in_order(server, queue)} == {each.id for each in served}


def test_another_language_is_opened_to_the_fallback_desk_by_its_own_clock() -> None:
    fallback = Server(ME, frozenset({"ru"}), fallback=frozenset({"tg"}))
    clock = LANGUAGE_CLOCK[Priority.NOW]
    danger = case(Priority.NOW, minutes=0)

    assert not can_serve(fallback, danger, NOON)
    assert not can_serve(fallback, danger, NOON + clock - timedelta(seconds=1))
    assert can_serve(fallback, danger, NOON + clock)
    assert not can_serve(Server(ME, frozenset({"ru"})), danger, NOON + clock * 100)


def test_an_operator_of_that_country_is_chosen_among_equals_only() -> None:
    server = Server(ME, frozenset({"tg"}), country="tj")
    here, first = case(minutes=8, country="tj"), case(minutes=10, country="kz")
    long_ago = case(minutes=20, country="kz")

    assert next_for(server, [first, here], NOON) == here
    assert next_for(server, [first, here, long_ago], NOON) == long_ago
    assert next_for(server, [here, case(Priority.NOW, 1, country="kz")], NOON) != here


@given(st.lists(st.sampled_from(Priority), max_size=6))
def test_an_operator_with_full_hands_gets_no_more(held: list[Priority]) -> None:
    weights = {"now": 4, "today": 3, "soon": 2, "info": 1}

    room = has_room(Server(ME, frozenset()), held)

    assert room == (sum(weights[each] for each in held) < CAPACITY)


@given(st.sampled_from(Priority), st.timedeltas(timedelta(), timedelta(days=30)))
def test_waiting_makes_more_urgent_and_never_danger(priority: Priority, waited: timedelta) -> None:
    after = grown(priority, waited)

    assert after.rank <= priority.rank
    assert (after is Priority.NOW) == (priority is Priority.NOW)
