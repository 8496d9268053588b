"""JSON Schemas of the content files, so that an editor's program completes and warns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dialogs.checks.finding import Finding
from dialogs.reading import (
    CAMPAIGNS,
    DANGER_WORDS,
    DANGER_WORDS_OF_LANGUAGE,
    FACT_LIST,
    FACTS,
    PAGE_WORDS,
    PAGE_WORDS_BY_NAME,
    PLACES_BY_LABEL,
    POSTER_PLACES,
    SCRIPT,
    SCRIPTS,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import TypeAdapter

    from dialogs.checks.content import Content

NAME = "schema.json"
SHAPES: tuple[tuple[Path, TypeAdapter[Any]], ...] = (
    (SCRIPTS, SCRIPT),
    (FACTS, FACT_LIST),
    (PAGE_WORDS, PAGE_WORDS_BY_NAME),
    (DANGER_WORDS, DANGER_WORDS_OF_LANGUAGE),
    (POSTER_PLACES, PLACES_BY_LABEL),
    (CAMPAIGNS, PLACES_BY_LABEL),
)


def schemas() -> Iterator[tuple[Path, str]]:
    """Return each schema's file and the text that belongs there."""
    for folder, shape in SHAPES:
        yield folder / NAME, json.dumps(shape.json_schema(), indent=2, ensure_ascii=False) + "\n"


def findings(content: Content) -> Iterator[Finding]:
    """Return the schemas that the models have left behind, whatever the content."""
    del content
    for path, text in schemas():
        if not path.exists() or path.read_text("utf-8") != text:
            yield Finding(named(path), 1, "This schema is stale; run `hotline content schema`.")
