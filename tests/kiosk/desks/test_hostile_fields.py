"""Hostile words in every field of every form and of every question: one clear answer each, and nothing of it is ever code."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from addresses import every_address
from desk_people import office_content, take, unhurried
from django.test import Client
from people import browser

import kiosk
from kiosk.queues import services
from kiosk.queues.models import Ticket
from kiosk.staff.models import Member
from kiosk.staff.roles import Role

__all__ = ["office_content", "unhurried"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]
TEMPLATES = Path(kiosk.__file__).parent.glob("*/templates/**/*.html")
FIELDS = sorted({name for one in TEMPLATES for name in re.findall(r'name="([a-z_]+)"', one.read_text(encoding="utf-8"))})
TAGS = ("press", "shown")  # written by a template tag and by a part
WITH_A_LETTER = ("case:id_replace", "fee:transcript", "answer:x", "cap:A", "weight:A", "was:A", "serves:1", "was:1", "number:A")
HOSTILE = (
    "<script>alert(1)</script>", "\x00\r\nSet-Cookie: x=1", "'; DROP TABLE queues_ticket; --%s{{ 7 }}{% debug %}", "9" * 5000,
    "１２\u202e\U0001f600",
)  # fmt: skip
LEAVES = {"staff:log_out"}  # nobody is left to ask


@pytest.fixture
def manager(office_content: None, unhurried: None) -> Client:
    client = browser(Role.MANAGER, "tsai", "蔡文雄")
    take("B", 3)
    client.post("/desk/3/open/")
    client.post("/desk/3/next/", {"press": str(uuid4()), "shown": ""})
    return client


def test_what_no_keyboard_writes_is_refused_in_a_sentence_and_changes_nothing(manager: Client) -> None:
    for answer in (
        manager.post("/queue/days/decide/", {"kind": "closed", "note": "a\x00b"}),
        manager.get("/service-desk/", {"find": "\x00"}),
        Client().get("/t/%00/"), manager.post("/desk/3/ask/", {"te\x00xt": "x"}),
    ):  # fmt: skip
        assert (answer.status_code, "無法讀取" in answer.content.decode()) == (400, True)
    assert not services.decided_days()


def test_the_walk_finds_the_fields() -> None:
    assert {"topic", "reason", "note", "conclusion", "code", "label", "text", "kind", "day"} <= set(FIELDS)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_every_form_answers_and_no_word_becomes_code(manager: Client, words: str) -> None:
    sent = dict.fromkeys((*FIELDS, *TAGS, *WITH_A_LETTER), words) | {"password": "x"}
    for name, address in every_address():
        if name in LEAVES or name.endswith("events"):
            continue
        for answer in (manager.post(address, sent), manager.get(address, sent)):
            assert answer.status_code < 500, name
            assert "x" not in answer.cookies, name
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                assert b"<script>alert" not in answer.content, name
    assert Member.objects.filter(username="tsai", is_active=True, role=Role.MANAGER).exists()
    assert Ticket.objects.count() >= 3
    assert services.desk(counter=3).waiting >= 0
    for address in ("/", "/desk/3/", "/service-desk/", "/queue/days/", "/queue/classes/", "/queue/special/", "/cash/"):
        page = manager.get(address)
        assert page.status_code == 200, address
        assert b"<script>alert" not in page.content, address
