"""The buttons of the bench page: what each asks of which simulated device.

A fault's button is a switch: it is down while the device reports the fault, and pressing it again mends it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PRINTER, MARQUEE, MONITOR = "printer", "marquee", "bp_monitor"


@dataclass(frozen=True)
class Button:
    """One button: `do` and `args` as the control socket takes them; `mend` (verb and arguments) makes it a switch."""

    name: str
    label: str
    device: str
    do: str
    args: dict[str, Any] = field(default_factory=dict)
    mend: tuple[str, dict[str, Any]] | None = None

    def request(self, *, mend: bool = False) -> dict[str, Any]:
        """Return what is sent to the control socket."""
        do, args = self.mend if mend and self.mend else (self.do, self.args)
        return {"device": self.device, "do": do, "args": args}


def _switch(device: str, fault: str, label: str) -> Button:
    return Button(f"{device}-{fault}", label, device, fault, {"on": True}, (fault, {"on": False}))


def _visitor(name: str, label: str, systolic: int, diastolic: int, pulse: int, **more: Any) -> Button:
    values = {"systolic": systolic, "diastolic": diastolic, "pulse": pulse, "after_s": 2.0, **more}
    return Button(f"visitor-{name}", label, MONITOR, "measure", values)


BUTTONS: dict[str, tuple[Button, ...]] = {
    PRINTER: (
        _switch(PRINTER, "paper_out", "紙張用完"),
        _switch(PRINTER, "paper_near_end", "紙張將盡"),
        _switch(PRINTER, "cover_open", "打開上蓋"),
        _switch(PRINTER, "cutter_fault", "切刀卡住"),
        _switch(PRINTER, "mute", "沒有回應"),
        Button("printer-slow", "變慢（200 B/s）", PRINTER, "slow"),
        Button("printer-unplug", "拔掉連接線", PRINTER, "unplug", mend=("plug", {})),
        Button("printer-power", "關機再開機", PRINTER, "power_cycle"),
        Button("printer-clear", "全部恢復", PRINTER, "clear"),
    ),
    MARQUEE: (
        _switch(MARQUEE, "mute", "沒有回應"),
        _switch(MARQUEE, "slow", "變慢"),
        _switch(MARQUEE, "noise", "線路雜訊"),
        Button("marquee-nack", "拒絕下一個命令", MARQUEE, "nack"),
        Button("marquee-power_loss", "斷電", MARQUEE, "power_loss", mend=("power_back", {})),
        Button("marquee-unplug", "拔掉連接線", MARQUEE, "unplug", mend=("plug", {})),
        Button("marquee-clear", "全部恢復", MARQUEE, "clear"),
    ),
    MONITOR: (
        _visitor("normal", "量測 118／76", 118, 76, 68),
        _visitor("raised", "量測 128／82", 128, 82, 72),
        _visitor("high", "量測 152／96", 152, 96, 80),
        _visitor("urgent", "量測 186／122", 186, 122, 92),
        _visitor("moved", "量測時移動", 134, 85, 77, movement=True),
        Button("monitor-error", "量測錯誤 E44", MONITOR, "error", {"code": 44, "after_s": 1.0}),
        Button("monitor-repeat", "重送上一筆", MONITOR, "repeat"),
        Button("monitor-noise", "線路雜訊", MONITOR, "noise"),
        _switch(MONITOR, "mute", "沒有回應"),
        Button("bp_monitor-unplug", "拔掉連接線", MONITOR, "unplug", mend=("plug", {})),
        Button("monitor-clear", "全部恢復", MONITOR, "clear"),
    ),
}
BY_NAME = {button.name: button for buttons in BUTTONS.values() for button in buttons}


def faults_of(state: dict[str, Any]) -> frozenset[str]:
    """Return the faults that a device's state reports, whichever way it says so."""
    faults = set(state.get("faults", ()))
    if state.get("plugged") is False:
        faults.add("unplug")
    if state.get("muted"):
        faults.add("mute")
    if state.get("slow_bytes_per_s"):
        faults.add("slow")
    return frozenset(faults)
