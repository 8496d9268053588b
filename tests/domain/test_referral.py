"""Referrals: without a consent that holds, nothing leaves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.domain.case import OperatorKey
from hotline.domain.consent import (
    LONGEST,
    Answer,
    Asked,
    NothingToShare,
    PartnerId,
    Purpose,
    Share,
    TooLong,
    ask,
)
from hotline.domain.referral import (
    LIFE,
    Act,
    Emergency,
    NeedsSecond,
    NoConsent,
    NoReason,
    NotNow,
    Referral,
    ReferralId,
    State,
    answer,
    close,
    expired,
    put,
    reported,
    seen_by,
    send,
    withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
AUTHOR, SECOND = OperatorKey(b"author"), OperatorKey(b"second")
PARTNER = PartnerId("kz-lantern")
PLAIN = frozenset({Share.LANGUAGE, Share.NEEDS})
DANGER = Emergency("A child is locked in.", AUTHOR)


def draft(purpose: Purpose = Purpose.PAY) -> Referral:
    asked = ask(PLAIN, PARTNER, purpose, now=NOON, span=WEEK)
    return Referral(ReferralId(UUID(int=1)), AUTHOR, asked)


def agreed(purpose: Purpose = Purpose.PAY) -> Referral:
    return answer(put(draft(purpose)), Answer.GIVEN, NOON)


def test_what_the_person_agreed_to_goes_to_the_partner() -> None:
    sent = send(agreed(), NOON)

    assert sent.state is State.SENT
    assert sent.shown(NOON)


@pytest.mark.parametrize("before", [draft(), put(draft())])
def test_nothing_goes_before_the_person_has_answered(before: Referral) -> None:
    with pytest.raises(NoConsent):
        send(before, NOON)


def test_a_refusal_stands_even_in_an_emergency() -> None:
    refused = answer(put(draft()), Answer.REFUSED, NOON)

    with pytest.raises(NotNow):
        send(refused, NOON, DANGER)
    with pytest.raises(NotNow):
        put(refused)


ASKED = draft().asked


@pytest.mark.parametrize(
    "wanted",
    [
        replace(ASKED, shares=PLAIN | {Share.CONTACT}),
        replace(ASKED, partner=PartnerId("kz-other")),
        replace(ASKED, purpose=Purpose.LEGAL_ADVICE),
    ],
)
def test_a_consent_covers_nothing_that_was_not_asked(wanted: Asked) -> None:
    wider = replace(agreed(), asked=wanted)

    with pytest.raises(NoConsent):
        send(wider, NOON)


def test_less_than_was_agreed_to_may_go() -> None:
    given_to = agreed()
    narrower = replace(given_to, asked=replace(given_to.asked, shares=frozenset({Share.NEEDS})))

    assert send(narrower, NOON).shown(NOON)


def test_a_consent_ends_at_the_moment_it_was_given_for() -> None:
    with pytest.raises(NoConsent):
        send(agreed(), NOON + WEEK)


def test_what_was_sent_is_hidden_the_moment_the_person_takes_it_back() -> None:
    back = withdraw(send(agreed(), NOON), NOON)

    assert not back.shown(NOON)
    assert back.consent is not None
    assert back.consent.answer is Answer.WITHDRAWN
    with pytest.raises(NotNow):
        reported(back, Act.ACCEPT, NOON)


@pytest.mark.parametrize("purpose", [Purpose.SHELTER, Purpose.ASYLUM, Purpose.CHILD])
def test_a_sensitive_referral_waits_for_a_second_look(purpose: Purpose) -> None:
    with pytest.raises(NeedsSecond):
        send(agreed(purpose), NOON)
    with pytest.raises(NeedsSecond):
        seen_by(agreed(purpose), AUTHOR)
    assert send(seen_by(agreed(purpose), SECOND), NOON).shown(NOON)


def test_an_emergency_goes_at_once_and_keeps_its_reason() -> None:
    sent = send(draft(Purpose.CHILD), NOON, DANGER)

    assert sent.shown(NOON)
    assert sent.emergency == DANGER


def test_an_emergency_without_a_reason_goes_nowhere() -> None:
    with pytest.raises(NoReason):
        send(draft(), NOON, Emergency("  ", AUTHOR))


def test_a_partner_accepts_and_serves_and_it_is_closed() -> None:
    accepted = reported(send(agreed(), NOON), Act.ACCEPT, NOON)

    assert close(reported(accepted, Act.SERVE, NOON)).state is State.CLOSED


def test_a_partner_cannot_do_what_is_the_persons_or_the_operators() -> None:
    for act in set(Act) - {Act.ACCEPT, Act.DECLINE, Act.SERVE}:
        with pytest.raises(NotNow):
            reported(send(agreed(), NOON), act, NOON)


def test_a_partner_who_answers_too_late_is_not_heard() -> None:
    with pytest.raises(NotNow):
        reported(send(agreed(), NOON), Act.ACCEPT, NOON + WEEK)


def test_a_partner_sees_nothing_after_the_end_even_of_what_they_accepted() -> None:
    accepted = reported(send(agreed(), NOON), Act.ACCEPT, NOON)

    assert accepted.shown(NOON + WEEK - timedelta(seconds=1))
    assert not accepted.shown(NOON + WEEK)


def test_a_referral_nobody_answered_is_over_in_time_and_not_before() -> None:
    sent = send(agreed(), NOON)

    assert expired(sent, NOON + WEEK - timedelta(seconds=1)) is sent
    assert expired(sent, NOON + WEEK).state is State.EXPIRED


def test_a_question_names_something_and_an_end() -> None:
    with pytest.raises(NothingToShare):
        ask(frozenset(), PARTNER, Purpose.PAY, now=NOON, span=WEEK)
    with pytest.raises(TooLong):
        ask(PLAIN, PARTNER, Purpose.PAY, now=NOON, span=LONGEST + timedelta(seconds=1))


def test_every_state_but_the_last_has_a_way_out() -> None:
    assert {state for state, _ in LIFE} == set(State) - {State.CLOSED}


STEPS: dict[str, Callable[[Referral, datetime], Referral]] = {
    "put": lambda it, _: put(it),
    "agree": lambda it, now: answer(it, Answer.GIVEN, now),
    "refuse": lambda it, now: answer(it, Answer.REFUSED, now),
    "withdraw": withdraw,
    "second": lambda it, _: seen_by(it, SECOND),
    "send": send,
    "accept": lambda it, now: reported(it, Act.ACCEPT, now),
    "decline": lambda it, now: reported(it, Act.DECLINE, now),
    "serve": lambda it, now: reported(it, Act.SERVE, now),
    "expire": expired,
    "close": lambda it, _: close(it),
}
REFUSALS = (NotNow, NoConsent, NeedsSecond)


@given(
    st.sampled_from(Purpose),
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9)), max_size=12),
)
def test_whatever_is_done_in_whatever_order_a_partner_sees_only_what_was_agreed_to(
    purpose: Purpose, done: list[tuple[str, int]]
) -> None:
    referral, now = draft(purpose), NOON
    for step, days in done:
        now += timedelta(days=days)
        with suppress(*REFUSALS):
            referral = STEPS[step](referral, now)

        if referral.shown(now):
            assert referral.consent is not None
            assert referral.consent.answer is Answer.GIVEN
            assert referral.asked.shares <= referral.consent.asked.shares
