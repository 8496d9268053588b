"""All rules together, and one line that sums them up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.checks import (
    addresses,
    approvals,
    directions,
    emoji,
    escapes,
    freshness,
    law,
    letters,
    lines,
    markup,
    numbers,
    paths,
    pictures,
    prose,
    readability,
    schemas,
    searching,
    signs,
    sizes,
    sources,
    steps,
    tongue,
    translations,
    voices,
    widths,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule by its name, and what it looks with."""

    name: str
    checks: tuple[Callable[[Content], Iterable[Finding]], ...]


# In the order in which an editor meets them. Dead links are no rule here: `hotline content links`
# asks the internet, which a build must not.
RULES = (
    Rule("shape", (schemas.findings, steps.findings, signs.findings)),
    Rule("ways", (paths.findings, escapes.findings)),
    Rule("translations", (translations.findings,)),
    Rule("sizes", (sizes.findings, widths.findings)),
    Rule("markup", (markup.findings,)),
    Rule("freshness", (freshness.findings,)),
    Rule("sources", (prose.findings, addresses.findings, sources.findings)),
    Rule("phone lines", (lines.findings, numbers.findings)),
    Rule("directions", (directions.findings,)),
    Rule("letters", (letters.findings, tongue.findings)),
    Rule("readability", (readability.findings,)),
    Rule("words", (wording.findings,)),
    Rule("pictures", (emoji.findings, pictures.findings)),
    Rule("voices", (voices.findings,)),
    Rule("search", (searching.findings,)),
    Rule("approvals", (approvals.findings, law.findings)),
)


def all_findings(content: Content) -> list[Finding]:
    """Return every finding of every rule by file and line."""
    return sorted(
        {
            replace(finding, rule=rule.name)
            for rule in RULES
            for check in rule.checks
            for finding in check(content)
        }
    )


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
