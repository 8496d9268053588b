"""Fresh on a day: facts past their end, those that soon will be, and those from the future."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.words.factbook import FACT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dialogs.checks.content import Content, WrittenFact
    from dialogs.checks.finding import Finding

# Long enough to find the page, have it read by a lawyer and publish the change.
SOON = timedelta(days=30)


def findings(content: Content) -> Iterator[Finding]:
    """Return what is old on the day one looks at it; nothing when no day is given.

    Expiry is a warning: an old fact is not shown, so it lies to nobody.
    """
    if content.on is None:
        return
    named = set(_named(content))
    for written in content.facts:
        yield from of_fact(written, content.on, is_named=written.fact.id in named)


def of_fact(written: WrittenFact, on: date, *, is_named: bool) -> Iterator[Finding]:
    """Return what is wrong with a fact's dates on a day."""
    fact = written.fact
    if fact.checked > on:
        yield written.say(f"It was checked on {fact.checked}, which has not come yet.", "checked")
    if fact.expires <= on:
        read = "people read the text without it" if is_named else "unused"
        yield written.say(f"Expired on {fact.expires}; {read}.", "expires", warning=True)
    elif fact.use == "show" and fact.expires - on <= SOON:
        yield written.say(f"It ends on {fact.expires}; look again.", "expires", warning=True)


def _named(content: Content) -> Iterator[str]:
    for written in content.scripts:
        for _, step in written.steps():
            for told in step.say:
                yield from FACT.findall(told.text)
            yield from step.lines
