"""A campaign: one message to those who follow a topic, read by a second person before it goes.

Its life is a table. What is not in the table is refused and changes nothing; only a campaign
that somebody else than its author has read can ever be sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from dialogs.words.languages import LANGUAGES, SECOND, SOURCE
from hotline.domain.contact import AT_HAND, UNTIL_THEY_WRITE, Contact, When, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CampaignId = NewType("CampaignId", UUID)

# What people may follow; each is a step of the script `alerts`.
DESTINATIONS: Final = ("ru", "kz", "tr", "kr", "ae", "pl")
TOPICS: Final = (
    *(f"rules_{country}" for country in DESTINATIONS),
    "scams",
    "lawful",
    "returning",
    "health",
    "general",
)
# Where somebody is from is kept beside the topics they follow; together they are a corridor.
ORIGINS: Final = ("kz", "kg", "tj", "tm", "uz")
# Fewer people than this are never told apart: an estimate says only that they are few.
K: Final = 11
ROUNDED: Final = 10
# Nobody's phone rings for a campaign between these hours, by their own clock.
QUIET: Final = (time(21), time(9))
# Telegram takes 4096 UTF-16 units (core.telegram.org/bots/api#sendmessage); a fact that is
# filled in may be longer than its name, and a notice may stand before it.
LONGEST: Final = 3500
LONGEST_NAME: Final = 80
PLACEHOLDER: Final = re.compile(r"\{[^{}\n]*\}?|\}")
FACT_NAMED: Final = re.compile(r"\{fact:([a-z0-9_.]+)\}")
NUMBER: Final = re.compile(r"\d+")


class State(StrEnum):
    """Where a campaign is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class Act(StrEnum):
    """What can be done to a campaign, by staff or by the clock."""

    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    BEGIN = "begin"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    STOP = "stop"


LIFE: Final[dict[tuple[State, Act], State]] = {
    (State.DRAFT, Act.WRITE): State.DRAFT,
    (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Act.STOP): State.STOPPED,
    (State.SUBMITTED, Act.RETURN): State.DRAFT,
    (State.SUBMITTED, Act.APPROVE): State.APPROVED,
    (State.SUBMITTED, Act.STOP): State.STOPPED,
    (State.APPROVED, Act.RETURN): State.DRAFT,
    (State.APPROVED, Act.SCHEDULE): State.SCHEDULED,
    (State.APPROVED, Act.STOP): State.STOPPED,
    (State.SCHEDULED, Act.RETURN): State.DRAFT,
    (State.SCHEDULED, Act.BEGIN): State.SENDING,
    (State.SCHEDULED, Act.STOP): State.STOPPED,
    (State.SENDING, Act.PAUSE): State.PAUSED,
    (State.SENDING, Act.FINISH): State.DONE,
    (State.SENDING, Act.STOP): State.STOPPED,
    (State.PAUSED, Act.RESUME): State.SENDING,
    (State.PAUSED, Act.STOP): State.STOPPED,
}


class Missing(StrEnum):
    """What happens to a language that has no text: nobody gets it, another one, not these."""

    WAIT = "wait"
    FALLBACK = "fallback"
    SKIP = "skip"


class NotNow(Exception):
    """The campaign is not where this can be done; nothing has changed."""


class NeedsSecond(Exception):
    """Its author may not approve it; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, and where: language, line and column; `what` is a short name."""

    language: str
    line: int
    column: int
    what: str
    shown: str = ""


class Faulty(ValueError):
    """A text or an audience that cannot be sent; nothing has changed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(f"{each.language}:{each.line} {each.what}" for each in faults))


@dataclass(frozen=True, slots=True)
class Audience:
    """Who: those who follow `topic`, speak one of `languages`, and are from `origin` if told."""

    topic: str
    languages: tuple[str, ...] = tuple(LANGUAGES)
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign; `second` is who read it, never its author. Staff are known by their name."""

    id: CampaignId
    name: str
    author: str
    audience: Audience
    texts: Mapping[str, str] = field(default_factory=dict)
    missing: Missing = Missing.WAIT
    posts: bool = False
    state: State = State.DRAFT
    second: str | None = None
    begins_at: datetime | None = None

    def may(self, act: Act) -> bool:
        """Say whether this can be done to it now."""
        return (self.state, act) in LIFE

    def spoken(self) -> dict[str, str]:
        """Return, for each language of the audience that gets it, in which language."""
        other = next((each for each in (SECOND, SOURCE) if each in self.texts), None)
        told: dict[str, str] = {}
        for language in self.audience.languages:
            if language in self.texts:
                told[language] = language
            elif self.missing is Missing.FALLBACK and other:
                told[language] = other
        return told


def write(
    campaign: Campaign, name: str, audience: Audience, texts: Mapping[str, str], missing: Missing
) -> Campaign:
    """Change a draft; raises NotNow. Empty texts are none."""
    moved = _after(campaign, Act.WRITE)
    kept = {language: words.strip() for language, words in texts.items() if words.strip()}
    return replace(moved, name=name.strip(), audience=audience, texts=kept, missing=missing)


