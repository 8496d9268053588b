"""Whether a number that is not shown could be another: units moved between hidden cells.

Sums that are shown stay as they are; between cells that are not shown, units may move. What can
move is a flow from rows to columns, and the largest is found by Ford and Fulkerson's method, so
whole numbers stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hotline.domain.publishing.tables import Cell

Node = tuple[str, str]
Room = dict[Node, dict[Node, int]]
START, END = ("", "start"), ("", "end")


def could_be(
    cell: Cell,
    value: int,
    ways: Collection[Cell],
    rows: Mapping[str, int],
    columns: Mapping[str, int],
) -> bool:
    """Say whether a hidden cell could hold `value` beside everything that is shown.

    `rows` and `columns` are what the hidden cells of each come to; `ways` are the hidden
    cells between which the rest may move, which may be this one again where others of its
    name were joined with it.
    """
    row, column = cell
    if value > min(rows[row], columns[column]):
        return False
    most = sum(rows.values())
    room: Room = {START: {}}
    for each, number in rows.items():
        room[START]["row", each] = number - (value if each == row else 0)
    for each, number in columns.items():
        room["column", each] = {END: number - (value if each == column else 0)}
    for one, other in ways:
        room.setdefault(("row", one), {})["column", other] = most
    return _largest(room) == most - value


def _largest(room: Room) -> int:
    """Return how much flows from start to end; `room` is used up."""
    flowing = 0
    while way := _way(room):
        step = min(room[one][other] for one, other in way)
        for one, other in way:
            room[one][other] -= step
            back = room.setdefault(other, {})
            back[one] = back.get(one, 0) + step
        flowing += step
    return flowing


def _way(room: Room) -> list[tuple[Node, Node]]:
    """Return a shortest way from start to end with room on it, as pairs, or nothing."""
    came: dict[Node, Node] = {}
    edge = [START]
    while edge and END not in came:
        found = [
            (other, one)
            for one in edge
            for other, left in room.get(one, {}).items()
            if left > 0 and other not in came and other != START
        ]
        came.update(found)
        edge = list(dict(found))
    way, node = [], END
    while node in came:
        way.append((came[node], node))
        node = came[node]
    return way
