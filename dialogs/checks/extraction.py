"""Every text a person or an operator can meet, with the place where it is written.

There is no second list: scripts are asked through `screen_at`, so exactly what
can be shown is translated, phrases are the constants of one module, and the
instruments name what operators read of them.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Place
from dialogs.engine.screen import screen_at, texts_on
from dialogs.instruments import shelf
from dialogs.reading import named
from dialogs.words.rooms import ROOMS
from dialogs.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from dialogs.checks.content import Content, WrittenScript
    from dialogs.engine.library import Library
    from dialogs.engine.script import Script


@dataclass(frozen=True, slots=True)
class Said:
    """A message for translators: `plural` is set where something is counted."""

    key: str
    english: str
    plural: str | None
    note: str
    path: str
    line: int


def every_text(content: Content) -> list[Said]:
    """Return all messages: the scripts by file and step, the phrases, the instruments."""
    scripts = (said for each in content.scripts for said in _script(each, content.library))
    return [*scripts, *phrase_texts(), *instrument_texts()]


def instrument_texts() -> Iterator[Said]:
    """Return what operators read of the instruments, file by file."""
    for path, text in shelf.texts():
        yield Said(text.key, text.english, None, text.note, named(path), _line_of(path, text))


def _line_of(path: Path, text: Text) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((at for at, line in enumerate(lines, start=1) if text.english in line), 1)


def phrase_texts() -> Iterator[Said]:
    """Return the constants of the modules of phrases in the order of the files."""
    for module in ROOMS:
        yield from _constants_of(module)


def _constants_of(module: ModuleType) -> Iterator[Said]:
    path = Path(str(module.__file__))
    for name, line in _constants(path):
        value = getattr(module, name)
        if isinstance(value, Text):
            yield Said(value.key, value.english, None, value.note, named(path), line)
        elif isinstance(value, tuple) and isinstance(value[0], Text):
            one, many = value
            yield Said(one.key, one.english, many, one.note, named(path), line)


def script_texts(script: Script, library: Library) -> Iterator[tuple[str, Text]]:
    """Return all texts of a script with the step in which each stands."""
    for name in script.steps:
        screen = screen_at(library, Place(script.script, script.revision, name))
        yield from ((name, text) for text in texts_on(screen)) if screen else ()


def _script(written: WrittenScript, library: Library) -> Iterator[Said]:
    lines, about = written.lines, written.script.about
    for name, text in script_texts(written.script, library):
        told = written.script.steps[name].note
        note = " ".join(" ".join(part for part in (about, told) if part).split())
        line = lines.at("steps", name, *_where(written, name, text))
        yield Said(text.key, text.english, None, note, lines.path, line)


def _where(written: WrittenScript, name: str, text: Text) -> tuple[int | str, ...]:
    """Turn a key, `script.step.say.2.without`, into the way to its line in the file."""
    _, _, kind, *rest = text.key.split(".")
    if kind in {"choice", "because"}:
        ids = [choice.id for choice in written.script.steps[name].choices]
        return ("choices", ids.index(rest[0]), "label" if kind == "choice" else kind)
    if kind == "say":
        return ("say", int(rest[0]) - 1, rest[1] if rest[1:] else "text")
    return ("title",)


def _constants(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.lineno
