"""Approving what was read, and where every language stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.checks.approvals import (
    PHRASES,
    Approval,
    approval_path,
    revisions,
    safety_scripts,
    script_of,
)
from dialogs.checks.catalogue import DRAFT, forms, write_catalogue
from dialogs.checks.law import law_scripts
from dialogs.reading import ContentError
from dialogs.words.languages import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from babel.messages.catalog import Message

    from dialogs.checks.approvals import RoleName, WrittenApproval
    from dialogs.checks.catalogue import Catalogue
    from dialogs.checks.content import Content


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a language is: counts of messages, then scripts by what became of their approval."""

    language: str
    strings: int
    translated: int
    drafts: int
    approved: tuple[str, ...]
    stale: tuple[str, ...]
    # Scripts that keep somebody safe and that nobody has approved as they are now.
    waiting: tuple[str, ...]
    # Scripts that state the law and whose English no lawyer has approved as it is now.
    unread_law: tuple[str, ...]


def approve(
    content: Content,
    locales: Path,
    language: str,
    script: str,
    *,
    author: RoleName,
    role: RoleName,
    on: date,
    minor: bool = False,
) -> Path:
    """Write down that these words were read, lift their draft flags, and return the file.

    Raises ContentError when author and approver are one role, when somebody else
    than a lawyer approves the English of a law, when something is not translated,
    or when a minor change has no approval to stand on.
    """
    before = {(each.language, each.script): each for each in content.approvals}
    if role == author:
        raise ContentError([f"The {role} cannot approve what the {author} wrote."])
    if script not in {PHRASES, *content.library.current}:
        raise ContentError([f"There is no script {script}; {PHRASES} are the other texts."])
    if language not in LANGUAGES:
        raise ContentError([f"{language}: choose one of {' '.join(LANGUAGES)}."])
    if minor and (language, script) not in before:
        raise ContentError(["A minor change needs an earlier approval to stand on."])
    if language == SOURCE and role != "lawyer" and script in _law(content):
        raise ContentError([f"{script} states the law: a lawyer approves its English."])
    if language != SOURCE:
        _lift_drafts(content, locales, language, script)
    revision = revisions(content, language)[script]
    approval = Approval(revision=revision, author=author, role=role, date=on, minor=minor)
    path = approval_path(locales, language, script)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(approval), "utf-8")
    return path


def standings(content: Content) -> list[Standing]:
    """Return where every language stands, the source first."""
    order = sorted(LANGUAGES, key=lambda language: language != SOURCE)
    return [_standing(content, language) for language in order]


def _standing(content: Content, language: str) -> Standing:
    known = revisions(content, language)
    given = [each for each in content.approvals if each.language == language]
    approved = _scripts(each for each in given if known.get(each.script) == each.approval.revision)
    catalogue = next((each for each in content.catalogues if each.language == language), None)
    strings = len(content.said)
    return Standing(
        language=language,
        strings=strings,
        translated=_translated(content, catalogue) if catalogue else strings,
        drafts=catalogue.drafts() if catalogue else 0,
        approved=approved,
        stale=tuple(name for name in _scripts(given) if name not in approved),
        waiting=tuple(sorted(safety_scripts(content.library) - set(approved))),
        unread_law=_unread_law(content, given, approved) if language == SOURCE else (),
    )


def _law(content: Content) -> frozenset[str]:
    return law_scripts(content.library, content.speech.facts.facts)


def _unread_law(
    content: Content, given: Iterable[WrittenApproval], approved: Iterable[str]
) -> tuple[str, ...]:
    lawyers = {each.script for each in given if each.approval.role == "lawyer"}
    return tuple(sorted(_law(content) - (lawyers & set(approved))))


def _scripts(given: Iterable[WrittenApproval]) -> tuple[str, ...]:
    return tuple(sorted(each.script for each in given))


def _translated(content: Content, catalogue: Catalogue) -> int:
    known = (catalogue.messages.get((each.key, each.english)) for each in content.said)
    return sum(message is not None and all(forms(message)) for message in known)


def _lift_drafts(content: Content, locales: Path, language: str, script: str) -> None:
    catalogue = next(each for each in content.catalogues if each.language == language)
    if catalogue.wrong:
        raise ContentError([f"{catalogue.path}:1: {catalogue.wrong}"])
    for said in content.said:
        if script_of(said.key, content.library) == script:
            message = catalogue.messages.get((said.key, said.english))
            if message is None or not all(forms(message)):
                raise ContentError([f"{catalogue.path}:1: {said.key} is not translated yet."])
            _lift(message)
    write_catalogue(locales, catalogue, content.said)


def _lift(message: Message) -> None:
    message.flags.discard(DRAFT)


def _written(approval: Approval) -> str:
    fields = approval.model_dump(mode="json", exclude_defaults=True)
    fields["revision"] = f'"{approval.revision}"'  # digits alone would be read as a number
    told = "".join(f"{name}: {str(value).lower()}\n" for name, value in fields.items())
    return f"# Written by `hotline content approve`.\n{told}"
