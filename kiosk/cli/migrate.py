"""`kiosk migrate`: bring the database to this version."""

from __future__ import annotations

import click

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.project.boot import boot


@click.command("migrate")
def command() -> None:
    """Bring the database to this version; nothing is lost, and running it twice changes nothing."""
    boot(existing_home())
    with database.progress("migrating"):
        applied = database.migrate()
    for name in applied:
        click.echo(name)
    click.echo("The database is up to date.", err=True)
