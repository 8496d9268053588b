"""Response clocks: hours of work count, nights and holidays do not, danger counts always."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.words.languages import LANGUAGES
from hotline.domain.clocks import (
    PROMISE,
    Colour,
    answered,
    colour,
    hour_of,
    name_of,
    waited,
    worked,
)
from hotline.domain.desks import Desk
from hotline.domain.priority import Priority
from hotline.domain.queue import SILENCE

DAY = [{"begins": "09:00", "ends": "13:00"}, {"begins": "14:00", "ends": "18:00"}]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY)


def desk(zone: str = "Asia/Dushanbe", /, **told: object) -> Desk:
    whole = {"desk": "tj", "zone": zone, "leads": [*LANGUAGES], "hours": WEEK, **told}
    return Desk.model_validate(whole)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Dushanbe; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Dushanbe"))


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("begins", "ends", "counted"),
    [
        (local(19, 10), local(19, 11), 1),
        (local(19, 12), local(19, 15), 2),  # over the meal
        (local(20, 17), local(23, 10), 2),  # over the weekend
        (local(20, 19), local(23, 8), 0),  # after hours, before hours
        (local(19, 17), local(20, 10), 2),  # over a night
        (local(20, 11), local(20, 10), 0),  # a clock that was set back
    ],
)
def test_only_hours_of_work_count(begins: datetime, ends: datetime, counted: float) -> None:
    assert worked(desk(), begins, ends) == hours(counted)


def test_a_holiday_is_no_work_and_a_night_shift_is() -> None:
    closed = desk(holidays=["2026-11-20"])
    night = desk(hours={"thu": [{"begins": "22:00", "ends": "06:00"}]})

    assert worked(closed, local(19, 17), local(23, 10)) == hours(2)
    assert worked(night, local(19, 23), local(20, 8)) == hours(7)


def test_a_wait_counts_work_in_a_zone_that_changes_its_clocks() -> None:
    warsaw = desk("Europe/Warsaw")
    friday = datetime(2026, 10, 23, 15, tzinfo=UTC)  # 17:00 in summer time
    monday = datetime(2026, 10, 26, 9, tzinfo=UTC)  # 10:00 in winter time

    assert worked(warsaw, friday, monday) == hours(2)


def test_danger_and_desks_without_hours_count_around_the_clock() -> None:
    begins, ends = local(20, 19), local(21, 7)

    assert waited(desk(), Priority.NOW, begins, ends) == hours(12)
    assert waited(desk(), Priority.TODAY, begins, ends) == hours(0)
    assert waited(desk(hours=None), Priority.TODAY, begins, ends) == hours(12)


def test_a_promise_is_kept_until_its_last_minute_and_grows_with_less_haste() -> None:
    most = PROMISE[Priority.TODAY]

    assert colour(Priority.TODAY, most / 2) is Colour.IN_TIME
    assert colour(Priority.TODAY, most * 0.75) is Colour.NEARLY
    assert colour(Priority.TODAY, most) is Colour.NEARLY
    assert colour(Priority.TODAY, most + timedelta(seconds=1)) is Colour.LATE
    assert sorted(PROMISE.values()) == [PROMISE[each] for each in Priority]
    assert PROMISE[Priority.NOW] <= SILENCE[Priority.NOW]


def test_half_and_nine_of_ten_are_told_with_their_number() -> None:
    spans = [timedelta(minutes=each) for each in (1, 2, 2, 3, 3, 9, 9, 9, 44, 500)]
    counted: dict[str, int] = {name_of(Priority.SOON, None): 2}
    for span in spans:
        name = name_of(Priority.SOON, span)
        counted[name] = counted.get(name, 0) + 1

    now, _, soon, _ = answered(counted)

    assert (now.number, now.median, now.p90) == (0, None, None)
    assert (soon.number, soon.median, soon.p90, soon.unanswered) == (10, 3, 45, 2)


def test_an_arrival_is_counted_by_the_clock_of_the_desk() -> None:
    assert hour_of(datetime(2026, 11, 22, 20, tzinfo=UTC), ZoneInfo("Asia/Dushanbe")) == "mon.1"
