"""When the road counts as blocked, and when it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline.domain.alarm import AtTelegram, Newest, Sight, lags, stuck, unmoved_since

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
YESTERDAY = Newest(7, NOON - timedelta(days=1))


def sight(minutes: int, pending: int, newest: Newest | None = YESTERDAY) -> Sight:
    return Sight(NOON + minutes * MINUTE, AtTelegram(pending), newest)


def stuck_after(*sights: Sight) -> bool:
    since = None
    for each in sights:
        since = unmoved_since(since, each)
    return stuck(since, sights[-1])


def test_a_message_that_waits_five_minutes_does_not_lag_and_a_longer_one_does() -> None:
    assert not lags(None, NOON)
    assert not lags(NOON - 5 * MINUTE, NOON)
    assert lags(NOON - 6 * MINUTE, NOON)


@pytest.mark.parametrize(
    "sights",
    [
        [sight(0, 0), sight(9, 0)],
        [sight(0, 3)],
        [sight(0, 3), sight(1, 3)],
        [sight(0, 3), sight(1, 0), sight(2, 3)],
        [sight(0, 3), sight(2, 3, Newest(8, NOON + MINUTE))],
    ],
    ids=["a quiet day", "just now", "a minute", "one by one", "something came"],
)
def test_the_road_is_open(sights: list[Sight]) -> None:
    assert not stuck_after(*sights)


def test_what_waits_at_telegram_while_nothing_comes_is_stuck() -> None:
    assert stuck_after(sight(0, 3), sight(1, 4), sight(2, 5))
    assert stuck_after(sight(0, 1, None), sight(2, 1, None))


def test_a_webhook_that_fails_is_stuck_at_once_and_a_failure_long_past_is_not() -> None:
    for failed_at, is_stuck in ((NOON - MINUTE, True), (YESTERDAY.received_at - MINUTE, False)):
        now = Sight(NOON, AtTelegram(2, failed_at), YESTERDAY)
        assert stuck_after(now) == is_stuck
