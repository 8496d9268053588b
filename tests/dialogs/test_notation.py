"""YAML of our files: plain words stay words, and nothing is told twice unnoticed."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from dialogs.notation import inside, loaded, tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("08:30", "08:30"),
        ("0777", "0777"),
        ("true", True),
        ("-3", -3),
        ("1.5", 1.5),
        ("2026-11-24", date(2026, 11, 24)),
        ("~", None),
        ("'3'", "3"),
        ("1_000", "1_000"),
    ],
)
def test_plain_words_stay_words(text: str, value: object) -> None:
    assert loaded(f"a: {text}") == {"a": value}


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(yaml.MarkedYAMLError, match="the key a stands twice"):
        loaded("a: x\nb: y\na: z\n")


def test_nothing_but_plain_values_is_made() -> None:
    with pytest.raises(yaml.YAMLError):
        loaded("a: !!python/object/apply:os.getcwd []")


def test_every_value_has_its_line() -> None:
    root = tree("a:\n  - b: x\n    c: y\n  - {b: z}\n")

    items = inside(root, "a")

    assert items is not None
    assert items[1] == 0
    assert [found[1] for found in (inside(items[0], 0), inside(items[0], 1)) if found] == [1, 3]
    assert inside(items[0], 2) is None
    assert inside(root, "d") is None
