"""`hotline statistics` and `hotline bulletin`: what was published, and what would be."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.domain.publishing.release import Release
    from hotline.services.statistics import Statistics
    from hotline.timetable import House

Found = TypeVar("Found")
app = typer.Typer(help="Numbers that anybody may read.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Month = Annotated[str, typer.Argument(metavar="YEAR-MONTH", help="Such as 2026-10.")]


def month_of(told: str) -> date:
    """Return the first day of a month; raises typer.BadParameter."""
    try:
        return date.fromisoformat(f"{told}-01")
    except ValueError:
        raise typer.BadParameter("a month is told as 2026-10") from None


@app.command("list")
def everything(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """List the months that were published."""
    months = _ask(lambda statistics: statistics.months())
    told = [f"{month:%Y-%m}" for month in months]
    typer.echo(json.dumps(told) if as_json else "\n".join(told) or "nothing published yet")


@app.command()
def show(month: Month, as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Print a month as it was published."""
    _print(_ask(lambda statistics: statistics.of(month_of(month))), as_json=as_json)


@app.command()
def publish(
    month: Annotated[
        str | None, typer.Argument(metavar="YEAR-MONTH", help="With --dry-run: look at one month.")
    ] = None,
    dry_run: DryRun = False,  # noqa: FBT002 - typer declares options so
    as_json: AsJson = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Publish every month whose thirty days are over; the service does it each night by itself."""
    if dry_run:
        if month is None:
            raise typer.BadParameter("say which month to look at")
        _print(_ask(lambda statistics: statistics.look(month_of(month))), as_json=as_json)
        return
    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.services.statistics import publish_due

    told = with_books(lambda house: publish_due(house.database, now()))
    typer.echo(json.dumps(told) if as_json else f"published: {told['months']}")


def bulletin(
    month: Month,
    out: Annotated[Path, typer.Option(help="A folder for the files.")] = Path(),
    languages: Annotated[list[str] | None, typer.Option("--lang", help="One or more.")] = None,
    dry_run: DryRun = False,  # noqa: FBT002 - typer declares options so
    as_json: AsJson = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Write the bulletin of a published month, countries side by side: HTML and PDF."""
    from dialogs.words.languages import LANGUAGES

    tongues = languages or ["en", "ru"]
    if unknown := sorted({*tongues} - {*LANGUAGES}):
        raise typer.BadParameter(f"{unknown[0]} is not one of {', '.join(LANGUAGES)}")
    release = _ask(lambda statistics: statistics.of(month_of(month)))
    written = [] if dry_run else [str(path) for path in _written(release, out, tongues)]
    told = {"month": month, "tables": len(release.tables), "files": written}
    said = "\n".join(f"wrote {path}" for path in written) or f"{month}: {told['tables']} tables"
    typer.echo(json.dumps(told) if as_json else said)


def _written(release: Release, out: Path, languages: list[str]) -> list[Path]:
    from dialogs.reading import read_library, read_speech
    from dialogs.words.number_words import NumberWords
    from hotline.cli.bulletin import as_page, as_pdf

    library, speech = read_library(), read_speech()
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for language in languages:
        words = NumberWords(library, speech, language)
        name = f"bulletin-{release.month:%Y-%m}-{language}"
        page = out / f"{name}.html"
        page.write_text(as_page(release, words), "utf-8")
        paths.append(page)
        if not words.rightwards:  # joined letters are the browser's, which prints the page as PDF
            pdf = out / f"{name}.pdf"
            pdf.write_bytes(as_pdf(release, words))
            paths.append(pdf)
    return paths


def _ask(question: Callable[[Statistics], Awaitable[Found]]) -> Found:
    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.domain.rights import read_rights
    from hotline.services.statistics import Statistics

    async def run(house: House) -> Found:
        return await question(Statistics(house.database, read_rights(), now))

    return with_books(run)


def _print(release: Release, *, as_json: bool) -> None:
    if as_json:
        typer.echo(release.model_dump_json())
        return
    typer.echo(f"{release.month:%Y-%m}, every number a multiple of eleven")
    for table in release.tables:
        typer.echo(f"\n{table.table}, {table.desk}: {table.total}")
        for row in table.rows:
            cells = " ".join("—" if number is None else str(number) for number in row.cells)
            typer.echo(f"  {row.row or 'not said'}: {row.total} ({cells})")
