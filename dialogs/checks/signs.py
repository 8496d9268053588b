"""Signs and next steps: what an answer reports is in the instruments, what they name is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.instruments import shelf
from dialogs.reading import Lines, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content


def findings(content: Content) -> Iterator[Finding]:
    """Return signs that no instrument knows, and pages of profiles that do not exist."""
    for written in content.scripts:
        for name, step in written.steps():
            for number, choice in enumerate(step.choices):
                for sign in choice.reports:
                    if shelf.indicators().find(sign) is None:
                        where = ("steps", name, "choices", number, "reports")
                        yield written.say(f"There is no sign {sign}.", *where)
    yield from _pages(content)


def _pages(content: Content) -> Iterator[Finding]:
    lines = Lines(shelf.PROFILES)
    for number, profile in enumerate(shelf.profiles()):
        for page in profile.pages:
            script, _, step = page.partition(":")
            known = content.library.current.get(script)
            if known is None or step not in known.steps:
                line = lines.at(number, "pages")
                yield Finding(named(shelf.PROFILES), line, f"There is no step {page}.")
