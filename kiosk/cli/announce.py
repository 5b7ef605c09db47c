"""`kiosk announce`: push a text to every channel without a browser."""

from __future__ import annotations

import getpass
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from kiosk.cli.home import existing_home
from kiosk.clock import SYSTEM, local
from kiosk.errors import Refused
from kiosk.project.boot import boot
from kiosk.texts import roc_short

if TYPE_CHECKING:
    from datetime import datetime

KINDS = ("service", "law_change", "anti_fraud", "health", "energy", "event")  # and --urgent
DAYS = re.compile(r"(\d{1,3})d")
HOW = 'write "today", "3d", "17:30", "115/03/31" or "115/03/31 17:30"; years are ROC years'


@click.command("announce")
@click.argument("text")
@click.option("--urgent", is_flag=True, help="An alarm: it replaces everything on the signs until it is taken down or over.")
@click.option("--kind", type=click.Choice(KINDS), default="service", show_default=True, help="What it is about.")
@click.option("--until", default="today", show_default=True, metavar="WHEN", help=f"Its end: {HOW}.")
@click.option("--source", default="本所", show_default=True, help="The agency that says it.")
@click.option("--anyway", is_flag=True, help="Send it although a sign cannot show it as it is, or another alarm is running.")
def command(*, text: str, urgent: bool, kind: str, until: str, source: str, anyway: bool) -> None:  # noqa: PLR0913  # options
    """Push TEXT to signs, board, touch screen and subtitle machine, now.

    Ends with status 2, and sends nothing, where something is wrong with it.
    """
    until_at = _until(until)
    boot(existing_home())
    from kiosk.announcements import services  # noqa: PLC0415  # models exist only after boot
    from kiosk.announcements.answers import Wording  # noqa: PLC0415
    from kiosk.announcements.models import Kind, Status  # noqa: PLC0415
    from kiosk.announcements.warnings import warnings_of  # noqa: PLC0415
    from kiosk.staff.words import sentence  # noqa: PLC0415

    about = Kind.URGENT if urgent else Kind(kind)
    try:
        said = services.clean_text(text)
        warnings = warnings_of(said, about, until_at)
        if warnings and not anyway:
            raise click.UsageError("\n".join((*warnings, "Nothing was sent. Add --anyway to send it all the same.")))
        sent = services.push_wording(
            wording=Wording({"zh_Hant": said}, about, source, services.SCREENS, until_at=until_at),
            by=f"kiosk announce ({getpass.getuser()})",
        )
    except Refused as refused:
        raise click.UsageError(sentence(refused)) from refused
    if sent.status == Status.SUBMITTED:
        click.echo(f"announcement {sent.announcement_id} waits for approval in the console")
    else:
        click.echo(f"announcement {sent.announcement_id} is live until {_written(until_at)}")


def _until(text: str) -> datetime:
    """Read --until; raises `click.BadParameter` that says how to write it."""
    from kiosk.announcements.roc_days import end_of, parse_end  # noqa: PLC0415  # `--help` does not need it

    today = local(SYSTEM.now()).date()
    days = DAYS.fullmatch(text.strip())
    try:
        if text.strip() == "today" or days:
            return end_of(today + timedelta(days=int(days[1]) - 1 if days else 0))
        return parse_end(text, today)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{text!r} is no end: {HOW}.", param_hint="--until") from error


def _written(at: datetime) -> str:
    return f"{roc_short(local(at).date())} {local(at):%H:%M}"
