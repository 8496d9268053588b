"""What may be told of one case, in the words of the standard, and how rows become alike.

The highest status that software may tell is that of a possible victim; an actual one needs an
office that decided so, which no program is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.case import CaseState
from hotline.domain.exchange.columns import BETWEEN, names
from hotline.domain.publishing.rounding import K

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hotline.domain.exchange.columns import Row

GENDERS = {"woman": "Feminine", "man": "Masculine", "other": "NonConforming"}
UNSAID = "NonSpecifiedUnknown"
STATES = {
    CaseState.WAITING: "Active",
    CaseState.OPEN: "Active",
    CaseState.SLEEPING: "FollowUp",
    CaseState.CLOSED: "Closed",
}
# A sign that was told -> a method of control, by the definitions of the standard.
CONTROL = {
    "destination.documents_taken": "WithholdsDocuments",
    "destination.debt_bondage": "DebtBondage",
    "destination.pay_withheld": "TakesEarnings",
    "destination.threatened": "PhysicalThreats",
    "destination.threat_of_police": "ThreatsLawEnforcement",
    "destination.family_hurt": "ThreatensChildrenFamily",
    "destination.hurt": "PhysicalAbuse",
    "destination.hours_excessive": "ExcessiveWorkingHours",
    "destination.kept_isolated": "RestrictsMovement",
    "recruitment.documents_taken": "WithholdsDocuments",
    "recruitment.debt_bondage": "DebtBondage",
    "recruitment.deceived_job": "FalsePromises",
    "recruitment.deceived_pay": "FalsePromises",
    "recruitment.deceived_conditions": "FalsePromises",
    "recruitment.kept_isolated": "RestrictsMovement",
}
# Defined by the standard and missing in its list: told as Other there, by name in our column.
UNLISTED = frozenset({"RestrictsMovement", "UsesChildren"})
EXPLOITATION = {
    "destination.forced_tasks": "ForcedLabour",
    # The standard has no value for crimes that somebody is forced to commit.
    "destination.forced_crime": "Other",
}
# What somebody could be found by, given up in this order until eleven people are alike.
WIDENED = (
    ("ext_CountryOfExploitation", ""),
    ("ext_AgeBand", ""),
    ("prs_Gender", UNSAID),
)
FOUND_BY = tuple(name for name, _ in WIDENED)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the person of one case; `country` is two small letters."""

    state: CaseState
    signs: Collection[str]
    possible_victim: bool
    gender: str = ""
    age: str = ""
    country: str = ""


def row(told: Told) -> Row:
    """Return a case as one row of the standard; what identifies somebody is never in it."""
    methods = {CONTROL[sign] for sign in told.signs if sign in CONTROL}
    listed = {"Other" if method in UNLISTED else method for method in methods}
    kinds = {EXPLOITATION[sign] for sign in told.signs if sign in EXPLOITATION}
    return dict.fromkeys(names(), "") | {
        "prs_Gender": GENDERS.get(told.gender, UNSAID),
        "vic_TraffickingStatus": "PossibleVictimOfTrafficking" if told.possible_victim else "",
        "vic_MethodsOfControl": BETWEEN.join(sorted(listed)),
        "vic_TypeOfExploitation": BETWEEN.join(sorted(kinds)),
        "cas_Status": STATES[told.state],
        "con_Consent": "true",
        "ext_MethodsOfControl": BETWEEN.join(sorted(methods & UNLISTED)),
        "ext_AgeBand": told.age,
        "ext_CountryOfExploitation": told.country.upper(),
    }


def generalised(rows: Iterable[Row]) -> Sequence[Row]:
    """Return rows in which everybody is like ten others at least, in no order of theirs.

    Whoever is still alone when all is given up is left out.
    """
    wide = [dict(each) for each in rows]
    for name, unknown in WIDENED:
        alike = _alike(wide)
        for each in wide:
            if alike[_found_by(each)] < K:
                each[name] = unknown
    alike = _alike(wide)
    kept = (each for each in wide if alike[_found_by(each)] >= K)
    return sorted(kept, key=lambda each: tuple(each.values()))


def _alike(rows: Iterable[Row]) -> Counter[tuple[str, ...]]:
    return Counter(_found_by(each) for each in rows)


def _found_by(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in FOUND_BY)


def sample(number: int) -> Sequence[Row]:
    """Return rows of nobody: every value by turns, to build and to train with."""
    signs = (*CONTROL, *EXPLOITATION)
    return [
        row(
            Told(
                state=list(CaseState)[place % len(CaseState)],
                signs={signs[place * 7 % len(signs)], signs[place * 3 % len(signs)]},
                possible_victim=place % 3 == 0,
                gender=("woman", "man", "other", "")[place % 4],
                age=("adult", "child", "")[place % 3],
                country=("ru", "kz", "kr", "tr", "ae", "pl")[place % 6],
            )
        )
        for place in range(number)
    ]
