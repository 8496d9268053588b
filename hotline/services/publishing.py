"""Publishing scripts: today's are written down, earlier ones stay walkable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine import Library, screen_at
from dialogs.words.languages import LANGUAGES
from hotline.storage.revisions import Revision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from dialogs.engine.script import Script
    from dialogs.words.phrasebook import Phrasebook
    from hotline.storage.books import Books


async def publish(
    books: Books, scripts: Sequence[Script], words: Phrasebook, now: datetime
) -> Library:
    """Return the library of today's scripts and of all revisions somebody may still be in.

    A revision is kept with the words it was said in, so that somebody who began
    it finishes it in their own language after the sentences have changed.
    """
    today = {(script.script, script.revision): script for script in scripts}
    known = await books.revisions.known()
    new = [script for name, script in today.items() if name not in known]
    await books.revisions.publish([_revision(script, words) for script in new], now)
    earlier = await books.revisions.read(known - today.keys())
    for revision in earlier:
        for language, texts in revision.wording.items():
            for (key, english), said in texts.items():
                words.remember(language, key, english, said)
    return Library(scripts, [revision.script for revision in earlier])


def _revision(script: Script, words: Phrasebook) -> Revision:
    alone = Library([script])
    screens = [screen_at(alone, place) for place in alone.places()]
    texts = [text for screen in screens if screen for text in screen.texts()]
    return Revision(
        script,
        {
            language: {(text.key, text.english): words.say(text, language) for text in texts}
            for language in LANGUAGES
        },
    )
