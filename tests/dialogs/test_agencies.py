"""An agency looked up by name or number: found in any script, never a verdict, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.engine import Conversation, Talk, advance
from dialogs.engine.agencies import FoundAgency, found_agency
from dialogs.engine.effects import CountComplaint, PassOn
from dialogs.engine.events import WordsReceived
from dialogs.engine.meaning import Meaning
from dialogs.engine.particulars import Particulars, particulars
from dialogs.search.agencies import AgencyIndex
from dialogs.words.render import render
from tests.dialogs.scenes import NOON, REAL, SPEECH, TODAY, at, press, shown

DAY = date(2026, 11, 1)


def listed(name: str, number: str = "1", **told: object) -> FoundAgency:
    agency = FoundAgency("kg", number, name, "licensed", date(2027, 3, 1), DAY)
    return replace(agency, **told)  # type: ignore[arg-type]


# Invented firms with names as such firms have them.
NAMES = (
    "ОсОО «Береке Жумуш»",
    "ОсОО «Достук Кадр»",
    "ОсОО «Алтын Көпүрө»",
    "ООО «Восток Карьера»",
    "ООО «Восток Кадры»",
    "MCHJ «Yangi Yo‘l Ish»",
    "MCHJ «Baxtli Safar»",
    "ТОО «Жаңа Жол Персонал»",
    "ҶДММ «Роҳи Нав»",
    "ҶДММ «Меҳнат ва Сафар»",
    "ОсОО «Тянь-Шань Интерн»",
    "LLC «Silk Bridge Recruit»",
)
LISTS = AgencyIndex(listed(name, f"KG-{at:03}/26") for at, name in enumerate(NAMES))
ASKED = {
    "береке жумуш": 0,
    "Bereke Jumush": 0,
    "ОсОО Береке-Жумуш": 0,
    "берке жумуш": 0,
    "достук": 1,
    "Dostuk Kadr": 1,
    "алтын копуро": 2,
    "Altyn Kopuro": 2,
    "восток карьера": 3,
    "Vostok Karera": 3,
    "дщтпук": None,
    "восток кадры ооо": 4,
    "янги йул иш": 5,
    "yangi yol ish": 5,
    "baxtli safar": 6,
    "бахтли сафар": 6,
    "жана жол персонал": 7,
    "zhana zhol": 7,
    "роҳи нав": 8,
    "rohi nav": 8,
    "мехнат ва сафар": 9,
    "тянь шань интерн": 10,
    "tyan shan intern": 10,
    "силк бридж рекрут": 11,
    "silkbridge recruit": 11,
    "янги йўл иш": 5,
    "Yangi yul ish": 5,
    "бахтли сафар мчж": 6,
    "baxtlisafar": 6,
    "тоо жана жол": 7,
    "Жаңа Жол": 7,
    "рохи нав": 8,
    "рохинав": 8,
    "mehnat va safar": 9,
    "меҳнат сафар": 9,
    "тяньшань интерн": 10,
    "Tien Shan Intern": 10,
    "silk bridge": 11,
    "silk brige recruit": 11,
    "береке жумуш агентство": 0,
    "БЕРЕКЕ ЖУМУШ": 0,
    "достук кадр осоо": 1,
    "досук кадр": 1,
    "алтын көпүрө": 2,
    "алтин копуро": 2,
    "восток карера": 3,
    "восток кадр": 4,
    "KG-004/26": 4,
    "kg 004 26": 4,
    "лицензия KG-007/26": 7,
}


def test_what_people_type_finds_the_firm_it_names() -> None:
    wrong = [
        asked
        for asked, at in ASKED.items()
        if [each.name for each in LISTS.search(asked)[:1]]
        != ([NAMES[at]] if at is not None else [])
    ]

    assert len(wrong) <= len(ASKED) // 20, wrong


@pytest.mark.parametrize(
    "stranger", ["Восток Удача", "Алтын Кызмат", "Новый путь", "агентство", "KG-999/26", "???", ""]
)
def test_a_name_that_is_on_no_list_is_not_taken_for_another(stranger: str) -> None:
    assert LISTS.search(stranger) == ()


def looking(talk: Talk = Talk.NONE) -> Conversation:
    return at("agency.look", talk, REAL)


def wrote(found: tuple[FoundAgency, ...] | None) -> WordsReceived:
    return WordsReceived(at=NOON, meaning=Meaning(looked=True, agencies=found))


@pytest.mark.parametrize(
    ("found", "step"),
    [(None, "unlisted"), ((), "unknown"), ((listed("Береке"),), "found")],
)
def test_a_name_is_answered_from_the_lists(
    found: tuple[FoundAgency, ...] | None, step: str
) -> None:
    turn = advance(REAL, looking(), wrote(found))

    assert shown(turn.screen) == f"agency.{step}"
    assert turn.effects == ()


def test_a_human_who_talks_reads_the_name_and_the_bot_is_silent() -> None:
    turn = advance(REAL, looking(Talk.HUMAN), wrote((listed("Береке"),)))

    assert turn.screen is None
    assert turn.effects == (PassOn(),)


def test_who_waits_is_answered_and_the_operator_reads_it_too() -> None:
    turn = advance(REAL, looking(Talk.WAITING), wrote((listed("Береке"),)))

    assert shown(turn.screen) == "agency.found"
    assert turn.effects == (PassOn(),)


def test_danger_goes_before_the_lists() -> None:
    meaning = Meaning(looked=True, danger="danger", agencies=(listed("Береке"),))
    turn = advance(REAL, looking(), WordsReceived(at=NOON, meaning=meaning))

    assert shown(turn.screen) == "person.urgent"


def test_an_agency_is_reported_once_for_each_time_it_was_found() -> None:
    found = advance(REAL, looking(), wrote((listed("Береке"), listed("Беруке", "2"))))
    asked = advance(REAL, found.conversation, press("agency.found.report"))
    told = advance(REAL, asked.conversation, press("agency.report.agency2"))
    again = advance(REAL, asked.conversation, press("agency.report.agency9"))
    twice = advance(
        REAL,
        replace(told.conversation, place=asked.conversation.place),
        press("agency.report.agency2"),
    )

    assert told.effects == (CountComplaint("kg", "2"),)
    assert shown(told.screen) == "agency.reported"
    assert again.effects == twice.effects == ()


@pytest.mark.parametrize(
    ("agency", "begins"),
    [
        (listed("Береке"), "✅ On the list until"),
        (listed("Береке", until=None), "✅ On the list:"),
        (listed("Береке", until=date(2026, 1, 1)), "⏳ The licence ended on"),
        (listed("Береке", standing="suspended"), "⚠️ The licence is stopped"),
        (listed("Береке", standing="revoked"), "⛔ The licence was taken away"),
    ],
)
def test_the_screen_says_what_the_list_says_and_its_day(agency: FoundAgency, begins: str) -> None:
    turn = advance(REAL, looking(), wrote((agency,)))
    assert turn.screen
    said = render(turn.screen, "en", None, SPEECH, TODAY).body

    assert begins in said
    assert "Береке" in said
    assert "This is the list of" in said


def test_a_found_agency_is_written_down_and_read_back() -> None:
    mine = Particulars(agencies=(listed("Береке", until=None), listed("Baxtli", "2")))
    earlier = {name: value for name, value in mine.told().items() if name != "agencies"}

    assert particulars(mine.told()) == mine
    assert particulars(earlier) == replace(mine, agencies=())
    with pytest.raises(ValueError, match="agency"):
        found_agency(["kg", "1", "Береке", "innocent", None, DAY.isoformat()])
