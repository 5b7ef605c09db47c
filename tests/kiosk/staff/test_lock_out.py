"""Who guesses passwords stops himself and nobody else, and leaves neither typed words nor a flood of lines behind."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client
from people import PASSWORD, browser, engage, log_in

from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db


WRONG = "wrong"


def guess(name: str, address: str, times: int = 1, password: str = WRONG) -> int:
    """Type passwords at one address; returns the last answer's status."""
    status = 0
    for _ in range(times):
        answer = Client(REMOTE_ADDR=address).post("/log-in/", {"username": name, "password": password})
        status = answer.status_code
    return status


def lines(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_a_stranger_who_guesses_locks_out_only_his_own_address() -> None:
    engage(Role.CLERK, "chen")
    assert guess("chen", "192.0.2.7", 6) == 429
    assert guess("chen", "192.0.2.7", password=PASSWORD) == 429
    assert log_in("chen").get("/").status_code == 200


def test_many_addresses_together_lock_a_name_at_ten_times_the_limit() -> None:
    engage(Role.CLERK, "chen")
    for n in range(12):
        assert guess("chen", f"192.0.2.{n}", 4) == 200
    assert guess("chen", "192.0.2.12") == 200
    assert guess("chen", "192.0.2.12") == 429
    assert guess("chen", "127.0.0.1", password=PASSWORD) == 429


def test_one_address_never_comes_to_the_limit_of_the_name_however_often_it_tries() -> None:
    engage(Role.CLERK, "chen")
    guess("chen", "192.0.2.7", 70)
    assert log_in("chen").get("/").status_code == 200


def test_tries_during_a_lock_out_do_not_make_it_longer() -> None:
    engage(Role.CLERK, "chen")
    guess("chen", "192.0.2.7", 5)
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=14))
    assert guess("chen", "192.0.2.7", 3) == 429
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=2))
    assert guess("chen", "192.0.2.7", password=PASSWORD) == 302


def test_what_is_refused_during_a_lock_out_is_recorded_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    engage(Role.CLERK, "chen")
    guess("chen", "192.0.2.7", 5)
    assert (lines("session.refused"), lines("session.locked")) == (5, 1)
    locking = [one for one in caplog.records if "Locking out" in one.getMessage()]
    assert len(locking) == 1
    caplog.clear()
    assert guess("chen", "192.0.2.7", 20) == 429
    assert (lines("session.refused"), lines("session.locked")) == (5, 1)
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    entry = AuditEntry.objects.get(action="session.locked")
    assert (entry.actor, entry.detail) == ("chen", {"address": "192.0.2.7"})
    assert "暫停登入" in browser(Role.MANAGER).get("/audit/").content.decode()


def test_a_name_nobody_has_is_counted_and_locked_without_being_kept() -> None:
    assert guess("my-secret-word", "192.0.2.7", 4) == 200
    assert guess(" My-Secret-Word", "192.0.2.7") == 429
    assert guess("another-word", "192.0.2.7") == 200
    kept = str(list(AccessAttempt.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "secret" not in kept.lower()
    assert "another" not in kept
    names = set(AccessAttempt.objects.values_list("username", flat=True))
    assert len(names) == 2
    assert all(str(name).startswith("unknown ") for name in names)


def test_the_hash_of_a_name_takes_the_office_s_key(settings: object) -> None:
    guess("my-secret-word", "192.0.2.7")
    settings.SECRET_KEY = "another key"  # type: ignore[attr-defined]
    guess("my-secret-word", "192.0.2.7")
    assert AccessAttempt.objects.count() == 2


def test_a_member_is_counted_by_name_so_that_the_manager_can_unlock() -> None:
    engage(Role.CLERK, "chen")
    guess(" Chen", "192.0.2.7", 5)
    assert AccessAttempt.objects.get().username == "chen"
    browser(Role.MANAGER).post("/accounts/chen/unlock/")
    assert guess("chen", "192.0.2.7", password=PASSWORD) == 302


def test_the_checks_of_the_log_in_library_are_content() -> None:
    call_command("check", fail_level="WARNING")
