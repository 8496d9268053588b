"""`hotline retention`: what is on its way out, and a run of it with an administrator's word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.services.running import Ended
    from hotline.timetable import House

app = typer.Typer(help="How long we keep what we were told.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]


@app.command()
def status(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Say how long each kind is kept, and how much of it is on its way out."""
    from hotline.cli.books import with_books

    found = with_books(_status)
    if as_json:
        typer.echo(json.dumps(found))
        return
    for kind, told in found["kinds"].items():
        typer.echo(
            f"{kind}: {told['days']} days; {told['reminded']} go soon, {told['hidden']} are hidden"
        )
    typer.echo(f"last done: {found['done_at'] or 'never'}")


@app.command()
def run(
    dry_run: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--dry-run", help="Say what would be done, in numbers.")
    ] = False,
    yes_purge: Annotated[
        int | None,
        typer.Option(metavar="PEOPLE", min=1, help="Agree to a run that asked: its `people`."),
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Remind, hide and shred what is due now."""
    from hotline.cli.books import with_books

    async def now(house: House) -> tuple[str, Mapping[str, int]]:
        if dry_run:
            return await _looked(house)
        ended = await _ran(house, yes_purge)
        return ended.outcome, ended.told

    outcome, told = with_books(now)
    if as_json:
        typer.echo(json.dumps({"outcome": outcome, **told}))
    else:
        counts = ", ".join(f"{name} {number}" for name, number in told.items())
        typer.echo(f"{outcome}: {counts}")
    if outcome == "asks" and not dry_run:
        typer.echo("Look at the clock and at these numbers; agree with --yes-purge.", err=True)
        raise typer.Exit(1)


async def _looked(house: House) -> tuple[str, Mapping[str, int]]:
    from hotline.clock import now

    plan = await house.retaining.plan(now())
    return "asks" if plan.asks or plan.clock_wrong else "would do", plan.told


async def _ran(house: House, agreed: int | None) -> Ended:
    from functools import partial

    from hotline.clock import now
    from hotline.services.retention import RETENTION
    from hotline.services.running import Job, perform

    job = Job(RETENTION, "", partial(house.retaining.run, agreed=agreed))
    return await perform(house.database, job, now)


async def _status(house: House) -> dict[str, Any]:
    from hotline.domain.retention import Step
    from hotline.services.retention import RETENTION

    async with house.database.books() as books:
        steps = await books.retention.steps()
        run = (await books.runs.last()).get(RETENTION)
    return {
        "kinds": {
            kind.value: {
                "days": span.days,
                "reminded": steps.get((kind, Step.REMINDED), 0),
                "hidden": steps.get((kind, Step.HIDDEN), 0),
            }
            for kind, span in house.settings.spans.items()
        },
        "done_at": run.done_at.isoformat() if run and run.done_at else None,
    }
