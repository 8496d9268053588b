"""Counting what happens, at the moment it happens and in the same transaction.

What is counted here knows no person and no case, so it stays when they are erased.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dialogs.engine.effects import ProfileSeen, RecordAnswer, ReportSign
from dialogs.engine.events import ChoicePressed
from hotline.domain.clocks import hour_of, name_of, waited
from hotline.domain.tally import About, Counted, band

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from dialogs.engine import Turn
    from dialogs.engine.conversation import Conversation
    from dialogs.engine.effects import Effect
    from hotline.domain.case import Case
    from hotline.domain.desks import Desks
    from hotline.domain.person import Person
    from hotline.domain.sharing import Sheet
    from hotline.services.moment import Moment
    from hotline.storage.books import Books

# A contact is all that one person writes until a day passes without a word.
SILENCE = timedelta(days=1)
# The pages of guidance about one country, and its two letters (ISO 3166).
DESTINATIONS = {
    "russia": "ru",
    "ru_eaeu": "ru",
    "ru_patent": "ru",
    "kazakhstan": "kz",
    "kyrgyzstan": "kg",
    "tajikistan": "tj",
    "turkmenistan": "tm",
    "uzbekistan": "uz",
    "turkiye": "tr",
    "korea": "kr",
    "emirates": "ae",
    "poland": "pl",
}
# A button that says whose passport somebody has.
PASSPORT = "passport"
# Whoever passes through these reads nothing yet.
NO_TOPIC = frozenset({"home", "countries", "help", "contact", "mywords", "privacy", "phone"})
# The answers that say who somebody is, and where.
AGE, GENDER, WHERE = "person.age", "person.gender", "lines.where"
TOLD = {
    AGE: ("age", {"child": "child", "adult": "adult"}),
    GENDER: ("gender", {"woman": "woman", "man": "man", "other": "other"}),
    WHERE: ("destination", {each: each for each in ("kz", "kg", "tj", "uz", "tm", "ru")}),
}
SKIP = "skip"


def told(about: About, answers: Iterable[tuple[str, str]]) -> About:
    """Return what is known of somebody with what they answered: (question, answer)."""
    for question, answer in answers:
        field, values = TOLD.get(question, ("", {}))
        if answer in values:
            about = replace(about, **{field: values[answer]})
    return about


def count_turn(moment: Moment, before: Person, turn: Turn) -> None:
    """Count what one turn of a person was: nothing is read for it, all is at hand."""
    count, day = moment.books.tallies.count, moment.now.date()
    about = _about(moment, turn.conversation)
    if about is None:
        return
    if fresh := _contact(before, moment.now):
        count(Counted.CONTACT, fresh, day, about)
    if topic := _topic(moment, before, turn):
        way = replace(about, origin=_origin(moment), destination=DESTINATIONS.get(topic, ""))
        count(Counted.GUIDANCE, topic, day, way)
    for what in filter(None, map(_told_in, turn.effects)):
        count(*what, day, about)


def _told_in(effect: Effect) -> tuple[Counted, str] | None:
    """Return what an effect of a turn is counted as."""
    match effect:
        case ReportSign(sign):
            return Counted.SIGN, sign
        case ProfileSeen(profile):
            return Counted.PROFILE, profile
        case RecordAnswer(question, answer):
            script = question.partition(".")[0]
            how = "skipped" if answer == SKIP else "answered"
            return None if script in NO_TOPIC else (Counted.SCREENING, f"{script}.{how}")
    return None


async def count_case(
    books: Books, desks: Desks, case: Case, what: tuple[Counted, str], now: datetime
) -> None:
    """Count something that happened in a case, with what its person answered."""
    answers = await books.people.answers(case.person) if case.person else ()
    desk = desks.of(case.language, case.country, case.desk).desk
    about = told(About(desk, case.language, destination=case.country or ""), answers)
    books.tallies.count(*what, now.date(), about)


async def count_taken(books: Books, desks: Desks, case: Case, now: datetime) -> None:
    """Count how long the person of a case waited until somebody took it."""
    since = await books.queue.waits_since(case.id)
    await count_case(books, desks, case, (Counted.WAITING, band(now - since)), now)


async def count_answered(books: Books, desks: Desks, case: Case, now: datetime) -> None:
    """Count how long the person waited for this reply; a second one in a row is none."""
    since = await books.queue.silent_since(case.id)
    if since is not None:
        await count_case(books, desks, case, (Counted.RESPONSE, band(now - since)), now)
        asked = await books.queue.unanswered_since(case.id) or since
        _count_clock(books, desks, case, asked, now)


async def count_ended(books: Books, desks: Desks, case: Case, now: datetime) -> None:
    """Count a talk that ends before anybody answered; any other counts nothing."""
    if await books.queue.unanswered_since(case.id) is not None:
        _count_clock(books, desks, case, None, now)


def count_hour(books: Books, desks: Desks, case: Case, now: datetime) -> None:
    """Count in which hour of the week somebody came."""
    desk = desks.of(case.language, case.country)
    hour = hour_of(now, ZoneInfo(desk.zone))
    books.tallies.count(Counted.HOUR, hour, now.date(), About(desk.desk))


def _count_clock(
    books: Books, desks: Desks, case: Case, since: datetime | None, now: datetime
) -> None:
    desk = desks.of(case.language, case.country)
    span = waited(desk, case.priority, since, now) if since else None
    name = name_of(case.priority, span)
    books.tallies.count(Counted.CLOCK, name, now.date(), About(desk.desk))


async def count_referral(books: Books, desks: Desks, sheet: Sheet, now: datetime) -> None:
    """Count a referral by its purpose and the state it came to."""
    case = await books.cases.look_up(sheet.case)
    if case is not None:
        how = f"{sheet.referral.asked.purpose.value}.{sheet.referral.state.value}"
        await count_case(books, desks, case, (Counted.REFERRAL, how), now)


def count_campaign(
    books: Books, desks: Desks, language: str, how: tuple[str, str], now: datetime, *, number: int
) -> None:
    """Count messages of a campaign; `how` is its topic and the state they ended in."""
    about = About(desks.of(language).desk, language)
    books.tallies.count(Counted.CAMPAIGN, ".".join(how), now.date(), about, number)


def _about(moment: Moment, conversation: Conversation) -> About | None:
    """Return who somebody is as far as this turn knows; before they chose a language, nobody."""
    language = conversation.language
    if language is None:
        return None
    picks = conversation.particulars.picked
    answers = ((f"{pick.script}.{pick.step}", pick.choice) for pick in picks)
    return told(About(moment.known.desks.of(language).desk, language), answers)


def _contact(before: Person, now: datetime) -> str | None:
    """Say whether this turn begins a contact: the person's first, or one more."""
    if before.conversation.language is None:
        return "first"
    return "again" if now - before.seen_at >= SILENCE else None


def _topic(moment: Moment, before: Person, turn: Turn) -> str | None:
    """Return the topic of a page that the person just opened."""
    place = turn.screen.place if turn.screen else None
    if place is None or place == before.conversation.place or place.script in NO_TOPIC:
        return None
    page = moment.known.library.page(f"{place.script}:{place.step}")
    return place.script if page else None


def _origin(moment: Moment) -> str:
    event = moment.acted.event
    if isinstance(event, ChoicePressed) and event.step == PASSPORT:
        return DESTINATIONS.get(event.choice, "")
    return ""
