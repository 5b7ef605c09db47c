"""`python -m screens.gallery DIR --shape portrait`: pictures of one shape, one JSON line for each on standard output."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

SHAPES = {"portrait": (1080, 1920), "landscape": (1920, 1080), "board": (1920, 1080), "tall_board": (1080, 1920)}
MODES: dict[str, tuple[str, ...]] = {
    "standard": (), "large": ("large",), "high_contrast": ("contrast",), "low_reach": ("low_reach",),
    "reduced_motion": ("still",), "large_low_reach": ("large", "low_reach"),
}  # fmt: skip


def main() -> None:
    """Read the arguments, draw, and tell of every picture."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shape", choices=tuple(SHAPES), required=True)
    parser.add_argument("--languages", default="zh_Hant,en,vi,id")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--screens", default="", help="only these, separated by commas")
    parser.add_argument("--mm", type=float, default=0.369, help="millimetres a pixel of the panel")
    parser.add_argument("--no-pictures", action="store_true", help="only measure")
    arguments = parser.parse_args()
    logging.getLogger("kivy").addFilter(lambda record: record.levelno >= logging.ERROR and "MTDev" not in record.getMessage())
    for told_on_purpose in ("fontTools", "screens.help_line", "screens.board.board"):  # some pictures show what is away
        logging.getLogger(told_on_purpose).setLevel(logging.CRITICAL)
    from screens.window import prepare  # noqa: PLC0415  # Kivy is configured before it is imported

    prepare(SHAPES[arguments.shape], offscreen=True)
    from screens.gallery.draw import board, looks  # noqa: PLC0415

    arguments.folder.mkdir(parents=True, exist_ok=True)
    only = frozenset(filter(None, arguments.screens.split(",")))
    if arguments.shape in {"board", "tall_board"}:
        shots = board(arguments.folder, upright=arguments.shape == "tall_board")
    else:
        modes = {name: MODES[name] for name in arguments.modes.split(",")}
        shots = looks(
            arguments.folder, arguments.shape, arguments.languages.split(","), modes, only=only, mm_a_pixel=arguments.mm,
            pictures=not arguments.no_pictures,
        )  # fmt: skip
    for shot in shots:
        print(json.dumps(shot, ensure_ascii=False), flush=True)  # noqa: T201  # the parent reads it


if __name__ == "__main__":
    main()
