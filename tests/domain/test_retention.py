"""When something is reminded of, hidden and shredded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline.domain.retention import (
    HIDING,
    NOTICE,
    Held,
    Kind,
    Step,
    goes_on,
    next_step,
    too_many,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SPAN = timedelta(days=90)
MOMENT = timedelta(seconds=1)


def held(step: Step | None = None, since: datetime | None = None) -> Held:
    return Held(Kind.SAID, NOON, step, since)


def test_operators_are_reminded_before_and_not_earlier() -> None:
    assert next_step(held(), SPAN, NOON + SPAN - NOTICE - MOMENT) is None
    assert next_step(held(), SPAN, NOON + SPAN - NOTICE) is Step.REMINDED


def test_nothing_is_hidden_before_its_span_is_over() -> None:
    reminded = held(Step.REMINDED, NOON + SPAN - NOTICE * 2)

    assert next_step(reminded, SPAN, NOON + SPAN - MOMENT) is None
    assert next_step(reminded, SPAN, NOON + SPAN) is Step.HIDDEN


def test_a_reminder_that_came_late_is_given_all_its_time() -> None:
    late = NOON + SPAN * 3
    reminded = held(Step.REMINDED, late)

    assert next_step(reminded, SPAN, late + NOTICE - MOMENT) is None
    assert next_step(reminded, SPAN, late + NOTICE) is Step.HIDDEN
    assert goes_on([held()], {Kind.SAID: SPAN}, late) == (late + NOTICE).date()


def test_what_is_hidden_can_still_come_back_for_a_day() -> None:
    hidden = held(Step.HIDDEN, NOON + SPAN)

    assert next_step(hidden, SPAN, NOON + SPAN + HIDING - MOMENT) is None
    assert next_step(hidden, SPAN, NOON + SPAN + HIDING) is Step.SHREDDED


@pytest.mark.parametrize(("touched", "open_cases"), [(0, 0), (0, 5), (5, 100)])
def test_up_to_one_open_case_in_twenty_goes_by_itself(touched: int, open_cases: int) -> None:
    assert not too_many(touched, open_cases)


@pytest.mark.parametrize(("touched", "open_cases"), [(6, 100), (1, 3)])
def test_more_than_that_needs_a_human_word(touched: int, open_cases: int) -> None:
    assert too_many(touched, open_cases)
