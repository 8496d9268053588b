"""The scripts a conversation may walk: today's, and the revisions people are still in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.conversation import Place

# Scripts that are a way and not a page: nobody enters them by a link or a search.
WAYS = frozenset({"language", "person", "words"})
# What a page may do: clear the chat, and choose what to hear of.
HARMLESS = frozenset({"leave", "follow", "unfollow", "come_from", "plan", "stop_pages"})

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dialogs.engine.script import Script, Step


class Library:
    """Scripts by name and revision.

    `current` are today's scripts; `earlier` are revisions in which somebody
    began and may still finish.
    """

    def __init__(self, current: Iterable[Script], earlier: Iterable[Script] = ()) -> None:
        self.current: Mapping[str, Script] = {script.script: script for script in current}
        self._revisions = {name: script.revision for name, script in self.current.items()}
        every = [*earlier, *self.current.values()]
        self._steps: dict[Place, Step] = {
            Place(script.script, revision, name): step
            for script in every
            for revision in [script.revision]
            for name, step in script.steps.items()
        }

    def places(self) -> list[Place]:
        """Every step of every revision, for tests and checks that walk them all."""
        return list(self._steps)

    def find(self, place: Place | None) -> Step | None:
        """Return the step, or None when it no longer exists."""
        return self._steps.get(place) if place else None

    def page(self, name: str) -> Place | None:
        """Return today's page "script:step", or None when that is no page.

        A page may be opened from outside, by a link or by words: it has a title,
        does nothing but clear the chat or choose news, and is no question but the first.
        """
        script, _, step = name.partition(":")
        told = self.current[script].steps.get(step) if script in self.current else None
        if told is None or script in WAYS or not _is_page(told):
            return None
        return self.begin(script, step)

    def pages(self) -> list[str]:
        """Return the names of all pages."""
        names = [f"{name}:{step}" for name, told in self.current.items() for step in told.steps]
        return [name for name in names if self.page(name)]

    def begin(self, script: str, step: str | None = None) -> Place:
        """Return the place where today's `script` starts, or its named step.

        Raises KeyError when there is no such script; the content check has
        made sure that there is.
        """
        return Place(script, self._revisions[script], step or self.current[script].start)

    def follow(self, here: Place, target: str) -> Place:
        """Return where `target` leads from `here`: within the same revision, or elsewhere.

        A script that is gone leads home.
        """
        script, _, step = target.rpartition(":")
        if not script:
            return Place(here.script, here.revision, step)
        return self.begin(script, step) if script in self.current else self.begin("home")


def _is_page(step: Step) -> bool:
    inward = step.kind != "screen" or (step.question and step.question.number > 1)
    done = {action for choice in step.choices for action in choice.do}
    return bool(step.title) and not inward and done <= HARMLESS
