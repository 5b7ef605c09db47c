"""What nobody has confirmed stands on no page for phones and on no fee page of the board."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from office_content import office_content

from kiosk.guide import services as guide

__all__ = ["office_content"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_content")]


def test_phones_and_the_board_tell_only_what_somebody_has_confirmed() -> None:
    assert not settings.KIOSK.demo
    marks = guide.unconfirmed()
    told = [one for one in marks if one.kind == "service" and one.text and ":" not in one.text]
    assert len(told) > 20, "the office's content still holds much that nobody has confirmed"
    letters, phone, pages = guide.classes_of_services(), Client(), {}
    for service in {one.key for one in told} & set(letters):
        pages[service] = phone.get(f"/bring/{letters[service] or 'A'}/", {"service": service}).content.decode()
    assert len(pages) > 20
    assert [(one.key, one.field) for one in told if one.text in pages.get(one.key, "")] == []
    hidden = {one.key for one in marks if one.kind == "fee" and not one.field}
    assert hidden
    assert not hidden & {one.fee_id for one in guide.fees()}
