"""A clerk comes back after half an hour: the press calls nobody, the clerk is told why, and logs in again to the desk."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
AGE_SESSIONS = """
from kiosk.project.boot import boot
boot()
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from kiosk.staff.sessions import ACTIVE
for row in Session.objects.all():
    session = SessionStore(row.session_key)
    if ACTIVE in session:
        session[ACTIVE] -= 31 * 60
        session.save()
"""


def _half_an_hour_passes(house: Household) -> None:
    environment = {**os.environ, "KIOSK_HOME": str(house.home)}
    subprocess.run([sys.executable, "-c", AGE_SESSIONS], env=environment, check=True)


def test_an_idle_desk_calls_nobody_and_says_why(house: Household) -> None:
    label = house.takes_number("C")
    clerk = house.sits_down("chen", 3)
    _half_an_hour_passes(house)

    clerk.submit("/desk/3/next/")

    assert "/log-in/" in clerk.page.url
    assert "已自動登出，請重新登入" in clerk.page.html
    assert house.one("SELECT state FROM queues_ticket WHERE label = ?", label) == "waiting"
    clerk.submit("", username="chen", password=house.house.passwords["chen"])
    clerk.visit("/desk/3/")
    clerk.submit("/desk/3/next/")
    assert label in clerk.page.html
    assert house.one("SELECT state FROM queues_ticket WHERE label = ?", label) == "called"
