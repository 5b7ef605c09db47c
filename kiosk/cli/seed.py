"""`kiosk seed`: synthetic years of numbers, for trials of speed and of reports."""

from __future__ import annotations

import sys
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.clock import SYSTEM, day_of
from kiosk.project.boot import boot


@click.command("seed")
@click.option("--years", type=click.IntRange(1, 20), default=1, show_default=True, help="How many years, ending yesterday.")
@click.option("--per-day", type=click.IntRange(1, 3000), default=600, show_default=True, help="Visitors on a working day.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same number gives the same years.")
def command(*, years: int, per_day: int, seed: int) -> None:
    """Fill an empty database with synthetic history: tickets, steps, cases, shifts.

    Refused where numbers have been given already: invented ones would stand among them for good.
    """
    boot(existing_home())
    database.refuse_old_database()
    from kiosk.queues.models import Ticket  # noqa: PLC0415  # models exist only after boot
    from kiosk.queues.synthetic import history  # noqa: PLC0415

    if Ticket.objects.exists():
        raise click.ClickException("Numbers have been given here already. Name an empty home in KIOSK_HOME.")
    total, yesterday = 0, day_of(SYSTEM.now()) - timedelta(days=1)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("months", total=12 * years)
        for month, tickets in history.fill(years, yesterday, seed=seed, per_day=per_day):
            total += tickets
            bar.update(task, advance=1, description=f"{month:%Y-%m}")
    click.echo(f"{total} numbers in {years} years, until {yesterday}.")
