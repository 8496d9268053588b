"""A screen before it is put into a language or into any channel's shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dialogs.engine.conversation import Place
from dialogs.engine.particulars import NOTHING
from dialogs.words import phrases, sharing
from dialogs.words.languages import LANGUAGES
from dialogs.words.text import Text
from dialogs.words.zones import ZONES, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.engine.agencies import FoundAgency
    from dialogs.engine.agreements import Agreement
    from dialogs.engine.library import Library
    from dialogs.engine.particulars import Particulars
    from dialogs.engine.script import Choice, SignColour, Step, StepKind

# Names that may stand in place of a script in a pressed button: they mean the
# same from every screen, also from one that no longer exists.
ANYWHERE = "any"
LANGUAGE = "lang"
PAGE = "page"
VOICE = "voice"
# A question that the desk put while a human answers: "question.<which>.<answer>".
QUESTION = "question"
CONSENT = "consent"
# Which of the agencies on a screen is reported: the first one is "agency1".
COMPLAINT = "agency"

# Telegram shows no more of a name on a cheap phone.
LABEL_LENGTH = 40
# What can be said to a question about sharing, by the kind of its screen.
ANSWERS: dict[str, tuple[tuple[str, Text], ...]] = {
    "consent": (("yes", sharing.YES), ("no", sharing.NO)),
    "wish": (("tell", sharing.TELL),),
}

# The most dangerous first: a tired person reads the beginning.
SIGNS: dict[SignColour, str] = {"red": "🔴", "amber": "🟠", "green": "🟢"}


@dataclass(frozen=True, slots=True)
class Button:
    """A choice as shown; `token` is "script.step.choice", and all a press tells us."""

    token: str
    label: Text
    style: Literal["primary", "danger"] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and, where it holds facts, what stands there without them.

    `sign` is the picture before a reason.
    """

    text: Text
    without: Text | None = None
    sign: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees next, channel-neutral.

    `progress` is (number, of) on a question; `reasons` are what its answers
    will be a sign of, said on a later screen; `tongue` is the first guess while
    no language is chosen.
    """

    place: Place
    title: Text | None
    passages: tuple[Passage, ...]
    rows: tuple[tuple[Button, ...], ...]
    # Ids of facts that are phone lines, shown below the passages while they may be.
    lines: tuple[str, ...] = ()
    progress: tuple[int, int] | None = None
    sensitive: bool = False
    kind: StepKind = "screen"
    reasons: tuple[Text, ...] = ()
    tongue: str | None = None
    agencies: tuple[FoundAgency, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def texts(self) -> list[Text]:
        """Return every text that stands on it, furniture included."""
        passages = [text for told in self.passages for text in (told.text, told.without) if text]
        labels = [button.label for row in self.rows for button in row]
        return [*([self.title] if self.title else []), *passages, *labels, *self.reasons]


FURNITURE = (
    (("back", phrases.BACK), ("home", phrases.HOME)),
    (("help", phrases.HELP), ("leave", phrases.LEAVE)),
)


def screen_at(scripts: Library, place: Place, particulars: Particulars = NOTHING) -> Screen | None:
    """Return the screen of a step, or None when the step no longer exists.

    `particulars` are the person's own share of it.
    """
    step = scripts.find(place)
    if step is None:
        return None
    context = f"{place.script}.{place.step}"
    return Screen(
        place=place,
        title=Text(f"{context}.title", step.title) if step.title else None,
        passages=(*_passages(step, context), *_signs(scripts, step, place, particulars)),
        rows=(
            *_pages(scripts, step, particulars),
            *_complaints(step, place, particulars),
            *_follows(scripts, step, place, particulars),
            *_sharing(step, particulars),
            *_choices(step, place, context),
            *_zones(step, place),
            *_question(step, place),
            *_furniture(step),
        ),
        lines=step.lines,
        progress=(step.question.number, step.question.of) if step.question else None,
        sensitive=step.sensitive,
        kind=step.kind,
        reasons=tuple(_reasons(step, context).values()),
        tongue=particulars.tongue,
        agencies=particulars.agencies if step.kind == "agencies" else (),
        agreements=particulars.agreements if step.kind in {"consent", "agreed"} else (),
    )


def texts_on(screen: Screen) -> Iterator[Text]:
    """Return the texts that belong to a screen itself: no furniture, no words for questions."""
    own = f"{screen.place.script}.{screen.place.step}."
    if screen.title:
        yield screen.title
    for passage in screen.passages:
        yield passage.text
        if passage.without:
            yield passage.without
    labels = [button.label for row in screen.rows for button in row]
    yield from (label for label in labels if label.key.startswith(own))
    yield from screen.reasons


def _passages(step: Step, context: str) -> list[Passage]:
    return [
        Passage(
            Text(f"{context}.say.{number}", told.text),
            Text(f"{context}.say.{number}.without", told.without) if told.without else None,
        )
        for number, told in enumerate(step.say, start=1)
    ]


def _reasons(step: Step, context: str) -> dict[str, Text]:
    """Return what each answer of a step is a sign of."""
    return {
        choice.id: Text(f"{context}.because.{choice.id}", choice.because)
        for choice in step.choices
        if choice.because
    }


def _signs(
    scripts: Library, step: Step, place: Place, particulars: Particulars
) -> Iterator[Passage]:
    """Return the reasons of the answers given in this script, the red ones first."""
    if step.kind != "signs":
        return
    for colour, sign in SIGNS.items():
        for pick in particulars.picked:
            asked = Place(pick.script, pick.revision, pick.step)
            if (asked.script, asked.revision) != (place.script, place.revision):
                continue
            question = scripts.find(asked)
            given = (
                next((each for each in question.choices if each.id == pick.choice), None)
                if question
                else None
            )
            if question and given and given.sign == colour and given.because:
                yield Passage(
                    _reasons(question, f"{pick.script}.{pick.step}")[given.id], sign=sign
                )


def _pages(scripts: Library, step: Step, particulars: Particulars) -> Iterator[tuple[Button, ...]]:
    """Return a button for each page that was found, and for the language of the words."""
    if step.kind != "pages":
        return
    found = [place for name in particulars.pages if (place := scripts.page(name))]
    titles = [title for place in found if (title := _title(scripts, place))]
    for page, title in zip(found, titles, strict=True):
        # The same page for two passports: the beginning of its script tells them apart.
        alike = sum(title.english == each.english for each in titles) > 1
        told = _title(scripts, scripts.begin(page.script)) if alike else None
        yield (Button(f"{PAGE}.{page.script}.{page.step}", told or title),)
    if particulars.tongue:
        native = Text(f"language.{particulars.tongue}", f"🌐 {LANGUAGES[particulars.tongue]}")
        yield (Button(f"{LANGUAGE}.{ANYWHERE}.{particulars.tongue}", native),)


def _title(scripts: Library, place: Place) -> Text | None:
    step = scripts.find(place)
    return Text(f"{place.script}.{place.step}.title", step.title) if step and step.title else None


def _choices(step: Step, place: Place, context: str) -> list[tuple[Button, ...]]:
    return [(_button(choice, place, context),) for choice in step.choices]


def _button(choice: Choice, place: Place, context: str) -> Button:
    token = f"{place.script}.{place.step}.{choice.id}"
    return Button(token, Text(f"{context}.choice.{choice.id}", choice.label), choice.style)


def _complaints(
    step: Step, place: Place, particulars: Particulars
) -> Iterator[tuple[Button, ...]]:
    """Return a button for each agency that was found, in their order."""
    if step.kind != "complaint":
        return
    for number, agency in enumerate(particulars.agencies, start=1):
        token = f"{place.script}.{place.step}.{COMPLAINT}{number}"
        yield (Button(token, Text(f"agency.{agency.country}.{agency.number}", agency.name)),)


def _follows(
    scripts: Library, step: Step, place: Place, particulars: Particulars
) -> Iterator[tuple[Button, ...]]:
    """Return a button for each topic that is followed, to the screen where it is left."""
    if step.kind != "follows":
        return
    for topic in particulars.follows:
        page = scripts.page(f"{place.script}:{topic}")
        title = _title(scripts, page) if page else None
        if page and title:
            yield (Button(f"{PAGE}.{page.script}.{page.step}", title),)


def _sharing(step: Step, particulars: Particulars) -> Iterator[tuple[Button, ...]]:
    """Return the answers to a question about sharing, or what may be taken back."""
    for each in particulars.agreements:
        if step.kind == "agreed":
            name = Text(f"sharing.partner.{each.id}", f"↩️ {each.partner}"[:LABEL_LENGTH])
            yield (Button(f"{CONSENT}.{each.id}.back", name),)
        for button, label in ANSWERS.get(step.kind, ()):
            yield (Button(f"{CONSENT}.{each.id}.{button}", label),)


def _zones(step: Step, place: Place) -> Iterator[tuple[Button, ...]]:
    """Return the places whose clocks differ, two in a row."""
    if step.kind != "zones":
        return
    here = f"{place.script}.{place.step}"
    buttons = [Button(f"{here}.{zone}", zone_label(zone)) for zone in ZONES]
    yield from (tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


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
