"""The pages about countries: near, with a way on, and careful where advice can trap somebody."""

from __future__ import annotations

import pytest

from dialogs.engine.screen import screen_at
from dialogs.words.render import render
from tests.dialogs.scenes import REAL, SPEECH, TODAY

COUNTRIES = [
    choice.to
    for step in ("choose", "more")
    for choice in REAL.current["countries"].steps[step].choices
    if choice.to and ":" in choice.to
]
# Where a journey home or to a consulate can end somebody's freedom to leave.
TRAPS = ("passport", "consulate", "home")


@pytest.mark.parametrize("target", COUNTRIES)
def test_each_country_says_whom_to_ask_at_most_two_pages_on(target: str) -> None:
    near = {target}
    for _ in range(2):
        near |= {following for each in near for following in _following(each)}

    assert "person:safe" in near


@pytest.mark.parametrize("passport", ["kazakhstan", "kyrgyzstan", "tajikistan", "uzbekistan"])
def test_the_first_page_after_the_passport_says_how_long_one_may_stay_in_russia(
    passport: str,
) -> None:
    choices = {choice.id: choice.to for choice in REAL.current["russia"].steps["passport"].choices}

    assert "90 days" in _read(choices[passport] or "")


@pytest.mark.parametrize("step", TRAPS)
def test_citizens_of_turkmenistan_are_shown_other_ways_before_they_go(step: str) -> None:
    assert "turkmenistan:ways" in _following(f"turkmenistan:{step}")


def test_what_is_only_a_bill_is_never_told_as_a_rule() -> None:
    bills = [fact for name, fact in SPEECH.facts.facts.items() if ".bill_" in name]

    assert bills
    assert not any(fact.may_be_shown(TODAY) for fact in bills)


def _following(target: str) -> set[str]:
    script, _, step = target.partition(":")
    found = REAL.current[script].steps[step]
    return {
        choice.to if ":" in choice.to else f"{script}:{choice.to}"
        for choice in found.choices
        if choice.to
    }


def _read(target: str) -> str:
    script, _, step = target.partition(":")
    screen = screen_at(REAL, REAL.begin(script, step))
    assert screen is not None
    return render(screen, "en", None, SPEECH, TODAY).body
