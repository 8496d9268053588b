"""Phone lines: shown after a test call only, named in every language, believed not too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words.factbook import FACT
from dialogs.words.languages import LANGUAGES
from dialogs.words.names import country_name, language_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dialogs.checks.content import Content, WrittenFact, WrittenScript
    from dialogs.checks.finding import Finding
    from dialogs.engine.script import Step

# Phones that were shown on their sources before there were test calls, with their numbers.
SHOWN_BY_SOURCE = "shown_by_source.txt"


def read_shown_by_source(folder: Path) -> frozenset[tuple[str, str]]:
    """Return (id, number) of every phone that a folder's list lets be shown without a call."""
    path = folder / SHOWN_BY_SOURCE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    told = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return frozenset((name, number) for name, _, number in told)


def findings(content: Content) -> Iterator[Finding]:
    """Return what is wrong with phone lines and with the steps that show them."""
    for written in content.facts:
        if written.fact.line is not None:
            yield from _called(written, content.shown_by_source)
            yield from _believed(written)
            yield from _nameless(written)
    for script in content.scripts:
        for name, step in script.steps():
            yield from _shown(content, script, name, step)


def _called(written: WrittenFact, by_source: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    fact, call = written.fact, written.fact.last_call
    if call is not None and call.result == "dead" and fact.use != "hide":
        yield written.say("The newest test call found it dead: it must be `hide`.", "use")
    elif fact.use == "show" and call is None and (fact.id, str(fact.value)) not in by_source:
        yield written.say(
            "Nobody has called this number: leave it `check` and run `hotline content tested`.",
            "use",
        )


def _believed(written: WrittenFact) -> Iterator[Finding]:
    fact = written.fact
    if fact.expires - fact.checked > fact.holds:
        yield written.say(f"A number like this is believed {fact.holds.days} days.", "expires")
    if fact.last_call and fact.last_call.on > fact.checked:
        yield written.say("A test call is newer than `checked`.", "checked")


def _nameless(written: WrittenFact) -> Iterator[Finding]:
    fact, line = written.fact, written.fact.line
    if line is None:
        return
    yield from _missing(written, country_name, fact.country, "country")
    if line.seat:
        yield from _missing(written, country_name, line.seat, "line", "seat")
    for code in line.languages:
        yield from _missing(written, language_name, code, "line", "languages")


def _missing(
    written: WrittenFact, name_of: Callable[[str, str], str], code: str, *where: str
) -> Iterator[Finding]:
    for language in LANGUAGES:
        try:
            name_of(code, language)
        except LookupError as error:
            yield written.say(f"{error.args[0]}", *where)


def _shown(content: Content, script: WrittenScript, name: str, step: Step) -> Iterator[Finding]:
    facts = content.speech.facts.facts
    for number, fact_id in enumerate(step.lines):
        where = ("steps", name, "lines", number)
        if fact_id not in facts:
            yield script.say(f"There is no fact {fact_id}.", *where)
        elif facts[fact_id].line is None:
            yield script.say(f"{fact_id} is no phone line.", *where)
    for number, told in enumerate(step.say):
        for fact_id in FACT.findall(told.text):
            if fact_id in facts and facts[fact_id].unit == "body":
                yield script.say(
                    f"The name in {fact_id} is for editors: say it in words.",
                    *("steps", name, "say", number),
                )
