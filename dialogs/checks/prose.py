"""Prose: no number but a fact's, and a sentence ready for the day the fact may not be shown."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from dialogs.engine.screen import screen_at, texts_on
from dialogs.words.factbook import FACT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content, WrittenScript
    from dialogs.checks.finding import Finding
    from dialogs.engine.script import Step

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def findings(content: Content) -> Iterator[Finding]:
    """Return what is wrong with the English of the scripts."""
    for written in content.scripts:
        for name, step in written.steps():
            yield from _paragraphs(content, written, name, step)
            yield from _braces(content, written, name)


def holds_digit(text: str) -> bool:
    """Say whether a number stands in a text outside its placeholders, in any writing."""
    return any(letter.isdigit() for letter in PLACEHOLDER.sub("", text))


def _braces(content: Content, written: WrittenScript, name: str) -> Iterator[Finding]:
    screen = screen_at(content.library, written.place(name))
    for text in texts_on(screen) if screen else ():
        where = ("steps", name)
        if holds_digit(text.english):
            yield written.say(f"A number outside {{fact:…}}: {_short(text.english)}", *where)
        if "{" in FACT.sub("", text.english) or "}" in FACT.sub("", text.english):
            yield written.say(f"A brace outside {{fact:…}}: {_short(text.english)}", *where)
        if FACT.search(text.english) and ".say." not in text.key:
            yield written.say("A fact may stand in a paragraph only.", *where)


def _paragraphs(
    content: Content, written: WrittenScript, name: str, step: Step
) -> Iterator[Finding]:
    for number, told in enumerate(step.say):
        where = ("steps", name, "say", number)
        named = FACT.findall(told.text)
        for fact in named:
            if fact not in content.speech.facts.facts:
                yield written.say(f"There is no fact {fact}.", *where)
        if named and told.without is None:
            yield written.say("A paragraph with a fact needs `without`.", *where)
        if told.without and not named:
            yield written.say("`without` stands beside a paragraph with no fact.", *where)
        if told.without and FACT.search(told.without):
            yield written.say("`without` names a fact itself.", *where)


def _short(text: str) -> str:
    return textwrap.shorten(text, 60, placeholder=" …")
