"""Pages from their templates: everything is escaped, and every word comes from a catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dialogs.instruments import shelf
from dialogs.words import rooms
from dialogs.words.factbook import spoken_date
from dialogs.words.languages import LANGUAGES, RIGHT_TO_LEFT
from dialogs.words.names import country_name, listed_words
from dialogs.words.staff_words import StaffWords
from hotline.domain.assessment import Change, Source
from hotline.domain.priority import Priority
from hotline.services.asking import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from dialogs.words.text import Text
    from hotline.desk.visit import Visit
    from hotline.domain.assessment import Report

WORDS = rooms.by_name()
ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Whose change it was -> the name of its word.
WHO_CHANGED = {"person": "said_person", "operator": "said_desk", "rule": "by_rule"}
MINUTES_AN_HOUR = 60


def paper(visit: Visit, page: str, **told: object) -> str:
    """Return a page in the visitor's language."""
    return ENVIRONMENT.get_template(page).render(on=Paper(visit), **told)


class Paper:
    """What templates may say and ask; called `on` in them."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self.language = visit.language
        self.words = StaffWords(visit.parts.library, visit.parts.speech, visit.language)
        self.session = visit.session
        self.csrf = visit.csrf
        self.languages = LANGUAGES
        self.countries = sorted(COUNTRIES, key=self.country)
        self.priorities = [each.value for each in Priority]
        self.tag = self.language.replace("_", "-")
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, name: str, **values: object) -> str:
        """Return a text of the pages by the last part of its key."""
        return self.words.say(WORDS[name], **{key: str(value) for key, value in values.items()})

    def may(self, act: str) -> bool:
        """Say whether the visitor's role has an act, so that a page offers no closed door."""
        role = self._visit.member.role
        rights = self._visit.parts.rights
        return rights.allow(role, act) or rights.any_case(role, act)

    def country(self, code: str | None) -> str:
        """Return a country's name."""
        return country_name(code.upper(), self.language) if code else self.say("country_unknown")

    def waits(self, since: datetime | None) -> str:
        """Return for how long somebody waits."""
        if since is None:
            return ""
        minutes = int((self._visit.parts.clock() - since).total_seconds() // 60)
        if minutes < 2 * MINUTES_AN_HOUR:
            return self.say("minutes", number=minutes)
        return self.say("hours", number=minutes // MINUTES_AN_HOUR)

    def day(self, at: datetime) -> date:
        """Return the day of a moment on the desk's clock."""
        return at.astimezone(self._zone()).date()

    def date(self, day: date) -> str:
        """Return a day, written out."""
        return spoken_date(day, self.language)

    def weekday(self, number: int) -> str:
        """Return the name of a day of the week; 0 is Monday."""
        return str(Locale.parse(self.language).days["stand-alone"]["wide"][number])

    def time(self, at: datetime, zone: str | None = None) -> str:
        """Return the time of a moment on the desk's clock, or on that of a zone."""
        locale = Locale.parse(self.language)
        here = ZoneInfo(zone) if zone else self._zone()
        return format_time(at.astimezone(here), "HH:mm", locale=locale)

    def choices(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Return every sign by its dimension, and the profiles: (value of the form, label)."""
        for dimension in shelf.indicators().dimensions:
            signs = [(f"sign:{each.id}", self.words.say(each.text)) for each in dimension.signs]
            yield self.words.say(dimension.text), signs
        profiles = [
            (f"profile:{each.id}", self.words.key(f"profile.{each.id}"))
            for each in shelf.profiles()
        ]
        yield self.say("sign_or_profile"), profiles

    def by(self, source: str) -> str:
        """Return who caused a change."""
        return self.say(WHO_CHANGED[source])

    def changed(self, change: Report | Change) -> str:
        """Return what a line of the history says."""
        if isinstance(change, Change):
            return self.words.priority(change.after.value)
        told = self.say("taken_back" if change.withdrawn else "told")
        return f"{self.words.key(f'{change.kind}.{change.name}')} · {told}"

    def reason(self, change: Report | Change) -> str:
        """Return why: an operator's words, or the person's answer as they saw it."""
        if change.source is Source.OPERATOR:
            return change.why or ""
        question, _, answer = (change.why or "").rpartition(".")
        if not question:
            return ""
        return f"{self.words.asked(question)} — {self.words.given(question, answer)}"

    def happened(self, act: str) -> str:
        """Return what a line of a referral's history says."""
        done = f"refer.act_{act}"
        return self.say(done if done in WORDS else f"refer.state_{act}")

    def each(self, texts: Iterable[Text]) -> str:
        """Return texts after each other."""
        return listed_words([self.words.say(text) for text in texts], self.language)

    def limits(self) -> str:
        """Return what the published rule cannot say, in the words of its authors' limits."""
        return self.words.say(shelf.indicators().limits_text[-1])

    def _zone(self) -> ZoneInfo:
        desks = self._visit.parts.casework.desk.handing.desks
        session = self._visit.session
        desk = desks.named(session.member.desk) if session and session.member.desk else None
        return ZoneInfo(desk.zone if desk else "UTC")
