"""What a person reads of an agency: what the list of a state says, and the day of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words.direction import isolate
from dialogs.words.factbook import spoken_date
from dialogs.words.names import country_name
from dialogs.words.text import Text

if TYPE_CHECKING:
    from datetime import date

    from dialogs.engine.agencies import FoundAgency
    from dialogs.words.phrasebook import Phrasebook

_NOTE = "What a state's own list says of an agency. {name} and {number} are as on the list."

LICENSED = Text(
    "register.licensed",
    "✅ On the list until {until}: {name}. Licence: {number}. Country of the list: {country}.",
    _NOTE,
)
LISTED = Text(
    "register.listed",
    "✅ On the list: {name}. Licence: {number}. Country of the list: {country}.",
    _NOTE,
)
ENDED = Text(
    "register.ended",
    "⏳ The licence ended on {until}: {name}. Licence: {number}. Country of the list: {country}.",
    _NOTE,
)
SUSPENDED = Text(
    "register.suspended",
    "⚠️ The licence is stopped for now: {name}. Licence: {number}. Country of the list: {country}.",
    _NOTE,
)
REVOKED = Text(
    "register.revoked",
    "⛔ The licence was taken away: {name}. Licence: {number}. Country of the list: {country}.",
    _NOTE,
)
AS_OF = Text("register.as_of", "🗓 This is the list of {date}.", "The day the list was looked at.")


# The page of the desk where supervisors see what was reported.
TITLE = Text("desk.agency.title", "Agencies people reported", "A link and a heading for staff.")
ABOUT = Text(
    "desk.agency.about",
    "Reports of the last year. A report is no proof. Never publish these names.",
)
NAME = Text("desk.agency.name", "Agency")
NUMBER = Text("desk.agency.number", "Licence")
LIST = Text("desk.agency.list", "List of", "The state whose list it is.")
REPORTS = Text("desk.agency.reports", "Reports", "A number of reports.")
NONE = Text("desk.agency.none", "Nobody has reported an agency.")


def spoken_agency(agency: FoundAgency, language: str, words: Phrasebook, on: date) -> str:
    """Return what the list says of an agency, as it reads on the day `on`."""
    said = {
        "name": agency.name,
        "number": agency.number,
        "country": country_name(agency.country.upper(), language),
        "until": spoken_date(agency.until, language) if agency.until else "",
    }
    told = words.say(_standing(agency, on), language)
    for placeholder, value in said.items():
        told = told.replace(f"{{{placeholder}}}", isolate(value, language))
    day = spoken_date(agency.as_of, language)
    return f"{told}\n{words.say(AS_OF, language).replace('{date}', day)}"


def _standing(agency: FoundAgency, on: date) -> Text:
    if agency.standing == "revoked":
        return REVOKED
    if agency.standing == "suspended":
        return SUSPENDED
    if agency.until is None:
        return LISTED
    return LICENSED if agency.until >= on else ENDED
