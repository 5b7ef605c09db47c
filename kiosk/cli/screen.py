"""`kiosk screen`: the touch screen, as a process of its own (screens are never imported here)."""

from __future__ import annotations

import os
import sys

import click

from kiosk.cli.home import existing_home


@click.command("screen")
@click.option("--offscreen", is_flag=True, help="Draw without a display.")
@click.option("--size", metavar="WxH", help="Instead of the size in kiosk.toml.")
@click.option("--remote", type=click.Path(dir_okay=False), help="A control socket for demo and tests.")
def command(*, offscreen: bool, size: str | None, remote: str | None) -> None:
    """Run the touch screen."""
    become("touch", offscreen=offscreen, size=size, remote=remote)


def become(face: str, *, offscreen: bool, size: str | None, remote: str | None) -> None:
    """Turn this process into `python -m screens`."""
    words = [sys.executable, "-m", "screens", face, "--home", str(existing_home())]
    words += ["--offscreen"] if offscreen else []
    words += ["--size", size] if size else []
    words += ["--remote", remote] if remote else []
    os.execv(sys.executable, words)  # noqa: S606  # our own module, no shell
