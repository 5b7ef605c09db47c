"""A PostgreSQL server of one's own for tests and measurements, on a socket in a temporary folder, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "kiosk"


@dataclass(frozen=True)
class Server:
    """A running server and the folder it lives in."""

    folder: Path
    programs: Path
    owner: str | None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder / 'socket'} -c fsync=off"
        data, log = self.folder / "data", self.folder / "log"
        _as(self.owner, self.programs / "pg_ctl", "-w", "-D", data, "-o", options, "-l", log, "start")

    def stop(self) -> None:
        """Stop the server as a power cut would; one that does not run is left alone."""
        _as(self.owner, self.programs / "pg_ctl", "-w", "-m", "immediate", "-D", self.folder / "data", "stop", check=False)

    def environment(self) -> dict[str, str]:
        """Return an environment in which the kiosk's home uses this server."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        (home / "kiosk.toml").write_text(f'[database]\nurl = "{self.url}"\n', encoding="utf-8")
        return {**os.environ, "KIOSK_HOME": str(home)}

    @property
    def url(self) -> str:
        """What `database.url` says to use this server."""
        return f"postgresql://{USER}@/{USER}?host={self.folder / 'socket'}"


@contextmanager
def cluster() -> Iterator[Server | None]:
    """Start a server and stop it again; None where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
    sockets = folder / "socket"
    sockets.mkdir()
    server = Server(folder, programs, _hand_over(folder))
    try:
        _as(server.owner, programs / "initdb", "-A", "trust", "-N", "-U", USER, "-E", "UTF8", "-D", folder / "data")
        server.start()
        _as(server.owner, programs / "createdb", "-h", sockets, "-U", USER, USER)
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _hand_over(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: give the folder to `postgres` and return that name."""
    if os.getuid() != 0:
        return None
    owner = pwd.getpwnam("postgres")
    for path in (folder, folder / "socket"):
        os.chown(path, owner.pw_uid, owner.pw_gid)
        path.chmod(0o755)
    return "postgres"


def _as(user: str | None, *words: object, check: bool = True) -> None:
    line = [str(word) for word in words]
    line = ["runuser", "-u", user, "--", *line] if user else line
    subprocess.run(line, check=check, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603  # PostgreSQL's own programs
