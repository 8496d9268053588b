"""Facts: one id each, a public source behind everything shown, and an end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dialogs.facts.evidence import MEMORY, is_cut, is_page
from dialogs.words.factbook import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content, WrittenFact
    from dialogs.checks.finding import Finding


def findings(content: Content) -> Iterator[Finding]:
    """Return what is wrong with the facts, whatever day it is."""
    ids = Counter(written.fact.id for written in content.facts)
    for written in content.facts:
        fact = written.fact
        if ids[fact.id] > 1:
            yield written.say("Two facts have this id.", "id")
        if fact.checked > fact.expires:
            yield written.say("It expired before it was checked.", "expires")
        if fact.source_date and fact.source_date > fact.checked:
            yield written.say("Its source is younger than the check.", "source_date")
        if fact.unit in COUNTED and not isinstance(fact.value, int):
            yield written.say(f"A number of {fact.unit}s must be a whole number.", "value")
        if fact.use == "show":
            yield from _unsourced(written)
        if content.on:  # work that waits, like an old fact: no reason to stop a build
            yield from _cut(written)


def _unsourced(written: WrittenFact) -> Iterator[Finding]:
    sources = written.fact.source
    if not any(is_page(source) for source in sources):
        yield written.say("What is shown needs a public page as source.", "source")
    if MEMORY in sources:
        yield written.say("What somebody only remembers is not shown.", "source")


def _cut(written: WrittenFact) -> Iterator[Finding]:
    for source in filter(is_cut, written.fact.source):
        sentence = f"The address {source} is not whole; look it up on its site."
        yield written.say(sentence, "source", warning=True)
