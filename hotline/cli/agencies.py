"""`hotline agencies`: the states' lists of agencies, taken in, looked into, and complained of."""

from __future__ import annotations

import json
from datetime import datetime  # noqa: TC003 - typer reads the types of options
from pathlib import Path  # noqa: TC003 - the same
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from hotline.domain.agencies import COLUMNS, COUNTRIES, Register

if TYPE_CHECKING:
    from hotline.domain.agencies import Agency
    from hotline.timetable import House

app = typer.Typer(help="The states' lists of agencies that may send people.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]


@app.command("import")
def take_in(
    country: Annotated[str, typer.Argument(help=f"Whose list: {', '.join(COUNTRIES)}.")],
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV in UTF-8, or XLSX.")
    ],
    *,
    source: Annotated[str, typer.Option(help="The address where the state publishes it.")],
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of the list.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read it, and change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a state's list in, in place of its earlier one; with any fault, nothing of it."""
    register = _register(country, source, as_of)
    lines = _lines(file)
    typer.echo(f"{len(lines)} agencies of {country}, as of {register.as_of}")
    if dry_run:
        return
    earlier = _count(country)
    if not yes:
        typer.confirm(f"Take them in, in place of {earlier}?", abort=True)
    _take_in(register, lines)
    typer.echo("Taken in.")


@app.command()
def status(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Say which lists there are, and whether people are still answered from them."""
    found = _status()
    if as_json:
        typer.echo(json.dumps(found))
        return
    for each in found or [{"country": "none", "agencies": 0, "as_of": "-", "fresh": False}]:
        use = "in use" if each["fresh"] else "not in use: too old"
        typer.echo(f"{each['country']}: {each['agencies']} agencies, as of {each['as_of']}, {use}")


@app.command()
def complaints(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Say which agencies people reported in the last year, the most often first."""
    found = _complaints()
    if as_json:
        typer.echo(json.dumps(found))
        return
    for each in found:
        typer.echo("\t".join(str(each[name]) for name in ("reports", "country", "number", "name")))


def _register(country: str, source: str, as_of: datetime) -> Register:
    from hotline.clock import now

    if country not in COUNTRIES:
        raise typer.BadParameter(f"one of {', '.join(COUNTRIES)}")
    if urlsplit(source).scheme not in {"https", "http"} or not urlsplit(source).netloc:
        raise typer.BadParameter("The source is a web address.")
    if as_of.date() > now().date():
        raise typer.BadParameter("No list is of a day to come.")
    return Register(country, source, as_of.date())


def _lines(file: Path) -> list[Agency]:
    from hotline.cli.agency_files import read_table
    from hotline.domain.agencies import Refused, read_lines

    try:
        return read_lines(*read_table(file))
    except Refused as refused:
        for fault in refused.faults:
            typer.echo(f"{file.name}:{fault.line}: {fault.what}", err=True)
        typer.echo(f"Nothing was taken in. The columns are {', '.join(COLUMNS)}.", err=True)
        raise typer.Exit(1) from None


def _count(country: str) -> int:
    from hotline.cli.books import with_books

    async def run(house: House) -> int:
        async with house.database.books() as books:
            return await books.agencies.count(country)

    return with_books(run)


def _take_in(register: Register, lines: list[Agency]) -> None:
    from hotline.cli.books import with_books
    from hotline.clock import now

    async def run(house: House) -> None:
        async with house.database.books() as books:
            await books.agencies.replace(register, lines, now())

    with_books(run)


def _status() -> list[dict[str, Any]]:
    from hotline.cli.books import with_books
    from hotline.clock import now

    async def run(house: House) -> list[dict[str, Any]]:
        async with house.database.books() as books:
            return [
                {
                    "country": register.country,
                    "agencies": await books.agencies.count(register.country),
                    "as_of": register.as_of.isoformat(),
                    "source": register.source,
                    "fresh": register.is_fresh(now().date()),
                }
                for register, _ in await books.agencies.registers()
            ]

    return with_books(run)


def _complaints() -> list[dict[str, Any]]:
    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.services.agencies import LATELY

    async def run(house: House) -> list[dict[str, Any]]:
        async with house.database.books() as books:
            return [
                {
                    "reports": each.number,
                    "country": each.country,
                    "number": each.agency.number,
                    "name": each.agency.name,
                }
                for each in await books.agencies.complaints(now().date() - LATELY)
            ]

    return with_books(run)
