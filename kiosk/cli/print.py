"""`kiosk print`: one slip, as a picture, as bytes, or on paper."""

from __future__ import annotations

import re
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from devices import catalog
from devices.errors import DeviceError, Held, NeedsPerson
from devices.printer import profiles
from devices.printer.job import bytes_without_questions, picture_on_paper
from devices.printer.raster import Raster
from devices.printer.slip import Slip
from devices.transports import FORMS
from kiosk.cli import examinations
from kiosk.config import FILE_NAME, home_folder, load
from kiosk.outbox.copies import marked_as_copy
from kiosk.paper import samples
from kiosk.supervisors import assembly
from kiosk.texts import FALLBACK, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

    from devices.printer.profiles import Profile

KIND_OF_JOB = {"bp": "bp_result"}
_PORT = re.compile(r"/|tcp:|usb:|file:")
SPEEDS = ("9600", "19200", "38400", "57600", "115200")


@click.command("print")
@click.option("--slip", "kind", required=True, type=click.Choice(list(samples.KINDS)), help="What to print.")
@click.option("--sample", is_flag=True, help="Made-up data; else the newest slip of that kind in this kiosk.")
@click.option("--lang", "language", default=FALLBACK, show_default=True, type=click.Choice(LANGUAGES), help="Language.")
@click.option("--profile", "model", default=profiles.DEFAULT, show_default=True, help="Printer model.")
@click.option("--native", is_flag=True, help="In the printer's own characters, where it has them.")
@click.option("--code-page", type=click.Choice((catalog.AS_THE_MODEL, *catalog.CODE_PAGES)), default=catalog.AS_THE_MODEL)
@click.option("--speed", "speed_baud", type=click.Choice(SPEEDS), default="115200", help="Of a serial port.")
@click.option("--to", "target", required=True, metavar="OUT.png|OUT.bin|PORT", help="A picture, bytes, or a printer's port.")
def command(  # noqa: PLR0913  # its options
    *, kind: str, sample: bool, language: str, model: str, native: bool, code_page: str, speed_baud: str, target: str
) -> None:
    """Print one slip.

    A .png shows it dot for dot as the printer prints it (with --native: as a printer's own characters look, about); a .bin
    holds its bytes without status requests or fence; a port is printed on: "/dev/ttyUSB0", "tcp://host:9100", "/dev/usb/lp0",
    "usb:04b8:0e28".  The test slip and samples need no KIOSK_HOME.
    """
    try:
        profile = catalog.printer_profile(model, code_page)
        profile = profile.in_own_characters() if native else profile
        slip = made(kind, language, profile) if sample or kind == "test" else newest(kind)
        kind_of_file = Path(target).suffix.lower()
        if kind_of_file == ".png":
            picture(slip, profile).save(_writable(target), format="PNG")
        elif kind_of_file == ".bin":
            _writable(target).write_bytes(bytes_without_questions(slip, pen(profile), profile))
        else:
            if not _PORT.match(target):
                raise click.ClickException(f"{target!r} is no picture (OUT.png), no bytes (OUT.bin) and no port ({FORMS}).")
            words = {"speed_baud": int(speed_baud)}
            _on_paper(slip, model, target, words, code_page=code_page, native=native)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


def made(kind: str, language: str, profile: Profile) -> Slip:
    """Return a slip of invented data."""
    if kind == "test":
        return samples.self_test(language, profile.name, profile.width_dots)
    return samples.KINDS[kind](language)


def newest(kind: str) -> Slip:
    """Return the newest slip of that kind in this kiosk, marked as a copy."""
    home = home_folder()
    if not (home / FILE_NAME).exists():
        raise click.ClickException(f"There is no kiosk at {home}. Use --sample, or make one with `kiosk init`.")
    from kiosk.project.boot import boot  # noqa: PLC0415  # samples need no database

    boot(home)
    from django.db import DatabaseError  # noqa: PLC0415

    from kiosk.outbox import services as outbox  # noqa: PLC0415

    try:
        found = outbox.newest_slip(kind=KIND_OF_JOB.get(kind, kind))
    except DatabaseError as error:
        why = str(error).strip()
        raise click.ClickException(f"The database of this kiosk cannot be read ({why}): run `kiosk migrate`.") from error
    if found is None:
        raise click.ClickException(f"This kiosk has no {kind} slip to print again. Use --sample for a made-up one.")
    return marked_as_copy(Slip.from_json(found))


def pen(profile: Profile) -> Raster:
    """Return what draws slips for `profile`."""
    return Raster(assembly.typefaces(), profile.width_dots)


def picture(slip: Slip, profile: Profile) -> Image.Image:
    """Return what comes out of the printer; in its own characters as the simulated printer sets them."""
    if not profile.native:
        return picture_on_paper(slip, pen(profile), profile)
    from devices.simulators.printer_picture import picture_of  # noqa: PLC0415

    sent = bytes_without_questions(slip, pen(profile), replace(profile, cutter=True))  # no feed to the edge where it is torn
    return picture_of(sent, profile.width_dots, profile.dpi, profile.code_page, assembly.typefaces().medium)


def _on_paper(  # noqa: PLR0913  # a printer and its line
    slip: Slip, model: str, port: str, line: Mapping[str, object], *, code_page: str, native: bool
) -> None:
    home = home_folder()
    if (home / FILE_NAME).exists() and load(home).printer.port == port and examinations.supervisors_run(home):
        raise click.ClickException(f"`kiosk devices` is printing on {port}. Stop it first, or print from the console.")
    printer = catalog.build_printer(model, port, assembly.typefaces(), line, code_page=code_page, native=native)
    tag = uuid.uuid4().hex[:4]
    try:
        with closing(printer):
            printer.open()
            proof = printer.print(slip, job_tag=tag, before_first_byte=lambda: None)
    except Held as held:
        raise click.ClickException(f"The printer holds the slip ({held.condition}): mend it, and look.") from held
    except NeedsPerson as need:
        raise click.ClickException(f"Nothing was sent: {need.condition} ({need})") from need
    except DeviceError as error:
        raise click.ClickException(f"{error}") from error
    click.echo(examinations.PROOFS[proof])


def _writable(target: str) -> Path:
    path = Path(target)
    if not path.parent.is_dir():
        raise click.ClickException(f"There is no folder {path.parent}.")
    return path
