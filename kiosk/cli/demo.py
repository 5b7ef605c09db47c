"""`kiosk demo`: everything, without hardware."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from devices import catalog
from kiosk.cli.demo_house import PEOPLE, DemoHouse
from kiosk.cli.locks import only_one
from kiosk.config import home_folder

WEB_PORT = 8080  # where people expect it; another one where that is taken


@click.command("demo")
@click.option(
    "--tour", type=click.Path(file_okay=False, path_type=Path), help="Play visitor, clerk and volunteer; leave pictures here."
)
@click.option("--board", is_flag=True, help="With the lobby board.")
@click.option(
    "--sign", type=click.Choice(catalog.names(catalog.Kind.MARQUEE)), default="jetfile2", show_default=True,
    help="The family of the simulated sign.",
)
@click.option("--offscreen", is_flag=True, help="Draw without a display, even where there is one.")
def command(*, tour: Path | None, board: bool, sign: str, offscreen: bool) -> None:
    """Run everything with simulated devices; look at the bench page for paper, sign, monitor and screen."""
    if tour is not None:
        from kiosk.cli import tour as guided  # noqa: PLC0415  # only then

        sys.exit(guided.play(tour, sign=sign))
    no_display = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if no_display and not offscreen:
        click.echo("There is no display: the touch screen is drawn off-screen; see it on the bench page.", err=True)
    house = DemoHouse(home_folder() / "demo", offscreen=offscreen or no_display, web_port=WEB_PORT, sign=sign)
    with only_one(house.home / "run" / "demo.lock", f"A demo is already running in {house.home}."):
        click.echo(f"Preparing {house.home} ...", err=True)
        house.prepare()
        house.parent(board=board).run(lambda: _welcome(house))


def _welcome(house: DemoHouse) -> None:
    click.echo(f"\nStaff console  {house.url}\nBench page     {house.url}bench/\n", err=True)
    for username, name, title, _ in PEOPLE:
        click.echo(f"  {name} {title:<4} log in as {username:<6} with {house.passwords[username]}", err=True)
    click.echo(f"\nAll of it lives in {house.home}. Ctrl-C ends it.", err=True)


def temporary_home() -> Path:
    """Return a new folder for a demo that leaves nothing behind."""
    return Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
