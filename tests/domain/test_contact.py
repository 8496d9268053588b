"""When we may write: the hours of a person's own clock, and what never comes by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.words.zones import ZONES
from hotline.domain.contact import AT_HAND, PARTS, UNTIL_THEY_WRITE, Contact, When

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=2)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.builds(
    Contact,
    when=st.just(When.HOURS),
    part=st.sampled_from(sorted(PARTS)),
    zone=st.sampled_from(sorted(ZONES.values())),
)


def may_come(contact: Contact, now: datetime, *, answer: bool = True) -> datetime:
    return contact.next_moment(answer=answer, seen_at=now - timedelta(days=2), now=now)


def is_inside(contact: Contact, moment: datetime) -> bool:
    begins, ends = PARTS[contact.part or ""]
    clock = moment.astimezone(ZoneInfo(contact.zone or "")).time()
    return begins <= clock < ends if begins < ends else clock >= begins or clock < ends


@settings(max_examples=200, deadline=None)
@given(contact=hours, now=moments)
def test_a_letter_comes_inside_the_hours_of_the_persons_own_clock(
    contact: Contact, now: datetime
) -> None:
    moment = may_come(contact, now)

    assert is_inside(contact, moment)
    # A day has 25 hours when the clock is put back.
    assert now <= moment <= now + timedelta(hours=25)
    assert (moment == now) == is_inside(contact, now)


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        # 29 March 2026: in Warsaw 02:00 becomes 03:00, so the morning comes an hour sooner.
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC)),
        # 25 October 2026: 03:00 becomes 02:00, so it comes an hour later.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC)),
    ],
    ids=["spring", "autumn"],
)
def test_the_morning_is_the_morning_also_after_the_clock_was_changed(
    now: datetime, comes: datetime
) -> None:
    assert may_come(Contact(When.HOURS, "morning", "Europe/Warsaw"), now) == comes


def test_a_night_lasts_over_midnight() -> None:
    night = Contact(When.HOURS, "night", "Asia/Almaty")

    assert may_come(night, NOON.replace(hour=20)) == NOON.replace(hour=20)  # 01:00 there
    assert may_come(night, NOON) == NOON.replace(hour=17)  # 17:00 there, until 22:00


@pytest.mark.parametrize("when", [When.REPLY, When.SHARED, When.HOURS])
@pytest.mark.parametrize("answer", [True, False])
def test_nothing_comes_before_the_person_writes(when: When, *, answer: bool) -> None:
    assert may_come(Contact(when), NOON, answer=answer) == UNTIL_THEY_WRITE


def test_who_wants_only_answers_gets_answers_and_nothing_else() -> None:
    silent = Contact(When.SILENT)

    assert may_come(silent, NOON, answer=True) == NOON
    assert may_come(silent, NOON, answer=False) == UNTIL_THEY_WRITE


@pytest.mark.parametrize("when", When)
def test_whoever_just_pressed_is_always_answered(when: When) -> None:
    contact = Contact(when, "night", "Asia/Almaty")

    assert contact.next_moment(answer=False, seen_at=NOON - AT_HAND, now=NOON) == NOON


def test_a_shared_phone_is_asked_much_sooner_whether_it_is_the_person() -> None:
    hours_ago = NOON - timedelta(hours=2)

    assert Contact(When.SHARED).silent_too_long(hours_ago, NOON)
    assert not Contact().silent_too_long(LONG_AGO, NOON)
    assert Contact().silent_too_long(NOON - timedelta(days=3), NOON)


def test_an_answer_nobody_offered_changes_nothing() -> None:
    contact = Contact()

    for question in ("contact.when", "contact.hours", "contact.where", "contact.code", "x.y"):
        assert contact.answered(question, "skip") == contact
