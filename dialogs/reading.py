"""Content from its files: scripts, facts and catalogues, with mistakes named as file:line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter, ValidationError
from yaml import MarkedYAMLError, YAMLError

from dialogs.engine.library import Library
from dialogs.engine.script import Script
from dialogs.facts.fact import Fact
from dialogs.links.link import PosterPlaces, poster
from dialogs.notation import inside, loaded, tree
from dialogs.search.danger import DangerEar
from dialogs.search.finder import Finder
from dialogs.search.shapes import DangerWords, PageWords
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES
from dialogs.words.phrasebook import load_phrasebook
from dialogs.words.render import Speech
from dialogs.words.voices import fresh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails
    from yaml import Node

    from dialogs.engine.conversation import Place
    from dialogs.words.phrasebook import Phrasebook

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "dialogs" / "scripts"
FACTS = ROOT / "dialogs" / "facts"
LOCALES = ROOT / "locales"
PAGE_WORDS = ROOT / "dialogs" / "search" / "words"
DANGER_WORDS = ROOT / "dialogs" / "search" / "danger"
POSTER_PLACES = ROOT / "dialogs" / "links" / "places"
CAMPAIGNS = ROOT / "dialogs" / "links" / "campaigns"

Shape = TypeVar("Shape")

# A file holds one script, a plain list of facts, words by page, or one language's danger words.
SCRIPT = TypeAdapter(Script)
FACT_LIST = TypeAdapter(tuple[Fact, ...])
PAGE_WORDS_BY_NAME = TypeAdapter(PageWords)
DANGER_WORDS_OF_LANGUAGE = TypeAdapter(DangerWords)
PLACES_BY_LABEL = TypeAdapter(PosterPlaces)


# What the two commonest mistakes are called, in an editor's words.
PLAIN = {
    "extra_forbidden": "There is no field of this name.",
    "missing": "This field is missing.",
}


class ContentError(Exception):
    """Files that cannot be read; `lines` are "file:line: where: sentence", one per mistake."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Content:
    """Everything we say, read once and shared: scripts, words and facts, search, posters."""

    scripts: tuple[Script, ...]
    speech: Speech
    finder: Finder
    posters: frozenset[str]


class Lines:
    """On which line of a YAML file each value stands."""

    def __init__(self, path: Path) -> None:
        self.path = named(path)
        self._file = path

    @cached_property
    def _root(self) -> Node | None:
        return tree(self._file.read_text("utf-8"))

    def at(self, *where: int | str) -> int:
        """Return the line of the value at `where`, or of the nearest thing around it."""
        node, line = self._root, 0
        for part in where:
            found = inside(node, part)
            if found is None:
                break
            node, line = found
        return line + 1


def read_scripts(folder: Path = SCRIPTS) -> tuple[Script, ...]:
    """Return every script of a folder by file name; raises ContentError with every mistake."""
    return tuple(script for _, script in read_files(folder, SCRIPT))


def read_facts(folder: Path = FACTS) -> tuple[Fact, ...]:
    """Return every fact of a folder, file by file; raises ContentError with every mistake."""
    return tuple(fact for _, facts in read_files(folder, FACT_LIST) for fact in facts)


def read_library(earlier: Iterable[Script] = (), folder: Path = SCRIPTS) -> Library:
    """Return today's scripts and the revisions in which somebody may still be."""
    return Library(read_scripts(folder), earlier)


def read_danger(folder: Path = DANGER_WORDS) -> DangerEar:
    """Return what hears danger words in every language."""
    return DangerEar(told for _, told in read_files(folder, DANGER_WORDS_OF_LANGUAGE))


def read_finder(library: Library, words: Phrasebook, folder: Path = PAGE_WORDS) -> Finder:
    """Return what says what free words may mean, over today's pages in every language."""
    typed = {
        page: said
        for _, told in read_files(folder, PAGE_WORDS_BY_NAME)
        for page, said in told.root.items()
    }
    return Finder(library, words, typed, read_danger())


