"""YAML as our files are written: plain words stay words, each key once, a line for everything.

The quick reader is libyaml. It follows YAML 1.1, in which `no` is false and
08:00 a number; a script needs both as they stand, so scalars are read by the
core schema of YAML 1.2 (yaml.org/spec/1.2.2, chapter 10), and days as days.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

# What libyaml calls a value that is not a word, and how it is written.
_CORE = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?(?:0|[1-9][0-9]*)",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)",
    "timestamp": r"\d{4}-\d{2}-\d{2}",
}


class _Reader(yaml.CSafeLoader):
    """Reads by the core schema and refuses a key that is told twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # as yaml declares it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  # yaml declares it so
        """Return the mapping; raises ConstructorError for a key that is told twice."""
        told: set[str] = set()
        for key, _ in node.value:
            if key.value in told:
                problem = f"the key {key.value} stands twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            told.add(key.value)
        return super().construct_mapping(node, deep=deep)


for _name, _pattern in _CORE.items():
    _Reader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), None
    )


def loaded(text: str) -> Any:  # noqa: ANN401  # YAML may hold anything
    """Return what a text holds; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Reader)  # noqa: S506  # it is a safe loader with fewer words


def tree(text: str) -> yaml.Node | None:
    """Return a text's values with their lines; raises yaml.YAMLError."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Reader)
    return node


def inside(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, int] | None:
    """Return a key's or an item's value and the line, from 0, on which it begins."""
    if isinstance(node, yaml.MappingNode):
        found = next((pair for pair in node.value if pair[0].value == str(part)), None)
        return (found[1], found[0].start_mark.line) if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line
    return None
