"""`hotline keys archive`: the key of closed talks, off line, and what it takes to read one."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hotline.cli.books import with_books

if TYPE_CHECKING:
    from hotline.services.running import Told
    from hotline.storage.archive import LaidDown
    from hotline.timetable import House

app = typer.Typer(
    help="Look after the archive of closed talks, whose key is off line.", no_args_is_help=True
)

KeyFile = Annotated[Path, typer.Argument(help="Where the archive's key lies: not on a server.")]


@app.command()
def init(file: KeyFile) -> None:
    """Make the archive's key and two codes. Do this on a computer that is not the server."""
    from hotline.storage.sealing.archive import make_archive

    public, codes = make_archive(file)
    typer.echo(f"The archive's key is made: {file}. Keep it and a copy away from the server.")
    typer.echo("Give each of these codes to another person. They are not shown again.")
    typer.echo("\n".join(f"  {code}" for code in codes))
    typer.echo(f"The server needs only this: HOTLINE_ARCHIVE_KEY={public}")


@app.command()
def seal() -> None:
    """Seal every talk that has been closed long enough; the desk cannot read it any more."""
    from hotline.clock import now
    from hotline.services.archiving import archive_closed
    from hotline.settings import SettingsError, load_settings
    from hotline.storage.sealing.archive import read_slot

    settings = load_settings()
    if settings.archive_key is None:
        raise SettingsError("HOTLINE_ARCHIVE_KEY is missing: `hotline keys archive init` shows it")
    slot = read_slot(settings.archive_key)
    after = timedelta(days=settings.archive_days)

    async def run(house: House) -> Told:
        return await archive_closed(house.database, slot, house.group, after, now())

    typer.echo(f"Talks sealed for the archive: {with_books(run)['talks']}.")


@app.command()
def export(
    code: Annotated[str, typer.Argument(help="The code of a case.")],
    file: Annotated[Path, typer.Argument(help="A new file, to be carried to the archive's key.")],
) -> None:
    """Write an archived talk into a file that only the archive's key opens."""
    from hotline.domain.case import CaseCode

    async def run(house: House) -> list[LaidDown]:
        async with house.database.books() as books:
            case = await books.cases.by_code(CaseCode(code.upper()))
            return list(await books.archive.of(case.id)) if case else []

    found = with_books(run)
    if not found:
        typer.echo("Nothing of this case is in the archive.")
        raise typer.Exit(1)
    with file.open("x") as out:
        out.writelines(f"{_written(one)}\n" for one in found)
    typer.echo(
        f"Wrote {len(found)} messages and files. "
        "Erasing does not reach what is written here: destroy it soon."
    )


@app.command(name="open")
def open_(
    file: Annotated[Path, typer.Argument(help="The file that `export` wrote.")],
    key: KeyFile,
    files: Annotated[
        Path | None, typer.Option(help="A folder for what was sent: photos, voices, papers.")
    ] = None,
) -> None:
    """Show an exported talk, off line. Two people."""
    from hotline.storage.sealing.archive import open_archive, take_up

    codes = [typer.prompt(f"{who} person's code", hide_input=True) for who in ("First", "Second")]
    private = open_archive(key, codes)
    for line in file.read_text("ascii").splitlines():
        told = json.loads(line)
        plain = take_up(base64.b64decode(told["sealed"]), told["about"], private)
        words = _sent(told, plain, files) if "content" in told else plain.decode()
        typer.echo(f"{told['at']}  {told['side']}: {words}")


def _sent(line: dict[str, str], plain: bytes, folder: Path | None) -> str:
    """Save a file of a talk where a folder is given; return what to say of it."""
    from hotline.services.case_files import harmless_name
    from hotline.storage.files import taken_up

    told, content = taken_up(plain, line["about"], base64.b64decode(line["content"]))
    if told.place is not None:
        return f"{told.kind.value} {told.place[0]:.6f}, {told.place[1]:.6f}"
    if content is None:
        return f"{told.kind.value}, was never fetched"
    if folder is None:
        return f"{told.kind.value}, {len(content)} bytes: --files saves it"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / harmless_name(line["about"].rpartition("|")[2], told)
    with path.open("xb") as out:
        out.write(content)
    return f"{told.kind.value} {path}"


def _written(one: LaidDown) -> str:
    from hotline.storage.archive import FILE

    sealed = base64.b64encode(one.sealed).decode()
    told = {"about": one.about, "side": one.side, "at": one.at.isoformat(), "sealed": sealed}
    if one.side == FILE:
        told["content"] = base64.b64encode(one.content or b"").decode()
    return json.dumps(told)
