"""A meter of its own for each test: what one test has used, another must not miss."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def meter(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.limits import services  # noqa: PLC0415  # models exist only after Django's set-up

    monkeypatch.setattr(services, "METER", services.Meter())
