"""`hotline backup` and `hotline restore`: one encrypted file out, and back into an empty place."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyrage.x25519 import Identity

    from hotline.services.backups import Restored
    from hotline.settings import Settings
    from hotline.storage.backups import Contents, Taken

app = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]
File = Annotated[Path, typer.Argument(help="The backup.")]
IdentityFile = Annotated[Path, typer.Option("--identity", help="The file that opens backups.")]
URL = "postgresql://"


@app.callback(invoke_without_command=True, short_help="Write an encrypted backup of the database.")
def backup(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option(help="A folder; otherwise HOTLINE_BACKUP_DIR.")
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(help="age1…; otherwise HOTLINE_BACKUP_RECIPIENT.")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Write an encrypted backup of the database, while people go on writing.

    The root key and the keystore are not in it, so that erasing reaches backups: keep the root
    key on paper, and copy the keystore as it is now, over the copy of before.
    """
    if context.invoked_subcommand is not None:
        return
    from hotline.settings import load_settings

    taken = _taken(load_settings(), to, recipient)
    told = {"file": str(taken.path), "sha256": taken.sha256, **_told(taken.contents)}
    _say(told, as_json=as_json, sentence=f"Wrote {taken.path}: {_counted(taken.contents)}.")


@app.command()
def init(
    file: Annotated[Path, typer.Argument(help="Where the identity will lie: not on a server.")],
) -> None:
    """Make the identity that opens backups. Do this on a computer that is not the server."""
    from hotline.storage.backups import make_identity

    recipient = make_identity(file)
    typer.echo(f"The identity is made: {file}. Keep it and a copy on paper away from the server.")
    typer.echo(f"The server needs only this: HOTLINE_BACKUP_RECIPIENT={recipient}")


@app.command()
def verify(file: File, identity: IdentityFile, as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Read a backup to its end and check every hash and count; nothing is written."""
    from hotline.storage import backups

    with _shown("Reading …"):
        contents = backups.verify(file, backups.read_identity(identity))
    _say(_told(contents), as_json=as_json, sentence=f"The backup is whole: {_counted(contents)}.")


def restore(
    file: File,
    *,
    into: Annotated[
        str, typer.Option(help="An empty database, postgresql://…, or a new data folder.")
    ],
    identity: IdentityFile,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check all, write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup back into an empty database; people erased since are erased again.

    The root key and the keystore must be where HOTLINE_KEY_FILE and HOTLINE_KEYSTORE_DIR say:
    they are never in a backup. What is refused leaves everything as it was.
    """
    from hotline.services.backups import STAMP
    from hotline.settings import load_settings
    from hotline.storage import backups
    from hotline.storage.sealing import read_root_key

    settings, identities = load_settings(), backups.read_identity(identity)
    root = read_root_key(settings.root_key, data=settings.private_server)
    with _shown("Reading the backup …"):
        contents = backups.verify(file, identities)
    contents.refuse_unless_stamped(root.derive(STAMP))
    _refuse_unless_empty(into)
    if dry_run:
        told = _told(contents)
        _say(told, as_json=as_json, sentence=f"It can be restored: {_counted(contents)}.")
        return
    if not yes:
        typer.confirm(f"Restore {_counted(contents)} into {_place(into)}?", abort=True, err=True)
    restored = _restored(settings, file, identities, into)
    _say(
        _told(contents)
        | {"erased_again": restored.erased_again, "unreadable": restored.unreadable},
        as_json=as_json,
        sentence=_sentence(restored),
    )


def _taken(settings: Settings, to: Path | None, recipient: str | None) -> Taken:
    from hotline.clock import now
    from hotline.services.backups import back_up
    from hotline.storage import embedded
    from hotline.storage.backups import BackupRefused
    from hotline.storage.sealing import read_root_key

    folder, whom = to or settings.backup_dir, recipient or settings.backup_recipient
    if folder is None:
        raise BackupRefused("There is no place for it: give --to or set HOTLINE_BACKUP_DIR")
    if whom is None:
        raise BackupRefused(
            "Nobody could open it: give --recipient or set HOTLINE_BACKUP_RECIPIENT"
        )
    root = read_root_key(settings.root_key, data=settings.private_server)
    given = settings.database_url.get_secret_value() if settings.database_url else None
    with embedded.opened(given, settings.private_server) as url, _shown("Writing …") as told:
        return asyncio.run(back_up(url, folder, whom, root, now(), told=told))


def _restored(settings: Settings, file: Path, identities: list[Identity], into: str) -> Restored:
    from hotline.services.backups import restore as put_back
    from hotline.storage import embedded
    from hotline.storage.sealing import Keystore, read_root_key

    root = read_root_key(settings.root_key)
    keystore = Keystore(settings.keystore, root)
    keystore.refuse_another_root()
    with embedded.opened(*_target(into)) as url, _shown("Restoring …") as told:
        return asyncio.run(put_back(file, identities, url, root, keystore, told=told))


def _target(into: str) -> tuple[str | None, Path]:
    """Return a database's address, or none and the folder of a private server."""
    return (into, Path()) if into.startswith(URL) else (None, Path(into) / "postgres")


def _refuse_unless_empty(into: str) -> None:
    from hotline.storage.backups import BackupRefused, refuse_unless_empty

    url, folder = _target(into)
    if url is not None:
        refuse_unless_empty(url)
    elif folder.exists():
        raise BackupRefused(f"There is a database in {into} already: name a new folder")


def _place(into: str) -> str:
    """Return where it goes, without a password that may be in an address."""
    return "this database" if into.startswith(URL) else into


@contextmanager
def _shown(doing: str) -> Iterator[Callable[[str], None]]:
    from rich.console import Console

    with Console(stderr=True).status(doing) as status:
        yield lambda table: status.update(f"{doing} {table}")


def _told(contents: Contents) -> dict[str, Any]:
    plan = contents.plan
    made = plan.made_at.isoformat()
    return {"made_at": made, "schema": plan.revision, "rows": contents.counts}


def _counted(contents: Contents) -> str:
    counts = contents.counts
    names = ("persons", "cases", "messages")
    some = ", ".join(f"{name} {counts.get(name, 0)}" for name in names)
    plan = contents.plan
    return f"{some}; schema {plan.revision}, made {plan.made_at:%Y-%m-%d %H:%M} UTC"


def _sentence(restored: Restored) -> str:
    told = f"Restored {_counted(restored.contents)}. Erased again: {restored.erased_again} keys."
    if restored.unreadable:
        told += f" Nobody can open {restored.unreadable} keys: their days were destroyed."
    return told


def _say(told: dict[str, Any], *, as_json: bool, sentence: str) -> None:
    typer.echo(json.dumps(told) if as_json else sentence)
