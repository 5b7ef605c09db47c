"""`kiosk gallery DIR`: pictures of every screen in every language, mode and layout, and of the board.

Needs no kiosk: an office of paper answers.  Every picture is measured while it is drawn; what does not fit, is too
small for a finger or cannot be read is listed, and the status is then 1.
"""

from __future__ import annotations

import html
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kiosk.config import home_folder, load

SHAPES = ("portrait", "landscape", "board", "tall_board")
WALK = 25  # screens that a walk passes, about
WALKS = 24
MM_AN_INCH = 25.4
STYLE = """
body { font: 16px sans-serif; margin: 24px; background: Canvas; color: CanvasText }
h2 { margin: 32px 0 8px } nav a { margin-right: 12px }
figure { display: inline-block; margin: 6px; text-align: center } img { height: 320px; border: 1px solid GrayText }
"""
Shot = dict[str, Any]


@click.command("gallery")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", "languages", multiple=True, help="Only this language; may be given several times.")
@click.option("--mode", "modes", multiple=True, help="Only this mode: standard, large, high_contrast, low_reach, ...")
@click.option("--layout", "layouts", multiple=True, type=click.Choice(SHAPES), help="Only this layout.")
@click.option("--screen", "screens", multiple=True, help="Only this screen.")
def command(
    *, folder: Path, languages: tuple[str, ...], modes: tuple[str, ...], layouts: tuple[str, ...], screens: tuple[str, ...]
) -> None:
    """Draw every screen into FOLDER, with an index page and gallery.json."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["--mm", f"{panel_pitch_mm():.4f}"]
    for option, values in (("--languages", languages), ("--modes", modes), ("--screens", screens)):
        words += [option, ",".join(values)] if values else []
    shots = _drawn(folder, layouts or SHAPES, words, expected=_expected(languages, modes, layouts, screens))
    shots.sort(key=lambda shot: (shot["layout"], shot["screen"], shot["mode"], shot["language"]))
    faults = [f"{shot['file']}: {fault}" for shot in shots for fault in shot.pop("faults")]
    (folder / "gallery.json").write_text(json.dumps(shots, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "index.html").write_text(_index(shots, faults), encoding="utf-8")
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{len(shots)} pictures in {folder}, {len(faults)} faults; look at {folder / 'index.html'}", err=True)
    sys.exit(1 if faults or not shots else 0)


def panel_pitch_mm() -> float:
    """Return the millimetres of one design pixel on the configured panel (its shorter side has 1080 of them)."""
    screen = load(home_folder()).screen
    diagonal = (screen.width**2 + screen.height**2) ** 0.5
    return float(screen.diagonal_in * MM_AN_INCH / diagonal * min(screen.width, screen.height) / 1080)


def _expected(languages: tuple[str, ...], modes: tuple[str, ...], layouts: tuple[str, ...], screens: tuple[str, ...]) -> int:
    shapes = len([one for one in layouts or SHAPES if "board" not in one])
    return max(1, (len(languages) or 4) * (len(modes) or 6) * shapes * (len(screens) or WALK))


def _drawn(folder: Path, shapes: tuple[str, ...], words: list[str], *, expected: int) -> list[Shot]:
    """Draw each shape in a process of its own, side by side; returns every picture's facts."""
    told: queue.Queue[Shot | int] = queue.Queue()
    threads = [threading.Thread(target=_draw, args=(folder, shape, words, told), daemon=True) for shape in shapes]
    for thread in threads:
        thread.start()
    shots: list[Shot] = []
    statuses: list[int] = []
    columns = (TextColumn("drawing"), BarColumn(), TextColumn("{task.completed} pictures"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("drawing", total=expected)
        while len(statuses) < len(threads):
            news = told.get()
            if isinstance(news, int):
                statuses.append(news)
            else:
                shots.append(news)
                bar.advance(task)
    if any(statuses):
        raise click.ClickException("A gallery process failed; its own words stand above.")
    return shots


def _draw(folder: Path, shape: str, words: list[str], told: queue.Queue[Shot | int]) -> None:
    line = (sys.executable, "-m", "screens.gallery", str(folder), "--shape", shape, *words)
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen"}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603  # our own module
        for said in process.stdout or ():
            told.put(json.loads(said))
    told.put(process.returncode)


def _index(shots: list[Shot], faults: list[str]) -> str:
    """Return a page with every picture, by layout and screen."""
    out = [
        "<!doctype html><meta charset=utf-8><title>Gallery</title>",
        f"<style>{STYLE}</style>",
        f"<h1>{len(shots)} pictures, {len(faults)} faults</h1>",
    ]
    places = list(dict.fromkeys((shot["layout"], shot["screen"]) for shot in shots))
    out.append("<nav>" + "".join(f'<a href="#{layout}-{screen}">{layout} {screen}</a>' for layout, screen in places) + "</nav>")
    out += [f"<p>{html.escape(fault)}</p>" for fault in faults]
    for layout, screen in places:
        out.append(f'<h2 id="{layout}-{screen}">{screen}, {layout}</h2>')
        out += [
            f'<figure><a href="{shot["file"]}"><img loading=lazy src="{shot["file"]}" alt="{shot["file"]}"></a>'
            f"<figcaption>{shot['language']}, {shot['mode']}</figcaption></figure>"
            for shot in shots
            if (shot["layout"], shot["screen"]) == (layout, screen)
        ]
    return "\n".join(out) + "\n"
