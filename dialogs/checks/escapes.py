"""A way out: from every step the short way to a human is at most two presses away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.paths import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding
    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library

# Somebody in danger finds it with a thumb and half a look.
MOST_PRESSES = 2


def findings(content: Content) -> Iterator[Finding]:
    """Return the steps from which help is too far, or cannot be reached at all."""
    if not {"help", "home"} <= content.library.current.keys():
        return  # said by the check of ways
    near = presses_to_help(content.library)
    for written in content.scripts:
        for name, _ in written.steps():
            presses = near.get(written.place(name))
            if presses is None:
                yield written.say(f"Nobody gets from {name} to help.", "steps", name)
            elif presses > MOST_PRESSES:
                told = f"From {name} help is {presses} presses away; {MOST_PRESSES} are the most."
                yield written.say(told, "steps", name)


def presses_to_help(library: Library) -> dict[Place, int]:
    """Return for each of today's steps how many presses lead to the script of help."""
    places = [place for place in library.places() if place.script in library.current]
    help_script = library.begin("help")
    near = {place: 0 for place in places if place.script == help_script.script}
    for presses in range(1, len(places) + 1):
        found = {
            place: presses
            for place in places
            if place not in near
            and any(near.get(way) == presses - 1 for way in _ways(library, place))
        }
        if not found:
            break
        near |= found
    return near


def _ways(library: Library, place: Place) -> Iterator[Place]:
    step = library.find(place)
    if step is None:
        return
    if step.furniture == "full":
        yield library.begin("help")
    if step.kind == "languages":  # choosing one leads home
        yield library.begin("home")
    yield from (library.follow(place, target) for _, target in targets(step))
