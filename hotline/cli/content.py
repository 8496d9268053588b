"""`hotline content …`: what editors, lawyers and translators run, by kind of work."""

from __future__ import annotations

import typer

from hotline.cli.content_approvals import approvals
from hotline.cli.content_check import check
from hotline.cli.content_facts import facts
from hotline.cli.content_rows import rows
from hotline.cli.content_views import views

content = typer.Typer(
    help="Look after what the hotline says.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
# A part has no name of its own: its commands stand beside the others.
for part in (check, views, facts, approvals, rows):
    content.add_typer(part)
