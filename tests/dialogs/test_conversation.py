"""A conversation is written down after every turn and read back before the next."""

from __future__ import annotations

import json

import pytest

from dialogs.engine import Conversation, Place, Talk, at_rest
from tests.dialogs.scenes import every_place, name_of, standing_at


@pytest.mark.parametrize("talk", list(Talk))
def test_what_is_written_down_is_read_back(talk: Talk) -> None:
    for place in every_place():
        written = standing_at(place, talk).to_json()

        assert Conversation.from_json(written) == standing_at(place, talk), name_of(place)


def test_somebody_at_rest_is_read_back_at_rest() -> None:
    assert Conversation.from_json(at_rest().to_json()) == at_rest()


def told(**other: object) -> str:
    whole = {"version": 1, "language": "tg", "place": None, "trail": [], "talk": "none"}
    return json.dumps({**whole, **other})


@pytest.mark.parametrize(
    "written",
    [
        "",
        "null",
        "[]",
        "5",
        "{}",
        "not json",
        '"' + "x" * 1000,
        "[" * 100_000,
        told(version=2),
        told(language="xx"),
        told(language=[]),
        told(place="abcd"),
        told(place=["home", "menu"]),
        told(place=[1, 2, 3]),
        told(place=[["home"], "0", "menu"]),
        told(trail=None),
        told(trail=[[{}, {}, {}]]),
        told(talk="shouting"),
    ],
)
def test_what_cannot_be_read_is_a_fresh_start(written: str) -> None:
    assert Conversation.from_json(written) == at_rest()


def test_a_trail_that_is_too_long_keeps_its_end() -> None:
    steps = [["home", "0" * 12, f"step{number}"] for number in range(50)]

    read = Conversation.from_json(told(trail=steps))

    assert len(read.trail) == 20
    assert read.trail[-1] == Place("home", "0" * 12, "step49")
