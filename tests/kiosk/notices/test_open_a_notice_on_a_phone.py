"""The page behind the QR code: open to everybody who has the address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from kiosk.guide.loading import load
from kiosk.notices import services, views
from kiosk.notices.models import Notice
from kiosk.staff.access import access_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    load()
    issued = services.print_notice(
        service_id="birth-registration", answers={"in_person": True, "hc_change": False},
        ready=("birth_certificate",), language="vi", request_id=uuid4(),
    )  # fmt: skip
    return Notice.objects.get(pk=issued.notice_id).token


def test_a_visitor_reads_the_notice_in_its_language_and_in_another(client: Client, token: str) -> None:
    page = client.get(reverse("notices:notice", args=[token]))
    assert page.status_code == 200
    assert "Đăng ký khai sinh" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    english = client.get(reverse("notices:notice", args=[token]), {"language": "en"}).content.decode()
    assert english.index("Still missing") < english.index("Household certificate (original)")
    assert english.index("Ready") < english.index("Birth certificate from hospital/midwife (original)")


def test_an_unknown_address_says_so_and_a_post_is_refused(client: Client, token: str) -> None:
    gone = client.get(reverse("notices:notice", args=["x" * 16]), {"language": "en"})
    assert gone.status_code == 404
    assert "more than 30 days old" in gone.content.decode()
    assert client.post(reverse("notices:notice", args=[token])).status_code == 405
    assert client.get(reverse("notices:notice", args=[token]), {"language": "<b>"}).status_code == 200


def test_everybody_may_open_it() -> None:
    access = access_of(views.notice)
    assert access is not None
    assert access.roles is None