def read_poster_places(folder: Path = POSTER_PLACES) -> frozenset[str]:
    """Return the labels of the places where posters hang."""
    return frozenset(
        label for _, told in read_files(folder, PLACES_BY_LABEL) for label in told.root
    )


def read_posters() -> frozenset[str]:
    """Return every name that arrivals are counted by: a place, or a place and a campaign."""
    places, campaigns = read_poster_places(), read_poster_places(CAMPAIGNS)
    return places | {poster(place, each) for place in places for each in campaigns}


def read_content() -> Content:
    """Return everything we say; raises ContentError with every mistake."""
    scripts, speech = read_scripts(), read_speech()
    finder = read_finder(Library(scripts), speech.words)
    return Content(scripts, speech, finder, read_posters())


def recordings(locales: Path = LOCALES) -> list[tuple[str, Path]]:
    """Return every recording with its language, by name."""
    return [
        (language, path)
        for language in LANGUAGES
        for path in sorted((locales / language / "voices").glob("*"))
    ]


def read_voices(
    library: Library, words: Phrasebook, locales: Path = LOCALES
) -> dict[tuple[str, Place], Path]:
    """Return the recordings that say what stands on their pages now, by language and place."""
    return dict(fresh(library, words, recordings(locales)))


def read_speech(locales: Path = LOCALES, folder: Path = FACTS) -> Speech:
    """Return what is needed to say anything: the catalogues and the facts."""
    return Speech(load_phrasebook(locales), Factbook(read_facts(folder)))


def read_files(folder: Path, shape: TypeAdapter[Shape]) -> list[tuple[Path, Shape]]:
    """Return what each YAML file of a folder holds; raises ContentError with every mistake."""
    read: list[tuple[Path, Shape]] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            read.append((path, read_file(path, shape)))
        except ContentError as error:
            wrong += error.lines
    if wrong:
        raise ContentError(wrong)
    return read


def read_file(path: Path, shape: TypeAdapter[Shape]) -> Shape:
    """Return what one YAML file holds; raises ContentError with every mistake in it."""
    try:
        return shape.validate_python(loaded(path.read_text("utf-8")))
    except ValidationError as error:
        raise ContentError(_told(path, error)) from error
    except MarkedYAMLError as error:
        raise ContentError([_unreadable(path, error)]) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ContentError([f"{named(path)}:1: This is not YAML: {error}"]) from error


def named(path: Path) -> str:
    """Return how a file is named to people: from the top of the project, never the machine's."""
    whole = path.resolve()
    return str(whole.relative_to(ROOT)) if whole.is_relative_to(ROOT) else path.name


def _told(path: Path, error: ValidationError) -> Sequence[str]:
    lines = Lines(path)
    every = error.errors(include_url=False)
    wrong = [each for each in every if not _is_echo(each, every)]
    placed = sorted((lines.at(*each["loc"]), _sentence(each)) for each in wrong)
    return [f"{lines.path}:{line}: {sentence}" for line, sentence in placed]


def _is_echo(wrong: ErrorDetails, every: Sequence[ErrorDetails]) -> bool:
    """A list is also called too short when what is wrong in it was dropped: say it once."""
    inside = (each["loc"] for each in every if len(each["loc"]) > len(wrong["loc"]))
    return wrong["type"] == "too_short" and wrong["loc"] in {
        loc[: len(wrong["loc"])] for loc in inside
    }


def _sentence(wrong: ErrorDetails) -> str:
    where = ".".join(str(part) for part in wrong["loc"]) or "file"
    return f"{where}: {PLAIN.get(wrong['type'], wrong['msg'])}"


def _unreadable(path: Path, error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    problem = (error.problem or error.context or "cannot be read").splitlines()[0]
    return f"{named(path)}:{mark.line + 1 if mark else 1}: This is not YAML: {problem}"
