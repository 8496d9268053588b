"""The operational indicators: counts, weights by phase, the rule, the table of combinations."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.instruments import shelf
from dialogs.instruments.dimensions import assess, combination, phase_of, reason
from dialogs.instruments.ilo import Weight

ILO = shelf.indicators()
COUNTS = {
    "deceptive_recruitment": (10, (1, 8, 1), (2, 8, 0)),
    "coercive_recruitment": (10, (1, 9, 0), (4, 6, 0)),
    "recruitment_by_vulnerability": (16, (0, 14, 2), (0, 15, 0)),
    "exploitation": (9, (1, 7, 1), (1, 7, 0)),
    "coercion": (15, (4, 10, 1), (8, 7, 0)),
    "vulnerability_at_destination": (7, (0, 5, 2), (0, 7, 0)),
}
SIGNS = [sign.id for _, sign in ILO.signs()]
# The positive ones of strong x medium x weak, written out by hand from the rule.
POSITIVE = {
    *((2, medium, weak) for medium, weak in product(range(4), range(3))),
    *((1, medium, weak) for medium, weak in product(range(4), range(3)) if medium + weak),
    (0, 2, 1),
    (0, 2, 2),
    (0, 3, 0),
    (0, 3, 1),
    (0, 3, 2),
}


@pytest.mark.parametrize("count", list(product(range(3), range(4), range(3))), ids=str)
def test_the_rule_of_a_dimension_over_all_combinations(count: tuple[int, int, int]) -> None:
    assert bool(reason(*count)) == (count in POSITIVE)


@given(st.integers(0, 9), st.integers(0, 16), st.integers(0, 9))
def test_the_rule_is_the_published_one_and_more_signs_never_undo_it(
    strong: int, medium: int, weak: int
) -> None:
    published = (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )

    assert bool(reason(strong, medium, weak)) == published
    if published:
        for more in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
            assert reason(strong + more[0], medium + more[1], weak + more[2])


def test_there_are_67_signs_for_adults_and_65_for_children() -> None:
    adults = [sign for _, sign in ILO.signs() if sign.adult]
    children = [sign for _, sign in ILO.signs() if sign.child]

    assert (len(adults), len(children), len(set(SIGNS))) == (67, 65, 67)
    assert Weight.WEAK not in {sign.child for sign in children}


@pytest.mark.parametrize("dimension", ILO.dimensions, ids=lambda each: each.id)
def test_each_dimension_has_the_published_number_of_each_weight(dimension: object) -> None:
    [found] = [each for each in ILO.dimensions if each is dimension]
    adults = Counter(sign.adult for sign in found.signs)
    children = Counter(sign.child for sign in found.signs)

    assert COUNTS[found.id] == (
        len(found.signs),
        tuple(adults[weight] for weight in Weight),
        tuple(children[weight] for weight in Weight),
    )


@pytest.mark.parametrize(
    ("sign", "before", "there"),
    [
        ("documents_taken", ("medium", "medium"), ("strong", "strong")),
        ("debt_bondage", ("medium", "strong"), ("strong", "strong")),
        ("kept_isolated", ("medium", "medium"), ("strong", "strong")),
        ("threat_of_shame", ("medium", "medium"), ("weak", "medium")),
    ],
)
def test_the_same_sign_weighs_differently_by_phase(
    sign: str, before: tuple[str, str], there: tuple[str, str]
) -> None:
    early, late = ILO.find(f"recruitment.{sign}"), ILO.find(f"destination.{sign}")

    assert early
    assert late
    assert ((early.adult, early.child), (late.adult, late.child)) == (before, there)


def test_every_sign_stands_in_a_dimension_of_its_own_phase() -> None:
    assert all(phase_of(sign.id) is dimension.phase for dimension, sign in ILO.signs())


TABLE = {
    # deceptive, coercive, exploitation, coercion at destination
    (0, 0, 0, 0): ("successful migrant", False),
    (0, 0, 1, 0): ("exploited migrant", False),
    (1, 0, 1, 0): ("victim of deception and exploitation", False),
    (1, 0, 1, 1): ("victim of trafficking for forced labour", True),
    (0, 1, 1, 1): ("victim of trafficking for forced labour", True),
    (1, 1, 1, 1): ("victim of trafficking for forced labour", True),
    (0, 0, 1, 1): (None, True),
}
NAMES = ("deceptive_recruitment", "coercive_recruitment", "exploitation", "coercion")


@pytest.mark.parametrize("which", list(product((0, 1), repeat=4)), ids=str)
def test_every_combination_has_one_row_and_only_four_are_published(
    which: tuple[int, int, int, int],
) -> None:
    row = combination(ILO, {name for name, on in zip(NAMES, which, strict=True) if on})

    assert (row.published, row.possible_victim) == TABLE.get(which, (None, False))


def test_under_eighteen_no_means_are_needed() -> None:
    told = ["destination.hours_excessive", "destination.pay_low_or_none"]

    assert assess(ILO, told, child=True).possible_victim
    assert not assess(ILO, told, child=False).possible_victim


def test_a_sign_outside_the_list_for_children_is_not_counted_for_them() -> None:
    told = ["destination.no_contract", "destination.pay_changed", "destination.living_bad"]

    assert "exploitation" in assess(ILO, told, child=False).positive
    assert "exploitation" not in assess(ILO, told, child=True).positive


def test_used_weakness_is_said_and_raises_nothing_by_itself() -> None:
    weakness = ["destination.poverty", "destination.dependency", "destination.unknown_area"]
    work = ["destination.hours_excessive", "destination.pay_low_or_none"]

    result = assess(ILO, [*weakness, *work], child=False)

    assert ILO.vulnerability_text in result.labels
    assert not result.possible_victim


@given(st.sets(st.sampled_from(SIGNS)), st.booleans())
def test_whatever_is_told_nothing_above_possible_victim_is_ever_said(
    told: set[str],
    young: bool,  # noqa: FBT001  # Hypothesis gives it
) -> None:
    result = assess(ILO, told, child=young)

    assert isinstance(result.possible_victim, bool)
    assert len(result.weighed) == 6
    assert not any("trafficked" in text.english.lower() for text in result.labels)


@given(st.sets(st.sampled_from(SIGNS)), st.text())
def test_a_sign_nobody_knows_changes_nothing(told: set[str], strange: str) -> None:
    known = {*SIGNS}

    assert assess(ILO, {*told, strange} if strange not in known else told, child=False) == assess(
        ILO, told, child=False
    )


def test_the_instrument_says_its_limits() -> None:
    said = " ".join(ILO.limits)

    assert "transcription" in said
    assert "sexual exploitation were not available" in said
    assert "no legal finding" in said
