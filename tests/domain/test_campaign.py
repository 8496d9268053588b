from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from hotline.domain import campaign as life
from hotline.domain import emergency as pages
from hotline.domain.campaign import (
    LIFE,
    LONGEST,
    Act,
    Audience,
    Campaign,
    CampaignId,
    Faulty,
    Missing,
    NeedsSecond,
    NotNow,
    State,
    at_least,
    next_moment,
)
from hotline.domain.contact import Contact, When
from hotline.domain.emergency import Emergency, EmergencyId, Kind
from hotline.domain.journey import PAGES
from hotline.domain.journey import pages as journey_pages

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 18, tzinfo=UTC)  # 23:00 in Dushanbe
KNOWN = {"ru.patent.term"}
DRAFT = Campaign(
    CampaignId(uuid.UUID(int=1)),
    "autumn",
    "erkin",
    Audience("scams", ("ru", "tg")),
    {"ru": "Осторожно: {fact:ru.patent.term}", "tg": "Эҳтиёт"},
)
PAGE = Emergency(
    EmergencyId(uuid.UUID(int=2)),
    "kz",
    Kind.BORDER,
    "saule",
    {"ru": "Граница закрыта"},
    NOON + timedelta(days=2),
)


def shows(fact: str) -> bool:
    return fact in KNOWN


def done(campaign: Campaign, act: Act) -> Campaign:
    """Do an act by its own door."""
    match act:
        case Act.WRITE:
            return life.write(campaign, "n", campaign.audience, campaign.texts, Missing.WAIT)
        case Act.SUBMIT:
            return life.submit(campaign, shows)
        case Act.RETURN:
            return life.take_back(campaign)
        case Act.APPROVE:
            return life.approve(campaign, "bolot", shows)
        case Act.SCHEDULE:
            return life.schedule(campaign, NOON)
    return life.move(campaign, act)


@pytest.mark.parametrize(("state", "act"), list(product(State, Act)))
def test_only_what_the_table_names_can_be_done(state: State, act: Act) -> None:
    second = None if state in {State.DRAFT, State.SUBMITTED} else "bolot"
    campaign = replace(DRAFT, state=state, second=second)
    if (state, act) in LIFE:
        assert done(campaign, act).state is LIFE[state, act]
    else:
        with pytest.raises(NotNow):
            done(campaign, act)


def test_nothing_is_sent_that_nobody_else_has_read() -> None:
    submitted = life.submit(DRAFT, shows)

    with pytest.raises(NeedsSecond):
        life.approve(submitted, DRAFT.author, shows)
    with pytest.raises(NotNow):
        life.schedule(replace(DRAFT, state=State.APPROVED), NOON)
    assert life.take_back(life.approve(submitted, "bolot", shows)).second is None


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Привет\nи {name}", ("ru", 2, 3, "placeholder", "{name}")),
        ("и {fact:xx.nothing}", ("ru", 1, 3, "fact", "xx.nothing")),
        ("это } конец", ("ru", 1, 5, "placeholder", "}")),
        ("{ начало", ("ru", 1, 1, "placeholder", "{ начало")),
        ("Всего 30 дней", ("ru", 1, 7, "number", "30")),
        ("🔔" * (LONGEST // 2 + 1), ("ru", 1, 1, "long", "")),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused_with_the_place(
    words: str, fault: tuple[object, ...]
) -> None:
    with pytest.raises(Faulty) as refused:
        life.submit(replace(DRAFT, texts={**DRAFT.texts, "ru": words}), shows)

    [found] = refused.value.faults
    assert (found.language, found.line, found.column, found.what, found.shown) == fault


@pytest.mark.parametrize(
    ("missing", "spoken"),
    [(Missing.FALLBACK, {"ru": "ru", "tg": "ru"}), (Missing.SKIP, {"ru": "ru"})],
)
def test_a_language_without_a_text_has_a_rule(missing: Missing, spoken: dict[str, str]) -> None:
    campaign = replace(DRAFT, texts={"ru": "Привет"}, missing=missing)

    assert campaign.spoken() == spoken
    assert life.submit(campaign, shows).state is State.SUBMITTED


def test_by_the_strictest_rule_nothing_is_sent_before_every_language_has_a_text() -> None:
    with pytest.raises(Faulty, match="tg:0 missing"):
        life.submit(replace(DRAFT, texts={"ru": "Привет"}), shows)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, None), (10, None), (11, 11), (19, 11), (20, 20), (129, 120)]
)
def test_fewer_than_eleven_is_no_number(number: int, shown: int | None) -> None:
    assert at_least(number) == shown


@pytest.mark.parametrize(
    ("contact", "now", "expected"),
    [
        (Contact(), NOON, NOON),
        (Contact(), NIGHT, datetime(2026, 11, 25, 4, tzinfo=UTC)),
        (Contact(zone="Europe/London"), NIGHT, NIGHT),
        (Contact(When.HOURS, "night", "Asia/Dushanbe"), NIGHT, NIGHT),
        (Contact(When.REPLY), NOON, None),
        (Contact(When.SILENT), NOON, None),
        (Contact(When.SHARED), NOON, None),
        (Contact(When.HOURS), NOON, None),
    ],
)
def test_a_campaign_rings_only_by_day_and_never_against_the_rule(
    contact: Contact, now: datetime, expected: datetime | None
) -> None:
    """Whoever just pressed something is no exception: an hour later the phone may be elsewhere."""
    assert next_moment(contact, "Asia/Dushanbe", seen_at=now, now=now) == expected


def test_an_emergency_needs_two_and_ends_by_itself() -> None:
    with pytest.raises(NeedsSecond):
        pages.agree(PAGE, PAGE.author, NOON, shows)
    on = pages.agree(PAGE, "bolot", NOON, shows)

    assert not PAGE.shows(NOON)
    assert on.shows(NOON)
    assert not on.shows(PAGE.ends_at)
    assert not pages.end(on, NOON).shows(NOON)
    with pytest.raises(NotNow):
        pages.agree(on, "bolot", NOON, shows)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"texts": {}}, "no_text"),
        ({"texts": {"ru": "Звоните 112"}}, "number"),
        ({"texts": {"ru": "а" * 401}}, "long"),
        ({"ends_at": NOON}, "end"),
        ({"ends_at": NOON + timedelta(days=31)}, "end"),
        ({"country": "xx"}, "country"),
    ],
)
def test_an_emergency_that_cannot_be_shown_is_refused(
    changed: dict[str, object], what: str
) -> None:
    with pytest.raises(Faulty) as refused:
        pages.must_be_sound(replace(PAGE, **changed), NOON, shows)  # type: ignore[arg-type]

    assert [fault.what for fault in refused.value.faults] == [what]


def test_pages_of_a_journey_come_in_time_and_never_from_the_past() -> None:
    assert list(journey_pages("week", NOON)) == list(PAGES)
    assert list(journey_pages("now", NOON)) == ["countries:choose", "work:topics"]
    assert journey_pages("someday", NOON) == {}
