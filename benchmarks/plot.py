"""The figures of one run as bars: medians, with a line from the lowest to the highest."""

from __future__ import annotations

from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RATE = itemgetter("updates_per_second")
WIDTH, BAR, GAP, LEFT, SCALE = 760, 22, 10, 240, 420


def drawn(told: Mapping[str, Any], named: Mapping[str, str]) -> str:
    """Return an SVG of updates a second, a group of bars for each number of people."""
    shapes = list(_shapes(told["runs"], named))
    height = max(bottom for bottom, _ in shapes) + GAP
    inside = "\n".join(shape for _, shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13">\n<title>Updates a second</title>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{inside}\n</svg>\n'
    )


def _shapes(
    runs: Mapping[str, Mapping[str, list[dict[str, float]]]], named: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    top = GAP
    for people, rivals in runs.items():
        top += BAR
        title = f"{escape(people)} people"
        yield top, f'<text x="{GAP}" y="{top}" font-weight="bold">{title}</text>'
        rates = {each: list(map(_RATE, done)) for each, done in rivals.items()}
        most = max(max(several) for several in rates.values()) or 1.0
        for rival, several in rates.items():
            top += BAR + GAP
            yield top, _bar(named[rival], several, most, top)
        top += GAP


def _bar(name: str, several: list[float], most: float, top: int) -> str:
    low, middle, high = (SCALE * of(several) / most for of in (min, median, max))
    y = top - BAR // 2
    return (
        f'<text x="{LEFT - GAP}" y="{top - 6}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{top - BAR}" width="{middle:.0f}" height="{BAR}" fill="#4a7ebb"/>'
        f'<line x1="{LEFT + low:.0f}" x2="{LEFT + high:.0f}" y1="{y}" y2="{y}" stroke="#222"/>'
        f'<text x="{LEFT + high + 8:.0f}" y="{top - 6}">{median(several):.0f}</text>'
    )
