"""`kiosk up`: devices, web console and touch screen under one parent."""

from __future__ import annotations

import click

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.cli.parent import Parent, kiosk_child
from kiosk.project.boot import boot


@click.command("up")
@click.option("--no-screen", is_flag=True, help="Without the touch screen: a machine that only serves.")
@click.option("--board", is_flag=True, help="With the lobby board.")
@click.option("--offscreen", is_flag=True, help="Draw without a display.")
def command(*, no_screen: bool, board: bool, offscreen: bool) -> None:
    """Run everything under one parent; a process that dies is started again, the others go on."""
    home = str(existing_home())
    boot()
    database.refuse_old_database()
    drawn = ("--offscreen",) if offscreen else ()
    children = [kiosk_child("devices", home=home), kiosk_child("web", home=home)]
    children += [] if no_screen else [kiosk_child("screen", *drawn, home=home)]
    children += [kiosk_child("board", *drawn, home=home)] if board else []
    names = ", ".join(child.name for child in children)
    Parent(children).run(lambda: click.echo(f"Everything runs: {names}", err=True))
