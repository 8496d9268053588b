"""Boxes drawn as SVG: columns by distance from the first box, and no two lines ever cross.

Only the way by which a box is first met is drawn as a line; every other way
names its goal beside the choice. So a drawing of thirty steps stays readable.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dialogs.checks.graph import Box, Way

WIDTH, HEAD, LINE, FOOT = 300, 44, 24, 8
BETWEEN_COLUMNS, BETWEEN_BOXES, MARGIN = 90, 22, 24
# What fits a box at this size of letters.
TITLE_LETTERS, ABOUT_LETTERS, LABEL_LETTERS = 34, 48, 25

STYLE = """
svg { background: #ffffff; font-family: "Noto Sans", "Noto Color Emoji", sans-serif; }
rect { fill: #f6f8fa; stroke: #8a98a8; rx: 8px; }
.asks rect { fill: #eef4ff; stroke: #5b7fc7; }
.sensitive rect { fill: #fff4e8; stroke: #c98532; }
.title { font-size: 14px; font-weight: 600; fill: #1c2733; }
.name, .goal { font-size: 11px; fill: #5a6875; }
.goal { text-anchor: end; }
.label { font-size: 12.5px; fill: #1c2733; }
path { fill: none; stroke: #8a98a8; stroke-width: 1.5; }
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands: its upper left corner."""

    x: int
    y: int


def svg(boxes: Sequence[Box]) -> str:
    """Return the drawing of boxes, the first of which is where everything begins."""
    known = {box.name: box for box in boxes}
    met = _first_met(boxes)
    spots = _spots(known, _columns(met))
    width = max(spot.x for spot in spots.values()) + WIDTH + MARGIN
    height = max(spot.y + _height(known[name]) for name, spot in spots.items()) + MARGIN
    drawn = [line for name in known for line in _box(known[name], spots, met)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
            f"<title>{escape(boxes[0].title)}</title>",
            f"<style>{STYLE}</style>",
            *drawn,
            "</svg>",
            "",
        ]
    )


def _first_met(boxes: Sequence[Box]) -> dict[str, tuple[str, int] | None]:
    """Return for each box by which line of which other box it is met first, None for a start."""
    known = {box.name: box for box in boxes}
    met: dict[str, tuple[str, int] | None] = {}
    for start in known:
        if start in met:
            continue
        met[start] = None
        waiting = deque([start])
        while waiting:
            name = waiting.popleft()
            for line, way in enumerate(known[name].ways):
                if way.target in known and way.target not in met:
                    met[way.target] = (name, line)
                    waiting.append(way.target)
    return met


def _columns(met: Mapping[str, tuple[str, int] | None]) -> list[list[str]]:
    columns: list[list[str]] = []
    for name in met:
        depth, by = 0, met[name]
        while by is not None:
            depth, by = depth + 1, met[by[0]]
        columns += [[] for _ in range(depth + 1 - len(columns))]
        columns[depth].append(name)
    return columns


def _spots(known: Mapping[str, Box], columns: Sequence[Sequence[str]]) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for number, column in enumerate(columns):
        below = MARGIN
        for name in column:
            spots[name] = Spot(MARGIN + number * (WIDTH + BETWEEN_COLUMNS), below)
            below += _height(known[name]) + BETWEEN_BOXES
    return spots


def _height(box: Box) -> int:
    return HEAD + LINE * len(box.ways) + FOOT


def _box(
    box: Box, spots: Mapping[str, Spot], met: Mapping[str, tuple[str, int] | None]
) -> Iterator[str]:
    spot = spots[box.name]
    yield f'<g class="{box.kind}" transform="translate({spot.x} {spot.y})">'
    yield f'<rect width="{WIDTH}" height="{_height(box)}"/>'
    yield _text(12, 19, "title", _cut(box.title, TITLE_LETTERS))
    yield _text(12, 35, "name", _cut(box.about, ABOUT_LETTERS))
    for number, way in enumerate(box.ways):
        middle = HEAD + LINE * number + LINE // 2
        yield _text(12, middle + 4, "label", _cut(way.label, LABEL_LETTERS))
        is_drawn = way.target is not None and met.get(way.target) == (box.name, number)
        yield _text(WIDTH - 12, middle + 4, "goal", _goal(way, is_drawn=is_drawn))
        if is_drawn and way.target is not None:
            yield _line(middle, spot, spots[way.target])
    yield "</g>"


def _goal(way: Way, *, is_drawn: bool) -> str:
    named = [] if is_drawn or way.target is None else [f"→ {way.target}"]
    return " · ".join([*way.notes, *named])


def _line(middle: int, here: Spot, there: Spot) -> str:
    """Draw from the right of a line to the left of a box, in the coordinates of `here`."""
    end_x, end_y = there.x - here.x, there.y - here.y + HEAD // 2
    bend = (WIDTH + end_x) // 2
    return f'<path d="M{WIDTH} {middle} C{bend} {middle} {bend} {end_y} {end_x} {end_y}"/>'


def _text(x: int, y: int, kind: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(text)}</text>' if text else ""


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
