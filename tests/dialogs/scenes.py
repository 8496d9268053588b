"""Where a test begins: a small library for rules, the real one for walks, and short ways in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Conversation, Place, Talk
from dialogs.engine.events import ChoicePressed
from dialogs.engine.library import Library
from dialogs.engine.script import Script
from dialogs.facts.fact import Fact
from dialogs.reading import read_scripts, read_speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogs.engine.screen import Screen

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HERE = Path(__file__).parent

SMALL = Library(read_scripts(HERE / "small"))
REAL = Library(read_scripts())
# Read once: every catalogue and every fact.
SPEECH = read_speech()

# A script nobody has any more, a revision that is gone, a step that was taken out.
GONE = (
    Place("gone", "000000000000", "gone"),
    Place("home", "000000000000", "menu"),
    Place("home", REAL.current["home"].revision, "taken_out"),
)


def every_place() -> list[Place]:
    """Every real step, and steps that do not exist."""
    return [*REAL.places(), *GONE]


def name_of(place: Place) -> str:
    """How a place is called to whoever reads a test's end."""
    return f"{place.script}.{place.step}" + "-gone" * (place in GONE)


def from_everywhere(claim: Callable[[Place], None]) -> Callable[[], None]:
    """Make one test of a claim about every place; it says where the claim was false.

    A test of its own for every place costs more than the walk itself, and the
    pure suite is only run without thinking while it takes about two seconds.
    """

    @wraps(claim)
    def walk() -> None:
        for place in every_place():
            try:
                claim(place)
            except AssertionError as false:
                false.add_note(f"standing at {name_of(place)}")
                raise

    del walk.__wrapped__  # pytest would ask the claim itself for its arguments
    return walk


def standing_at(place: Place | None, talk: Talk = Talk.NONE) -> Conversation:
    """Somebody who speaks Tajik, came from home and now stands here."""
    return Conversation(language="tg", place=place, trail=(REAL.begin("home"),), talk=talk)


def at(step: str, talk: Talk = Talk.NONE, library: Library = SMALL) -> Conversation:
    """Somebody who came straight to `script.step`."""
    script, _, name = step.partition(".")
    return Conversation(language="tg", place=library.begin(script, name), talk=talk)


def press(token: str) -> ChoicePressed:
    """A press on the button with this token."""
    script, step, choice = token.split(".")
    return ChoicePressed(at=NOON, script=script, step=step, choice=choice)


def shown(screen: Screen | None) -> str | None:
    """The step a screen shows, as script.step."""
    return f"{screen.place.script}.{screen.place.step}" if screen else None


def lists_languages(screen: Screen | None) -> bool:
    """Whether a screen is the list of languages: nothing on it says what we are for."""
    return screen is not None and screen.kind == "languages"


def changed(script: Script, **steps: object) -> Script:
    """Another revision of a script, some of its steps told anew or taken out (None)."""
    told = script.model_dump()
    told["steps"] = {
        name: step for name, step in {**told["steps"], **steps}.items() if step is not None
    }
    return Script.model_validate(told)


def fact(fact_id: str = "xx.stay.days", **told: object) -> Fact:
    """An invented fact that may be shown today."""
    usual: dict[str, object] = {
        "country": "XX",
        "value": 90,
        "unit": "day",
        "what": "Longest stay",
        "source": ("https://example.org/law",),
        "source_date": date(2026, 3, 1),
        "checked": date(2026, 11, 1),
        "expires": date(2027, 5, 1),
        "use": "show",
    }
    return Fact.model_validate({"id": fact_id, **usual, **told})


def phone(fact_id: str = "kg.line.a", number: str = "000", **told: object) -> Fact:
    """An invented phone line that may be shown today; `line` adds to what is known of it."""
    added = told.pop("line", {})
    assert isinstance(added, dict)
    line = {"purpose": "police", "audience": ("everybody",), **added}
    usual: dict[str, object] = {"country": "KG", "value": number, "unit": "phone", "line": line}
    return fact(fact_id, **{**usual, **told})
