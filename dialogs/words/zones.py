"""The places a person may choose when we ask whose clock is theirs.

Countries with one clock stand by their name, Russia by its cities; the names
come from CLDR, so that nobody has to translate or to type one.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from dialogs.words.names import country_name, tidy
from dialogs.words.text import Text

# What a button carries -> the zone of the IANA database.
ZONES = {
    "kz": "Asia/Almaty",
    "kg": "Asia/Bishkek",
    "tj": "Asia/Dushanbe",
    "tm": "Asia/Ashgabat",
    "uz": "Asia/Tashkent",
    "af": "Asia/Kabul",
    "moscow": "Europe/Moscow",
    "yekaterinburg": "Asia/Yekaterinburg",
    "omsk": "Asia/Omsk",
    "krasnoyarsk": "Asia/Krasnoyarsk",
    "irkutsk": "Asia/Irkutsk",
    "vladivostok": "Asia/Vladivostok",
    "tr": "Europe/Istanbul",
    "kr": "Asia/Seoul",
    "ae": "Asia/Dubai",
    "pl": "Europe/Warsaw",
    "de": "Europe/Berlin",
    "gb": "Europe/London",
}
_KEY = "zone."


def zone_label(name: str) -> Text:
    """Return what stands on the button of a place before it is put into a language."""
    return Text(f"{_KEY}{name}", zone_name(name, "en"))


def zone_of(text: Text) -> str | None:
    """Return the place a label stands for, or None for any other text."""
    return text.key.removeprefix(_KEY) if text.key.startswith(_KEY) else None


def zone_name(name: str, language: str) -> str:
    """Return a place's name in a language: the country's where it has one clock."""
    if len(name) == len("kz"):
        return country_name(name.upper(), language)
    city = get_timezone_location(ZoneInfo(ZONES[name]), locale=language, return_city=True)
    return tidy(city, language)
