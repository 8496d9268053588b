"""What can be asked of the program; each command imports what it needs when it is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hotline import __version__
from hotline.cli import agencies, backup, campaign, jobs, keys, privacy, retention
from hotline.cli.content import content
from hotline.cli.exchange import app as exchange
from hotline.cli.staff import audit, staff
from hotline.cli.statistics import app as statistics
from hotline.cli.statistics import bulletin

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from hotline.doctor import Finding

app = typer.Typer(
    help="A regional anti-trafficking hotline on Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="Look after the database.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(content, name="content")
app.add_typer(keys.app, name="keys")
app.add_typer(privacy.app, name="privacy")
app.add_typer(staff, name="staff")
app.add_typer(audit, name="audit")
app.add_typer(backup.app, name="backup")
app.command()(backup.restore)
app.add_typer(jobs.app, name="jobs")
app.add_typer(retention.app, name="retention")
app.add_typer(statistics, name="statistics")
app.add_typer(exchange, name="exchange")
app.command()(bulletin)
app.add_typer(agencies.app, name="agencies")
app.add_typer(campaign.app, name="campaign")

Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"hotline {__version__}")
        raise typer.Exit


@app.callback()
def hotline(
    version: Annotated[  # noqa: FBT002 - typer declares options so
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Say which.")
    ] = False,
) -> None:
    """A regional anti-trafficking hotline on Telegram."""
    del version


@app.command()
def demo(
    port: Port = 8080,
    desk_port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the desk.")] = 8090,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its things.")] = Path(
        ".hotline"
    ),
) -> None:
    """Start everything on this laptop: database, sandbox, bot, phones and the desk."""
    from hotline import telemetry

    telemetry.configure("console")
    from hotline.demo import demo as run_demo

    _run(run_demo(port, desk_port, data))


@app.command()
def sandbox(port: Port = 8080) -> None:
    """Start the sandbox: a Bot API server on this laptop that needs no token."""
    from hotline import telemetry

    telemetry.configure("console")
    from hotline.sandbox.server import serve as run_sandbox

    _run(run_sandbox(port, lambda url: typer.echo(f"Open {url} in a browser. Stop with Ctrl-C.")))


@app.command()
def serve(
    ingest_only: Annotated[  # noqa: FBT002 - typer declares options so
        bool,
        typer.Option(
            "--ingest-only", help="Only keep what people write; needs no key and answers nobody."
        ),
    ] = False,
) -> None:
    """Serve people, by polling or by webhook, as the HOTLINE_* settings say."""
    from hotline import telemetry
    from hotline.settings import load_settings

    settings = load_settings()
    telemetry.configure(settings.log_format)
    if ingest_only:
        from hotline.door import receive_only

        _run(receive_only(settings))
        return
    from hotline.app import serve as run_service

    _run(run_service(settings))


@database.command()
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from hotline.settings import load_settings
    from hotline.storage import embedded, migrate

    settings = load_settings()
    given = settings.database_url
    url = given.get_secret_value() if given is not None else None
    with embedded.opened(url, settings.private_server) as found:
        applied = migrate.upgrade(found)
    typer.echo("\n".join(f"applied {revision}" for revision in applied) or "nothing to do")


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,  # noqa: FBT002 - typer declares options so
) -> None:
    """Say what is missing and how to fix it."""
    import asyncio

    from hotline.doctor import examine

    findings = asyncio.run(examine())
    if as_json:
        typer.echo(json.dumps([finding._asdict() for finding in findings], indent=2))
    else:
        _show(findings)
    if any(finding.is_serious for finding in findings):
        raise typer.Exit(1)


@app.command()
def poster(
    page: Annotated[str, typer.Option(metavar="SCRIPT:STEP", help="Such as work:unpaid.")],
    bot: Annotated[str, typer.Option(help="The bot's name, without @.")],
    out: Annotated[Path, typer.Option(help="A new file: .html to print, .svg to draw on.")],
    language: Annotated[str, typer.Option("--lang", help="The language of the title.")] = "en",
    place: Annotated[
        str | None,
        typer.Option(
            help="Labels of dialogs/links, to count arrivals: station, or station-season."
        ),
    ] = None,
) -> None:
    """Make a sheet: the title of a page in a language, and a code that opens it in Telegram."""
    from dialogs.links.link import Link
    from dialogs.reading import read_library, read_posters, read_speech
    from dialogs.words.languages import LANGUAGES
    from hotline.cli.poster import PosterRefused, sheet

    if language not in LANGUAGES:
        raise PosterRefused(f"{language} is not one of {', '.join(LANGUAGES)}.")
    if place is not None and place not in read_posters():
        raise PosterRefused(f"{place} is not in dialogs/links/places: add it there first.")
    where, _, campaign = (place or "").partition("-")
    words = read_speech().words
    link = Link(page, where or None, campaign or None)
    sheet(read_library(), words, link, language, bot).write(out)
    typer.echo(f"wrote {out}")


def _run(program: Coroutine[object, object, None]) -> None:
    import asyncio

    from hotline import telemetry

    with asyncio.Runner() as runner:
        telemetry.watch(runner.get_loop())
        runner.run(program)


def _show(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    colours = {"ok": "green", "missing": "red", "unknown": "yellow"}
    table = Table("check", "state", "what to do", box=None, pad_edge=False)
    for finding in findings:
        colour = colours[finding.state]
        table.add_row(finding.check, f"[{colour}]{finding.state}[/]", escape(finding.sentence))
    Console().print(table)
