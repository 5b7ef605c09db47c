"""The project's one test command: style, types, contracts, then behaviour on SQLite, then the writes on PostgreSQL.

Every check runs even when an earlier one has failed; the exit status is 1 where any of them failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kiosk.cli import postgresql

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
AT_ONCE = min(4, 2 * len(os.sched_getaffinity(0)))  # more than the cores: most tests wait for a line or a process


def run(title: str, *words: str, env: dict[str, str] | None = None) -> int:
    """Run one check in the project's folder and say how long it took."""
    print(f"== {title}", flush=True)
    began = time.monotonic()
    code = subprocess.run(words, cwd=PROJECT, env=env, check=False).returncode
    print(f"== {title}: {'ok' if code == 0 else f'status {code}'} in {time.monotonic() - began:.0f} s", flush=True)
    return code


def main(arguments: list[str]) -> int:
    """Run all checks; arguments go to pytest, and then only pytest runs."""
    pytest = (sys.executable, "-m", "pytest")
    if arguments:
        return run("pytest", *pytest, *arguments)
    # The tests of a file share their house; the files come in the order that conftest.py gives them.
    pytest += ("--numprocesses", str(AT_ONCE), "--dist", "loadfile", "--no-loadscope-reorder")
    codes = [
        run("ruff", str(BIN / "ruff"), "check", "."),
        run("mypy", str(BIN / "mypy")),
        run("contracts", str(BIN / "lint-imports")),
        run("pytest on SQLite", *pytest),
    ]
    with postgresql.cluster() as server:
        if server is None:
            print("== PostgreSQL is not installed here: the writes were tested on SQLite only", flush=True)
        else:
            codes.append(run("pytest on PostgreSQL", *pytest, "-m", "database", env=server.environment()))
    return 1 if any(codes) else 0  # a check that a signal ended has a negative status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
