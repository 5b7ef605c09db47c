"""`python -m screens touch|board --home DIR`: the process of one display."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from pathlib import Path


def main() -> None:
    """Read the arguments, prepare Kivy, run the display until it is told to stop."""
    arguments = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("kivy").addFilter(_worth_saying)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    from screens.window import has_display, prepare  # noqa: PLC0415  # Kivy is configured before it is imported

    offscreen = arguments.offscreen or not has_display()
    if offscreen and not arguments.offscreen:
        logging.getLogger("screens").warning("There is no display here: drawing off-screen.")
    size = arguments.size or _configured(arguments.home, arguments.display)
    prepare(size, offscreen=offscreen)
    if arguments.display == "touch":
        _run_touch(arguments)
    else:
        _run_board(arguments)


def _configured(home: Path | None, display: str) -> tuple[int, int]:
    """Return the size of the display in kiosk.toml; the services say later what is wrong with that file."""
    from kiosk.config import Config, home_folder, load  # noqa: PLC0415
    from kiosk.errors import ConfigError  # noqa: PLC0415

    try:
        config = load(home or home_folder())
    except ConfigError:
        config = Config()
    if display == "board":
        return (1080, 1920) if config.board.portrait else (1920, 1080)
    return config.screen.width, config.screen.height


def _worth_saying(record: logging.LogRecord) -> bool:
    """Say whether Kivy's word is for the maintainer: greetings are not, nor an input provider that we never use."""
    return record.levelno >= logging.WARNING and "MTDev" not in record.getMessage()


def _run_touch(arguments: argparse.Namespace) -> None:
    from kiosk.clock import SystemClock  # noqa: PLC0415
    from kiosk.config import home_folder  # noqa: PLC0415
    from kiosk.voice_process import COMMAND, VoiceProcess  # noqa: PLC0415
    from screens.app import DisplayApp, on_main  # noqa: PLC0415
    from screens.bridge import Bridge  # noqa: PLC0415
    from screens.kiosk_office import KioskOffice  # noqa: PLC0415
    from screens.touch import TouchScreen  # noqa: PLC0415

    office, voice = KioskOffice(arguments.home), VoiceProcess((*COMMAND, "--ducks", str(arguments.home or home_folder())))
    bridge = Bridge(on_main, office.recover)
    touch = TouchScreen(office, bridge, SystemClock(), time.monotonic, voice)
    try:
        DisplayApp(office, bridge, touch, remote=arguments.remote).run()
    finally:
        voice.close()


def _run_board(arguments: argparse.Namespace) -> None:
    from kiosk.clock import SystemClock  # noqa: PLC0415
    from kiosk.voice_process import VoiceProcess  # noqa: PLC0415
    from screens.app import DisplayApp, draws_in_software, on_main  # noqa: PLC0415
    from screens.board.board import Board  # noqa: PLC0415
    from screens.bridge import Bridge  # noqa: PLC0415
    from screens.kiosk_office import KioskOffice  # noqa: PLC0415

    office = KioskOffice(arguments.home, channel="board")
    bridge = Bridge(on_main, office.recover)
    voice = VoiceProcess()
    board = Board(office, bridge, SystemClock(), time.monotonic, motion=lambda: not draws_in_software(), voice=voice)
    try:
        DisplayApp(office, bridge, board, remote=arguments.remote).run()
    finally:
        voice.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m screens", description="The touch screen or the lobby board of a kiosk.")
    parser.add_argument("display", choices=("touch", "board"))
    parser.add_argument("--home", type=Path, default=None, help="the kiosk's home folder")
    parser.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument("--size", type=_size, default=None, metavar="WxH", help="window size in pixels")
    parser.add_argument("--remote", type=Path, default=None, metavar="SOCKET", help="take touches from this Unix socket")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    try:
        return int(width), int(height)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it as 1080x1920") from error


if __name__ == "__main__":
    main()
