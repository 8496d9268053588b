"""A script drawn from what the engine walks."""

from __future__ import annotations

import pytest

from dialogs.checks.graph import mermaid
from tests.dialogs.scenes import REAL, SMALL


def test_a_question_is_drawn_with_its_answers_and_ways_out() -> None:
    drawn = mermaid(SMALL.current["quiz"])

    assert drawn.startswith("flowchart TD\n    begin((quiz)) --> first\n")
    assert '    first -->|"No · today"| second\n' in drawn
    assert '    first -.->|"stop"| home__menu["home: menu"]\n' in drawn


def test_what_happens_outside_any_step_is_drawn() -> None:
    assert '-->|"Erase now · erase_person"| erase_person(["erase_person"])' in mermaid(
        SMALL.current["privacy"]
    )


@pytest.mark.parametrize("name", REAL.current)
def test_every_step_of_every_script_is_drawn(name: str) -> None:
    script = REAL.current[name]

    lines = mermaid(script).splitlines()

    assert all(any(line.startswith(f"    {step}") for line in lines) for step in script.steps)
