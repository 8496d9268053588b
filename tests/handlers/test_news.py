"""A campaign as it stands on a phone: whose words, in which language, with which buttons."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogs.words import campaigns, phrases
from handlers.news import news
from hotline.domain.delivery import LetterRefused
from hotline.domain.letters import TellNews
from tests.dialogs.scenes import REAL, SPEECH

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LETTER = TellNews("<b>Привет</b>", "ru", "alerts:scams", "Asia/Almaty")


def said(key: str, language: str) -> str:
    return SPEECH.words.say(phrases.by_key()[key], language)


def test_words_stay_as_they_were_written_above_the_topic_and_home() -> None:
    shown = news(LETTER, "ru", REAL, SPEECH, NOON)

    assert shown.body == "<b>Привет</b>"
    assert [row[0].token for row in shown.rows] == ["page.alerts.scams", "any.any.home"]


def test_another_language_is_said_first_in_the_persons_own() -> None:
    shown = news(LETTER, "tg", REAL, SPEECH, NOON)

    assert shown.body.split("\n\n") == [said(phrases.ELSEWHERE.key, "tg"), "<b>Привет</b>"]


def test_a_page_at_its_day_is_offered_with_its_title() -> None:
    letter = TellNews("", "en", "leaving:copies", "Asia/Almaty")
    shown = news(letter, "en", REAL, SPEECH, NOON)

    assert shown.body == campaigns.OFFERED.english
    assert shown.rows[0][0].token == "page.leaving.copies"
    assert "📄" in shown.rows[0][0].label


def test_a_fact_that_may_not_be_shown_any_more_stops_the_letter() -> None:
    letter = TellNews("{fact:xx.gone}", "ru", None, "Asia/Almaty")

    with pytest.raises(LetterRefused):
        news(letter, "ru", REAL, SPEECH, NOON)
