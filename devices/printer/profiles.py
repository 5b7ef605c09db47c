"""What one model of receipt printer can do and tell: data only, from the makers' manuals; not proven on hardware.

`PROFILES` holds the models we have looked at ourselves; `profile` also finds the models of python-escpos's
profile list (35 of them), whose head width, resolution and cutter are taken over and whose abilities to
answer are assumed to be those of `generic-80`.  Only that list's data file is read: importing the library's
own reader costs 0.2 s and leaves a folder behind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from devices.printer.codecs.code_pages import CodePage

Fence = Literal["process_id", "queued", "none"]
"""How the printer says that it is done: `GS ( H` with our id, `GS r 1` in its turn, or not at all."""


@dataclass(frozen=True)
class Profile:
    """One model.

    `status`: it answers DLE EOT.  `asb`: it reports changes by itself (GS a).  `left_margin`: GS L holds for
    raster, too. `max_band_rows`, `max_band_bytes`: what one GS v 0 holds.  `rows_avoided`: a band of a multiple of this height
    eats the next job. `speed_mm_s`: how fast paper moves at least.  `code_page`: its Chinese characters, "" where
    we know of none; `native_qr`: it draws QR codes (GS ( k).  `native`: slips go out in these characters.
    `near_end`: it has a sensor for the end of the roll; `presenter`: it holds the slip in its mouth and tells
    when it was taken (DLE EOT 20).
    """

    name: str
    width_dots: int = 576
    dpi: int = 203
    cutter: bool = True
    fence: Fence = "queued"
    status: bool = True
    asb: bool = True
    left_margin: bool = True
    max_band_rows: int = 255
    max_band_bytes: int = 1024
    rows_avoided: int = 0
    speed_mm_s: int = 150
    code_page: CodePage = ""
    native_qr: bool = True
    native: bool = False
    near_end: bool = False
    presenter: bool = False

    @property
    def tells(self) -> str:
        """What this model can tell by itself, in words for whoever sets it up."""
        if not self.status:
            return "tells nothing"
        proof = {"process_id": "each slip printed", "queued": "each slip processed", "none": ""}[self.fence]
        can = ["paper end, cover" + (", cutter" if self.cutter else ""), "near end" if self.near_end else "", proof]
        can.append("slip taken" if self.presenter else "")
        return f"tells {', '.join(filter(None, can))}"

    @property
    def width_bytes(self) -> int:
        """Bytes of one full row."""
        return (self.width_dots + 7) // 8

    def one_way(self) -> Profile:
        """Return the same model on a line that brings no answers (a file): written is all we will know."""
        return replace(self, fence="none", status=False, asb=False, presenter=False)

    def in_own_characters(self) -> Profile:
        """Return the same model, its slips set in its own characters; raises `ValueError` where it has none."""
        if not self.code_page:
            raise ValueError(f"{self.name} has no Chinese characters that we know of: set printer.code_page")
        return replace(self, native=True)

    def on_serial_line(self, speed_baud: int) -> Profile:
        """Return the same model on a serial line: where pictures take too long it uses its own characters."""
        slow = speed_baud < PICTURES_FROM_BAUD and self.code_page
        return self.in_own_characters() if slow else self


PICTURES_FROM_BAUD = 57_600
"""Below this a ticket's picture (29 kB) is on its way for more than five seconds."""

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("TM-T20III", fence="process_id", speed_mm_s=250, code_page="big5"),
        Profile("TM-T82III", speed_mm_s=200, code_page="big5"),
        Profile("TM-T88V", width_dots=512, dpi=180, speed_mm_s=250, code_page="big5", near_end=True),
        Profile(
            "TM-T88VI",
            width_dots=512,
            dpi=180,
            fence="process_id",
            speed_mm_s=300,
            code_page="big5",
            near_end=True,
        ),
        Profile("generic-80", left_margin=False, speed_mm_s=150, code_page="gb18030"),
        Profile(
            "kiosk-80",
            left_margin=False,
            speed_mm_s=150,
            asb=False,
            code_page="gb18030",
            near_end=True,
            presenter=True,
        ),
        Profile(
            "POS-5890",
            width_dots=384,
            cutter=False,
            asb=False,
            left_margin=False,
            max_band_rows=128,
            rows_avoided=48,
            speed_mm_s=60,
            code_page="gb18030",
        ),
    )
}
DEFAULT = "TM-T20III"
NARROWEST_DOTS = 200


def profile(name: str = DEFAULT) -> Profile:
    """Return the profile called `name`; raises `KeyError` naming the known ones."""
    if name in PROFILES:
        return PROFILES[name]
    listed = _listed().get(name)
    if listed is None:
        raise KeyError(f"unknown printer profile {name!r}; known: {', '.join(names())}")
    return _from_list(name, listed)


def names() -> tuple[str, ...]:
    """Every name `profile` understands."""
    listed = sorted(name for name, each in _listed().items() if _dots(each))
    return (*PROFILES, *(name for name in listed if name not in PROFILES))


def _listed() -> dict[str, Any]:
    text = files("escpos").joinpath("capabilities.json").read_text(encoding="utf-8")
    profiles: dict[str, Any] = json.loads(text)["profiles"]
    return profiles


def _dots(listed: dict[str, Any]) -> int:
    dots = listed["media"]["width"].get("pixels")
    return dots if isinstance(dots, int) and dots >= NARROWEST_DOTS else 0


def _from_list(name: str, listed: dict[str, Any]) -> Profile:
    if not _dots(listed):
        raise KeyError(f"the profile {name!r} has no head wide enough for slips in that list; use generic-80")
    features = listed["features"]
    dpi = listed["media"].get("dpi")
    return Profile(
        name,
        width_dots=_dots(listed),
        dpi=dpi if isinstance(dpi, int) else 203,
        cutter=bool(features["paperFullCut"] or features["paperPartCut"]),
        left_margin=False,
        asb=False,
    )
