"""A screen before it is put into a language or into any channel's shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dialogs.words import phrases
from dialogs.words.text import Text

if TYPE_CHECKING:
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.engine.script import Choice, Step

# Names that may stand in place of a script in a pressed button: they mean the
# same from every screen, also from one that no longer exists.
ANYWHERE = "any"
LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice as shown; `token` is "script.step.choice", and all a press tells us."""

    token: str
    label: Text
    style: Literal["primary", "danger"] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and, where it holds facts, what stands there without them."""

    text: Text
    without: Text | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees next, channel-neutral.

    `replaces` says that the newest screen may be edited in place; `progress`
    is (number, of) on a question.
    """

    place: Place
    title: Text | None
    passages: tuple[Passage, ...]
    rows: tuple[tuple[Button, ...], ...]
    # Ids of facts that are phone lines, shown below the passages while they may be.
    lines: tuple[str, ...] = ()
    progress: tuple[int, int] | None = None
    sensitive: bool = False
    kind: Literal["screen", "languages"] = "screen"

    def texts(self) -> list[Text]:
        """Return every text that stands on it, furniture included."""
        passages = [text for told in self.passages for text in (told.text, told.without) if text]
        labels = [button.label for row in self.rows for button in row]
        return [*([self.title] if self.title else []), *passages, *labels]


FURNITURE = (
    (("back", phrases.BACK), ("home", phrases.HOME)),
    (("help", phrases.HELP), ("leave", phrases.LEAVE)),
)


def screen_at(scripts: Library, place: Place) -> Screen | None:
    """Return the screen of a step, or None when the step no longer exists."""
    step = scripts.find(place)
    if step is None:
        return None
    context = f"{place.script}.{place.step}"
    return Screen(
        place=place,
        title=Text(f"{context}.title", step.title) if step.title else None,
        passages=tuple(_passages(step, context)),
        rows=(*_choices(step, place, context), *_question(step, place), *_furniture(step)),
        lines=step.lines,
        progress=(step.question.number, step.question.of) if step.question else None,
        sensitive=step.sensitive,
        kind=step.kind,
    )


def _passages(step: Step, context: str) -> list[Passage]:
    return [
        Passage(
            Text(f"{context}.say.{number}", told.text),
            Text(f"{context}.say.{number}.without", told.without) if told.without else None,
        )
        for number, told in enumerate(step.say, start=1)
    ]


def _choices(step: Step, place: Place, context: str) -> list[tuple[Button, ...]]:
    return [(_button(choice, place, context),) for choice in step.choices]


def _button(choice: Choice, place: Place, context: str) -> Button:
    token = f"{place.script}.{place.step}.{choice.id}"
    return Button(token, Text(f"{context}.choice.{choice.id}", choice.label), choice.style)


def _question(step: Step, place: Place) -> list[tuple[Button, ...]]:
    if step.question is None:
        return []
    here = f"{place.script}.{place.step}"
    return [(Button(f"{here}.skip", phrases.SKIP), Button(f"{here}.stop", phrases.STOP))]


def _furniture(step: Step) -> list[tuple[Button, ...]]:
    if step.furniture == "none":
        return []
    return [
        tuple(Button(f"{ANYWHERE}.{ANYWHERE}.{name}", label) for name, label in row)
        for row in FURNITURE
    ]