def submit(campaign: Campaign, shows: Callable[[str], bool]) -> Campaign:
    """Give it to a second person; raises NotNow, or Faulty for what cannot be sent.

    `shows` says whether a fact may be shown to people now.
    """
    moved = _after(campaign, Act.SUBMIT)
    must_be_sound(campaign, shows)
    return moved


def approve(campaign: Campaign, by: str, shows: Callable[[str], bool]) -> Campaign:
    """Keep that a second person read it; raises NotNow, Faulty, NeedsSecond for its author."""
    moved = _after(campaign, Act.APPROVE)
    if by == campaign.author:
        raise NeedsSecond
    must_be_sound(campaign, shows)
    return replace(moved, second=by)


def take_back(campaign: Campaign) -> Campaign:
    """Make it a draft again, that nobody has approved; raises NotNow."""
    return replace(_after(campaign, Act.RETURN), second=None, begins_at=None)


def schedule(campaign: Campaign, begins_at: datetime) -> Campaign:
    """Say when it begins; raises NotNow, also for one that nobody has approved."""
    moved = _after(campaign, Act.SCHEDULE)
    if campaign.second is None:
        raise NotNow
    return replace(moved, begins_at=begins_at)


def move(campaign: Campaign, act: Act) -> Campaign:
    """Begin, pause, resume, finish or stop it; raises NotNow."""
    if act not in {Act.BEGIN, Act.PAUSE, Act.RESUME, Act.FINISH, Act.STOP}:
        raise NotNow
    return _after(campaign, act)


def _after(campaign: Campaign, act: Act) -> Campaign:
    state = LIFE.get((campaign.state, act))
    if state is None:
        raise NotNow
    return replace(campaign, state=state)


def must_be_sound(campaign: Campaign, shows: Callable[[str], bool]) -> None:
    """Raise Faulty when something about it cannot be sent."""
    faults = tuple(_faults(campaign, shows))
    if faults:
        raise Faulty(faults)


def _faults(campaign: Campaign, shows: Callable[[str], bool]) -> Iterator[Fault]:
    audience = campaign.audience
    if not campaign.name or len(campaign.name) > LONGEST_NAME:
        yield Fault("", 0, 0, "name")
    if audience.topic not in TOPICS or audience.origin not in {None, *ORIGINS}:
        yield Fault("", 0, 0, "audience")
    if not audience.languages or not set(audience.languages) <= set(LANGUAGES):
        yield Fault("", 0, 0, "languages")
    for language, words in campaign.texts.items():
        yield from faults_in(language, words, shows)
    if not campaign.spoken():
        yield Fault("", 0, 0, "no_text")
    if campaign.missing is not Missing.SKIP:
        for language in audience.languages:
            if language not in campaign.spoken():
                yield Fault(language, 0, 0, "missing")


def faults_in(language: str, words: str, shows: Callable[[str], bool]) -> Iterator[Fault]:
    """Return what is wrong with a text: too long, a placeholder nobody knows, a bare number."""
    if language not in LANGUAGES:
        yield Fault(language, 0, 0, "language", language)
    if len(words.encode("utf-16-le")) // 2 > LONGEST:
        yield Fault(language, 1, 1, "long")
    for number, line in enumerate(words.split("\n"), start=1):
        for found in PLACEHOLDER.finditer(line):
            fact = FACT_NAMED.fullmatch(found[0])
            if fact is None:
                yield Fault(language, number, found.start() + 1, "placeholder", found[0])
            elif not shows(fact[1]):
                yield Fault(language, number, found.start() + 1, "fact", fact[1])
        bare = PLACEHOLDER.sub(lambda found: " " * len(found[0]), line)
        for digits in NUMBER.finditer(bare):
            yield Fault(language, number, digits.start() + 1, "number", digits[0])


def at_least(number: int) -> int | None:
    """Return how many people may be said to be meant, at least; None for fewer than eleven.

    Steps of ten, so that nobody learns from two estimates that one person came or left.
    """
    return None if number < K else max(K, number // ROUNDED * ROUNDED)


def next_moment(
    contact: Contact, zone: str, *, seen_at: datetime, now: datetime
) -> datetime | None:
    """Return when a campaign may ring on a phone: `now`, a later hour, or None for never.

    Who lets us write only after they wrote, or shares the phone, never gets one. Hours that
    somebody chose for themselves are theirs, also at night.
    """
    wanted = contact.next_moment(answer=False, seen_at=seen_at - 2 * AT_HAND, now=now)
    if wanted >= UNTIL_THEY_WRITE:
        return None
    if contact.when is When.HOURS:
        return wanted
    ends, begins = QUIET
    return within(begins, ends, ZoneInfo(contact.zone or zone), now)
