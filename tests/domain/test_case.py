from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from hotline.domain.case import (
    AlreadyTaken,
    Case,
    CaseCode,
    CaseGone,
    CaseId,
    CaseState,
    OperatorKey,
    take,
)
from hotline.domain.priority import Priority

ONE, OTHER = OperatorKey(b"one"), OperatorKey(b"other")


def waiting() -> Case:
    return Case(CaseId(uuid.uuid4()), CaseCode("ACDEFG"), None, "tg")


def test_the_first_operator_who_takes_a_case_holds_it() -> None:
    taken = take(waiting(), ONE)

    assert (taken.owner, taken.state) == (ONE, CaseState.OPEN)


def test_a_second_operator_is_told_that_another_was_faster() -> None:
    with pytest.raises(AlreadyTaken):
        take(take(waiting(), ONE), OTHER)


def test_taking_twice_changes_nothing() -> None:
    taken = take(waiting(), ONE)

    assert take(taken, ONE) == taken


def test_a_closed_case_cannot_be_taken() -> None:
    with pytest.raises(CaseGone):
        take(replace(waiting(), state=CaseState.CLOSED), ONE)


@pytest.mark.parametrize("other", list(Priority))
def test_software_never_lowers_a_priority(other: Priority) -> None:
    for priority in Priority:
        assert priority.raised_to(other).rank == min(priority.rank, other.rank)
