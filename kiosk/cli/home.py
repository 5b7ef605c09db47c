"""The home folder, as commands need it: prepared, or named with the remedy."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

import click

from kiosk.config import FILE_NAME, Config, as_toml, home_folder

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = 0o007
LONGEST_HOME_BYTES = 75  # a socket's name holds 107 bytes; ours end in /run/wake/<process>-<number>.sock


def lay_out(home: Path, config: Config | None = None) -> list[Path]:
    """Make the folders, `kiosk.toml` and the secret key of a home; what exists is left as it is.  Returns what is new."""
    refuse_long_path(home)
    made = []
    shut_out_others(home)
    for folder, mode in ((home, 0o750), (home / "keys", 0o700), (home / "logs", 0o750), (home / "run", 0o770)):
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(mode)  # mkdir's own mode is cut by the umask
            made.append(folder)
    if not (home / FILE_NAME).exists():
        _write_private(home / FILE_NAME, as_toml(config), 0o640)
        made.append(home / FILE_NAME)
    key = home / "keys" / "secret.key"
    if not key.exists():
        _write_private(key, secrets.token_urlsafe(50) + "\n", 0o600)
        made.append(key)
    return made


def shut_out_others(home: Path) -> None:
    """Take from a home that exists what others may do with it: the database holds accounts and readings."""
    if home.exists() and home.stat().st_mode & OTHERS:
        home.chmod(home.stat().st_mode & ~OTHERS & 0o7777)


def refuse_long_path(home: Path) -> None:
    """Raise `click.UsageError` where the sockets under `home` would have longer names than the system allows."""
    if len(os.fsencode(home)) > LONGEST_HOME_BYTES:
        raise click.UsageError(
            f"The path of the home, {home}, is longer than {LONGEST_HOME_BYTES} bytes: sockets cannot be made in it. "
            "Name a shorter one in KIOSK_HOME."
        )


def existing_home() -> Path:
    """Return the home; raises `click.UsageError` where there is none yet."""
    home = home_folder()
    if not (home / FILE_NAME).exists():
        raise click.UsageError(f"There is no kiosk at {home}. Make one with `kiosk init`, or name its folder in KIOSK_HOME.")
    return home


def _write_private(path: Path, text: str, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, mode)
        file.write(text)
