"""What the configured signs will show of a text, before anything is sent: the moving picture, and where it falls short.

A browser draws the picture: it is handed the columns of dots of each page as the sign's own family will set them, and plays
them as the sign does.  Pure, but for the fonts and the configuration.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from devices.errors import EncodeError
from devices.marquee.page import Colour, Motion, Page, Programme, Segment
from devices.marquee.palette import Palette
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings
from devices.marquee.tall import glyphs_of
from kiosk.announcements.models import Kind

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs, Strip
    from devices.marquee.preview import PagePreview, Preview
    from devices.marquee.settings import Shortfall
    from kiosk.config import Marquee

USUAL_FAMILY = "jetfile2"  # whose picture is shown where no sign is configured
TROUBLES = {
    "replaced": "沒有這些字，將以近似字或替代符號顯示：{listed}",
    "pictured": "字型沒有這些字，以點陣圖顯示：{listed}",
    "set_running": "文字比跑馬燈寬，將改為捲動顯示",
    "cut": "文字超過跑馬燈容量，結尾不會顯示",
    "left_out": "跑馬燈容量已滿，這則不會顯示",
    "smaller": "以較小的字顯示",
    "no_clock": "無法自行走時，時間以傳送當時為準",
}
COLOURS = {Colour.RED: "r", Colour.AMBER: "a", Colour.GREEN: "g"}


@dataclass(frozen=True)
class SignPlace:
    """One sign of the office: its name in the configuration and for people, its family, its size, what it shows."""

    name: str
    label: str
    family: str
    settings: MarqueeSettings
    channels: frozenset[str]
    translations: tuple[str, ...] = ()
    configured: bool = True

    def shows(self, kind: Kind) -> bool:
        """Say whether texts of this kind are shown here; an urgent one is shown everywhere."""
        return kind == Kind.URGENT or bool({"announcements", kind.value} & self.channels)


@dataclass(frozen=True)
class SignPreview:
    """What one sign will show of one text: `played` is for the browser, `lasts_s` one pass.

    `troubles` are sentences about what looks otherwise than it was written; those of `losses` are missed by passers-by.
    """

    label: str
    shown: str
    lasts_s: float
    troubles: tuple[str, ...]
    losses: tuple[str, ...]
    played: dict[str, Any]


def signs() -> tuple[SignPlace, ...]:
    """Return the signs of `kiosk.toml`; where there is none, the usual one, marked as not configured."""
    told = settings.KIOSK.signs or {"marquee": settings.KIOSK.marquee[0]}
    return tuple(
        SignPlace(
            device, f"LED 跑馬燈（{one.name}）" if one.name else "LED 跑馬燈", one.model or USUAL_FAMILY, _settings(one),
            frozenset(one.channels), tuple(one.translations), configured=bool(one.model),
        )
        for device, one in told.items()
    )  # fmt: skip


def _settings(section: Marquee) -> MarqueeSettings:
    return MarqueeSettings(
        columns=section.columns, rows=section.rows, palette=Palette(section.colours), pictures=section.pictures,
        model_code=section.model_code,
    )  # fmt: skip


def page_of(text: str, kind: Kind, key: str) -> Page:
    """Return the page of a text: urgent ones are red, all run from right to left."""
    colour = Colour.RED if kind == Kind.URGENT else Colour.AMBER
    return Page(key, (Segment(text, colour),), Motion.SCROLL_LEFT)


def previews(text: str, kind: Kind) -> tuple[SignPreview, ...]:
    """Return what every sign that shows this kind will show of `text`."""
    page = page_of(text, kind, "preview")
    return tuple(_preview(place, page) for place in signs() if place.shows(kind))


def played(place: SignPlace, programme: Programme) -> dict[str, Any]:
    """Return a whole programme as a browser plays it; raises `EncodeError` for one the sign cannot be told."""
    seen = preview(place.family, programme, place.settings, glyphs(place.settings.rows))
    keys = [page.key for page in programme.pages]
    return {
        "columns": seen.columns, "rows": seen.rows, "digits": -(-seen.rows // 4),
        "pages": {page.key: _page(page) for page in seen.pages}, "round": keys,
        "call": _page(seen.call) if seen.call else None, "urgent": _page(seen.urgent) if seen.urgent else None,
        "troubles": _troubles(seen),
    }  # fmt: skip


@cache
def glyphs(rows: int) -> Glyphs:
    """Return the dots of every character on a sign of so many rows, read once in a process."""
    return glyphs_of(rows)


def _preview(place: SignPlace, page: Page) -> SignPreview:
    programme = Programme(pages=(page,))
    try:
        seen = preview(place.family, programme, place.settings, glyphs(place.settings.rows))
    except (EncodeError, ValueError) as error:  # ValueError: a family whose picture nobody can draw
        told = (f"無法預覽：{error}",)
        return SignPreview(place.label, "", 0, told, told, {})
    (only,) = seen.pages
    lasts_s = only.lasts_s(place.settings.columns)
    losses = tuple(_trouble(short) for short in seen.shortfalls if short.trouble.loses)
    return SignPreview(place.label, only.text, lasts_s, _troubles(seen), losses, played(place, programme))


def _page(page: PagePreview) -> dict[str, Any]:
    return {
        "text": page.text, "runs": page.runs, "hold_s": page.hold_s, "dots_per_s": page.dots_per_s, **_dots(page.dots),
    }  # fmt: skip


def _dots(strip: Strip) -> dict[str, str]:
    return {
        "bits": " ".join(f"{column.bits:x}" for column in strip),
        "colours": "".join(COLOURS[column.colour] for column in strip),
    }


def _troubles(seen: Preview) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_trouble(short) for short in seen.shortfalls))


def _trouble(short: Shortfall) -> str:
    listed = "、".join(_named(char) for char in short.characters)
    return TROUBLES[short.trouble.value].format(listed=listed)


def _named(char: str) -> str:
    """Return a character between quotes, one that cannot be seen by its number."""
    return f"「{char}」" if char.isprintable() and unicodedata.category(char)[0] != "M" else f"U+{ord(char):04X}"
