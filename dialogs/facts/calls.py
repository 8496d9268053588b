"""Test calls: which are due, and what the answer makes of a line.

A call is the only way from `check` to `show`. Nothing here touches a file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.reading import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dialogs.facts.fact import Fact
    from dialogs.facts.line import Call

# Long enough for a desk to find a quiet hour and somebody who speaks the language.
SOON = timedelta(days=30)


def due(facts: Iterable[Fact], on: date) -> list[Fact]:
    """Return whom to call: the ones to be called first, then by expiry.

    Among them are offices whose number is still to be found; what is hidden is not called.
    """
    waiting = [fact for fact in facts if _is_due(fact, on)]
    return sorted(
        waiting, key=lambda fact: (fact.call_first or len(waiting), fact.expires, fact.id)
    )


def stale(facts: Iterable[Fact], on: date, within: timedelta) -> list[Fact]:
    """Return the facts whose end has come, or comes within a time, the oldest first."""
    ending = [fact for fact in facts if fact.use != "hide" and fact.expires <= on + within]
    return sorted(ending, key=lambda fact: (fact.expires, fact.id))


def called(fact: Fact, call: Call, today: date) -> Fact:
    """Return what a line has become by a call; raises ContentError in one plain sentence."""
    reason = _refusal(fact, call, today)
    if reason:
        raise ContentError([reason])
    return fact.model_copy(
        update={
            "use": "show" if call.result == "answered" else "hide",
            "checked": call.on,
            "expires": call.on + fact.holds,
            "tests": (*fact.tests, call),
        }
    )


def _is_due(fact: Fact, on: date) -> bool:
    if fact.use == "hide" or (fact.line is None and fact.call_first is None):
        return False
    return fact.use == "check" or fact.expires <= on + SOON


def _refusal(fact: Fact, call: Call, today: date) -> str | None:
    if fact.line is None:
        return f"{fact.id} is no phone line."
    if call.on > today:
        return f"{call.on} has not come yet."
    if fact.tests and call.on < fact.tests[-1].on:
        return f"A newer test call of {fact.id} is known, of {fact.tests[-1].on}."
    if fact.use == "hide" and call.result == "answered" and not _is_dead(fact):
        return f"{fact.id} was not hidden by a call; an editor must set it to `check` first."
    return None


def _is_dead(fact: Fact) -> bool:
    return fact.last_call is not None and fact.last_call.result == "dead"
