"""Short screens: every published figure from its counts, and what our own screen leads to."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from dialogs.instruments import accuracy, shelf
from dialogs.instruments.accuracy import Interval, Share, Table
from dialogs.instruments.screens import (
    Outcome,
    PrintedInterval,
    ShortScreen,
    Study,
    asked,
    counted,
)
from dialogs.words.languages import LANGUAGES
from tests.dialogs.scenes import REAL

STUDIES = shelf.studies()
SCREENS = {screen.id: screen for screen in shelf.screens()}
RATIOS = {"lr_positive"}
METHODS = {
    "wald": accuracy.wald,
    "wilson": accuracy.wilson,
    "exact": accuracy.exact,
    "exact_one_sided": accuracy.exact_one_sided,
}
FIGURES = [(study, figure) for study in STUDIES for figure in study.published]
INTERVALS = [(study, interval) for study in STUDIES for interval in study.intervals]


def table(study: Study) -> Table:
    counts = study.table
    return Table(counts.tp, counts.fn, counts.tn or 0, counts.fp or 0)


def as_printed(value: float, like: str) -> str:
    """Round half up to as many digits as were printed."""
    digits = Decimal(1).scaleb(-len(like.partition(".")[2]))
    return str(Decimal(value).quantize(digits, ROUND_HALF_UP))


def found(study: Study, figure: str) -> float:
    value = getattr(table(study), figure)
    return value.rate * 100 if isinstance(value, Share) else float(value)


def interval_of(study: Study, printed: PrintedInterval) -> Interval:
    if printed.method == "log":
        return accuracy.log_ratio(table(study))
    low, high = METHODS[printed.method](getattr(table(study), printed.figure))
    return low * 100, high * 100


@pytest.mark.parametrize(("study", "figure"), FIGURES, ids=lambda each: getattr(each, "id", each))
def test_the_counts_give_every_published_figure_to_the_digit(study: Study, figure: str) -> None:
    printed = dict(study.published)[figure]  # type: ignore[index]  # a parameter is a plain str

    assert as_printed(found(study, figure), printed) == printed


@pytest.mark.parametrize(
    ("study", "printed"), INTERVALS, ids=lambda each: getattr(each, "id", None) or each.figure
)
def test_the_counts_give_every_interval(study: Study, printed: PrintedInterval) -> None:
    for value, told in zip(interval_of(study, printed), (printed.low, printed.high), strict=True):
        assert told is None or as_printed(value, told) == told


@pytest.mark.parametrize("interval", [each for _, each in INTERVALS], ids=lambda e: e.figure)
def test_what_was_printed_otherwise_differs_by_a_tenth_at_most(interval: PrintedInterval) -> None:
    for ours, printed in (
        (interval.low, interval.printed_low),
        (interval.high, interval.printed_high),
    ):
        if printed is not None:
            assert ours is not None
            assert abs(Decimal(ours) - Decimal(printed)) == Decimal("0.1")


def test_the_misprinted_prevalence_is_known_as_such() -> None:
    [(study, figure, printed)] = [
        (study, figure, printed)
        for study in STUDIES
        for figure, printed in study.misprinted.items()
    ]

    assert (study.id, figure, printed) == ("heidelberg_2024", "prevalence", "7.3")
    assert as_printed(found(study, figure), printed) == "7.4"


PPV = {
    (0.89, 0.74): ("3.3", "15.3", "27.6", "46.1", "69.5"),
    (1.0, 0.61): ("2.5", "11.9", "22.2", "39.1", "63.1"),
    "qyit_2019": ("3.6", "16.2", "29.0", "47.9", "71.0"),
    "heidelberg_2024": ("4.6", "20.2", "34.9", "54.7", "76.3"),
    "mumma_2017": ("4.4", "19.4", "33.8", "53.4", "75.4"),
    "greenbaum_2018_jah": ("2.0", "9.5", "18.1", "33.2", "57.0"),
}


@pytest.mark.parametrize(("screen", "printed"), list(PPV.items()), ids=str)
def test_what_a_positive_is_worth_falls_with_the_base_rate(
    screen: str | tuple[float, float], printed: tuple[str, ...]
) -> None:
    if isinstance(screen, str):
        [counts] = [table(study) for study in STUDIES if study.id == screen]
        rates = (counts.sensitivity.rate, counts.specificity.rate)
    else:
        rates = screen

    values = [100 * accuracy.adjusted_ppv(*rates, base) for base in (0.01, 0.05, 0.1, 0.2, 0.4)]

    assert tuple(as_printed(value, "0.0") for value in values) == printed


def test_wilson_holds_where_wald_says_that_all_is_certain() -> None:
    all_found = Share(10, 10)

    assert accuracy.wald(all_found) == (1, 1)
    assert as_printed(accuracy.wilson(all_found)[0] * 100, "0.0") == "72.2"


def test_only_our_own_screen_is_offered_and_it_claims_no_validation() -> None:
    offered = [screen for screen in SCREENS.values() if screen.offered]

    assert [screen.id for screen in offered] == ["ours"]
    assert offered[0].validated_in == ()
    assert offered[0].studies == ()


def test_nothing_is_called_validated_in_a_language_of_central_asia() -> None:
    ours = {*LANGUAGES} - {"en"}

    assert not any(ours & {*screen.validated_in} for screen in SCREENS.values())


@pytest.mark.parametrize(
    ("screen", "yes", "no", "outcome"),
    [
        ("greenbaum", 2, 0, Outcome.POSITIVE),
        ("greenbaum", 1, 5, Outcome.NEGATIVE),
        ("greenbaum", 1, 4, Outcome.UNKNOWN),
        ("greenbaum", 0, 5, Outcome.NEGATIVE),
        ("raft", 1, 0, Outcome.POSITIVE),
        ("raft", 0, 3, Outcome.UNKNOWN),
        ("raft", 0, 4, Outcome.NEGATIVE),
    ],
)
def test_a_skipped_question_is_neither_yes_nor_no(
    screen: str, yes: int, no: int, outcome: Outcome
) -> None:
    assert counted(SCREENS[screen], yes, no) is outcome


OURS = SCREENS["ours"]
SCRIPT = REAL.current["questions"]
CALM = {
    "promise": "same",
    "papers": "mine",
    "pay": "paid",
    "freedom": "yes",
    "harm": "no",
    "must": "no",
    "who": "any",
}


def outcome(screen: ShortScreen, **answers: str) -> tuple[Outcome, str | None]:
    return asked(screen, SCRIPT, {**CALM, **answers})


def test_our_screen_only_says_how_fast_a_person_is_offered() -> None:
    assert outcome(OURS) == (Outcome.NEGATIVE, None)
    assert outcome(OURS, papers="others") == (Outcome.POSITIVE, "today")
    assert outcome(OURS, papers="others", freedom="no") == (Outcome.POSITIVE, "now")


def test_skipping_much_of_our_screen_is_an_outcome_of_its_own() -> None:
    assert outcome(OURS, papers="skip", pay="skip") == (Outcome.NEGATIVE, None)
    assert outcome(OURS, papers="skip", pay="skip", harm="skip") == (Outcome.UNKNOWN, None)
    assert asked(OURS, SCRIPT, {}) == (Outcome.UNKNOWN, None)


def test_our_screen_has_at_most_seven_questions_and_none_asks_why() -> None:
    asks = [step for step in SCRIPT.steps.values() if step.question]

    assert len(asks) <= 7
    assert not any("why" in told.text.lower() for step in asks for told in step.say)
