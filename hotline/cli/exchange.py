"""`hotline exchange`: files of rows in the names of HTCDS 2.0, ours and other desks'.

Rows of people leave at the desk, where two people agree; here is what needs no agreement.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hotline.cli.statistics import AsJson, DryRun, month_of

if TYPE_CHECKING:
    from hotline.timetable import House

app = typer.Typer(help="Rows in the names of HTCDS 2.0.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=".csv, .xlsx or .jsonl")]
KINDS = ("csv", "xlsx", "jsonl")


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="A new file: .csv, .xlsx or .jsonl.")],
    rows: Annotated[int, typer.Option(min=1, max=100_000, help="How many.")] = 100,
) -> None:
    """Write rows of nobody, for developers and for training."""
    from hotline.domain.exchange.rows import sample as invented
    from hotline.services.exchange_files import written

    out.write_bytes(written(invented(rows), _kind(out)))
    typer.echo(f"wrote {out}: {rows} rows of nobody")


@app.command()
def check(file: File, as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Say every fault of a file, by line."""
    from hotline.domain.exchange.checking import Faulty
    from hotline.services.exchange_files import read

    try:
        rows = read(file.read_bytes(), _kind(file))
    except Faulty as faulty:
        _refuse(faulty, as_json=as_json)
    else:
        _told(len(rows), "rows, no fault", as_json=as_json)


@app.command("import")
def receive(
    file: File,
    desk: Annotated[str, typer.Option(help="Whose file it is: two letters of a country.")],
    month: Annotated[str, typer.Option(metavar="YEAR-MONTH", help="Of which month.")],
    dry_run: DryRun = False,  # noqa: FBT002 - typer declares options so
    as_json: AsJson = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Count another desk's rows; on a fault nothing is imported. Rows themselves are not kept."""
    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.desks import read_desks
    from hotline.domain.exchange.checking import Faulty
    from hotline.domain.rights import read_rights
    from hotline.services.exchanging import Exchanging

    if not (desk.isascii() and desk.isalpha() and desk.islower() and len(desk) == len("kz")):
        raise typer.BadParameter("a desk is two small letters")
    told, kind, first = file.read_bytes(), _kind(file), month_of(month)

    async def run(house: House) -> int:
        desks = read_desks(house.settings.desks_dir)
        exchanging = Exchanging(house.database, desks, read_rights(), now)
        return await exchanging.receive(told, kind, desk, first, dry=dry_run)

    try:
        rows = with_books(run)
    except Faulty as faulty:
        _refuse(faulty, as_json=as_json)
    else:
        _told(rows, "rows would be counted" if dry_run else "rows counted", as_json=as_json)


def _kind(file: Path) -> str:
    kind = file.suffix.removeprefix(".")
    if kind not in KINDS:
        raise typer.BadParameter("a file ends in .csv, .xlsx or .jsonl")
    return kind


def _told(rows: int, said: str, *, as_json: bool) -> None:
    typer.echo(json.dumps({"rows": rows, "faults": []}) if as_json else f"{rows} {said}")


def _refuse(faulty: Exception, *, as_json: bool) -> None:
    faults = str(faulty).splitlines()
    if as_json:
        typer.echo(json.dumps({"rows": 0, "faults": faults}))
    else:
        typer.echo("\n".join([*faults, "nothing was imported"]), err=True)
    raise typer.Exit(1)
