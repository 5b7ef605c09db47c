"""All simulated devices at once, with a sign of any family."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from devices import catalog
from devices.marquee.dots import DEBIAN_UNIFONT
from devices.marquee.settings import MarqueeSettings
from devices.simulators.bench import Bench, Plan
from devices.simulators.sign import FAMILIES

FAULTS = ("mute", "nack", "power_loss", "power_back", "slow", "noise", "unplug", "plug", "clear")


def asked(bench: Bench, do: str) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(str(bench.plan.socket_path))
        line.sendall(json.dumps({"device": "marquee", "do": do}).encode() + b"\n")
        with line.makefile("rb") as answers:
            told: dict[str, Any] = json.loads(answers.readline())
    return told


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sign_of_any_family_hangs_on_the_bench(tmp_path: Path, family: str) -> None:
    with Bench(Plan(tmp_path, DEBIAN_UNIFONT, family, fast=True)) as bench:
        with closing(catalog.build_marquee(family, bench.ports["marquee"], MarqueeSettings())) as driver:
            driver.open()
            driver.identify()
        for fault in FAULTS:
            told = asked(bench, fault)
            assert told["ok"], told
            for fact in ("showing", "mode", "picture", "faults", "plugged", "clock", "brightness", "requests"):
                assert fact in told["state"]
        assert told["state"]["faults"] == []
        assert Path(told["state"]["picture"]).exists()
