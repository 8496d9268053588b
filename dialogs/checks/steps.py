"""Single steps: names that fit a button, questions that count right, choices that do something."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dialogs.engine.screen import ANYWHERE, CONSENT, LANGUAGE, PAGE, VOICE, screen_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content, WrittenScript
    from dialogs.checks.finding import Finding
    from dialogs.engine.script import Choice, Step

# What a button may carry, by core.telegram.org/bots/api (InlineKeyboardButton).
TOKEN_BYTES = 64

# What a question's own two buttons are called.
WAYS_OUT = {"skip", "stop"}


def findings(content: Content) -> Iterator[Finding]:
    """Return what is wrong inside single steps."""
    yield from _told_twice(content)
    for written in content.scripts:
        if written.script.script in {ANYWHERE, CONSENT, LANGUAGE, PAGE, VOICE}:
            yield written.say(f"A script cannot be called {written.script.script}.", "script")
        yield from _numbering(written)
        for name, step in written.steps():
            yield from _choices(written, name, step)
            yield from _ways_on(written, name, step)
            yield from _signs(written, name, step)
            yield from _tokens(content, written, name)


def _told_twice(content: Content) -> Iterator[Finding]:
    names = Counter(written.script.script for written in content.scripts)
    for written in content.scripts:
        if names[written.script.script] > 1:
            yield written.say(f"Two files call their script {written.script.script}.", "script")
        if PurePosixPath(written.lines.path).stem != written.script.script:
            yield written.say(f"The file should be {written.script.script}.yaml.", "script")


def _numbering(written: WrittenScript) -> Iterator[Finding]:
    questions = [(name, step.question) for name, step in written.steps() if step.question]
    numbers = {question.number for _, question in questions}
    for name, question in questions:
        if question.number > question.of:
            yield written.say(
                f"Question {question.number} of {question.of}.", "steps", name, "question"
            )
        elif numbers != set(range(1, question.of + 1)):
            told = ", ".join(str(number) for number in sorted(numbers))
            yield written.say(
                f"It says of {question.of}, but the questions are {told}.",
                "steps",
                name,
                "question",
                "of",
            )


def _choices(written: WrittenScript, name: str, step: Step) -> Iterator[Finding]:
    ids = Counter(choice.id for choice in step.choices)
    for number, choice in enumerate(step.choices):
        where = ("steps", name, "choices", number)
        if ids[choice.id] > 1:
            yield written.say(f"Two choices are called {choice.id}.", *where)
        if step.question and choice.id in WAYS_OUT:
            yield written.say(f"A question has its own {choice.id}.", *where)
        if choice.to is None and not _ends(choice):
            yield written.say(f"The choice {choice.id} leads nowhere.", *where)


def _ends(choice: Choice) -> bool:
    return bool({"leave", "erase_person"} & set(choice.do))


def _ways_on(written: WrittenScript, name: str, step: Step) -> Iterator[Finding]:
    answered = step.choices or step.asks or step.kind == "zones"
    if step.question and not answered:
        yield written.say("A question without answers.", "steps", name)
    if step.furniture == "none" and not step.choices and step.kind != "languages":
        yield written.say("Nobody can go on from here.", "steps", name)


def _signs(written: WrittenScript, name: str, step: Step) -> Iterator[Finding]:
    shown = any(other.kind == "signs" for _, other in written.steps())
    for number, choice in enumerate(step.choices):
        where = ("steps", name, "choices", number)
        if bool(choice.sign) != bool(choice.because):
            yield written.say("A sign and its reason, `because`, come together.", *where)
        elif choice.sign and not step.question:
            yield written.say("Only an answer to a question is a sign.", *where)
        elif choice.sign and not shown:
            yield written.say("No step of kind signs shows this reason.", *where)


def _tokens(content: Content, written: WrittenScript, name: str) -> Iterator[Finding]:
    screen = screen_at(content.library, written.place(name))
    for button in (button for row in (screen.rows if screen else ()) for button in row):
        if len(button.token.encode()) > TOKEN_BYTES:
            yield written.say(f"{button.token} is longer than {TOKEN_BYTES} bytes.", "steps", name)
