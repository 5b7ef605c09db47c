"""What every test may ask for.  The kiosk's home is a fresh folder for each run, unless the test command has chosen one."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

if "KIOSK_HOME" not in os.environ or not (Path(os.environ["KIOSK_HOME"]) / "kiosk.toml").exists():
    os.environ["KIOSK_HOME"] = tempfile.mkdtemp(prefix="kiosk-test-")

# Named here and not in pyproject.toml: from there the settings would be read before the home is chosen.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiosk.project.settings")
from django.conf import settings  # noqa: E402

settings.DATABASES  # noqa: B018  # reads them now, so that pytest-django finds them

if "PYTEST_XDIST_WORKER" in os.environ and str(settings.KIOSK_HOME) != os.environ["KIOSK_HOME"]:
    # A worker is handed its parent's home and has read the settings from there; homes hold sockets, which none may share.
    settings.KIOSK_HOME = Path(os.environ["KIOSK_HOME"])
    settings.DATABASES["default"]["TEST"]["NAME"] = str(settings.KIOSK_HOME / "test.sqlite3")

LONG = ("screens", "faults", "flows", "devices")  # folders whose files take minutes; the others' take seconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, so that at the end no worker is alone with one while the others are done."""
    items.sort(key=lambda item: LONG.index(folder) if (folder := item.path.relative_to(HERE).parts[0]) in LONG else len(LONG))


hypothesis.settings.register_profile("kiosk", deadline=None)  # a loaded machine is slow, not wrong
hypothesis.settings.load_profile("kiosk")
