"""The list of a case in an address: it says what the screen said, and takes nothing that nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.guide.loading import load
from kiosk.notices import case_views, cases, services
from kiosk.staff.access import access_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

ids = st.from_regex(r"[a-z0-9_-]{1,12}", fullmatch=True)


@given(st.dictionaries(ids, st.sampled_from([True, False, None]), max_size=8), st.frozensets(ids, max_size=8))
def test_what_is_written_is_read_again_in_its_order(answers: dict[str, bool | None], ready: frozenset[str]) -> None:
    ready -= {cases.NOTHING}
    read, there = cases.read(*cases.written(answers, ready))
    assert list(read.items()) == list(answers.items())
    assert there == ready


@pytest.mark.parametrize(
    ("known", "ready"),
    [
        ("a.x", "-"), ("a", "-"), ("-", "A"), ("a.y~", "-"), ("", ""), ("-", "~".join("abcd" * 11)), ("a.y.n", "-"),
        ("\0.y", "-"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(known: str, ready: str) -> None:
    with pytest.raises(Refused):
        cases.read(known, ready)


@pytest.mark.django_db
def test_a_phone_shows_the_list_of_the_screen(client: Client, settings: SettingsWrapper) -> None:
    load()
    office = settings.KIOSK.office.model_copy(update={"public_url": "https://kiosk.example"})
    settings.KIOSK = settings.KIOSK.model_copy(update={"office": office})
    url = services.case_url(
        service_id="birth-registration", answers={"in_person": True, "hc_change": False}, ready=("birth_certificate",),
        language="en",
    )  # fmt: skip
    page = client.get(url.removeprefix("https://kiosk.example"))
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("Still missing") < text.index("Household certificate (original)")
    assert text.index("Ready") < text.index("Birth certificate from hospital/midwife (original)")
    assert "One-time notice" not in text
    chinese = client.get(url.removeprefix("https://kiosk.example").replace("=en", "=zh_Hant")).content.decode()
    assert "出生登記" in chinese


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["nothing/-/-/", "birth-registration/%3Cb%3E/-/"])
def test_an_address_that_nobody_wrote_is_not_found(client: Client, path: str) -> None:
    load()
    assert client.get(f"/bring/{path}").status_code == 404


@pytest.mark.django_db
def test_without_an_address_for_phones_there_is_none() -> None:
    assert services.case_url(service_id="x", answers={}, ready=(), language="en") == ""


def test_everybody_may_open_it() -> None:
    access = access_of(case_views.case)
    assert access is not None
    assert access.roles is None


@pytest.mark.django_db
def test_another_language_keeps_the_service_that_is_read(client: Client) -> None:
    load()
    text = client.get("/bring/A/", {"service": "birth-registration", "language": "en"}).content.decode()
    assert '<a href="?service=birth-registration&amp;language=vi"' in text
