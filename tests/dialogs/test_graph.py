"""A script drawn from what the engine walks."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from dialogs.checks.drawing import svg
from dialogs.checks.graph import Box, Way, scripts_of, steps_of
from tests.dialogs.scenes import REAL, SMALL

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawn: str) -> list[str]:
    """Everything that is written in a drawing."""
    return [each.text or "" for each in ET.fromstring(drawn).iter(f"{SVG}text")]  # noqa: S314


def test_a_question_is_drawn_with_its_answers_and_ways_out() -> None:
    first = steps_of(SMALL.current["quiz"])[0]

    assert first.kind == "asks"
    assert Way("No", "second", ("today",)) in first.ways
    assert Way("⏹ stop", "home:menu") in first.ways


def test_what_happens_outside_any_step_is_drawn() -> None:
    written = texts(svg(steps_of(SMALL.current["privacy"])))

    assert "erase_person" in written


@pytest.mark.parametrize("name", REAL.current)
def test_every_step_of_every_script_is_drawn(name: str) -> None:
    script = REAL.current[name]

    written = texts(svg(steps_of(script)))

    assert set(script.steps) <= set(written)


def test_every_script_is_drawn_with_its_ways() -> None:
    drawn = svg(scripts_of(REAL))

    assert set(REAL.current) <= set(texts(drawn))
    assert drawn.count("<path") >= 1


def test_each_box_is_met_by_one_line_and_every_other_way_is_named() -> None:
    boxes = [
        Box("a", "A", "a", "tells", (Way("to b", "b"), Way("to c", "c"))),
        Box("b", "B", "b", "tells", (Way("over", "c"), Way("back", "a"), Way("out", "x:y"))),
        Box("c", "C", "c", "tells", ()),
    ]

    drawn = svg(boxes)

    assert drawn.count("<path") == 2
    assert [text for text in texts(drawn) if text.startswith("→")] == ["→ c", "→ a", "→ x:y"]


def test_words_in_a_drawing_are_words_and_not_markup() -> None:
    assert "<&>" in texts(svg([Box("a", "<&>", "a", "tells", ())]))
