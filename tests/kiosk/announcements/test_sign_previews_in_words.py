"""What the console says of a sign's preview: every shortfall in words, every family with a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devices.errors import EncodeError
from devices.marquee.preview import PREVIEWERS
from devices.marquee.settings import Trouble
from kiosk.announcements import signs
from kiosk.announcements.models import Kind
from kiosk.config import Marquee

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


def test_every_shortfall_has_its_words() -> None:
    assert {trouble.value for trouble in Trouble} <= set(signs.TROUBLES)


@pytest.mark.parametrize("family", sorted(PREVIEWERS))
def test_every_family_shows_its_picture_and_says_what_it_lacks(settings: SettingsWrapper, family: str) -> None:
    settings.KIOSK = settings.KIOSK.model_copy(update={"marquee": [Marquee(model=family, port="/dev/a")]})
    (seen,) = signs.previews("中午服務 12:00 🙂", Kind.SERVICE)
    assert any("「🙂」" in loss for loss in seen.losses)
    assert seen.lasts_s > 5
    (page,) = seen.played["pages"].values()
    assert any(int(column, 16) for column in page["bits"].split())


def test_a_wish_that_a_sign_refuses_is_said_and_not_raised(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise EncodeError("too long")

    monkeypatch.setattr(signs, "preview", refuse)
    (seen,) = signs.previews("x", Kind.SERVICE)
    assert seen.losses == ("無法預覽：too long",)


def test_a_sign_that_does_not_show_a_kind_has_no_say_in_it(settings: SettingsWrapper) -> None:
    calls = Marquee(model="jetfile2", name="櫃台", port="/dev/a", channels=["calls", "event"])
    settings.KIOSK = settings.KIOSK.model_copy(update={"marquee": [calls]})
    assert [len(signs.previews("🙂", kind)) for kind in (Kind.SERVICE, Kind.EVENT, Kind.URGENT)] == [0, 1, 1]
