"""Publishing: nobody who solves all published numbers together finds a number under eleven."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from hotline.domain.publishing.release import NotYet, publish
from hotline.domain.publishing.rounding import K, aggregates, rounded
from hotline.domain.publishing.tables import Grid, read_tables
from hotline.domain.publishing.withholding import Hidden, withhold
from hotline.domain.tally import GENDERS, About, Counted, tallies
from tests.domain.attacker import recovered

if TYPE_CHECKING:
    from hotline.domain.publishing.tables import Family

OCTOBER = date(2026, 10, 1)
WOMAN = About("tj", "tg", "woman", "adult", "tj", "ru")
MAN = About("tj", "tg", "man", "adult", "tj", "ru")
NEITHER = About("tj", "tg", "other", "adult", "tj", "ru")

# What microsoft/synthetic-data-showcase prints in packages/cli/README.md (MIT).
EXAMPLE = """A,B,C,F,G,D
a2,b2,c3,0,0,d2
a1,b1,c1,0,0,d1
a1,b1,c1,0,0,d1
a1,b2,c2,0,0,d2
a2,b2,c2,0,0,d2
a2,b1,c2,0,0,d2
a1,b1,c1,0,0,d1
a2,b3,c2,0,0,d2
a2,b2,c1,0,0,d1
a3,b2,c2,0,0,d2
a2,b2,c2,0,0,d3"""
# Its rows without F: the seven with F cannot come from the file that it prints.
PRINTED = """record_count 10
B:b2;D:d2 4
A:a1;B:b1;C:c1 2
A:a1 4
A:a2;B:b2;D:d2 2
C:c1;D:d1 4
B:b1;D:d1 2
C:c2;D:d2 4
D:d1 4
A:a2;B:b2;C:c2 2
A:a2 6
B:b1 4
B:b2 6
B:b1;C:c1 2
A:a2;C:c2 4
C:c1 4
A:a1;D:d1 2
A:a1;C:c1;D:d1 2
D:d2 6
B:b1;C:c1;D:d1 2
B:b2;C:c2 4
A:a2;D:d2 4
A:a1;B:b1;D:d1 2
A:a1;B:b1 2
A:a2;C:c2;D:d2 2
B:b2;C:c2;D:d2 2
A:a2;B:b2 4
A:a1;C:c1 2
C:c2 6"""


def test_the_rounding_rule_is_that_of_the_synthetic_data_showcase() -> None:
    head, *lines = EXAMPLE.splitlines()
    names = head.split(",")
    records = [
        {name: value for name, value in zip(names, line.split(","), strict=True) if value != "0"}
        for line in lines
    ]

    told = {
        ";".join(":".join(pair) for pair in selection) or "record_count": number
        for selection, number in aggregates(records, length=3, resolution=2).items()
    }

    printed = dict(line.split(" ") for line in PRINTED.splitlines())
    assert len(printed) == 29
    assert {name: str(number) for name, number in told.items()} == printed


def test_the_smallest_number_and_the_smallest_difference_are_eleven() -> None:
    assert [rounded(number) for number in (0, 10, 11, 21, 22)] == [0, 0, 11, 11, 22]


def test_no_table_links_an_age_to_a_way() -> None:
    assert {table.by for table in read_tables()} == {
        "name", "age", "language", "origin", "destination"
    }  # fmt: skip  # one thing beside gender, month and desk


def invented(chance: random.Random) -> Family:
    """Two or three tables about the same events, some full and some nearly empty."""
    genders = [chance.randrange(1, 50) for _ in GENDERS]
    events = [
        chance.choices(GENDERS, genders)[0]
        for _ in range(chance.choice((5, 12, 30, 80, 200, 600)))
    ]
    return tuple(_grid(f"table {number}", events, chance) for number in range(3))


def _grid(name: str, events: list[str], chance: random.Random) -> Grid:
    rows = [f"row {number}" for number in range(chance.randrange(1, 7))]
    weights = [chance.paretovariate(0.7) for _ in rows]
    return Grid(name, Counter((chance.choices(rows, weights)[0], each) for each in events))


@pytest.mark.parametrize("seed", range(10))
def test_an_attacker_who_solves_all_published_numbers_recovers_none_under_eleven(
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311  # invented counts
    for _ in range(10):
        family = invented(chance)

        assert recovered(family, withhold(family)) == []


def test_the_attacker_finds_what_is_only_left_out_for_being_small() -> None:
    grid = Grid(
        "signs", {("a", "woman"): 40, ("a", "man"): 30, ("b", "woman"): 5, ("b", "man"): 30}
    )
    careless = Hidden(cells=frozenset({("b", "woman")}))

    assert recovered((grid,), {"signs": careless})
    assert recovered((grid,), withhold((grid,))) == []


def test_what_comes_to_less_than_eleven_altogether_is_not_told_at_all() -> None:
    [hidden] = withhold((Grid("signs", {("a", "woman"): K - 1}),)).values()

    assert hidden.everything


def test_what_hides_nobody_is_shown() -> None:
    grid = Grid("signs", {(row, gender): 60 for row in "ab" for gender in ("woman", "man")})

    [hidden] = withhold((grid,)).values()

    assert hidden.columns == {"other", ""}
    assert not hidden.rows
    assert hidden.cells == {(row, gender) for row in "ab" for gender in ("other", "")}


def test_a_month_is_published_thirty_days_after_its_end_and_not_a_day_before() -> None:
    with pytest.raises(NotYet, match="2026-12-01"):
        publish(OCTOBER, {}, read_tables(), date(2026, 11, 30))

    assert publish(OCTOBER, {}, read_tables(), date(2026, 12, 1)).tables == ()


def test_only_multiples_of_eleven_are_published() -> None:
    counted = {
        tally: number
        for about, number in ((WOMAN, 90), (MAN, 75), (NEITHER, 4))
        for tally in tallies(Counted.SIGN, "destination.hurt", OCTOBER, about)
    }

    [by_destination, signs] = sorted(
        publish(OCTOBER, counted, read_tables(), date(2027, 1, 1)).tables,
        key=lambda shown: shown.table != "signs_by_destination",
    )

    assert signs.total == 165
    assert signs.columns == (88, None, None, None)  # four alone would be a subtraction away
    assert [row.row for row in by_destination.rows] == ["ru"]
