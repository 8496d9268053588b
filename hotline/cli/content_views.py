"""`hotline content graph`, `preview` and `diff`: what is said, drawn, shown and compared."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - typer reads it when it runs
from pathlib import Path  # noqa: TC003 - the same
from typing import Annotated

import typer

views = typer.Typer()


@views.command()
def graph(
    out: Annotated[Path, typer.Option(help="A new file that ends in .svg.")],
    script: Annotated[
        str | None, typer.Argument(help="A script; without one, all scripts and their ways.")
    ] = None,
) -> None:
    """Draw a script as a picture, from what the engine walks."""
    from dialogs.checks.drawing import svg
    from dialogs.checks.graph import scripts_of, steps_of
    from dialogs.reading import ContentError, read_library

    library = read_library()
    if script is not None and script not in library.current:
        raise ContentError([f"There is no script {script}."])
    boxes = scripts_of(library) if script is None else steps_of(library.current[script])
    out.write_text(svg(boxes), "utf-8")
    typer.echo(f"wrote {out}")


@views.command()
def preview(
    step: Annotated[str, typer.Argument(metavar="SCRIPT:STEP", help="Such as work:unpaid.")],
    language: Annotated[str, typer.Option("--lang", help="The language to say it in.")] = "en",
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="As read on that day."),
    ] = None,
    page: Annotated[
        str | None, typer.Option("--open", metavar="URL", help="Also on a phone of this demo.")
    ] = None,
) -> None:
    """Show one screen as a person would see it, here or on a phone of the running demo."""
    from dialogs.checks.preview import as_text, previewed
    from dialogs.checks.shown import FACTS_FRESH
    from dialogs.reading import read_library, read_speech

    library, day = read_library(), on.date() if on else FACTS_FRESH
    shown = previewed(library, read_speech(), step, language, day)
    typer.echo(as_text(shown))
    if page is not None:
        import asyncio

        from hotline.cli.preview_phone import show_on_phone

        drawn = None if library.page(step) else shown
        phone = asyncio.run(show_on_phone(page, step, language, drawn))
        address = f"{page.rstrip('/')}/#{phone}"
        typer.echo(f"\nSee {address}")
        typer.launch(address)


@views.command()
def diff(
    before: Annotated[str, typer.Argument(help="A git revision, such as main or HEAD~1.")],
    after: Annotated[
        str | None, typer.Argument(help="Another; without it, the files as they are now.")
    ] = None,
) -> None:
    """Show which texts changed between two revisions, step by step and language by language."""
    from dialogs.checks.changes import changes
    from hotline.cli.revisions import texts_at

    for line in changes(texts_at(before), texts_at(after)):
        typer.echo(line)
