"""A state's list of agencies: taken in whole, or refused with every fault and its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hotline.domain.agencies import OLDEST, Agency, Refused, Register, Standing, read_lines

HEADER = ["name", "number", "standing", "until"]
GOOD = ["ОсОО «Инвентар Путь»", "KG-7/26", "licensed", "2027-03-01"]


def faults(*lines: list[str], header: list[str] = HEADER) -> list[tuple[int, str]]:
    with pytest.raises(Refused) as refused:
        read_lines(header, lines)
    return [(fault.line, fault.what) for fault in refused.value.faults]


def test_a_list_is_read_as_the_state_wrote_it() -> None:
    read = read_lines(HEADER, [GOOD, ["Ikki", "2", "revoked", ""]])

    assert read == [
        Agency("ОсОО «Инвентар Путь»", "KG-7/26", Standing.LICENSED, date(2027, 3, 1)),
        Agency("Ikki", "2", Standing.REVOKED, None),
    ]


def test_every_fault_is_named_with_its_line() -> None:
    found = faults(
        GOOD,
        ["", "8", "licensed", ""],
        ["Uch", "kg-7/26", "licensed", ""],
        ["To‘rt", "9", "fine", "soon"],
        ["Besh", "10"],
    )

    assert [line for line, _ in found] == [3, 4, 5, 5, 6]
    assert found[1] == (4, "The number stands in line 2 already.")


@pytest.mark.parametrize(
    "header", [["name", "number"], ["number", "name", "standing", "until"], []]
)
def test_other_columns_are_refused_before_any_line(header: list[str]) -> None:
    assert [line for line, _ in faults(GOOD, header=header)] == [1]


def test_a_list_of_nobody_is_refused() -> None:
    assert faults() == [(2, "The list is empty.")]


def test_nobody_is_answered_from_an_old_list() -> None:
    taken = date(2026, 5, 1)
    register = Register("kg", "https://list.example", taken)

    assert register.is_fresh(taken + OLDEST)
    assert not register.is_fresh(taken + OLDEST + timedelta(days=1))
