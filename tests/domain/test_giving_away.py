"""What could give somebody away is pointed out before it is sent; ordinary words are not."""

from __future__ import annotations

import pytest

from hotline.domain.giving_away import giving_away

STAFF = ("aigul", "b.nazarov", "kz-7")
PUBLISHED = frozenset({"992372000000"})


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Call +992 37 123-45-67 now", ("+992 37 123-45-67",)),
        ("Нависед: someone@mail.example", ("someone@mail.example",)),
        ("Приходите: ул. Вымышленная, 12", ("ул. Вымышленная, 12",)),
        ("Биё ба кӯчаи Номаълум 7", ("кӯчаи Номаълум 7",)),
        ("به خیابان ناکجا ۱۲ بیا", ("خیابان ناکجا ۱۲",)),
        ("Toʻqima koʻchasi 5", ("koʻchasi 5",)),
        ("Меня зовут Айгуль", ("Айгуль",)),
        ("Айгулга айтам", ("Айгулга",)),
        ("Ask Nazarov", ("Nazarov",)),
    ],
)
def test_what_could_give_somebody_away_is_found(reply: str, found: tuple[str, ...]) -> None:
    assert giving_away(reply, STAFF, PUBLISHED) == found


@pytest.mark.parametrize(
    "reply",
    [
        "Салом! Шумо дар амон ҳастед?",
        "На какой улице вы живёте?",
        "Срок до 24.11.2026, это 30 дней.",
        "Звоните 1313 или 112.",
        "Hotline: +992 (37) 200-00-00",
        "The street is loud? Say yes or no.",
        "",
    ],
)
def test_ordinary_replies_are_left_alone(reply: str) -> None:
    assert giving_away(reply, STAFF, PUBLISHED) == ()
