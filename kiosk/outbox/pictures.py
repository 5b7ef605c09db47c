"""A slip as a picture, dot for dot what the printer puts on paper; for staff to look at."""

from __future__ import annotations

import io
from functools import lru_cache

from django.conf import settings

from devices.printer import profiles
from devices.printer.raster import Raster, Typefaces
from devices.printer.slip import Slip
from kiosk import fonts
from kiosk.outbox.copies import marked_as_copy


def png(slip_json: str, *, is_copy: bool) -> bytes:
    """Return the picture of a slip at this kiosk's paper width; raises `devices.errors.EncodeError` where it is none."""
    slip = Slip.from_json(slip_json)
    picture = _raster(_width_dots()).picture(marked_as_copy(slip) if is_copy else slip)
    file = io.BytesIO()
    picture.save(file, format="PNG")
    return file.getvalue()


def _width_dots() -> int:
    try:
        return profiles.profile(settings.KIOSK.printer.model or profiles.DEFAULT).width_dots
    except KeyError:  # `kiosk check` names the line
        return profiles.profile().width_dots


@lru_cache(maxsize=2)
def _raster(width_dots: int) -> Raster:
    faces = fonts.faces()
    return Raster(Typefaces(faces.regular, faces.medium, faces.bold, faces.serif), width_dots)
