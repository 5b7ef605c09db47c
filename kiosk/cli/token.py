"""`kiosk token`: what programs that use the interface under /api/v1/ are let in by."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.project.boot import boot

ACTOR = "kiosk token"


@click.group("token")
def command() -> None:
    """Make, list and revoke the tokens of programs.

    Scopes: hall:read, tickets:write, stats:read, and desk:NUMBER:write for one counter.
    """


@command.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="What it may do; write it once for each scope.")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it holds.")
@click.option("--no-end", is_flag=True, help="It holds until it is revoked.")
@click.option("--per-minute", type=click.IntRange(1, 1_000_000), help="How often it may ask; default: api.requests_per_minute.")
def create(*, name: str, scopes: tuple[str, ...], days: int, no_end: bool, per_minute: int | None) -> None:
    """Make the token NAME and print it, this once, on standard output."""
    _boot()
    from kiosk.api import services  # noqa: PLC0415  # needs Django

    made = services.create_token(name=name, scopes=scopes, by=ACTOR, days=None if no_end else days, per_minute=per_minute)
    until = f"until {made.view.expires_at:%Y-%m-%d}" if made.view.expires_at else "until it is revoked"
    click.echo(f"{made.view.name}: {', '.join(made.view.scopes)}, {until}. It is shown only now: keep it well.", err=True)
    click.echo(made.word)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_tokens(*, as_json: bool) -> None:
    """List the tokens: what they may do, until when, when they were last used."""
    _boot()
    from kiosk.api import services  # noqa: PLC0415

    found = services.tokens()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], default=str, ensure_ascii=False, indent=1))
        return
    table = Table("name", "begins", "scopes", "state", "expires", "last used", box=None, pad_edge=False)
    for one in found:
        expires = f"{one.expires_at:%Y-%m-%d}" if one.expires_at else "-"
        used = f"{one.last_used_at:%Y-%m-%d %H:%M}" if one.last_used_at else "never"
        table.add_row(one.name, f"{one.begins}...", ", ".join(one.scopes), one.state, expires, used)
    Console().print(table)


@command.command("revoke")
@click.argument("name")
def revoke(*, name: str) -> None:
    """End the token NAME at once and for good."""
    _boot()
    from kiosk.api import services  # noqa: PLC0415

    services.revoke_token(name=name, by=ACTOR)
    click.echo(f"{name} is revoked.", err=True)


def _boot() -> None:
    boot(existing_home())
    database.refuse_old_database()
