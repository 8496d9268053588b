"""`hotline keys`: make the root key, wrap everything anew, look, and the last resort."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer looks at it when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hotline.cli import archive

if TYPE_CHECKING:
    from hotline.services.running import Told
    from hotline.timetable import House

app = typer.Typer(help="Look after the keys.", no_args_is_help=True)
app.add_typer(archive.app, name="archive")

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]


@app.command()
def init(
    key_file: Annotated[Path, typer.Argument(help="Where the root key will lie.")],
    keystore_dir: Annotated[Path, typer.Argument(help="The folder of the days' keys.")],
) -> None:
    """Make the root key and the two codes that together destroy everything."""
    from hotline.storage.sealing import make_root_key, read_root_key
    from hotline.storage.sealing.farewell import make_codes

    if not make_root_key(key_file):
        typer.echo("There is a root key already: it was left as it is.")
        raise typer.Exit(1)
    codes = make_codes(keystore_dir, read_root_key(key_file))
    typer.echo("The root key is made. Keep a sealed copy on paper, outside every backup.")
    typer.echo("Give each of these codes to another person. They are not shown again.")
    typer.echo("\n".join(f"  {code}" for code in codes))


@app.command()
def status(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Say which days have keys, how many each wraps, and when they were last wrapped anew."""
    from hotline.cli.books import with_books

    found = with_books(_status)
    if as_json:
        typer.echo(json.dumps(found))
        return
    days: dict[str, int] = found["days"]
    for day, wrapped in days.items():
        typer.echo(f"{day}  wraps {wrapped}")
    typer.echo(f"{len(days)} days, {sum(days.values())} keys of persons and cases.")
    typer.echo(f"Wrapped anew: {found['rotated_at'] or 'never'}.")


@app.command()
def rotate() -> None:
    """Wrap all keys with today's and destroy the days that nobody needs any more."""
    from functools import partial

    from rich.console import Console

    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.services.rotation import ROTATION, rotation
    from hotline.services.running import Job, perform

    with Console(stderr=True).status("Wrapping …") as shown:

        async def run(house: House) -> Told:
            turn = partial(
                rotation,
                house.database,
                house.keystore,
                shown=lambda count: shown.update(f"{count} keys wrapped …"),
            )
            return (await perform(house.database, Job(ROTATION, "", turn), now)).told

        told = with_books(run)
    if not told:
        typer.echo(
            "The clock here and the database's differ: nothing was touched. Set them right."
        )
        raise typer.Exit(1)
    typer.echo(f"Wrapped {told['wrapped']} keys anew, destroyed {told['destroyed']} days.")


@app.command(name="destroy-all")
def destroy_all(
    dry_run: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--dry-run", help="Say what would be destroyed.")
    ] = False,
) -> None:
    """Destroy every key at once: nothing that anybody ever wrote opens again. Two people."""
    from hotline.settings import load_settings
    from hotline.storage.sealing import Keystore, Slots, read_root_key
    from hotline.storage.sealing.farewell import agreed

    settings = load_settings()
    root = read_root_key(settings.root_key)
    keystore = Keystore(settings.keystore, root)
    days = keystore.days()
    typer.echo(f"{len(days)} days of keys: all persons, cases and messages become unreadable.")
    if dry_run:
        return
    given = [typer.prompt(f"{who} person's code", hide_input=True) for who in ("First", "Second")]
    if not agreed(settings.keystore, root, given):
        typer.echo("These are not the two codes: nothing was destroyed.")
        raise typer.Exit(1)
    if settings.letterbox_dir is not None:
        Slots(settings.letterbox_dir).take_in()
    for day in days:
        keystore.destroy(day)
    typer.echo("Destroyed. Stop every copy of the program, and remove the root key by hand.")


async def _status(house: House) -> dict[str, Any]:
    from hotline.services.rotation import ROTATION

    async with house.database.books() as books:
        wraps = await books.keys.wrapped_by_day()
        run = (await books.runs.last()).get(ROTATION)
    return {
        "days": {day.isoformat(): wraps.get(day, 0) for day in house.keystore.days()},
        "rotated_at": run.done_at.isoformat() if run and run.done_at else None,
    }
