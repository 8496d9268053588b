"""`hotline content check` and what mends its findings: strings, schema, links."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pathlib import Path

check = typer.Typer()

Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="Also what is old that day."),
]


@check.command("check")
def check_content(
    strict: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--strict", help="Warnings too end with an exit code, 2.")
    ] = False,
    shape: Annotated[
        Literal["text", "json", "github"],
        typer.Option("--format", help="For a person, a program, or a pull request on GitHub."),
    ] = "text",
    on: Day = None,
) -> None:
    """Name every mistake in scripts, facts and translations by file and line."""
    import gc

    from dialogs.checks.content import read_content
    from dialogs.checks.finding import finding_from, outcome, shaped
    from dialogs.checks.report import all_findings, summary
    from dialogs.reading import ContentError

    gc.disable()  # all that is read stays to the end, so looking for what is gone is lost time
    try:
        read = read_content(on=on.date() if on else None)
        findings = all_findings(read)
        told = summary(read, findings)
    except ContentError as error:
        findings = [finding_from(line) for line in error.lines]
        told = f"{len(findings)} errors; nothing else was looked at."
    if findings or shape == "json":
        typer.echo(shaped(findings, shape))
    typer.echo(told, err=shape != "text")
    raise typer.Exit(outcome(findings, strict=strict))


@check.command()
def strings() -> None:
    """Bring the template and the catalogues up to date after the English has changed."""
    from dialogs.checks.catalogue import template, template_path, write_catalogue
    from dialogs.checks.content import read_content
    from dialogs.reading import LOCALES, ContentError, named

    read = read_content()
    _write(template_path(LOCALES), template(read.said))
    for catalogue in read.catalogues:
        if catalogue.is_unreadable(LOCALES):  # never write over what could not be read
            raise ContentError([f"{catalogue.path}:1: {catalogue.wrong}"])
        typer.echo(f"wrote {named(write_catalogue(LOCALES, catalogue, read.said))}")
    _compile(LOCALES)


@check.command()
def schema() -> None:
    """Write the JSON Schemas with which an editor's program completes and warns."""
    from dialogs.checks.schemas import schemas

    for path, text in schemas():
        _write(path, text)


@check.command()
def links() -> None:
    """Ask the internet whether the pages behind the facts are still there."""
    import asyncio

    from dialogs.facts.evidence import is_cut
    from dialogs.reading import read_facts
    from hotline.cli.links import ask_all

    sources = {source: fact.id for fact in read_facts() for source in fact.source}
    whole = [source for source in sources if not is_cut(source)]
    lost = [(source, "not whole; look it up") for source in sources if is_cut(source)]
    lost += asyncio.run(ask_all(whole))
    for source, why in lost:
        typer.echo(f"{sources[source]}: {source}: {why}")
    typer.echo(f"{len(sources)} pages, {len(lost)} to look at.")
    raise typer.Exit(1 if lost else 0)


def _write(path: Path, text: str) -> None:
    from dialogs.reading import named

    path.write_text(text, "utf-8")
    typer.echo(f"wrote {named(path)}")


def _compile(locales: Path) -> None:
    """Have gettext itself read every catalogue; where it is not installed, Babel does."""
    import shutil
    import subprocess

    from dialogs.checks.catalogue import catalogue_path, compiled
    from dialogs.words.languages import LANGUAGES, SOURCE

    msgfmt = shutil.which("msgfmt")
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path = catalogue_path(locales, language)
        if msgfmt is None:
            compiled(path, language)
        else:
            command = [msgfmt, "--check-format", "--check-domain", "--output-file=-", str(path)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
