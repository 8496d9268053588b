"""A catalogue as translators see it: read, brought up to date and written without noise.

Written by Babel but for the header, because Babel's would carry the date of
every run. A message that no native speaker has read yet is flagged `draft`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from dialogs.words.languages import SOURCE
from dialogs.words.phrasebook import plural_index

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dialogs.checks.extraction import Said

DRAFT = "draft"

# The header that says whether a native speaker has read all of it: "read", or "draft".
REVIEW = "X-Review-State"

# Babel's guess that `{…}` is Python's format; ours is `{fact:…}`.
BRACES = "python-brace-format"

# Gettext's spelling of CLDR's rules for whole numbers; `plural_index` is the truth.
PLURALS = {
    "ru": "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "tg": "0",
    "fa_AF": "(n > 1)",
}
TWO_FORMS = "(n != 1)"

# Far enough to meet every form of every language we speak.
FAR = 200

Key = tuple[str, str]


@dataclass(frozen=True)
class Catalogue:
    """One language's messages by (context, English), or the reason why there are none."""

    language: str
    path: str
    messages: dict[Key, Message]
    wrong: str | None = None

    def drafts(self) -> int:
        """Count the messages that no native speaker has read."""
        return sum(DRAFT in message.flags for message in self.messages.values())

    def is_unreadable(self, locales: Path) -> bool:
        """Say whether there is a file that nothing may be written over, because it is broken."""
        return self.wrong is not None and catalogue_path(locales, self.language).exists()

    def spoken(self) -> dict[Key, tuple[str, ...]]:
        """Return the forms of every message that people may read."""
        return {key: forms(each) for key, each in self.messages.items() if not each.fuzzy}


def catalogue_path(locales: Path, language: str) -> Path:
    """Return where a language's catalogue lives."""
    return locales / language / "LC_MESSAGES" / "hotline.po"


def template_path(locales: Path) -> Path:
    """Return where the template lives."""
    return locales / "hotline.pot"


def read_catalogue(locales: Path, language: str) -> Catalogue:
    """Return a language's catalogue; one that is missing or broken is empty and says why."""
    name = f"locales/{language}/LC_MESSAGES/hotline.po"
    return _read(catalogue_path(locales, language), name, language)


def write_catalogue(locales: Path, catalogue: Catalogue, said: Iterable[Said]) -> Path:
    """Write a catalogue with exactly these messages and return its file."""
    path = catalogue_path(locales, catalogue.language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(updated(said, catalogue), "utf-8")
    return path


def read_template(locales: Path) -> Catalogue:
    """Return the template, as a catalogue in the source language."""
    return _read(template_path(locales), "locales/hotline.pot", SOURCE)


def _read(path: Path, name: str, language: str) -> Catalogue:
    try:
        read = read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    except FileNotFoundError:
        return Catalogue(language, name, {}, "There is no such file; run `make strings`.")
    except (PoFileError, ValueError) as error:
        return Catalogue(language, name, {}, f"This catalogue cannot be read: {error}.")
    return Catalogue(language, name, {_key(each): each for each in read if each.id})


def compiled(path: Path, language: str) -> bytes:
    """Return a catalogue as gettext's programs read it; raises PoFileError when it is broken."""
    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True))
    return out.getvalue()


@cache
def forms_in(language: str) -> int:
    """Return how many forms a counted phrase has, by CLDR."""
    return 1 + max(plural_index(language, number) for number in range(FAR))


def forms(message: Message) -> tuple[str, ...]:
    """Return a message's translations: one, or one for each plural form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(form or "" for form in string)


def plural_header(language: str) -> str:
    """Return gettext's Plural-Forms for a language."""
    return f"nplurals={forms_in(language)}; plural={PLURALS.get(language, TWO_FORMS)};"


def template(said: Iterable[Said]) -> str:
    """Return the text of the template, without the date of the run."""
    catalog = Catalog(fuzzy=False)
    for each in said:
        _add(catalog, each, "" if each.plural is None else ("", ""))
    return _header({}) + _written(catalog)


def updated(said: Iterable[Said], known: Catalogue) -> str:
    """Return a catalogue with exactly these messages, every translation that fits kept."""
    language = {"Language": known.language, "Plural-Forms": plural_header(known.language)}
    catalog = Catalog(locale=known.language, fuzzy=False)
    catalog.mime_headers = list(language.items())  # how many forms Babel writes
    for each in said:
        before = known.messages.get((each.key, each.english))
        kept = _kept(each, before, forms_in(known.language))
        if before is not None and kept == forms(before):
            message = _add(catalog, each, before.string, before.user_comments)
            message.flags.update(before.flags - {BRACES})
        else:
            string = kept[0] if each.plural is None else kept
            _add(catalog, each, string).flags.add(DRAFT)
    written = [message for message in catalog if message.id]
    read = all(message.string and DRAFT not in message.flags for message in written)
    return _header(language | {REVIEW: "read" if read else DRAFT}) + _written(catalog)


def _kept(said: Said, before: Message | None, wanted: int) -> tuple[str, ...]:
    told = forms(before) if before is not None else ()
    count = 1 if said.plural is None else wanted
    return (*told, *[""] * count)[:count]


def _add(
    catalog: Catalog,
    said: Said,
    string: str | tuple[str, ...] | list[str] | None,
    comments: Iterable[str] = (),
) -> Message:
    message = catalog.add(
        said.english if said.plural is None else (said.english, said.plural),
        string=string,
        locations=[(said.path, said.line)],
        auto_comments=[said.note] if said.note else [],
        user_comments=list(comments),
        context=said.key,
    )
    message.flags.discard(BRACES)
    return message


def _key(message: Message) -> Key:
    english = message.id if isinstance(message.id, str) else message.id[0]
    return (str(message.context or ""), english)


def _header(more: dict[str, str]) -> str:
    fields = {
        "Project-Id-Version": "hotline",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **more,
    }
    lines = [f'"{name}: {value}\\n"' for name, value in fields.items()]
    return "\n".join(['msgid ""', 'msgstr ""', *lines, "", ""])


def _written(catalog: Catalog) -> str:
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=True)
    return out.getvalue().decode()
