"""Sizes in every language: labels fit a cheap phone, screens fit a tired person."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.words.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

    from dialogs.checks.catalogue import Catalogue
    from dialogs.checks.content import Content
    from dialogs.checks.shown import Shown
    from dialogs.words.render import Rendered

LABEL = 32
SCREEN = 900
# About nine lines of a cheap phone, without phone lines: those are looked up, not read.
COMFORTABLE = 450

# Two of these share a row.
HALF_LABEL = 16
HALVES = {f"phrase.{name}" for name in ("back", "home", "help", "leave", "skip", "stop")}

# core.telegram.org/bots/api: setMyName, setMyShortDescription, setMyDescription, BotCommand.
SURFACE = {"bot.name": 64, "bot.about": 120, "bot.description": 512, "command": 256}

# Marks of direction take no room.
UNSEEN = re.compile(f"[{FIRST_STRONG_ISOLATE}{POP_ISOLATE}{RIGHT_TO_LEFT_MARK}]")


def findings(content: Content) -> Iterator[Finding]:
    """Return what is too long, in English and in every other language."""
    for written in content.scripts:
        for name, step in written.steps():
            for number, choice in enumerate(step.choices):
                if len(choice.label) > LABEL:
                    where = ("steps", name, "choices", number, "label")
                    yield written.say(_too_long("en", len(choice.label), LABEL), *where)
    for _, shown in groupby(content.shown, key=lambda each: (each.written.lines.path, each.step)):
        yield from _screen(list(shown))
    for catalogue in content.catalogues:
        for message in catalogue.messages.values():
            yield from of_message(catalogue, message)


def of_message(catalogue: Catalogue, message: Message) -> Iterator[Finding]:
    """Return whether one translation is too long for its place."""
    most = longest(str(message.context))
    if most is None or not isinstance(message.string, str) or len(message.string) <= most:
        return
    told = _too_long(catalogue.language, len(message.string), most)
    yield Finding(catalogue.path, message.lineno or 1, f"{message.context}: {told}")


def longest(key: str) -> int | None:
    """Return how many characters fit where a message stands, if its place has a limit."""
    if ".choice." in key:
        return LABEL
    if key in HALVES:
        return HALF_LABEL
    return SURFACE.get(key) or SURFACE.get(key.split(".", maxsplit=1)[0])


def _screen(shown: list[Shown]) -> Iterator[Finding]:
    written, name = shown[0].written, shown[0].step
    whole, language = max((max(map(_length, each.ways)), each.language) for each in shown)
    prose, reader = max((_length(each.prose), each.language) for each in shown)
    if whole > SCREEN:
        told = f"The screen {name} has {whole} characters in {language}; {SCREEN} is the most."
        yield written.say(told, "steps", name)
    elif prose > COMFORTABLE:
        told = f"The screen {name} has {prose} characters in {reader}; {COMFORTABLE} reads well."
        yield written.say(told, "steps", name, warning=True)


def _length(shown: Rendered) -> int:
    return len(UNSEEN.sub("", f"{shown.title or ''}{shown.body}"))


def _too_long(language: str, length: int, limit: int) -> str:
    return f"{length} characters in {language}; {limit} is the most."
