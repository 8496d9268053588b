"""Ways through the scripts: every target exists, every step is reached, nobody is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content, WrittenScript
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.engine.script import Step

# Where the engine itself begins, whatever the scripts say.
ENTRIES = {
    "language": (),
    "home": (),
    "help": (),
    "privacy": ("what", "erase"),
    "person": ("safe", "waiting", "away", "talking", "closed", "danger", "urgent", "heavy"),
    "words": ("found",),
    "phone": ("none", "mistyped"),
    "ask": ("order", "parcel"),
    "agency": ("found", "unknown", "unlisted"),
    "sharing": (
        "asked",
        "given",
        "tell",
        "refused",
        "withdrawn",
        "over",
        "none",
        "accepted",
        "declined",
        "served",
    ),
}


def findings(content: Content) -> Iterator[Finding]:
    """Return what is wrong with the ways through the scripts."""
    yield from _missing_entries(content)
    reached = _reached(content.library)
    for written in content.scripts:
        if written.script.start not in written.script.steps:
            yield written.say(f"There is no step {written.script.start} to start with.", "start")
        for name, step in written.steps():
            yield from _lost_targets(content, written, name, step)
            if written.place(name) not in reached:
                yield written.say(f"Nothing leads to the step {name}.", "steps", name)


def targets(step: Step) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Return where a step leads, each with its way in the file."""
    for number, choice in enumerate(step.choices):
        if choice.to:
            yield ("choices", number, "to"), choice.to
    if step.asks:
        yield ("asks", "then"), step.asks.then
        yield ("asks", "unfit"), step.asks.unfit
    if step.then:
        yield ("then",), step.then
    if step.question:
        yield ("question", "skip"), step.question.skip
        yield ("question", "stop"), step.question.stop


def _missing_entries(content: Content) -> Iterator[Finding]:
    scripts = {written.script.script: written for written in content.scripts}
    for name, steps in ENTRIES.items():
        written = scripts.get(name)
        if written is None:
            yield Finding(f"dialogs/scripts/{name}.yaml", 1, "The engine needs this script.")
            continue
        for step in set(steps) - set(written.script.steps):
            yield written.say(f"The engine needs the step {step}.", "steps")


def _lost_targets(
    content: Content, written: WrittenScript, name: str, step: Step
) -> Iterator[Finding]:
    for where, target in targets(step):
        if not _exists(content.library, written.place(name), target):
            yield written.say(f"There is no step {target}.", "steps", name, *where)


def _exists(library: Library, here: Place, target: str) -> bool:
    script, _, _ = target.rpartition(":")
    known = not script or script in library.current
    return known and library.find(library.follow(here, target)) is not None


def _reached(library: Library) -> set[Place]:
    waiting = [
        library.begin(script, step)
        for script, steps in ENTRIES.items()
        if script in library.current
        for step in (None, *steps)
    ]
    reached: set[Place] = set()
    while waiting:
        here = waiting.pop()
        step = library.find(here)
        if step is not None and here not in reached:
            reached.add(here)
            waiting += [
                library.follow(here, target)
                for _, target in targets(step)
                if _exists(library, here, target)
            ]
    return reached
