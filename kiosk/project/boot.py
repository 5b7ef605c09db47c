"""Start Django for a process that is not Django's own: screens, supervisors and commands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kiosk.config import Config, home_folder

if TYPE_CHECKING:
    from pathlib import Path


def boot(home: Path | None = None) -> Config:
    """Set Django up on the kiosk at `home` (default: see `kiosk.config.home_folder`) and return its configuration.

    Raises `kiosk.errors.ConfigError` where `kiosk.toml` cannot be used.
    """
    import django  # noqa: PLC0415  # commands that need no database never pay for it

    os.environ["KIOSK_HOME"] = str(home or home_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiosk.project.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415  # only after setup

    config: Config = settings.KIOSK
    return config


def drop_broken_connections() -> None:
    """Close this thread's connections that have broken, so that its next question opens new ones."""
    from django.db import close_old_connections  # noqa: PLC0415  # only after setup

    close_old_connections()
