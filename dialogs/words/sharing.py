"""What a person reads about sharing: what goes to whom, why, until when, and how they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words.direction import isolate
from dialogs.words.factbook import spoken_date
from dialogs.words.names import listed_words
from dialogs.words.text import Text

if TYPE_CHECKING:
    from dialogs.engine.agreements import Agreement
    from dialogs.words.phrasebook import Phrasebook

_ASKED = "Below the question whether we may tell something to others. Plain words."
_BUTTON = "A button. Short."

TO = Text("sharing.to", "To: {partner}", _ASKED)
WHAT = Text("sharing.what", "What: {shares}", _ASKED)
WHY = Text("sharing.why", "What for: {purpose}", _ASKED)
UNTIL = Text("sharing.until", "Until: {until}", _ASKED)
YES = Text("sharing.yes", "👍 I agree", _BUTTON)
NO = Text("sharing.no", "✋ Not now", _BUTTON)
TELL = Text("sharing.tell", "🔔 Tell me the answer", _BUTTON)

_SHARE = "One thing that may be told to others; said to the person and to staff."
SHARE_LANGUAGE = Text("share.language", "your language", _SHARE)
SHARE_COUNTRY = Text("share.country", "the country you are in", _SHARE)
SHARE_AGE = Text("share.age", "your age", _SHARE)
SHARE_GENDER = Text("share.gender", "whether you are a woman or a man", _SHARE)
SHARE_NEEDS = Text("share.needs", "what you need", _SHARE)
SHARE_SIGNS = Text("share.signs", "what you told us about your work", _SHARE)
SHARE_STORY = Text("share.story", "what happened, in short", _SHARE)
SHARE_CONTACT = Text("share.contact", "how to reach you", _SHARE)
_PURPOSE = "What others are asked to help with; said to the person and to staff."
PURPOSE_SHELTER = Text("purpose.shelter", "a safe place to stay", _PURPOSE)
PURPOSE_LEGAL_ADVICE = Text("purpose.legal_advice", "advice about rights", _PURPOSE)
PURPOSE_HEALTH = Text("purpose.health", "a doctor or somebody to talk to", _PURPOSE)
PURPOSE_PAY = Text("purpose.pay", "pay that is owed", _PURPOSE)
PURPOSE_PAPERS = Text("purpose.papers", "papers", _PURPOSE)
PURPOSE_ASYLUM = Text("purpose.asylum", "protection in another country", _PURPOSE)
PURPOSE_RETURN = Text("purpose.return", "the way home", _PURPOSE)
PURPOSE_CHILD = Text("purpose.child", "help for a child", _PURPOSE)
PURPOSE_POLICE = Text("purpose.police", "the police", _PURPOSE)
# What the partner reads above each field: to them the person is somebody else.
_FIELD = "A heading on a partner's page; below it stands what they may know of a person."
FIELD_LANGUAGE = Text("field.language", "Language", _FIELD)
FIELD_COUNTRY = Text("field.country", "Country", _FIELD)
FIELD_AGE = Text("field.age", "Age", _FIELD)
FIELD_GENDER = Text("field.gender", "Woman or man", _FIELD)
FIELD_NEEDS = Text("field.needs", "What is needed", _FIELD)
FIELD_SIGNS = Text("field.signs", "What was told about work", _FIELD)
FIELD_STORY = Text("field.story", "What happened, in short", _FIELD)
FIELD_CONTACT = Text("field.contact", "How to reach the person", _FIELD)


def _named(kind: str) -> dict[str, Text]:
    texts = [text for text in globals().values() if isinstance(text, Text)]
    return {text.key.removeprefix(kind): text for text in texts if text.key.startswith(kind)}


SHARES = _named("share.")
PURPOSES = _named("purpose.")
FIELDS = _named("field.")


def spoken_agreement(agreement: Agreement, language: str, words: Phrasebook) -> str:
    """Return what goes to whom, why and until when, a line each."""
    shares = [words.say(SHARES[each], language) for each in agreement.shares if each in SHARES]
    purpose = PURPOSES.get(agreement.purpose)
    said = (
        (TO, "partner", isolate(agreement.partner, language)),
        (WHAT, "shares", listed_words(shares, language)),
        (WHY, "purpose", words.say(purpose, language) if purpose else ""),
        (UNTIL, "until", spoken_date(agreement.until, language)),
    )
    return "\n".join(
        words.say(text, language).replace(f"{{{name}}}", value) for text, name, value in said
    )
