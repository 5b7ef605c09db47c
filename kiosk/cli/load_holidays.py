"""`kiosk load-holidays`: the government's yearly calendar of office days into the database."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.project.boot import boot


@click.command("load-holidays")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(*, file: Path) -> None:
    """Load FILE, the CSV of 政府行政機關辦公日曆表; years that stand in it are replaced, loading it again changes nothing."""
    boot(existing_home())
    database.refuse_old_database()
    from kiosk.queues.services import load_holidays  # noqa: PLC0415  # models exist only after boot

    click.echo(str(load_holidays(path=file, by="kiosk load-holidays")))
