"""When we may write first: what a person chose, and what the program makes of it.

Somebody else may hold the phone when a message arrives, so the rule is kept at
the moment of sending. Times of the day are those of the person's own zone;
whoever asks passes aware moments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dialogs.words.zones import ZONES

# Whoever just pressed or wrote is looking at the phone: an answer may always come.
AT_HAND = timedelta(minutes=10)
# After this long something harmless is asked first; on a shared phone much sooner.
LONG_SILENCE = timedelta(days=3)
LONG_SILENCE_SHARED = timedelta(hours=1)
# A letter that waits for the person, and not for an hour of the day.
UNTIL_THEY_WRITE = datetime(9000, 1, 1, tzinfo=UTC)


class When(StrEnum):
    """What a person may choose; `silent` lets answers come and nothing else."""

    ANY = "any"
    HOURS = "hours"
    REPLY = "reply"
    SILENT = "silent"
    SHARED = "shared"


# From, until; by the person's own clock. The night begins on one day and ends on the next.
PARTS = {
    "morning": (time(6), time(10)),
    "day": (time(10), time(18)),
    "evening": (time(18), time(22)),
    "night": (time(22), time(6)),
}
QUESTIONS = frozenset({"order", "parcel"})


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody may be reached; `part` and `zone` only mean something with `hours`.

    `code` is the harmless question; `asked_at` is set while it waits for a yes.
    """

    when: When = When.ANY
    part: str | None = None
    zone: str | None = None
    tidies: bool = False
    code: str = "order"
    asked_at: datetime | None = None

    def answered(self, question: str, answer: str) -> Contact:
        """Return what an answer to a question of `contact` makes of it; a skipped one nothing."""
        match question:
            case "contact.when" if answer in set(When):
                return replace(self, when=When(answer))
            case "contact.hours" if answer in PARTS:
                return replace(self, part=answer)
            case "contact.where" if answer in ZONES:
                return replace(self, zone=ZONES[answer])
            case "contact.tidy" if answer in {"yes", "no"}:
                return replace(self, tidies=answer == "yes")
            case "contact.code" if answer in QUESTIONS:
                return replace(self, code=answer)
        return self

    def silent_too_long(self, seen_at: datetime, now: datetime) -> bool:
        """Say whether something harmless must be asked before an answer may come."""
        shared = self.when is When.SHARED
        return now - seen_at >= (LONG_SILENCE_SHARED if shared else LONG_SILENCE)

    def next_moment(self, *, answer: bool, seen_at: datetime, now: datetime) -> datetime:
        """Return when a letter may come: `now`, a later hour, or UNTIL_THEY_WRITE.

        `answer` says whether an operator wrote it. Hours without a zone are nobody's
        hours, so then nothing comes before the person writes.
        """
        if self.when is When.ANY or now - seen_at <= AT_HAND:
            return now
        if self.when is When.SILENT and answer:
            return now
        if self.when is When.HOURS and self.part and self.zone:
            return within(*PARTS[self.part], ZoneInfo(self.zone), now)
        return UNTIL_THEY_WRITE


# What holds for somebody who never said.
UNSAID = Contact()


def within(begins: time, ends: time, zone: ZoneInfo, now: datetime) -> datetime:
    """Return `now` inside the hours of a day, else when they begin next."""
    here = now.astimezone(zone).timetz().replace(tzinfo=None)
    over_midnight = ends <= begins
    inside = here >= begins or here < ends if over_midnight else begins <= here < ends
    if inside:
        return now
    today = now.astimezone(zone).date()
    ahead = (datetime.combine(today + timedelta(days=day), begins, zone) for day in range(3))
    return min(moment.astimezone(UTC) for moment in ahead if moment.astimezone(UTC) > now)
