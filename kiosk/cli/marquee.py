"""`kiosk marquee`: signs without a kiosk: their bytes, what bytes mean, a picture, and which sign hangs on a port."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from devices.errors import EncodeError
from devices.marquee.page import Colour
from kiosk.cli.signs import families
from kiosk.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.signs.captured import Reading

LONGEST_TEXT = 2000  # nine minutes of running text; a sign's own limits are told by its family
COLUMNS, ROWS = click.IntRange(32, 1024), click.Choice([16, 24, 32])
PROTOCOL = click.Choice(families.NAMES)
COLOURS = {colour.value: colour for colour in Colour} | {"yellow": Colour.AMBER}  # red and green together, by either name
COLOUR_NAMES = click.Choice(list(COLOURS))


def _sized(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which sign is meant."""
    columns = click.option("--columns", type=COLUMNS, default=192, show_default=True, help="Dots from left to right.")
    rows = click.option("--rows", type=ROWS, default=16, show_default=True, help="Dots from top to bottom.")
    lamps = click.option("--color", "--colour", "colour", type=COLOUR_NAMES, default="amber", show_default=True, help="Lamps.")
    return columns(rows(lamps(function)))


@click.group("marquee")
def command() -> None:
    """Say a text in a sign's bytes, read captured bytes, draw what a sign shows, find a sign on a port."""


@command.command("encode")
@click.option("--protocol", type=PROTOCOL, required=True, help="The family the sign speaks.")
@click.option("--text", "words", required=True, help="What the sign is to show.")
@_sized
def encode(protocol: str, words: str, columns: int, rows: int, colour: str) -> None:
    """Write, one hex line a frame, all that a factory-fresh sign at unit 0 needs to show a text."""
    said = _said(words)
    try:
        families.refuse_what_it_lacks(protocol, said, columns, rows)
        frames = families.encoder(protocol)(said, columns, rows, COLOURS[colour])
    except EncodeError as refused:
        raise click.BadParameter(f"{refused}.", param_hint="--text") from refused
    for frame in frames:
        click.echo(frame.hex())


@command.command("decode")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-", metavar="[FILE]")
@click.option("--protocol", type=PROTOCOL, help="The family it was captured from; guessed if left out.")
@click.option("--hex", "form", flag_value="hex", help="The file is hex digits; guessed if left out.")
@click.option("--raw", "form", flag_value="raw", help="The file is the bytes themselves.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def decode(file: Path, protocol: str | None, form: str | None, *, as_json: bool) -> None:
    """Tell what a captured byte stream means: FILE or standard input, hex digits or raw bytes."""
    from kiosk.cli.signs import captured  # noqa: PLC0415

    given = _given(file)
    try:
        raw = captured.bytes_of(given, form)
        reading = captured.read(raw, protocol)
    except captured.NotReadable as fault:
        raise click.BadParameter(str(fault), param_hint="FILE") from fault
    click.echo(_as_json(reading) if as_json else captured.in_words(reading))


@command.command("preview")
@click.option("--text", "words", help="What to show; left out, the programme that the kiosk's signs show now.")
@click.option("--protocol", type=PROTOCOL, default="jetfile2", show_default=True, help="The family the sign speaks.")
@_sized
@click.option("--sign", "sign", help="Of several signs, the one with this name; its size and family are then used.")
@click.argument("picture", type=click.Path(dir_okay=False, path_type=Path))
def preview(  # noqa: PLR0913, PLR0917  # one argument an option
    words: str | None, protocol: str, columns: int, rows: int, colour: str, sign: str | None, picture: Path
) -> None:
    """Draw what a sign shows: PICTURE.png as it stands (a running text where it begins), PICTURE.gif moving."""
    from kiosk.cli.signs import drawn  # noqa: PLC0415

    if picture.suffix not in {".png", ".gif"}:
        raise click.BadParameter(f"{picture}: end the name in .png or .gif.", param_hint="PICTURE")
    if words is not None:
        words = _said(words)
    try:
        text = (words or "", protocol, columns, rows, COLOURS[colour])
        view = drawn.of_text(*text) if words is not None else drawn.of_programme(sign)
        picture.write_bytes(drawn.gif(view) if picture.suffix == ".gif" else drawn.png(view))
    except (EncodeError, ValueError) as refused:
        raise click.BadParameter(f"{refused}.", param_hint="--text" if words is not None else "--sign") from refused
    except OSError as error:
        raise click.BadParameter(f"{error}.", param_hint="PICTURE") from error
    for line in drawn.shortfalls_in_words(view):
        click.echo(line, err=True)


@command.command("probe")
@click.argument("port")
@click.option("--unit", type=click.IntRange(0, 254), default=0, show_default=True, help="The address to ask; 0 is everybody.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def probe(port: str, unit: int, *, as_json: bool) -> None:
    """Find speed, framing and family of the sign on PORT by questions alone; what it shows stays as it is."""
    from kiosk.cli.signs import probing  # noqa: PLC0415

    try:
        found = probing.find(port, unit, lambda line: click.echo(line, err=True))
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="PORT") from fault
    if as_json:
        click.echo(json.dumps(probing.as_dict(found), ensure_ascii=False))
    else:
        click.echo(probing.in_words(found, port))
    sys.exit(0 if found else 1)


def _said(words: str) -> str:
    """Return `words` as one line; refuses what no sign can take."""
    said = one_line(words)
    if not said:
        raise click.BadParameter("it is empty: write what the sign is to show.", param_hint="--text")
    if len(said) > LONGEST_TEXT:
        raise click.BadParameter(
            f"it has {len(said)} characters, a sign takes at most {LONGEST_TEXT}: shorten it.", param_hint="--text"
        )
    return said


def _given(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise click.BadParameter(f"{file} cannot be read ({error.strerror}).", param_hint="FILE") from error


def _as_json(reading: Reading) -> str:
    facts: dict[str, Any] = {"protocol": reading.protocol, "bytes": reading.size_bytes, "found": reading.facts}
    return json.dumps(facts, ensure_ascii=False, indent=1)
