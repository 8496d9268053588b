from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.domain.codes import (
    ALPHABET,
    FIRST_WAIT,
    FREE_TRIES,
    OVERALL_TRIES,
    SYMBOLS,
    code_of,
    looks_like_code,
    may_try,
    read_code,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CODE = code_of(0x1_2345_6789_ABCD_EF01)
NUMBERS = st.integers(0, 2 ** (5 * SYMBOLS) - 1)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' — ')} .",
        f"\u2068{CODE}\u2069",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "о").replace("1", "I"),
        CODE.translate(str.maketrans("AEKMHPCTYXB", "АЕКМНРСТУХВ")),
        CODE.translate(str.maketrans("AEKMHPCTYXB", "аекмнрстухв")),
        CODE.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == CODE.replace("-", "")


@given(NUMBERS, st.integers(0, SYMBOLS + 1), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_always_seen(number: int, place: int, wrong: str) -> None:
    symbols = code_of(number).replace("-", "")
    mistyped = symbols[:place] + wrong + symbols[place + 1 :]

    assert read_code(mistyped) == (symbols if mistyped == symbols else None)


@given(NUMBERS, st.integers(0, SYMBOLS - 2))
def test_two_neighbours_that_changed_places_are_always_seen(number: int, place: int) -> None:
    symbols = code_of(number).replace("-", "")
    changed = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]

    assert changed == symbols or read_code(changed) is None


@pytest.mark.parametrize(
    "words",
    ["", "help me please", "+992 90 123 45 67 00", "меня зовут Ахмад", "my boss took 2 papers"],
)
def test_words_and_numbers_are_not_taken_for_a_code(words: str) -> None:
    assert read_code(words) is None
    assert not looks_like_code(words)


def test_a_slip_still_looks_like_a_code() -> None:
    code = CODE

    assert looks_like_code(code[:-1])
    assert looks_like_code(code + "7")


def test_slips_are_free_and_guessing_waits_longer_each_time() -> None:
    tries = [NOON] * FREE_TRIES

    assert may_try(tries[1:], 0, NOON)
    assert not may_try(tries, 0, NOON + FIRST_WAIT - timedelta(seconds=1))
    assert may_try(tries, 0, NOON + FIRST_WAIT)
    assert not may_try([*tries, NOON], 0, NOON + FIRST_WAIT)
    assert may_try([*tries, NOON], 0, NOON + 2 * FIRST_WAIT)


def test_all_people_together_cannot_guess_fast() -> None:
    assert may_try([], OVERALL_TRIES - 1, NOON)
    assert not may_try([], OVERALL_TRIES, NOON)
