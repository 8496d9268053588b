"""Everything the checks look at, read once, with the line where each thing stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dialogs.checks.approvals import read_approvals
from dialogs.checks.catalogue import Catalogue, read_catalogue, read_template
from dialogs.checks.extraction import every_text
from dialogs.checks.finding import Finding
from dialogs.checks.lines import read_shown_by_source
from dialogs.checks.shown import every_shown
from dialogs.checks.told import every_told
from dialogs.checks.wording import read_unsaid
from dialogs.engine.conversation import Place
from dialogs.engine.library import Library
from dialogs.reading import (
    FACT_LIST,
    FACTS,
    LOCALES,
    SCRIPT,
    SCRIPTS,
    Lines,
    read_files,
    recordings,
)
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES, SOURCE
from dialogs.words.phrasebook import Phrasebook
from dialogs.words.render import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from dialogs.checks.approvals import WrittenApproval
    from dialogs.checks.extraction import Said
    from dialogs.checks.shown import Shown
    from dialogs.checks.told import Told
    from dialogs.checks.wording import Unsaid
    from dialogs.engine.script import Script, Step
    from dialogs.facts.fact import Fact


@dataclass(frozen=True)
class WrittenScript:
    """A script and its file."""

    script: Script
    lines: Lines

    def say(self, sentence: str, *where: int | str, warning: bool = False) -> Finding:
        """Return a finding about what stands at `where` in the file."""
        return Finding(self.lines.path, self.lines.at(*where), sentence, warning)

    def steps(self) -> Iterator[tuple[str, Step]]:
        """Walk the steps by name, in the order of the file."""
        yield from self.script.steps.items()

    def place(self, step: str) -> Place:
        """Return where a step stands in the library."""
        return Place(self.script.script, self._revision, step)

    @cached_property
    def _revision(self) -> str:
        return self.script.revision


@dataclass(frozen=True)
class WrittenFact:
    """A fact, its file and its number in the file's list."""

    fact: Fact
    lines: Lines
    number: int

    def say(self, sentence: str, *where: int | str, warning: bool = False) -> Finding:
        """Return a finding about what stands at `where` in this fact."""
        line = self.lines.at(self.number, *where)
        return Finding(self.lines.path, line, f"{self.fact.id}: {sentence}", warning)


@dataclass(frozen=True)
class Content:
    """Scripts, facts and catalogues as their files tell them."""

    scripts: tuple[WrittenScript, ...]
    facts: tuple[WrittenFact, ...]
    catalogues: tuple[Catalogue, ...]
    template: Catalogue
    library: Library
    speech: Speech
    # Phones that were shown before anybody called them: (id, number).
    shown_by_source: frozenset[tuple[str, str]]
    # The words that each language does not say.
    unsaid: Mapping[str, Sequence[Unsaid]]
    approvals: tuple[WrittenApproval, ...]
    # Recordings, each with its language.
    voices: tuple[tuple[str, Path], ...]
    # The day on which it is looked at; without one, nothing is called old.
    on: date | None = None

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Return every message in English, as translators are given it."""
        return tuple(every_text(self))

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Return every text in every language."""
        return tuple(every_told(self))

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Return every screen in every language; made once, because it takes the longest."""
        return tuple(every_shown(self))


def read_content(
    scripts: Path = SCRIPTS,
    facts: Path = FACTS,
    locales: Path = LOCALES,
    on: date | None = None,
) -> Content:
    """Return all content; raises ContentError when a file cannot be read at all."""
    written = tuple(
        WrittenScript(script, Lines(path)) for path, script in read_files(scripts, SCRIPT)
    )
    every_fact = tuple(_facts(facts))
    catalogues = tuple(
        read_catalogue(locales, language) for language in LANGUAGES if language != SOURCE
    )
    words = Phrasebook({each.language: each.spoken() for each in catalogues})
    return Content(
        scripts=written,
        facts=every_fact,
        catalogues=catalogues,
        template=read_template(locales),
        library=Library(each.script for each in written),
        speech=Speech(words, Factbook(each.fact for each in every_fact)),
        shown_by_source=read_shown_by_source(facts),
        unsaid={language: read_unsaid(locales, language) for language in LANGUAGES},
        approvals=tuple(read_approvals(locales)),
        voices=tuple(recordings(locales)),
        on=on,
    )


def _facts(folder: Path) -> Iterator[WrittenFact]:
    for path, facts in read_files(folder, FACT_LIST):
        lines = Lines(path)
        yield from (WrittenFact(fact, lines, number) for number, fact in enumerate(facts))
