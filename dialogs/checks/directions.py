"""Right to left: what people see keeps its order, whatever Latin names and numbers stand in it.

By Unicode Standard Annex 9: the first strong letter turns a paragraph, and what
is not isolated is put into the wrong order.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dialogs.words.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE
from dialogs.words.languages import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding
    from dialogs.words.render import Rendered

ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}")
# One Latin name stands well by itself; two words or a number with a sign change places.
RAW_RUN = re.compile(
    r"[A-Za-z0-9+@][A-Za-z0-9@+/._-]*[ \u00a0][A-Za-z0-9+@]|[+@]\w|\w[/@.]\w+\.\w"
)
KASHIDA = "\u0640"


def findings(content: Content) -> Iterator[Finding]:
    """Return what would be seen in the wrong order on a right-to-left screen."""
    for shown in content.shown:
        if shown.language not in RIGHT_TO_LEFT:
            continue
        for text in dict.fromkeys(_texts(shown.ways)):
            for sentence in mistakes(text):
                told = f"{shown.step} in {shown.language}: {sentence}"
                yield shown.written.say(told, "steps", shown.step)


def mistakes(text: str) -> Iterator[str]:
    """Return a sentence for everything in a right-to-left text that would be seen wrong."""
    for line in text.split("\n"):
        bare = ISOLATED.sub("", line)[1:]
        if not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in bare):
            continue  # nothing of it is translated, which is said elsewhere
        strong = next(filter(_is_strong, ISOLATED.sub("", line)), None)
        if strong and unicodedata.bidirectional(strong) == "L":
            yield f"The line turns round, because it begins with {strong}: {line}"
        raw = RAW_RUN.search(ISOLATED.sub(" \u0627 ", line))
        if raw:
            yield f"A left-to-right run is not isolated: {raw[0]}"
    if KASHIDA in text:
        yield "A stretched letter (U+0640) is not found by any search."


def _is_strong(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"L", "R", "AL"}


def _texts(ways: tuple[Rendered, ...]) -> Iterator[str]:
    for shown in ways:
        yield shown.title or ""
        yield shown.body
        yield from (button.label for row in shown.rows for button in row)
