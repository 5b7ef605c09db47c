"""`python -m devices.simulators --home DIR`: the three simulated devices in one process.

When all lines are up, one line of JSON is printed: {"ready": true, "ports": {"printer": "...", ...},
"control": "..."}. SIGTERM and Ctrl-C take everything down again.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path

from devices.marquee.dots import DEBIAN_UNIFONT
from devices.simulators.bench import Bench, Plan
from devices.simulators.sign import FAMILIES

LOOK_S = 1.0


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop; returns the exit status."""
    asked = _parser().parse_args(arguments)
    parent = os.getppid()  # before anybody is told that we are ready: it may be gone a moment later
    plan = Plan(
        asked.home.resolve(), asked.unifont, asked.sign, printer_on_tcp=asked.printer_line == "tcp", fast=asked.fast
    )
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        with Bench(plan) as bench:
            ready = {"ready": True, "ports": bench.ports, "control": str(plan.socket_path)}
            print(json.dumps(ready), flush=True)
            _wait(signals, parent if asked.with_parent else None)
    except (OSError, RuntimeError) as error:
        print(f"simulated devices cannot start: {error}", file=sys.stderr)
        return 1
    return 0


def _wait(signals: tuple[signal.Signals, ...], parent: int | None) -> None:
    """Sleep until a signal comes, or until `parent` is no longer our parent."""
    while signal.sigtimedwait(signals, LOOK_S) is None:
        if parent is not None and os.getppid() != parent:
            return


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m devices.simulators", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="lines go to HOME/run, pictures to HOME/sim")
    parser.add_argument(
        "--unifont", type=Path, default=DEBIAN_UNIFONT, help="unifont.hex (default: %(default)s)"
    )
    parser.add_argument(
        "--printer-line", choices=("pty", "tcp"), default="pty", help="how the printer is wired"
    )
    parser.add_argument(
        "--sign", choices=tuple(FAMILIES), default="jetfile2", help="the family of the sign (default: %(default)s)"
    )
    parser.add_argument("--fast", action="store_true", help="pass bytes at once, not at the devices' speeds")
    parser.add_argument("--with-parent", action="store_true", help="stop when the parent process ends")
    return parser


if __name__ == "__main__":
    sys.exit(main())
