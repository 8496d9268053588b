"""A script as boxes to be drawn: what the engine walks, without what is on every screen anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.engine.library import Library
    from dialogs.engine.script import Choice, Script, Step


@dataclass(frozen=True, slots=True)
class Way:
    """One line of a box: a choice, where it leads (None: it only acts) and what else it does."""

    label: str
    target: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A step, or a whole script in the drawing of all scripts; `about` stands small below."""

    name: str
    title: str
    about: str
    kind: Literal["tells", "asks", "sensitive"]
    ways: tuple[Way, ...]


def steps_of(script: Script) -> list[Box]:
    """Return the steps of a script, the first one first."""
    names = sorted(script.steps, key=lambda name: name != script.start)
    return [_step(name, script.steps[name]) for name in names]


def scripts_of(library: Library) -> list[Box]:
    """Return all scripts, home first, each with the scripts it leads to."""
    scripts = sorted(library.current.values(), key=lambda script: script.script != "home")
    return [_script(script) for script in scripts]


def _step(name: str, step: Step) -> Box:
    kind: Literal["tells", "asks", "sensitive"] = "tells"
    if step.sensitive:
        kind = "sensitive"
    elif step.question:
        kind = "asks"
    title = step.title or (step.say[0].text if step.say else name)
    return Box(name, title, name, kind, tuple(_ways(step)))


def _ways(step: Step) -> Iterator[Way]:
    for choice in step.choices:
        yield Way(choice.label, choice.to, tuple(_notes(choice)))
    if step.asks:
        yield Way("💬 a word", step.asks.then)
        yield Way("💬 an unfit word", step.asks.unfit)
    if step.then:
        yield Way("🌐 a place", step.then)
    if step.question:
        yield Way("⏭ skip", step.question.skip)
        yield Way("⏹ stop", step.question.stop)


def _notes(choice: Choice) -> Iterator[str]:
    yield from choice.do
    if choice.priority:
        yield choice.priority


def _script(script: Script) -> Box:
    targets = dict.fromkeys(
        way.target.partition(":")[0]
        for step in script.steps.values()
        for way in _ways(step)
        if way.target and ":" in way.target
    )
    others = [target for target in targets if target != script.script]
    ways = tuple(Way(target, target) for target in others)
    return Box(script.script, script.script, script.about, "tells", ways)
