"""The bench page: the four machines as they are now, and hands to trouble them with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kiosk.bench_page.buttons import BUTTONS, BY_NAME, Button, faults_of
from kiosk.bench_page.line import NotDone, NotRunning, ask
from kiosk.staff.access import for_every_member

if TYPE_CHECKING:
    from pathlib import Path

RESTLESS = frozenset({  # change all the time and are not shown
    "clock", "requests", "heard_bytes", "printed_rows", "area_writes", "flash_writes", "blanks", "lost_for_haste",
})  # fmt: skip
SLIPS_SHOWN = 6
SCREEN_LIMIT_PX = 10_000
NO_SIMULATORS = "模擬設備未執行：請以 ./run demo 啟動，或執行 python -m devices.simulators --home 資料夾。"
NO_SCREEN = "觸控畫面未執行：請以 ./run demo 啟動，畫面會出現在這裡。"
IN_WORDS = {"printer": "印表機", "marquee": "跑馬燈", "bp_monitor": "血壓計"}
SIGN_FAMILIES = {
    "jetfile2": "JetFile II", "alpha": "Alpha", "onbon": "Onbon", "onbon-5k": "Onbon BX-5K", "onbon-6k": "Onbon BX-6K",
}  # fmt: skip


@dataclass(frozen=True)
class Switch:
    """A button as it stands now; `down` while its fault is there."""

    button: Button
    down: bool


@dataclass(frozen=True)
class Machine:
    """A simulated device as it is now; `trouble` is what its simulator said against being asked."""

    device: str
    name: str
    state: dict[str, Any]
    switches: tuple[Switch, ...]
    running: bool
    trouble: str


@for_every_member()
@require_GET
def bench(request: HttpRequest) -> HttpResponse:
    """Show the whole bench."""
    return render(request, "bench_page/bench.html", _context() | {"no_screen": NO_SCREEN})


@for_every_member(watching=True)
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Return the machines alone; nothing (204) where the page shows them already: buttons under a finger stay."""
    context = _context()
    if request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    return render(request, "bench_page/_machines.html", context)


@for_every_member()
@require_POST
def press(request: HttpRequest) -> HttpResponse:
    """Do what a button says to a simulated device."""
    button = BY_NAME.get(request.POST.get("button", ""))
    if button is None:
        raise Http404
    try:
        ask(_run("simulators.sock"), button.request(mend=request.POST.get("down") == "yes"))
    except NotRunning:
        messages.error(request, NO_SIMULATORS)
    except NotDone as refused:
        messages.error(request, f"{IN_WORDS[button.device]}：{refused}")
    if request.headers.get("HX-Request"):
        return render(request, "bench_page/_machines.html", _context())
    return redirect("bench_page:bench")


@for_every_member()
@require_POST
def touch(request: HttpRequest) -> HttpResponse:
    """Put a finger on the touch screen, at a pixel of its picture."""
    x, y = _pixel(request, "x"), _pixel(request, "y")
    if x is None or y is None:
        return HttpResponse("x 與 y 須為畫面像素。", status=422, content_type="text/plain; charset=utf-8")
    try:
        ask(_run("screen.sock"), {"do": "touch", "x": x, "y": y})
    except NotRunning:
        return HttpResponse(NO_SCREEN, status=409, content_type="text/plain; charset=utf-8")
    except NotDone as refused:
        return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@for_every_member(watching=True)
@never_cache
@require_GET
def screen(_request: HttpRequest) -> HttpResponse | FileResponse:
    """Return what is on the touch screen now, as PNG; nothing (204) while there is no screen."""
    picture = _run("bench-screen.png")
    try:
        ask(_run("screen.sock"), {"do": "screenshot", "file": str(picture)})
    except (NotRunning, NotDone):
        return HttpResponse(status=204)
    return _png(picture)


@for_every_member(watching=True)
@never_cache
@require_GET
def sign(_request: HttpRequest) -> FileResponse:
    """Return what passers-by see on the sign, as PNG."""
    return _png(_sim("sign") / "sign.png")


@for_every_member(watching=True)
@require_GET
def slip(_request: HttpRequest, number: int) -> FileResponse:
    """Return one printed slip, as PNG."""
    return _png(_sim("paper") / f"slip-{number:04}.png")


def _context() -> dict[str, Any]:
    machines, slips = [_machine(device) for device in BUTTONS], _slips()
    silent = "" if any(machine.running or machine.trouble for machine in machines) else NO_SIMULATORS
    has_sign = (_sim("sign") / "sign.png").exists()
    seen = hashlib.sha256(repr((machines, slips, has_sign)).encode()).hexdigest()[:16]
    return {"machines": machines, "slips": slips, "has_sign": has_sign, "seen": seen, "no_simulators": silent}


def _machine(device: str) -> Machine:
    running, trouble, state = True, "", {}
    try:
        answer = ask(_run("simulators.sock"), {"device": device, "do": "state"})
        state = {name: value for name, value in answer.get("state", {}).items() if name not in RESTLESS}
    except NotRunning:
        running = False
    except NotDone as refused:
        running, trouble = False, str(refused)
    faults = faults_of(state)
    switches = tuple(Switch(one, bool(one.mend) and one.do in faults) for one in BUTTONS[device])
    return Machine(device, _name(device), state, switches, running, trouble)


def _name(device: str) -> str:
    """Return what a machine is called, a sign with the family it speaks."""
    family = settings.KIOSK.marquee[0].model if device == "marquee" else ""
    return f"{IN_WORDS[device]}（{SIGN_FAMILIES.get(family, family)}）" if family else IN_WORDS[device]


def _slips() -> list[int]:
    found = (path.stem.removeprefix("slip-") for path in _sim("paper").glob("slip-*.png"))
    return sorted((int(number) for number in found if number.isdecimal()), reverse=True)[:SLIPS_SHOWN]


def _png(path: Path) -> FileResponse:
    try:
        return FileResponse(path.open("rb"), content_type="image/png")
    except FileNotFoundError as error:
        raise Http404 from error


def _pixel(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    number = int(text) if text.isdecimal() and len(text) <= 5 else -1
    return number if 0 <= number < SCREEN_LIMIT_PX else None


def _run(name: str) -> Path:
    folder: Path = settings.KIOSK_HOME / "run"
    return folder / name


def _sim(name: str) -> Path:
    folder: Path = settings.KIOSK_HOME / "sim"
    return folder / name
