"""`hotline content export` and `import`: translations to people without a PO editor and back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it when it runs
from typing import Annotated

import typer

rows = typer.Typer()

Language = Annotated[str, typer.Argument(help="One of kk ky tg tk uz ru fa_AF.")]


@rows.command("export")
def export_rows(
    language: Language,
    file: Annotated[Path, typer.Argument(help="A new file that ends in .xlsx or .json.")],
    missing: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--missing", help="Only what is not translated yet.")
    ] = False,
) -> None:
    """Write a language's messages into a file for a translator without a PO editor."""
    from dialogs.checks.content import read_content
    from dialogs.checks.exchange import write_rows
    from dialogs.checks.rows import catalogue_of, rows_of

    read = read_content()
    found = list(rows_of(read, catalogue_of(read, language), missing=missing))
    write_rows(file, found, language)
    typer.echo(f"wrote {len(found)} rows to {file}")


@rows.command("import")
def import_rows(
    language: Language,
    file: Annotated[Path, typer.Argument(help="The file as the translator sent it back.")],
    dry_run: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--dry-run", help="Say what would change and write nothing.")
    ] = False,
) -> None:
    """Put a translator's file into the catalogue as drafts, and name the rows that are refused."""
    from dialogs.checks.catalogue import write_catalogue
    from dialogs.checks.content import read_content
    from dialogs.checks.exchange import read_rows
    from dialogs.checks.rows import catalogue_of, taken
    from dialogs.reading import LOCALES

    read = read_content()
    result = taken(read, catalogue_of(read, language), read_rows(file))
    for sentence in result.refused:
        typer.echo(sentence)
    if not dry_run and result.changed:
        write_catalogue(LOCALES, result.catalogue, read.said)
    done = "would take" if dry_run else "took"
    typer.echo(f"{done} {result.changed} rows, refused {len(result.refused)}")
    if result.refused:
        raise typer.Exit(1)
