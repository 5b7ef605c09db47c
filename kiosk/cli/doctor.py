"""`kiosk doctor`: what is found, what is wrong, what to do."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from devices.marquee.cns import DEBIAN_X11_FONTS
from kiosk import fonts
from kiosk.cli import examinations, public_address
from kiosk.config import FILE_NAME, home_folder, load
from kiosk.errors import ConfigError, ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.config import BpMonitor, Config, Marquee, Printer

FREE_MB = 500
TALL_REMEDY = "apt-get install xfonts-intl-chinese xfonts-terminus (signs of 24 rows, rare characters)"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `ok` is None where there is nothing to look at."""

    what: str
    ok: bool | None
    found: str
    remedy: str = ""


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--no-paper", is_flag=True, help="Do not print the printer's test slip.")
def command(*, as_json: bool, no_paper: bool) -> None:
    """Look at the environment and the devices; status 1 where something is wrong.

    The printer prints a slip that shows whether width, density, characters, code and cut are right.  A device that
    `kiosk devices` is serving is not disturbed: its state is read from the database.
    """
    findings = list(_findings(paper=not no_paper))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    sys.exit(1 if any(one.ok is False for one in findings) else 0)


def _voice() -> Finding:
    """Look for the voice: without it everything works, but nothing is read aloud."""
    from devices.speaker.player import sound_is_there  # noqa: PLC0415  # only the doctor asks
    from devices.speaker.synthesis import PROGRAM  # noqa: PLC0415

    program = shutil.which(PROGRAM)
    if program is None:
        return Finding("voice", False, f"{PROGRAM} is not installed", f"apt-get install {PROGRAM} (reads the screen aloud)")
    return Finding("voice", True, program if sound_is_there() else f"{program}; no sound device: reading aloud stays silent")


def _calling(home: Path, config: Config) -> Finding:
    """Make a call as the lobby would hear it, without playing it; name what is missing."""
    from devices.errors import EncodeError  # noqa: PLC0415  # only the doctor asks
    from devices.speaker.calling import Call  # noqa: PLC0415
    from devices.speaker.player import sound_is_there  # noqa: PLC0415
    from kiosk.supervisors import call_words  # noqa: PLC0415

    if not config.voice.calls:
        return Finding("voice that calls", None, "not configured (voice.calls)")
    languages = call_words.said_in(config.voice, "")
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-doctor-") as folder:
            made = call_words.announcer(Path(folder), home).sound(Call("A012", 3, languages), config.voice.wording)
    except (EncodeError, ContentError) as error:
        return Finding("voice that calls", False, str(error), "Correct the file in the home's content folder.")
    if made.left_out:
        return Finding("voice that calls", False, "; ".join(made.left_out), "See assets/sounds/voice/README.md.")
    found = f"A012 to counter 3: {made.seconds:.1f} s in {', '.join(languages)}"
    if not sound_is_there():
        return Finding("voice that calls", False, f"{found}; no sound device", "Connect a loudspeaker, or voice.calls = false.")
    return Finding("voice that calls", True, found)


def _findings(*, paper: bool) -> Iterator[Finding]:
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], "Python 3.11 or later is needed.")
    yield _fonts()
    yield _program("unifont", fonts.UNIFONT_HEX, "apt-get install unifont (dots for the LED sign)")
    yield _program("tall letters", DEBIAN_X11_FONTS / "taipei24.pcf.gz", TALL_REMEDY)
    yield _voice()
    home = home_folder()
    if not (home / FILE_NAME).exists():
        yield Finding("home", None, f"{home} (not there yet)", "kiosk init")
        return
    try:
        config = load(home)
    except ConfigError as error:
        yield Finding("configuration", False, error.faults[0], "kiosk check")
        return
    yield Finding("home", True, str(home))
    yield _space(home)
    yield from _database(home)
    ok, found, remedy = public_address.look(config)
    yield Finding("address for phones", ok, found, remedy)
    yield from _devices(home, config, paper=paper)
    yield _calling(home, config)


def _fonts() -> Finding:
    try:
        faces = fonts.faces()
    except fonts.FontMissing as error:
        return Finding("fonts", False, str(error), "./run setup")
    note = "" if faces.serif != faces.bold else "titles use the Bold sans; apt-get install fonts-noto-cjk, then ./run setup"
    return Finding("fonts", True, faces.serif.name, note)


def _program(what: str, path: Path, remedy: str) -> Finding:
    return Finding(what, path.exists(), str(path) if path.exists() else "not found", "" if path.exists() else remedy)


def _space(home: Path) -> Finding:
    free_mb = shutil.disk_usage(home).free // 1_000_000
    return Finding("disk", free_mb >= FREE_MB, f"{free_mb} MB free", f"Free some space: at least {FREE_MB} MB are wanted.")


def _database(home: Path) -> Iterator[Finding]:
    from django.db import DatabaseError  # noqa: PLC0415

    from kiosk.cli.database import waiting_migrations  # noqa: PLC0415
    from kiosk.project.boot import boot  # noqa: PLC0415

    boot(home)
    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        yield Finding("database", False, str(error).strip(), "Is the server running? See database.url in kiosk.toml.")
        return
    yield Finding("database", not waiting, f"{len(waiting)} steps behind" if waiting else "up to date", "kiosk migrate")


def _devices(home: Path, config: Config, *, paper: bool) -> Iterator[Finding]:
    signs = config.signs or {"marquee": config.marquee[0]}
    devices: dict[str, Printer | Marquee | BpMonitor] = {"printer": config.printer, **signs, "bp_monitor": config.bp_monitor}
    for name, section in devices.items():
        if not section.model:
            yield Finding(name, None, "not configured")
            continue
        ok, found, remedy = examinations.examine(home, config, name, paper=paper)
        yield Finding(name, ok, f"{section.model} at {section.port}: {found}", remedy)


def _print(findings: list[Finding]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("", "what", "found", "what to do"):
        table.add_column(column)
    marks = {True: "[green]ok[/]", False: "[red]wrong[/]", None: "[dim]none[/]"}
    for one in findings:
        table.add_row(marks[one.ok], one.what, one.found, "" if one.ok else one.remedy)
    Console().print(table)
