"""What changed between two states of the texts, told to people who do not read diffs of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content

# (message, language) -> how it is said.
Texts = Mapping[tuple[str, str], str]


def texts_of(content: Content) -> Texts:
    """Return every text of a state by its message and language, in the order of the files."""
    order = {said.key: number for number, said in enumerate(content.said)}
    told = sorted(content.told, key=lambda each: order[each.key])
    texts: dict[tuple[str, str], str] = {}
    for each in told:
        key = (each.key, each.language)
        texts[key] = f"{texts[key]} | {each.text}" if key in texts else each.text
    return texts


def changes(before: Texts, after: Texts) -> Iterator[str]:
    """Return a heading for each step, then a line for what went and one for what came."""
    heading = ""
    for key, language in dict.fromkeys([*after, *before]):
        old, new = before.get((key, language)), after.get((key, language))
        if old == new:
            continue
        step = ":".join(key.split(".")[:2])
        if step != heading:
            yield f"\n{step}" if heading else step
            heading = step
        yield from _told(f"{key.split('.', 2)[-1]} [{language}]", old, new)


def _told(where: str, old: str | None, new: str | None) -> Iterator[str]:
    yield f"  {where}"
    if old is not None:
        yield f"    - {old}"
    if new is not None:
        yield f"    + {new}"
