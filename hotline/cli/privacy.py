"""`hotline privacy`: whether a receipt is that of somebody who was erased."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(help="Prove that people were erased.", no_args_is_help=True)

# Its own, so that a program tells an unknown receipt from a program that failed.
UNKNOWN = 3


@app.callback()
def privacy() -> None:
    """Prove that people were erased."""


@app.command()
def verify(
    code: Annotated[str, typer.Argument(help="The receipt, however it is typed.")],
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Say when the person behind a receipt was erased, and whether backups are dead."""
    from hotline.services.proof import verify as proved
    from hotline.settings import load_settings
    from hotline.storage.sealing import Index, Keystore, read_root_key

    settings = load_settings()
    root = read_root_key(settings.root_key)
    proof = proved(Keystore(settings.keystore, root), Index(root), code)
    if proof is None:
        unknown = "Nobody was erased under this code. Look at each letter once more."
        typer.echo(json.dumps({"erased_on": None}) if as_json else unknown)
        raise typer.Exit(UNKNOWN)
    told = {
        "erased_on": proof.erased_on.isoformat(),
        "keys": "destroyed",
        "backups": "dead" if proof.backups_dead else "alive",
        "due_on": proof.due_on.isoformat(),
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(f"Erased on {told['erased_on']}: the keys are destroyed.")
    if proof.backups_dead:
        typer.echo("No copy can be read any more, backups included.")
    else:
        typer.echo(f"A backup from before can be read until the rotation of {told['due_on']}.")
