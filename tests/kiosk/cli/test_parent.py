"""One parent, several processes: what becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAMILY = """
import sys, time
from kiosk.cli.parent import Child, Parent, PARENT, end_with_parent
if sys.argv[1] == "child":
    end_with_parent()
    print('{"ready": true}', flush=True)
    time.sleep(60)
else:
    import os
    child = Child("child", (sys.executable, __file__, "child"), {PARENT: str(os.getpid())})
    Parent([child]).run(lambda: print(child.process.pid, flush=True))
"""


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123
        return stat.read().rsplit(")", 1)[1].split()[0] == "Z"  # ended, and nobody has asked for its status yet


def soon(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def family(tmp_path: Path) -> tuple[subprocess.Popen[str], int]:
    program = tmp_path / "family.py"
    program.write_text(FAMILY, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(program), "parent"], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def test_children_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    parent, child = family(tmp_path)
    with parent:
        parent.kill()
    assert soon(lambda: gone(child))


def test_a_told_parent_ends_its_children_and_itself(tmp_path: Path) -> None:
    parent, child = family(tmp_path)
    with parent:
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(20) == 0
    assert gone(child)


def test_a_dead_child_is_started_again(tmp_path: Path) -> None:
    parent, child = family(tmp_path)
    with parent:
        os.kill(child, signal.SIGKILL)
        children = f"/proc/{parent.pid}/task/{parent.pid}/children"

        def another() -> bool:
            with open(children, encoding="utf-8") as listed:  # noqa: PTH123
                return any(int(pid) != child for pid in listed.read().split())

        assert soon(another)
        parent.terminate()
