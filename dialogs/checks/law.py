"""Texts that state the law: a lawyer has read their English before real people read them.

A translation of them is read by a native speaker, like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.words.factbook import FACT
from dialogs.words.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dialogs.checks.approvals import Approval
    from dialogs.checks.content import Content
    from dialogs.engine.library import Library
    from dialogs.engine.script import Script
    from dialogs.facts.fact import Fact

# Facts of these units tell where to turn; all others are days, fees and limits that a law sets.
WHERE = frozenset({"phone", "site", "address", "body"})
# States the law without a number.
LAW = frozenset({"stateless"})


def law_scripts(library: Library, facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the scripts that state the law."""
    stating = {name for name, script in library.current.items() if _states_law(script, facts)}
    return frozenset(stating | (LAW & library.current.keys()))


def unread_by_lawyers(
    law: Collection[str],
    unread: Collection[tuple[str, str]],
    approvals: Mapping[tuple[str, str], Approval],
) -> list[str]:
    """Return those of some scripts whose English as it is now no lawyer has approved."""
    return sorted(
        name
        for name in law
        if (SOURCE, name) in unread or approvals[SOURCE, name].role != "lawyer"
    )


def findings(content: Content) -> Iterator[Finding]:
    """Return approvals of the law's English by somebody who is no lawyer."""
    law = law_scripts(content.library, content.speech.facts.facts)
    for each in content.approvals:
        if each.language == SOURCE and each.script in law and each.approval.role != "lawyer":
            told = f"{each.script} states the law: a lawyer approves its English."
            yield Finding(each.lines.path, each.lines.at("role"), told)


def _states_law(script: Script, facts: Mapping[str, Fact]) -> bool:
    texts = (passage.text for step in script.steps.values() for passage in step.say)
    named = (facts.get(name) for text in texts for name in FACT.findall(text))
    return any(fact is not None and fact.unit not in WHERE for fact in named)
