"""`hotline jobs`: what is done by the clock, how it ended last, when it is due, and now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.services.running import Ended, Job
    from hotline.timetable import House

app = typer.Typer(help="What is done by the clock.", invoke_without_command=True)


@app.callback()
def jobs(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Show each job, its last run, the result and when it is due next."""
    if context.invoked_subcommand is not None:
        return
    from hotline.cli.books import with_books

    found = with_books(_found)
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        _show(found)


@app.command()
def run(name: Annotated[str, typer.Argument(help="Such as rotation.")]) -> None:
    """Run a job now, whatever the clock says."""
    from hotline.cli.books import with_books
    from hotline.services.running import perform
    from hotline.timetable import timetable

    async def now(house: House) -> Ended | None:
        from hotline.clock import now as clock

        wanted: list[Job] = [job for job in timetable(house) if job.name == name]
        return await perform(house.database, wanted[0], clock) if wanted else None

    ended = with_books(now)
    if ended is None:
        raise typer.BadParameter(f"There is no job called {name}.")
    typer.echo(f"{name}: {_result(ended.outcome, ended.told)}")
    if ended.outcome != "done":
        raise typer.Exit(1)


async def _found(house: House) -> list[dict[str, Any]]:
    from hotline.clock import now
    from hotline.jobs import Crew
    from hotline.services.running import last_runs
    from hotline.timetable import timetable

    known, jobs = await last_runs(house.database), timetable(house)
    due = Crew(house.database, jobs, now).due(now())
    return [
        {
            "job": job.name,
            "began_at": known[job.name].began_at.isoformat() if job.name in known else None,
            "outcome": known[job.name].outcome if job.name in known else None,
            "told": dict(known[job.name].told) if job.name in known else {},
            "due_at": due[job.name].isoformat(),
        }
        for job in jobs
    ]


def _show(found: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("job", "last run (UTC)", "result", "due next (UTC)", box=None, pad_edge=False)
    for each in found:
        result = _result(each["outcome"] or "", each["told"])
        table.add_row(each["job"], _minute(each["began_at"]), result, _minute(each["due_at"]))
    Console().print(table)


def _result(outcome: str, told: Mapping[str, int]) -> str:
    counts = ", ".join(f"{name} {number}" for name, number in told.items())
    return f"{outcome} ({counts})" if counts else outcome


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else "never"
