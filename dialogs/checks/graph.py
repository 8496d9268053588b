"""A script as a picture, drawn in Mermaid's language from what the engine walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.engine.script import Choice, Script, Step

# A step that asks, a step that tells, and what happens outside any step.
ASKS, TELLS, DOES = "{{%s}}", "[%s]", "([%s])"


def mermaid(script: Script) -> str:
    """Return a script as a flow chart, without Back, Home, Help and Clear: they are everywhere."""
    return "\n".join(["flowchart TD", *_lines(script), ""])


def _lines(script: Script) -> Iterator[str]:
    yield f"    begin(({script.script})) --> {script.start}"
    for name, step in script.steps.items():
        shape = ASKS if step.question else TELLS
        yield f"    {name}{shape % _quoted(step.title or name)}"
        for choice in step.choices:
            yield from _choice(name, choice)
        yield from _ways_out(name, step)


def _choice(name: str, choice: Choice) -> Iterator[str]:
    label = " · ".join([choice.label, *choice.do, *([choice.priority] if choice.priority else [])])
    for action in choice.do:
        if choice.to is None:
            yield f"    {name} -->|{_quoted(label)}| {action}{DOES % _quoted(action)}"
    if choice.to:
        yield f"    {name} -->|{_quoted(label)}| {_node(choice.to)}"


def _ways_out(name: str, step: Step) -> Iterator[str]:
    if step.question:
        yield f'    {name} -.->|"skip"| {_node(step.question.skip)}'
        yield f'    {name} -.->|"stop"| {_node(step.question.stop)}'


def _node(target: str) -> str:
    """A step of another script is a node of its own, named with its script."""
    script, _, step = target.rpartition(":")
    return f"{script}__{step}{TELLS % _quoted(f'{script}: {step}')}" if script else step


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
