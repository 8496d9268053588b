"""Test calls: which are due, and what the answer makes of a line.

A call is the only way from `check` to `show`. Nothing here touches a file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

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


def rewritten(text: str, fact: Fact) -> str:
    """Return a file of facts in which one has what a call made of it; all else is untouched."""
    first, last = _block(text, fact.id)
    lines = text.splitlines(keepends=True)
    yaml = _writer()
    items = yaml.load("".join(lines[first:last]))
    items[0].update({"use": fact.use, "checked": fact.checked, "expires": fact.expires})
    call = fact.tests[-1].model_dump()
    if "tests" not in items[0]:
        items[0].insert(list(items[0]).index("line") + 1, "tests", [])
    items[0]["tests"].append(call)
    out = StringIO()
    yaml.dump(items, out)
    return "".join([*lines[:first], out.getvalue(), *lines[last:]])


def _writer() -> YAML:
    """Return what writes YAML as people do: quotes and comments kept, no folding, no anchors."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1000
    yaml.representer.ignore_aliases = lambda *_: True
    return yaml


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


def _block(text: str, name: str) -> tuple[int, int]:
    """Return the first line of a fact in its file, and the first line after it."""
    items = YAML(typ="rt").load(text)
    starts = [*(items.lc.item(number)[0] for number in range(len(items))), None]
    number = [item["id"] for item in items].index(name)
    return starts[number], starts[number + 1] or len(text.splitlines())
