"""All checks together, and one line that sums them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks import (
    letters,
    paths,
    prose,
    schemas,
    signs,
    sizes,
    sources,
    steps,
    translations,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

CHECKS = (paths, steps, signs, prose, sizes, sources, translations, letters)


def all_findings(content: Content, on: date | None = None) -> list[Finding]:
    """Return every finding by file and line; `on` adds the facts that are past their end."""
    return sorted(set(_findings(content, on)))


def summary(content: Content, findings: list[Finding]) -> str:
    """Return the counts in one line."""
    warnings = sum(finding.warning for finding in findings)
    stepped = sum(len(written.script.steps) for written in content.scripts)
    drafts = " ".join(f"{each.language} {each.drafts()}" for each in content.catalogues)
    return (
        f"{len(content.scripts)} scripts, {stepped} steps, {len(content.facts)} facts, "
        f"{len(content.catalogues) + 1} languages; drafts: {drafts}; "
        f"{len(findings) - warnings} errors, {warnings} warnings."
    )


def _findings(content: Content, on: date | None) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check.findings(content)
    yield from schemas.findings()
    if on:
        yield from sources.expired(content, on)
