"""`hotline content approve` and `status`: who has read what, and what still waits."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime  # noqa: TC003 - typer reads it when it runs
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dialogs.checks.review import Standing

approvals = typer.Typer()

Role = Annotated[str, typer.Option(help="Who has read it: native_speaker, lawyer, editor …")]
ROLES_HELP = "Whose words they are, a translator's or for English an editor's if not said."


@approvals.command()
def approve(  # noqa: PLR0917 - typer names them
    language: Annotated[str, typer.Argument(help="The language that was read.")],
    script: Annotated[str, typer.Argument(help="A script, or phrases for what is in none.")],
    role: Role,
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day of reading."),
    ],
    author: Annotated[str | None, typer.Option(help=ROLES_HELP)] = None,
    minor: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--minor", help="Only spelling changed since the last approval.")
    ] = False,
) -> None:
    """Write down that somebody has read a script in a language and stands by it."""
    from dialogs.checks.approvals import role_named
    from dialogs.checks.content import read_content
    from dialogs.checks.review import approve as write_approval
    from dialogs.reading import LOCALES, named
    from dialogs.words.languages import SOURCE

    path = write_approval(
        read_content(),
        LOCALES,
        language,
        script,
        author=role_named(author or ("editor" if language == SOURCE else "translator")),
        role=role_named(role),
        on=on.date(),
        minor=minor,
    )
    typer.echo(f"wrote {named(path)}")


@approvals.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Show how far every language is: translated, drafts, approved, stale."""
    from dialogs.checks.content import read_content
    from dialogs.checks.review import standings

    found = standings(read_content())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
    else:
        _show(found)


def _show(found: list[Standing]) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = (
        "language",
        "strings",
        "translated",
        "drafts",
        "approved",
        "stale",
        "safety waits",
        "law waits",
    )
    table = Table(*columns, box=None, pad_edge=False)
    for each in found:
        counts = (each.strings, each.translated, each.drafts, len(each.approved), len(each.stale))
        waits = (
            str(len(scripts)) if scripts else "no" for scripts in (each.waiting, each.unread_law)
        )
        table.add_row(each.language, *map(str, counts), *waits)
    Console().print(table)
