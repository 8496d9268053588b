"""Writing a test call into the text of a file of facts, every comment and quote kept."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from dialogs.facts.fact import Fact


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


def _block(text: str, name: str) -> tuple[int, int]:
    """Return the first line of a fact in its file, and the first line after it."""
    items = YAML(typ="rt").load(text)
    starts = [*(items.lc.item(number)[0] for number in range(len(items))), None]
    number = [item["id"] for item in items].index(name)
    return starts[number], starts[number + 1] or len(text.splitlines())
