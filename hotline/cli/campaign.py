"""`hotline campaign`: prepare, look at and steer campaigns from the terminal.

Approving is not here: the terminal is nobody by name, and a second person must be somebody.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - typer reads the types of options
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hotline.domain.staff import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.domain.campaign import CampaignId, Fault
    from hotline.services.campaigning import Campaigning, Draft, Shown

app = typer.Typer(help="Messages to people who follow a topic.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]
Id = Annotated[str, typer.Argument(help="The id of a campaign, as `list` shows it.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done.")]


@app.command("list")
def everything(as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """List all campaigns, the newest first."""
    found = _run(lambda do: do.all())
    rows = [
        {
            "id": str(each.id),
            "state": each.state.value,
            "topic": each.audience.topic,
            "name": each.name,
        }
        for each in found
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo("\t".join(row.values()))


@app.command()
def show(campaign: Id, as_json: AsJson = False) -> None:  # noqa: FBT002 - typer declares options so
    """Show one: its state, how many would get it, and what became of it."""
    told = _told(_run(lambda do: do.show(_id(campaign))))
    if as_json:
        typer.echo(json.dumps(told))
        return
    for name in ("name", "state", "topic", "author", "second", "begins_at"):
        typer.echo(f"{name}: {told[name] or '-'}")
    for language, number in told["audience"].items():
        typer.echo(f"would get it, {language}: {_number(number)}")
    typer.echo(f"together: {_number(told['together'])}")
    for language, outcome, number in told["reach"]:
        typer.echo(f"{outcome}, {language}: {_number(number)}")


@app.command("import")
def take_in(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="YAML, as in docs/campaigns.md."),
    ],
    *,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Make a draft of a file with one text per language; with any fault, nothing of it."""
    draft = _draft(file)
    faults = _faults(draft)
    for each in faults:
        place = f"{each.language}:{each.line}:{each.column}" if each.language else "file"
        typer.echo(f"{file.name}: {place}: {each.what} {each.shown}".rstrip(), err=True)
    if faults:
        typer.echo("Nothing was taken in.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{draft.name}: {draft.audience.topic}, {len(draft.texts)} texts")
    if dry_run:
        return
    if not yes:
        typer.confirm("Make a draft of it?", abort=True)
    typer.echo(_run(lambda do: do.create(TERMINAL, draft)))


@app.command()
def submit(campaign: Id, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Give a draft to a second person, who approves it at the desk."""
    _act(campaign, "submit", lambda do, each: do.submit(TERMINAL, each), dry_run=dry_run, yes=yes)


@app.command()
def schedule(
    campaign: Id,
    *,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M"], help="By the clock of Greenwich; without: now."),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Say when an approved campaign begins."""
    begins_at = at.replace(tzinfo=UTC) if at else None
    _act(
        campaign,
        "schedule",
        lambda do, each: do.schedule(TERMINAL, each, begins_at),
        dry_run=dry_run,
        yes=yes,
    )


@app.command()
def pause(campaign: Id, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Let nothing more of it leave for now."""
    _act(campaign, "pause", lambda do, each: do.pause(TERMINAL, each), dry_run=dry_run, yes=yes)


@app.command()
def resume(campaign: Id, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Go on where it was paused."""
    _act(campaign, "resume", lambda do, each: do.resume(TERMINAL, each), dry_run=dry_run, yes=yes)


@app.command()
def stop(campaign: Id, *, dry_run: DryRun = False, yes: Yes = False) -> None:
    """End it for good."""
    _act(campaign, "stop", lambda do, each: do.stop(TERMINAL, each), dry_run=dry_run, yes=yes)


def _act(
    campaign: str,
    name: str,
    act: Callable[[Campaigning, CampaignId], Awaitable[None]],
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Do something to a campaign after asking; what cannot be done is said and fails."""
    from hotline.domain.campaign import Faulty
    from hotline.services.staff_cases import Refused

    each = _id(campaign)
    shown = _told(_run(lambda do: do.show(each)))
    people = _number(shown["together"])
    typer.echo(f"{name}: {shown['name']}, {shown['state']}, people: {people}")
    if dry_run:
        return
    if not yes:
        typer.confirm("Go on?", abort=True)
    try:
        _run(lambda do: act(do, each))
    except Faulty as faulty:
        for fault in faulty.faults:
            place = f"{fault.language}:{fault.line}:{fault.column}"
            typer.echo(f"{place}: {fault.what} {fault.shown}".rstrip(), err=True)
        raise typer.Exit(1) from None
    except Refused as refused:
        typer.echo(refused.phrase.english, err=True)
        raise typer.Exit(1) from None
    typer.echo("Done.")


def _run(ask: Callable[[Campaigning], Awaitable[Any]]) -> Any:  # noqa: ANN401  # whatever is asked
    from dialogs.reading import read_facts
    from dialogs.words.factbook import Factbook
    from hotline.cli.books import with_books
    from hotline.clock import now
    from hotline.services.campaigning import Campaigning, NoSuchCampaign

    facts = Factbook(read_facts())
    try:
        return with_books(lambda house: _asked(ask, Campaigning(house.database, facts, now)))
    except NoSuchCampaign:
        typer.echo("There is no such campaign.", err=True)
        raise typer.Exit(1) from None


async def _asked(ask: Callable[[Campaigning], Awaitable[Any]], campaigning: Campaigning) -> Any:  # noqa: ANN401  # the same
    return await ask(campaigning)


def _id(told: str) -> CampaignId:
    from uuid import UUID

    from hotline.domain.campaign import CampaignId

    try:
        return CampaignId(UUID(told))
    except ValueError:
        raise typer.BadParameter("This is no id.") from None


def _draft(file: Path) -> Draft:
    from hotline.cli.campaign_files import Unreadable, read_draft

    try:
        return read_draft(file.read_bytes())
    except Unreadable as unreadable:
        for each in unreadable.faults:
            typer.echo(f"{file.name}: {each}", err=True)
        typer.echo("Nothing was taken in.", err=True)
        raise typer.Exit(1) from None


def _faults(draft: Draft) -> tuple[Fault, ...]:
    from uuid import UUID

    from dialogs.reading import read_facts
    from dialogs.words.factbook import Factbook
    from hotline.clock import now
    from hotline.domain.campaign import Campaign, CampaignId, Faulty, must_be_sound

    facts, on = Factbook(read_facts()), now().date()
    campaign = Campaign(
        CampaignId(UUID(int=0)),
        draft.name,
        TERMINAL,
        draft.audience,
        draft.texts,
        draft.missing,
    )
    try:
        must_be_sound(campaign, lambda fact: facts.may_be_shown([fact], on))
    except Faulty as faulty:
        return faulty.faults
    return ()


def _told(shown: Shown) -> dict[str, Any]:
    campaign = shown.campaign
    return {
        "id": str(campaign.id),
        "name": campaign.name,
        "state": campaign.state.value,
        "topic": campaign.audience.topic,
        "origin": campaign.audience.origin,
        "author": campaign.author,
        "second": campaign.second,
        "begins_at": campaign.begins_at.isoformat() if campaign.begins_at else None,
        "audience": shown.audience,
        "together": shown.together,
        "reach": [list(each) for each in shown.reach],
    }


def _number(number: int | None) -> str:
    return "fewer than 11" if number is None else f"at least {number}"
