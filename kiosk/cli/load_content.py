"""`kiosk load-content`: the content files into the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kiosk.cli import database
from kiosk.cli.home import existing_home
from kiosk.project.boot import boot
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.guide.loading import LoadReport


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    guide: LoadReport
    new_drafts: int

    def __str__(self) -> str:
        """Return the numbers in one line."""
        guide = self.guide
        return (
            f"{len(guide.added)} entries added, {len(guide.changed)} changed, {len(guide.retired)} retired, "
            f"{guide.unchanged} unchanged; {guide.unconfirmed} parts wait for the office's confirmation; "
            f"{self.new_drafts} new announcement drafts"
        )


@click.command("load-content")
def command() -> None:
    """Load services, fees, announcements and the rest; loading the same files again changes nothing."""
    home = existing_home()
    with database.progress("content"):
        loaded = load(home)
    click.echo(str(loaded))


def load(home: Path | None = None) -> Loaded:
    """Load the content files into the database of the kiosk at `home`.

    Raises `kiosk.errors.ContentError`, naming every fault, where a file cannot be used; then nothing
    of it has changed.
    """
    boot(home)
    from kiosk.announcements.services import load_drafts  # noqa: PLC0415  # models exist only after boot
    from kiosk.guide.loading import load as load_files  # noqa: PLC0415

    return Loaded(load_files(), load_drafts(ASSETS / "content" / "marquee.yaml"))
