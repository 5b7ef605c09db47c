"""Programs of other people that judge our bytes: installed for the tests alone, in the user's cache, by their usual names.

Where one cannot be had (no interpreter new enough, no npm, no network) the tests that need it skip, and say why.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

import pytest

EMUPOS = "emupos==0.4.0"
NODE = Path(__file__).resolve().parent / "node"
INSTALL_WITHIN_S = 300


def cache_folder() -> Path:
    """Where installed witnesses stay from one run to the next."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "lobby-kiosk" / "witnesses"


@cache
def emupos() -> Path:
    """The emulator's program; the environment is built when it is not there yet."""
    home = cache_folder() / "emupos-0.4.0"
    program = home / "bin" / "emupos"
    if not _works(program, "--version"):
        python = _new_enough()
        if python is None:
            pytest.skip("emupos needs Python 3.13 or later, and none was found: its dots and faults were not compared")
        shutil.rmtree(home, ignore_errors=True)
        _install([python, "-m", "venv", str(home)], "emupos")
        _install([str(home / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", EMUPOS], "emupos")
    return program


@cache
def node_folder() -> Path:
    """A folder with the npm witnesses installed by the lock file."""
    if not shutil.which("npm") or not _works(Path(shutil.which("node") or "node"), "--version"):
        pytest.skip("node and npm were not found: foreign encoders and clients were not compared")
    home = cache_folder() / "node"
    lock = (NODE / "package-lock.json").read_bytes()
    done = home / "node_modules" / ".lock-installed"
    if not done.exists() or done.read_bytes() != lock:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(NODE / name, home / name)
        _install(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], "npm", cwd=home)
        done.write_bytes(lock)
    return home


def node(script: str, *arguments: str, timeout_s: float = 60) -> str:
    """What a script (an ES module) prints beside the npm witnesses."""
    home = node_folder()
    words = ["node", "--input-type=module", "-e", script, "--", *arguments]
    done = subprocess.run(words, cwd=home, capture_output=True, text=True, timeout=timeout_s, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def zbar(picture: Path) -> str:
    """The one code that zbar reads off a picture."""
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg was not found: QR codes were not read back")
    return subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True).stdout.strip()


class Emulator:
    """A running emupos with one printer, reached by TCP and by a pseudo-terminal."""

    def __init__(self, folder: Path, *, profile: str, tcp: int, api: int) -> None:
        self.port = f"tcp://127.0.0.1:{tcp}"
        self.serial = str(folder / "run" / "emupos" / "front")
        self._api = f"http://127.0.0.1:{api}/api/v1/devices/front"
        (folder / "run").mkdir(parents=True)
        device = {
            "id": "front", "type": "printer", "profile": profile, "receipts_dir": str(folder / "receipts"),
            "connections": [{"tcp": {"host": "127.0.0.1", "port": tcp}}, {"serial": {"pty": True}}],
        }  # fmt: skip
        config = folder / "emupos.yaml"  # JSON is YAML
        config.write_text(json.dumps({"schema": 1, "api": {"host": "127.0.0.1", "port": api}, "devices": [device]}))
        self._process = subprocess.Popen(
            [emupos(), "run", "--config", config], cwd=folder, env={**os.environ, "TMPDIR": str(folder / "run")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)

    def fault(self, name: str, *, on: bool = True) -> None:
        """Set or clear paper-out, paper-near-end, cover-open or offline."""
        self._call(f"/faults/{name}", "PUT" if on else "DELETE")

    def receipts(self) -> list[dict[str, Any]]:
        """What has been printed."""
        found: Any = json.loads(self._call("/receipts"))
        return list(found if isinstance(found, list) else found.get("receipts") or found.get("items"))

    def image(self) -> bytes:
        """The newest receipt as PNG."""
        return self._call("/receipts/latest/image")

    def _call(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(self._api + path, method=method)  # noqa: S310  # our own address
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return bytes(answer.read())

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 30
        while True:
            try:
                self._call("/receipts")
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return


def _new_enough() -> str | None:
    named = [shutil.which(f"python3.{minor}") for minor in (13, 14, 15)]
    kept = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[3-9]*/bin/python3"))
    for python in [os.environ.get("KIOSK_NEW_PYTHON"), *named, *map(str, kept)]:
        if python and _works(Path(python), "-c", "import sys, venv; sys.exit(sys.version_info < (3, 13))"):
            return python
    return None


def _works(program: Path, *words: str) -> bool:
    try:
        return subprocess.run([program, *words], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def _install(words: list[str], what: str, cwd: Path | None = None) -> None:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=INSTALL_WITHIN_S, check=False)
    if done.returncode:
        pytest.skip(f"{what} could not be installed here: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
