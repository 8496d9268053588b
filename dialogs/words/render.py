"""A screen in somebody's language, ready for any channel that has text and buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dialogs.engine.screen import ANYWHERE, LANGUAGE, VOICE
from dialogs.words import phrases
from dialogs.words.agencies import spoken_agency
from dialogs.words.direction import isolate, turned
from dialogs.words.factbook import spoken_date
from dialogs.words.languages import LANGUAGES, SECOND, SOURCE, listed, nearest
from dialogs.words.lines import spoken_line
from dialogs.words.sharing import spoken_agreement
from dialogs.words.zones import zone_name, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from dialogs.engine.conversation import Place
    from dialogs.engine.screen import Button, Passage, Screen
    from dialogs.words.factbook import Factbook
    from dialogs.words.phrasebook import Phrasebook
    from dialogs.words.text import Text


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button in words."""

    label: str
    token: str
    style: Literal["primary", "danger"] | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A screen in words; `title` is shown as a heading where the channel has one."""

    title: str | None
    body: str
    rows: tuple[tuple[Pressable, ...], ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed to say anything: the catalogues and the facts.

    `drafts` are the (language, script) whose translation nobody has approved yet;
    `voices` the recordings by language and place.
    """

    words: Phrasebook
    facts: Factbook
    drafts: frozenset[tuple[str, str]] = frozenset()
    voices: Mapping[tuple[str, Place], Path] = field(default_factory=dict)


def render(
    screen: Screen, language: str | None, app_language: str | None, speech: Speech, on: date
) -> Rendered:
    """Return `screen` in `language` as it may be shown on the day `on`.

    Before a language is chosen the guess is that of the words written, then the app's own,
    then English.
    """
    guess = screen.tongue or nearest(app_language)
    if screen.kind == "languages":
        return _languages(language or guess, speech)
    tongue = language or guess or "en"
    told = next((each for each in (tongue, SECOND) if _can_be_told(screen, each, speech)), tongue)
    notice = [] if told == tongue else [_notice(tongue, speech)]
    body = [*notice, *_body(screen, told, speech, on), *_draft(screen, told, speech)]
    return Rendered(
        title=_title(screen, told, speech),
        body="\n\n".join(body),
        rows=(
            *(tuple(_pressable(each, tongue, speech) for each in row) for row in screen.rows),
            *_voice(screen, language, speech),
        ),
        sensitive=screen.sensitive,
    )


def _can_be_told(screen: Screen, language: str, speech: Speech) -> bool:
    """Say whether a page can be read in a language as a whole; half a page helps nobody."""
    texts = [text for each in screen.passages for text in (each.text, each.without) if text]
    own = [screen.title, *texts] if screen.title else texts
    return all(speech.words.has(text, language) for text in own)


def _notice(language: str, speech: Speech) -> str:
    """Say in the person's own language that this page is not in it yet."""
    return turned(speech.words.say(phrases.ELSEWHERE, language), language)


def _pressable(button: Button, language: str, speech: Speech) -> Pressable:
    zone = zone_of(button.label)
    said = zone_name(zone, language) if zone else speech.words.say(button.label, language)
    label = turned(said, language)
    return Pressable(label, button.token, button.style)


def _voice(
    screen: Screen, language: str | None, speech: Speech
) -> Iterator[tuple[Pressable, ...]]:
    """Return the button that reads a page aloud, where somebody has recorded these words."""
    here = screen.place
    if language and (language, here) in speech.voices:
        label = turned(speech.words.say(phrases.LISTEN, language), language)
        yield (Pressable(label, f"{VOICE}.{here.script}.{here.step}"),)


def _title(screen: Screen, language: str, speech: Speech) -> str | None:
    if screen.progress:
        number, of = screen.progress
        return turned(f"{number}/{of} {'▓' * number}{'░' * (of - number)}", language)
    return turned(speech.words.say(screen.title, language), language) if screen.title else None


def _body(screen: Screen, language: str, speech: Speech, on: date) -> Iterator[str]:
    named: list[str] = []
    for passage in screen.passages:
        text = _fitting(passage, speech.facts, on)
        if text is None:
            continue
        named += speech.facts.named_in(text.english)
        said = speech.facts.fill(speech.words.say(text, language), language, speech.words)
        if passage.sign:
            said = f"{passage.sign} {said}"
        yield _directed(said, language)
    for line in speech.facts.lines(screen.lines, on):
        named.append(line.id)
        yield _directed(spoken_line(line, language, speech.words), language)
    for agency in screen.agencies:
        yield _directed(spoken_agency(agency, language, speech.words, on), language)
    for agreement in screen.agreements:
        yield _directed(spoken_agreement(agreement, language, speech.words), language)
    oldest = speech.facts.oldest(named)
    if oldest:
        said = speech.words.say(phrases.AS_OF, language).replace(
            "{date}", spoken_date(oldest, language)
        )
        yield turned(said, language)


def _directed(said: str, language: str) -> str:
    return "\n".join(turned(line, language) for line in said.split("\n"))


def _draft(screen: Screen, language: str, speech: Speech) -> Iterator[str]:
    """Say so when the translation of a page is not approved; the source is no translation."""
    if language != SOURCE and (language, screen.place.script) in speech.drafts:
        yield turned(speech.words.say(phrases.DRAFT, language), language)


def _fitting(passage: Passage, facts: Factbook, on: date) -> Text | None:
    if facts.may_be_shown(facts.named_in(passage.text.english), on):
        return passage.text
    return passage.without


def _languages(first: str | None, speech: Speech) -> Rendered:
    """Name every language in itself: nobody has to read a foreign one to begin."""
    order = listed(first)
    buttons = [Pressable(LANGUAGES[code], f"{LANGUAGE}.{ANYWHERE}.{code}") for code in order]
    said = [speech.words.say(phrases.LANGUAGE_WORD, code) for code in order]
    words = [isolate(word, order[0]) for word in dict.fromkeys(said)]
    return Rendered(
        title=None,
        body=turned("🌐 " + " · ".join(words), order[0]),
        rows=tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)),
        sensitive=False,
    )
