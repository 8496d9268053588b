"""A whole conversation as plain text: what was pressed, what was shown, what was done.

script home · lang ru
> stay                      a choice on the screen, or a button of every screen
> /start                    a command
> (voice)                   a message, by its kind
> (a code)                  a code that may be ours; (a slip) is one that is mistyped
> "olgim keledi"            a message in these very words
> (duress word)             a word of the person's own: leave, safe or duress
> operator takes            or: operator closes
< home.stay [menu]          the step shown and its own choices
< silence
! record quiz.first: yes    what the service must do
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, get_args

from dialogs.engine import Conversation, advance, effects, screen_at
from dialogs.engine import events as happened
from dialogs.engine.meaning import Meaning, OwnWord
from dialogs.reading import read_finder, read_speech
from tests.dialogs.scenes import NOON, REAL, press

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.engine import Library, Screen
    from dialogs.engine.screen import Button
    from dialogs.search.finder import Finder

COMMANDS: dict[str, happened.Event] = {
    "/start": happened.Arrived(at=NOON),
    "/menu": happened.HomeRequested(at=NOON),
    "/help": happened.HelpRequested(at=NOON),
    "/person": happened.PersonRequested(at=NOON),
    "/language": happened.LanguageRequested(at=NOON),
    "/clear": happened.LeaveRequested(at=NOON),
    "/privacy": happened.PrivacyRequested(at=NOON),
    "/delete": happened.EraseRequested(at=NOON),
    "operator takes": happened.HumanJoined(at=NOON),
    "operator closes": happened.TalkClosed(at=NOON),
    **{
        f"({word} word)": happened.WordsReceived(at=NOON, meaning=Meaning(own=word))
        for word in get_args(OwnWord)
    },
    "(a code)": happened.WordsReceived(at=NOON, meaning=Meaning(looked=True, code="whole")),
    "(a slip)": happened.WordsReceived(at=NOON, meaning=Meaning(looked=True, code="broken")),
    **{f"({kind})": happened.MessageReceived(at=NOON, kind=kind) for kind in happened.Kind},
}


@cache
def finder() -> Finder:
    """Return the real way from words to their meaning."""
    return read_finder(REAL, read_speech().words)


def played(library: Library, written: str) -> str:
    """Return a transcript with its presses kept and its answers as the engine gives them."""
    first, *lines = [line for line in written.splitlines() if line.strip()]
    told = [first]
    conversation = _opening(library, first)
    for line in lines:
        if not line.startswith(">"):
            if line.startswith("#"):
                told.append(line)
            continue
        turn = advance(library, conversation, _event(library, conversation, line[1:].strip()))
        told += [line, f"< {_shown(turn.screen)}"]
        if turn.effects:
            told.append("! " + ", ".join(map(_done, turn.effects)))
        conversation = Conversation.from_json(turn.conversation.to_json())
    return "\n".join(told) + "\n"


def plain(transcript: str) -> list[list[str]]:
    """Return the lines of a transcript, however they are spaced."""
    return [line.split() for line in transcript.splitlines() if line.strip()]


def _opening(library: Library, first: str) -> Conversation:
    script, language = first.removeprefix("script ").split(" · lang ")
    spoken = None if language == "none" else language
    return Conversation(language=spoken, place=library.begin(script) if spoken else None)


def _event(library: Library, standing: Conversation, told: str) -> happened.Event:
    if told.startswith('"'):
        words = told.strip('"')
        meaning = finder().meaning(words, standing.language)
        meaning = replace(meaning, fits=finder().may_be_own(words))
        return happened.WordsReceived(at=NOON, meaning=meaning)
    if told in COMMANDS or told.startswith(("(", "/")):
        return COMMANDS[told]
    screen = screen_at(library, standing.place) if standing.place else None
    own = {button.token.rpartition(".")[2]: button.token for button in _buttons(screen)}
    return press(own.get(told) or (f"any.any.{told}" if "." not in told else told))


def _shown(screen: Screen | None) -> str:
    if screen is None:
        return "silence"
    step = f"{screen.place.script}.{screen.place.step}"
    own = [
        f"[{button.token.rpartition('.')[2]}]"
        for button in _buttons(screen)
        if button.token.startswith(f"{step}.")
    ]
    return f"{step:<24}{' '.join(own)}".rstrip()


def _buttons(screen: Screen | None) -> Iterator[Button]:
    for row in screen.rows if screen else ():
        yield from row


def _done(effect: effects.Effect) -> str:
    match effect:
        case effects.RecordAnswer(question, answer):
            return f"record {question}: {answer}"
        case effects.RaisePriority(priority):
            return f"raise the priority to {priority}"
        case effects.ReportSign(sign):
            return f"report {sign}"
        case effects.ProfileSeen(profile):
            return f"see {profile}"
        case effects.KeepWord(word):
            return f"keep the {word} word"
        case _:
            return WORDS[type(effect)]


WORDS = {
    effects.OpenCase: "open a case",
    effects.PassOn: "pass it on",
    effects.KeepMessage: "keep it",
    effects.EraseTrace: "cover the screen and erase the trace",
    effects.ErasePerson: "erase the person",
    effects.FlagDuress: "flag duress",
    effects.ConfirmSafe: "confirm that it is safe",
    effects.SendWaiting: "send what waits",
    effects.CountGap: "count a gap",
    effects.MakeCode: "make a code",
    effects.TryCode: "try the code",
    effects.Unsay: "delete the message",
}
