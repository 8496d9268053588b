"""What was told about a person, by whom, and every change to it: never overwritten.

Reports are kept in the order they came. A sign that an operator took back
stays in the list as taken back; the table an operator sees is made from the
whole list each time, so there is nothing that could be out of step with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from dialogs.instruments.dimensions import Result, assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from dialogs.instruments.ilo import Indicators
    from hotline.domain.case import OperatorKey
    from hotline.domain.priority import Priority


class Source(StrEnum):
    """Who caused a change."""

    PERSON = "person"
    OPERATOR = "operator"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Report:
    """One thing said: a sign or a profile, told or taken back, and why.

    `why` is the answer that said it (script.step.choice) or an operator's own
    words; `version` is that of the instrument at the time.
    """

    kind: Literal["sign", "profile"]
    name: str
    source: Source
    why: str
    version: str
    at: datetime
    withdrawn: bool = False
    operator: OperatorKey | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a case's priority; `why` is None once the person has erased themselves."""

    before: Priority
    after: Priority
    source: Source
    why: str | None
    at: datetime
    operator: OperatorKey | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a case comes to now: for operators only, and never a finding about a person."""

    result: Result
    profiles: tuple[str, ...]
    withdrawn: tuple[str, ...]
    skipped: tuple[str, ...]
    child: bool
    version: str


SKIP = "skip"


def standing(reports: Iterable[Report], kind: str) -> tuple[str, ...]:
    """Return what of a kind was told and not taken back, in the order it was first told."""
    told: dict[str, bool] = {}
    for report in reports:
        if report.kind == kind:
            told[report.name] = not report.withdrawn
    return tuple(name for name, stands in told.items() if stands)


def assessed(
    reports: Sequence[Report],
    answers: Iterable[tuple[str, str]],
    instrument: Indicators,
) -> Assessment:
    """Return what all reports and answers come to; `answers` are (question, answer)."""
    profiles = standing(reports, "profile")
    child = "child" in profiles
    signs = standing(reports, "sign")
    told = {report.name for report in reports if report.kind == "sign"}
    return Assessment(
        result=assess(instrument, signs, child=child),
        profiles=profiles,
        withdrawn=tuple(sorted(told - {*signs})),
        skipped=tuple(question for question, answer in answers if answer == SKIP),
        child=child,
        version=f"{instrument.instrument} {instrument.version}",
    )
