from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hotline.domain import letters
from hotline.domain.letters import Letter, Towards

COVER = letters.ShowScreen("language", "abc", "choose", None, "tg", replaces=True)
EVERY: list[Letter] = [
    COVER,
    letters.SayScreen("home", "abc", "menu"),
    letters.EraseTrace(COVER, forget=True),
    replace(COVER, added=letters.Added("phrase.code", "ABCDE", date(2026, 12, 24))),
    letters.AskLink("ACDEFG", in_thread=True),
    letters.CopyToPerson(5),
    letters.WriteToPerson("салом \x00 \u2068"),
    letters.AskPerson("0a", "talk.move", (("country", "kg"),)),
    letters.SettleQuestion(9, "talk.moved"),
    letters.TellNews("салом {fact:ru.x}", "tg", "alerts:scams", "Asia/Dushanbe"),
    letters.PostInChannel("салом", "tg", -1001),
    replace(COVER, above="салом"),
    letters.ShowInThread("desk.replied", "салом"),
    letters.OpenThread("ACDEFG", again=True),
    letters.CopyToThread(7, "салом \x00 \u2068", edited=True),
    letters.CaseHeader("ACDEFG", "tg", "now", (("person.danger", "yes"),)),
    letters.Alert("ACDEFG", "tg", "now", "desk.waiting", takeable=True, fresh=True),
    letters.TellThread("desk.away", "now"),
    letters.TellAnswer("person.danger", "skip"),
    letters.Crowd(40, "now"),
    letters.TellGroup("desk.fades", code="ACD347", day=date(2026, 12, 24)),
    letters.AssessmentTable(
        code="ACDEFG",
        rows=(
            letters.TableRow(
                "dimension.coercion", positive=True, why="why.two_strong", signs=(("a", "b"),)
            ),
        ),
        withdrawn=("sign.destination.hurt",),
        profiles=("profile.child",),
        skipped=("person.age",),
        results=("combination.forced",),
        ours=False,
        possible_victim=True,
        version="ilo",
    ),
    replace(COVER, opens_at=datetime(2026, 11, 25, 4, tzinfo=UTC)),
    letters.NumberedList((("1", "dimension.coercion"),)),
    letters.AboutOperator(("kk", "ru"), "woman", 8),
    letters.CloseThread(delete=True),
]


@pytest.mark.parametrize("letter", EVERY, ids=lambda letter: letter.kind)
def test_a_letter_is_read_back_as_it_was_written(letter: Letter) -> None:
    assert letters.read(letters.write(letter)) == letter


def test_every_kind_of_letter_is_tried_here() -> None:
    assert {type(letter) for letter in EVERY} == set(Letter.__args__)


def test_only_screens_questions_replies_news_and_clearing_lead_to_a_person() -> None:
    to_people = {type(letter) for letter in EVERY if letters.towards(letter) is Towards.PERSON}

    assert to_people == {
        letters.ShowScreen,
        letters.SayScreen,
        letters.EraseTrace,
        letters.CopyToPerson,
        letters.WriteToPerson,
        letters.AskPerson,
        letters.SettleQuestion,
        letters.TellNews,
    }
