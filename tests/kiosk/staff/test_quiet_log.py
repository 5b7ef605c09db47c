"""What strangers send leaves no secret address and no traces in the log."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
SECRET = "q7Yw3kPzNfRt"


def test_a_form_sent_to_a_phone_page_leaves_no_address_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/t/{SECRET}/")
    assert answer.status_code == 403
    assert SECRET not in caplog.text


def test_a_phone_page_nobody_has_leaves_no_address_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get(f"/t/{SECRET}/").status_code in {404, 410}
    assert SECRET not in caplog.text


def test_a_request_for_another_host_leaves_no_trace_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/log-in/", headers={"Host": "scanner.example.org"})
    assert answer.status_code == 400
    assert "Traceback" not in caplog.text
    assert caplog.records == []
