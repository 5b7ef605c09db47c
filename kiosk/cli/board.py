"""`kiosk board`: the lobby board, as a process of its own."""

from __future__ import annotations

import click

from kiosk.cli.screen import become


@click.command("board")
@click.option("--offscreen", is_flag=True, help="Draw without a display.")
@click.option("--size", metavar="WxH", help="Instead of 1920x1080.")
@click.option("--remote", type=click.Path(dir_okay=False), help="A control socket for demo and tests.")
def command(*, offscreen: bool, size: str | None, remote: str | None) -> None:
    """Run the lobby board: now called, last calls, counters, announcements."""
    become("board", offscreen=offscreen, size=size, remote=remote)
