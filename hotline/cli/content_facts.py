"""`hotline content tested`, `calls` and `stale`: keeping numbers true."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dialogs.facts.fact import Fact

facts = typer.Typer()

Json = Annotated[bool, typer.Option("--json", help="For a program.")]
Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="As of that day; else today."),
]


@facts.command("tested")
def write_down(
    line: Annotated[str, typer.Argument(help="The fact that was called, such as kz.line.family.")],
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day of the call."),
    ],
    result: Annotated[Literal["answered", "dead"], typer.Option(help="What happened.")],
    by: Annotated[
        Literal["operator", "supervisor", "editor", "coordinator", "partner"],
        typer.Option(help="The role of who called; a name is never kept."),
    ],
    dry_run: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--dry-run", help="Say what would change and write nothing.")
    ] = False,
) -> None:
    """Write down a test call: an answered line is shown from now on, a dead one is hidden."""
    from dialogs.facts.calls import called
    from dialogs.facts.line import Call
    from dialogs.facts.rewriting import rewritten
    from dialogs.reading import named

    path, fact = _found(line)
    call = Call(on=on.date(), number=str(fact.value), result=result, by=by)
    now_it_is = called(fact, call, _today())
    text = rewritten(path.read_text("utf-8"), now_it_is)
    if not dry_run:
        path.write_text(text, "utf-8")
    verb = "would write" if dry_run else "wrote"
    typer.echo(f"{verb} {named(path)}: {line} is `{now_it_is.use}` until {now_it_is.expires}")


@facts.command()
def calls(on: Day = None, as_json: Json = False) -> None:  # noqa: FBT002 - typer declares options so
    """List the test calls that are due, the most important first."""
    from dialogs.facts.calls import due
    from dialogs.reading import read_facts

    _show(due(read_facts(), _day(on)), as_json=as_json)


@facts.command()
def stale(
    on: Day = None,
    within: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="Also what ends so soon.")
    ] = 0,
    as_json: Json = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """List the facts whose end has come or is near."""
    from dialogs.facts.calls import stale as ending
    from dialogs.reading import read_facts

    _show(ending(read_facts(), _day(on), timedelta(days=within)), as_json=as_json)


def _found(name: str) -> tuple[Path, Fact]:
    from dialogs.reading import FACT_LIST, FACTS, ContentError, read_files

    for path, told in read_files(FACTS, FACT_LIST):
        for fact in told:
            if fact.id == name:
                return path, fact
    raise ContentError([f"There is no fact {name}."])


def _day(asked: datetime | None) -> date:
    return asked.date() if asked else _today()


def _today() -> date:
    from hotline.clock import now

    return now().date()


def _show(found: list[Fact], *, as_json: bool) -> None:
    rows = [
        {
            "id": fact.id,
            "number": str(fact.value) if fact.unit != "body" else None,
            "use": fact.use,
            "expires": str(fact.expires),
            "last_test": str(fact.tests[-1].on) if fact.tests else None,
            "what": fact.what,
        }
        for fact in found
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("fact", "number", "use", "expires", "tested", "what", box=None, pad_edge=False)
    for row in rows:
        blanks = {"number": "to be found", "last_test": "never"}
        table.add_row(*(escape(value or blanks[name]) for name, value in row.items()))
    Console().print(table)
    typer.echo(f"{len(rows)} in all.")
