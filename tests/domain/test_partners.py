"""The list of partners: whole, honest about its age, and fit for who needs two of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dialogs.reading import ContentError
from hotline.desks import read_desks
from hotline.domain.consent import Purpose
from hotline.domain.partners import STALE, proposed
from hotline.partners import read_partners

if TYPE_CHECKING:
    from pathlib import Path

OURS = read_partners()
ONE = """
- id: tj_one
  desk: tj
  names: {en: One}
  needs: [shelter]
  languages: [tg]
  source: https://partners.example.org/
  review: invented
"""


def test_every_desk_has_a_partner_for_both_bodies_and_all_are_invented() -> None:
    for desk in read_desks().desks:
        for purpose in (Purpose.SHELTER, Purpose.ASYLUM):
            assert OURS.serving(desk.desk, purpose, "ru")[0].desk == desk.desk
    assert {each.review for each in OURS.partners} == {"invented"}


def test_who_is_trafficked_and_seeks_asylum_is_proposed_both() -> None:
    assert proposed(["asylum_seeker", "possible_victim"]) == [Purpose.SHELTER, Purpose.ASYLUM]
    assert proposed(["possible_victim"]) == [Purpose.SHELTER]


def test_who_was_not_tested_lately_or_never_is_flagged(tmp_path: Path) -> None:
    tested = date(2026, 1, 1)
    (tmp_path / "tj.yaml").write_text(f"{ONE}  tested: {tested}\n", "utf-8")
    [one] = read_partners(tmp_path).partners

    assert not one.stale(tested + STALE)
    assert one.stale(tested + STALE + timedelta(days=1))
    assert one.model_copy(update={"tested": None}).stale(tested)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (ONE + "  private_address: true\n  address: Somewhere 1\n", "private address"),
        (ONE + ONE, "same id"),
        (ONE.replace("tj_one", "kz_one"), "begins with the desk"),
        (ONE.replace("en: One", "ru: Один"), "name in English"),
        (ONE.replace("shelter", "magic"), "tj.yaml"),
    ],
)
def test_a_wrong_list_is_refused_at_the_start(tmp_path: Path, wrong: str, said: str) -> None:
    (tmp_path / "tj.yaml").write_text(wrong, "utf-8")

    with pytest.raises(ContentError) as refused:
        read_partners(tmp_path)

    assert said in str(refused.value)
