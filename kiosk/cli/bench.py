"""`kiosk bench`: every figure the product promises, measured where it runs."""

from __future__ import annotations

import json
import sys
from importlib import import_module

import click
from rich.console import Console
from rich.table import Table

from kiosk.cli.benches.figures import Figure, machine
from kiosk.cli.database import tracked

AREAS = {
    "main": "kiosk.cli.benches.main", "face": "kiosk.cli.benches.face", "paper": "kiosk.cli.benches.paper",
    "queue": "kiosk.cli.benches.queue", "marquee": "kiosk.cli.benches.marquee",
}  # fmt: skip

WIDTH_IN_A_FILE = 140  # where nobody's window says how wide a line is


@click.command("bench")
@click.argument("areas", nargs=-1, metavar="[AREA ...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--full", is_flag=True, help="Longer runs, more samples.")
def command(*, areas: tuple[str, ...], as_json: bool, full: bool) -> None:
    """Measure the figures of each AREA (default: all); status 1 where one misses its bar.

    Works without a kiosk: every area makes a house of its own in a temporary folder and removes it.
    """
    unknown = [area for area in areas if area not in AREAS]
    if unknown:
        raise click.UsageError(f"There is no area {unknown[0]!r}. Areas: {', '.join(AREAS)}.")
    figures: list[Figure] = []
    for area in tracked("measuring", list(areas or AREAS)):
        figures += import_module(AREAS[area]).measure(full=full)
    if as_json:
        click.echo(json.dumps({"machine": machine(), "figures": [one.as_dict() for one in figures]}, indent=1))
    else:
        _print(figures)
    sys.exit(1 if any(one.ok is False for one in figures) else 0)


def _print(figures: list[Figure]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("figure", min_width=max((len(one.id) for one in figures), default=0))  # never cut: it is looked up
    for column, justify in (("value", "right"), ("bar", "right"), ("peer", "right"), ("", "left")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]  # rich names its literals
    marks = {True: "[green]ok[/]", False: "[red]missed[/]", None: "[yellow]not here[/]"}
    for one in figures:
        value = "-" if one.value is None else f"{one.value:g} {one.unit}"
        sign = "<=" if one.better == "lower" else ">="
        peer = f"{one.peer:g} ({one.peer_name})" if one.peer is not None else ""
        table.add_row(one.id, value, f"{sign} {one.bar:g}", peer, f"{marks[one.ok]} {one.reason}".rstrip())
    Console(width=None if sys.stdout.isatty() else WIDTH_IN_A_FILE).print(table)
