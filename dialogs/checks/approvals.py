"""Who has read what: one file for each language and script, with a role, a day and a revision.

No names: a role answers for it. An approval is good only for the words it was
given for; a changed word makes it stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # pydantic needs it when it runs
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dialogs.checks.catalogue import forms
from dialogs.checks.extraction import script_texts
from dialogs.checks.finding import Finding
from dialogs.reading import ContentError, Lines, read_file
from dialogs.words.languages import LANGUAGES, SOURCE
from dialogs.words.revision import revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dialogs.checks.content import Content
    from dialogs.engine.library import Library
    from dialogs.words.phrasebook import Phrasebook

RoleName = Literal["editor", "translator", "native_speaker", "lawyer", "survivor_advisor"]
ROLES: tuple[RoleName, ...] = get_args(RoleName)

# What stands outside the scripts is read and approved together under this name.
PHRASES = "phrases"

# Scripts whose words keep somebody safe, beside all that have a sensitive step.
SAFETY = frozenset({"help", "person", "privacy"})


class Approval(BaseModel):
    """Somebody of `role` has read these words, which somebody of `author` wrote.

    `minor` says that since then only spelling changed, and was looked at again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    author: RoleName
    role: RoleName
    date: date
    minor: bool = False


APPROVAL = TypeAdapter(Approval)


@dataclass(frozen=True)
class WrittenApproval:
    """An approval and its file."""

    language: str
    script: str
    approval: Approval
    lines: Lines


def role_named(name: str) -> RoleName:
    """Return the role of that name; raises ContentError when there is none."""
    found = next((role for role in ROLES if role == name), None)
    if found is None:
        raise ContentError([f"{name} is no role; choose one of {' '.join(ROLES)}."])
    return found


def approval_path(locales: Path, language: str, script: str) -> Path:
    """Return where the approval of a script in a language lives."""
    return locales / language / "approvals" / f"{script}.yaml"


def read_approvals(locales: Path) -> Iterator[WrittenApproval]:
    """Return every approval; raises ContentError when a file cannot be read."""
    for language in LANGUAGES:
        for path in sorted((locales / language / "approvals").glob("*.yaml")):
            yield WrittenApproval(language, path.stem, read_file(path, APPROVAL), Lines(path))


def revisions(content: Content, language: str) -> dict[str, str]:
    """Return the revision of every script's words in a language, as its files stand."""
    catalogue = {each.language: each for each in content.catalogues}.get(language)
    said: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for each in content.said:
        known = catalogue.messages.get((each.key, each.english)) if catalogue else None
        told = forms(known) if known else (each.english,) if language == SOURCE else ("",)
        script = script_of(each.key, content.library)
        said.setdefault(script, []).append((each.key, each.english, told))
    return {script: revision_of(told) for script, told in said.items()}


def script_of(key: str, library: Library) -> str:
    """Return under which name a message is approved."""
    first = key.partition(".")[0]
    return first if first in library.current else PHRASES


def drafts(
    library: Library, words: Phrasebook, approvals: Mapping[tuple[str, str], Approval]
) -> frozenset[tuple[str, str]]:
    """Return the (language, script) whose words nobody has approved as they are now."""
    return frozenset(
        (language, name)
        for language in LANGUAGES
        for name in library.current
        if not _is_approved(library, words, approvals.get((language, name)), language, name)
    )


def safety_scripts(library: Library) -> frozenset[str]:
    """Return the scripts whose words keep somebody safe."""
    sensitive = {
        name
        for name, script in library.current.items()
        if any(step.sensitive for step in script.steps.values())
    }
    return frozenset(sensitive | (SAFETY & library.current.keys()))


def findings(content: Content) -> Iterator[Finding]:
    """Return approvals by the author's own role, of nothing, from the future, or stale."""
    languages = {written.language for written in content.approvals}
    known = {language: revisions(content, language) for language in languages}
    for written in content.approvals:
        yield from _of_one(written, known[written.language], content.on)


def _of_one(
    written: WrittenApproval, known: Mapping[str, str], on: date | None
) -> Iterator[Finding]:
    approval, lines = written.approval, written.lines
    if approval.role == approval.author:
        told = f"The {approval.role} cannot approve what the {approval.author} wrote."
        yield Finding(lines.path, lines.at("role"), told)
    if on and approval.date > on:
        yield Finding(lines.path, lines.at("date"), f"{approval.date} has not come yet.")
    if written.script not in known:
        yield Finding(lines.path, 1, f"There is no script {written.script} to approve.")
    elif approval.revision != known[written.script]:
        told = "The words have changed since; have them read again."
        yield Finding(lines.path, lines.at("revision"), told, warning=True)


def _is_approved(
    library: Library, words: Phrasebook, approval: Approval | None, language: str, name: str
) -> bool:
    if approval is None or approval.role == approval.author:
        return False
    texts = [text for _, text in script_texts(library.current[name], library)]
    told = [(text.key, text.english, (words.say(text, language),)) for text in texts]
    return approval.revision == revision_of(told)
