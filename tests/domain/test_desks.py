"""Hours of desks: in their own zone, over midnight, on holidays, when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from dialogs.reading import ContentError
from dialogs.words.languages import LANGUAGES
from hotline.desks import read_desks
from hotline.domain.desks import Desk, Desks, hours

TYPE = {"begins": "09:00", "ends": "18:00"}


def desk(zone: str = "Asia/Almaty", /, **told: object) -> Desk:
    usual = {day: [TYPE] for day in ("mon", "tue", "wed", "thu", "fri")}
    return Desk.model_validate(
        {"desk": "kz", "zone": zone, "leads": [*LANGUAGES], "hours": usual, **told}
    )


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "opens"), [("Asia/Almaty", 4), ("Asia/Dushanbe", 4), ("Europe/Warsaw", 8)]
)
def test_a_desk_opens_by_its_own_clock(zone: str, opens: int) -> None:
    tuesday = desk(zone)

    assert tuesday.is_open(utc(24, opens - 1, 59)) is False
    assert tuesday.is_open(utc(24, opens)) is True
    assert tuesday.is_open(utc(24, opens + 9)) is False
    assert tuesday.opens_at(utc(24, opens - 1)) == utc(24, opens)


def test_after_friday_comes_monday() -> None:
    assert desk().opens_at(utc(27, 14)) == utc(30, 4)


def test_a_holiday_is_closed_all_day() -> None:
    holiday = desk(holidays=["2026-11-24"])

    assert holiday.is_open(utc(24, 8)) is False
    assert holiday.opens_at(utc(24, 8)) == utc(25, 4)


def test_a_shift_over_midnight_belongs_to_the_day_it_began() -> None:
    night = desk(hours={"mon": [{"begins": "20:00", "ends": "08:00"}]})

    assert night.is_open(utc(23, 15)) is True
    assert night.is_open(utc(24, 2, 59)) is True
    assert night.is_open(utc(24, 3)) is False


def test_day_and_night_is_always_open() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    always = desk(hours={day: [{"begins": "00:00", "ends": "00:00"}] for day in days})

    assert all(always.is_open(utc(day, hour)) for day in range(20, 28) for hour in range(24))


def test_hours_follow_the_wall_clock_when_summer_time_ends() -> None:
    warsaw = desk("Europe/Warsaw")

    assert warsaw.opens_at(utc(23, 20, month=10)) == utc(26, 8, month=10)
    assert warsaw.opens_at(utc(22, 20, month=10)) == utc(23, 7, month=10)


def test_a_desk_without_hours_promises_none() -> None:
    silent = desk(hours=None)

    assert hours(silent, utc(24, 3)).open is None
    assert hours(silent, utc(24, 3)).opens_at is None


def test_a_desk_that_is_never_open_says_no_moment() -> None:
    never = desk(hours={})

    assert never.is_open(utc(24, 8)) is False
    assert never.opens_at(utc(24, 8)) is None


def test_our_own_desks_lead_every_language_once_and_promise_no_hours() -> None:
    desks = read_desks()

    assert {desks.of(language).desk for language in LANGUAGES} == {"kz", "kg", "tj", "tm", "uz"}
    assert {each.is_open(utc(24, 8)) for each in desks.desks} == {None}


def test_a_country_that_speaks_the_language_comes_before_its_leader() -> None:
    desks = read_desks()

    assert desks.of("ru").desk == "kz"
    assert desks.of("ru", "kg").desk == "kg"
    assert desks.of("tk", "kg").desk == "tm"


def test_a_language_nobody_leads_is_refused() -> None:
    with pytest.raises(ValidationError, match="led by exactly one desk"):
        Desks(desks=(desk(leads=["kk"]),))


def test_a_fallback_that_is_the_desk_itself_is_refused() -> None:
    with pytest.raises(ValidationError, match="another desk"):
        Desks(desks=(desk(fallback="kz"),))


@pytest.mark.parametrize(
    "wrong", [{"zone": "Asia/Nowhere"}, {"leads": ["xx"]}, {"hours": {"monday": []}}]
)
def test_a_mistake_in_a_desks_file_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        desk("Asia/Almaty", **wrong)


def test_an_empty_folder_of_desks_is_said_plainly(tmp_path: object) -> None:
    with pytest.raises(ContentError, match="led by exactly one desk"):
        read_desks(tmp_path)  # type: ignore[arg-type]  # pytest gives a Path


def test_dates_of_holidays_are_whole_dates() -> None:
    assert desk(holidays=["2026-11-24"]).holidays == frozenset({date(2026, 11, 24)})
