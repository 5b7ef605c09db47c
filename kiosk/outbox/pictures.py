"""A slip as a picture, dot for dot what the printer puts on paper; for staff to look at."""

from __future__ import annotations

import io
from functools import lru_cache

from django.conf import settings

from devices.printer import profiles
from devices.printer.job import picture_on_paper
from devices.printer.raster import Raster
from devices.printer.slip import Slip
from kiosk import fonts
from kiosk.outbox.copies import marked_as_copy


def png(slip_json: str, *, is_copy: bool) -> bytes:
    """Return the picture of a slip at this kiosk's printer; raises `devices.errors.EncodeError` where it is none."""
    slip = Slip.from_json(slip_json)
    profile = _profile()
    picture = picture_on_paper(marked_as_copy(slip) if is_copy else slip, _raster(profile.width_dots), profile)
    file = io.BytesIO()
    picture.save(file, format="PNG")
    return file.getvalue()


def _profile() -> profiles.Profile:
    try:
        return profiles.profile(settings.KIOSK.printer.model or profiles.DEFAULT)
    except KeyError:  # `kiosk check` names the line
        return profiles.profile()


@lru_cache(maxsize=2)
def _raster(width_dots: int) -> Raster:
    return Raster(fonts.for_paper(), width_dots)
