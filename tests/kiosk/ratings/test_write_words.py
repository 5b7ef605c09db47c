"""A visitor writes more about a rating on their own phone; staff read it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from people import browser

from kiosk.clock import StillClock, SystemClock
from kiosk.config import Config, Office
from kiosk.errors import Refused
from kiosk.ratings import services, words
from kiosk.ratings.models import FreeWords, Rating
from kiosk.ratings.rules import Face
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def _public(settings: object) -> None:
    settings.KIOSK = Config(office=Office(public_url="https://kiosk.example/"))  # type: ignore[attr-defined]


def rated(face: Face = Face.DISSATISFIED, *, replaces: int | None = None, kiosk: str = "K") -> services.RatingStored:
    return services.rate(face=face, language="vi", request_id=uuid4(), replaces=replaces, kiosk=kiosk)


def token_of(stored: services.RatingStored) -> str:
    return str(Rating.objects.get(pk=stored.rating_id).token)


def test_the_address_is_on_the_screen_and_nobody_can_guess_it() -> None:
    first, second = rated(), rated(kiosk="L")
    assert first.words_url == f"https://kiosk.example/r/{token_of(first)}/"
    assert token_of(first) != token_of(second)
    assert len(token_of(first)) >= 22


def test_without_a_public_address_there_is_none(settings: object) -> None:
    settings.KIOSK = Config()  # type: ignore[attr-defined]
    assert rated().words_url == ""


def test_what_is_written_is_kept_shown_and_can_be_changed() -> None:
    address = f"/r/{token_of(rated())}/"
    phone = Client(enforce_csrf_checks=True)
    page = phone.get(address)
    assert 'lang="vi"' in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "<script" not in page.content.decode()
    assert "đã nhận" in phone.post(address, {"words": "Chờ lâu quá"}).content.decode().lower()
    assert "Chờ lâu quá" in phone.get(address).content.decode()
    phone.post(address + "?language=zh_Hant", {"words": "等太久了\r\n請多開櫃台"})
    assert FreeWords.objects.get().text == "等太久了\n請多開櫃台"


@pytest.mark.parametrize(("text", "said"), [("", "請先寫下"), (" \n\t\x01", "請先寫下"), ("好" * 501, "501")])
def test_what_cannot_be_kept_is_told_with_its_remedy_and_what_was_typed_stays(text: str, said: str) -> None:
    address = f"/r/{token_of(rated())}/?language=zh_Hant"
    answer = Client().post(address, {"words": text})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert text.strip("\x01 \n\t")[:20] in answer.content.decode()
    assert not FreeWords.objects.exists()


@pytest.mark.parametrize("case", ["unknown", "old", "replaced"])
def test_a_page_that_is_over_says_so_to_everybody_alike(case: str) -> None:
    stored = rated()
    token = token_of(stored)
    clock = StillClock(SystemClock().now())
    if case == "unknown":
        token = "x" * 22
    elif case == "old":
        clock.at += timedelta(minutes=31)
    else:
        rated(Face.SATISFIED, replaces=stored.rating_id)
    for ask in (lambda: words.page(token=token, clock=clock), lambda: words.write(token=token, text="a", clock=clock)):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.text_key == "fb.words_closed"
    if case != "old":
        assert Client().get(f"/r/{token}/").status_code == 404


def test_the_eleventh_sending_is_refused() -> None:
    token = token_of(rated())
    for number in range(10):
        words.write(token=token, text=f"第 {number} 次")
    with pytest.raises(Refused) as refused:
        words.write(token=token, text="第 10 次")
    assert refused.value.text_key == "fb.words_often"
    assert FreeWords.objects.get().text == "第 9 次"


@given(st.text(max_size=600))
def test_any_text_is_kept_clean_or_refused_in_words(text: str) -> None:
    token = token_of(rated(kiosk=uuid4().hex[:20]))
    try:
        kept = words.write(token=token, text=text).text
    except Refused as refused:
        assert refused.text_key in {"fb.words_empty", "fb.words_too_long"}
    else:
        assert 0 < len(kept) <= 500
        assert "\x00" not in kept


def test_supervisors_read_it_escaped_and_clerks_do_not() -> None:
    words.write(token=token_of(rated()), text="<script>alert(1)</script>\n謝謝")
    page = browser(Role.SUPERVISOR).get("/ratings/words/").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "不滿意" in page
    assert browser(Role.CLERK).get("/ratings/words/").status_code == 403
