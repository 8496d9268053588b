"""Short screens: what is known of them, and what an answer to ours leads to.

A screen is no finding. Ours is offered in the chat, is not validated in any
language, and decides one thing: whether to offer a person, and how fast.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from dialogs.engine.script import PRIORITIES, Model, Name, PriorityName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.engine.script import Script

Figure = Literal[
    "sensitivity", "specificity", "ppv", "npv", "prevalence", "lr_positive", "positives"
]
SKIP = "skip"


class Counts(Model):
    """A table of counts as a file tells it; what was not published is left out."""

    tp: int
    fn: int
    tn: int | None = None
    fp: int | None = None


class PrintedInterval(Model):
    """An interval as the counts give it, and as it was printed where that differs."""

    figure: Figure
    method: Literal["wald", "wilson", "exact", "exact_one_sided", "log"]
    low: str | None = None
    high: str | None = None
    printed_low: str | None = None
    printed_high: str | None = None


class Study(Model):
    """What one study published about one screen; figures are per cent as printed."""

    id: Name
    instrument: str
    cut_off: int
    setting: str
    citation: str
    source: str
    counts: Literal["published", "derived"]
    table: Counts
    published: dict[Figure, str]
    misprinted: dict[Figure, str] = Field(default_factory=dict)
    intervals: tuple[PrintedInterval, ...] = ()


class ShortScreen(Model):
    """One screen: its rule, where it was validated, whether we offer it."""

    id: Name
    name: str
    offered: bool
    validated_in: tuple[str, ...]
    rule: str
    script: Name | None = None
    enough: int | None = None
    cut_off: int | None = None
    items: int | None = None
    studies: tuple[Name, ...] = ()


class Outcome(StrEnum):
    """What a screen came to."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


def counted(screen: ShortScreen, yes: int, no: int) -> Outcome:
    """Score a screen with a cut-off; too many skipped to reach or to miss it is unknown."""
    if screen.cut_off is None:
        raise ValueError(f"{screen.id} has no cut-off")
    if yes >= screen.cut_off:
        return Outcome.POSITIVE
    skipped = (screen.items or yes + no) - yes - no
    return Outcome.UNKNOWN if yes + skipped >= screen.cut_off else Outcome.NEGATIVE


def asked(
    screen: ShortScreen, script: Script, answers: Mapping[str, str]
) -> tuple[Outcome, PriorityName | None]:
    """Score our own screen: the most urgent answer, and what skipping leaves open.

    `answers` are those to this script by step; a step that is missing was not
    reached, which leaves as much open as skipping it.
    """
    questions = {name: step for name, step in script.steps.items() if step.question}
    said = {
        choice.priority
        for name, step in questions.items()
        for choice in step.choices
        if choice.id == answers.get(name)
    }
    urgency = next((name for name in PRIORITIES if name in said), None)
    if urgency:
        return Outcome.POSITIVE, urgency
    open_ = sum(answers.get(name, SKIP) == SKIP for name in questions)
    return (Outcome.UNKNOWN if open_ >= (screen.enough or 1) else Outcome.NEGATIVE), None
