"""Accounts of staff and the audit, from the terminal: the first administrator begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dialogs.words.languages import LANGUAGES, SOURCE
from hotline.cli.books import with_books
from hotline.domain.staff import TERMINAL, Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hotline.services.staff_accounts import Accounts
    from hotline.storage.audit import Audit
    from hotline.timetable import House

staff = typer.Typer(help="Who works at the desk.", no_args_is_help=True)
audit = typer.Typer(help="Who did what and when.", no_args_is_help=True)

Found = TypeVar("Found")
Name = Annotated[str, typer.Argument(help="Small letters, digits, dots, - or _.")]


@staff.command()
def invite(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they are here for.")],
    desk: Annotated[str | None, typer.Option(help="Such as kz; for work at a desk.")] = None,
    language: Annotated[str, typer.Option("--lang", help="Of their pages.")] = SOURCE,
) -> None:
    """Make an account, or invite its owner anew; print a code that works once, for a day."""
    if language not in LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(LANGUAGES)}")
    code = _ask(lambda accounts: accounts.invite(name, role, desk, language))
    typer.echo(f"Give {name} this code, by voice or in person: {code}")


@staff.command("list")
def everyone() -> None:
    """List all accounts."""
    for each in _ask(lambda accounts: accounts.everyone()):
        state = "closed" if each.disabled else "active" if each.joined else "invited"
        typer.echo("\t".join((each.name, each.role.value, each.desk or "-", state)))


@staff.command()
def disable(name: Name) -> None:
    """Close an account; its sign-ins end at once."""
    _ask(lambda accounts: accounts.disable(name, by=TERMINAL))
    typer.echo(f"{name} is closed")


@audit.command()
def verify(
    anchor: Annotated[
        str | None, typer.Option(metavar="NUMBER:HASH", help="What `audit head` once printed.")
    ] = None,
) -> None:
    """Walk the chain; with an anchor, see that its end was not cut off."""
    from hotline.storage.audit import Head

    number, _, hashed = (anchor or "").partition(":")
    if anchor and not number.isdecimal():
        raise typer.BadParameter("NUMBER:HASH, as `hotline audit head` prints it")
    held = Head(int(number), hashed) if anchor else None
    rows = _audited(lambda chain: chain.verify(held))
    typer.echo(f"{rows} rows, all as they were written")


@audit.command()
def head() -> None:
    """Print the end of the chain, to be kept where nobody of this machine can write."""
    last = _audited(lambda chain: chain.head())
    typer.echo(f"{last.number}:{last.hash}")


def _ask(question: Callable[[Accounts], Awaitable[Found]]) -> Found:
    from hotline.clock import now
    from hotline.desks import read_desks
    from hotline.services.staff_accounts import Accounts
    from hotline.settings import load_settings

    async def run(house: House) -> Found:
        return await question(Accounts(house.database, read_desks(load_settings().desks_dir), now))

    return with_books(run)


def _audited(question: Callable[[Audit], Awaitable[Found]]) -> Found:
    async def run(house: House) -> Found:
        async with house.database.books() as books:
            return await question(books.audit)

    return with_books(run)
