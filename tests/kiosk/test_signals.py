"""Wake-ups: they arrive in every process, only for what was committed, and a broken ear harms nobody."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection, transaction

from kiosk import signals
from kiosk.signals import DatagramSubscription, NotifySubscription, Subscription, send, subscribe, wake, wake_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON_S, NEVER_S = 5.0, 0.2
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ear() -> Iterator[Callable[..., Subscription]]:
    """Ears that are closed again."""
    opened: list[Subscription] = []

    def listen(*topics: str) -> Subscription:
        opened.append(subscribe(*topics))
        return opened[-1]

    yield listen
    for one in opened:
        one.close()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a short name: the path of a socket has room for about a hundred characters."""
    return tmp_path_factory.mktemp("wake")


@pytest.mark.database
@committing
def test_a_wake_reaches_everybody_who_listens_to_the_topic(ear: Callable[..., Subscription]) -> None:
    hall, other_hall, jobs = ear("hall", "health"), ear("hall"), ear("jobs")
    wake("hall")
    assert (hall.wait(SOON_S), other_hall.wait(SOON_S), jobs.wait(NEVER_S)) == ({"hall"}, {"hall"}, set())


@pytest.mark.database
@committing
def test_the_fitting_means_is_chosen(ear: Callable[..., Subscription]) -> None:
    kinds = {"sqlite": DatagramSubscription, "postgresql": NotifySubscription}
    assert type(ear("hall")) is kinds[connection.vendor]


@pytest.mark.database
@committing
def test_nobody_is_woken_before_the_commit(ear: Callable[..., Subscription]) -> None:
    hall = ear("hall")
    with transaction.atomic():
        wake("hall")
        assert hall.wait(NEVER_S) == set()
    assert hall.wait(SOON_S) == {"hall"}


@pytest.mark.database
@committing
def test_nobody_is_woken_for_what_was_rolled_back(ear: Callable[..., Subscription]) -> None:
    hall = ear("hall")
    with transaction.atomic():
        wake("hall")
        transaction.set_rollback(True)
    assert hall.wait(NEVER_S) == set()
    wake("hall")
    assert hall.wait(SOON_S) == {"hall"}


@pytest.mark.database
@committing
def test_what_came_in_the_meantime_is_there_at_once_and_only_once(ear: Callable[..., Subscription]) -> None:
    both = ear("hall", "jobs")
    for topic in ("hall", "jobs", "hall"):
        wake(topic)
    came: set[str] = set()
    while came != {"hall", "jobs"}:
        got = both.wait(SOON_S)
        assert got
        came |= got
    assert both.drain() == set()


@pytest.mark.database
@committing
def test_an_ear_can_stand_in_a_select(ear: Callable[..., Subscription]) -> None:
    hall = ear("hall")
    wake("hall")
    assert select.select([hall], [], [], SOON_S)[0] == [hall]
    assert hall.drain() == {"hall"}


@pytest.mark.database
@committing
def test_a_wake_of_another_process_arrives(ear: Callable[..., Subscription]) -> None:
    """The other process works on this run's test database, and on its home."""
    hall = ear("hall")
    program = f"""
        from kiosk.project.boot import boot
        boot()
        from django.db import connection
        connection.settings_dict["NAME"] = {str(connection.settings_dict["NAME"])!r}
        from kiosk import signals
        signals.wake("hall")
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, env=_environment())
    assert hall.wait(SOON_S) == {"hall"}


def _environment() -> dict[str, str]:
    root = str(Path(signals.__file__).parent.parent)
    return {**os.environ, "KIOSK_HOME": str(settings.KIOSK_HOME), "PYTHONPATH": root}


@pytest.mark.database
@committing
def test_after_the_server_cut_the_line_the_ear_says_look_and_listens_again(ear: Callable[..., Subscription]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a datagram socket has no server that could go away")
    hall = ear("hall")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%%'"
        )
    assert hall.wait(SOON_S) == {"hall"}
    assert hall.wait(NEVER_S) == set()
    wake("hall")
    assert hall.wait(SOON_S) == {"hall"}


@pytest.mark.database
@committing
def test_a_fact_is_committed_even_where_nobody_can_be_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nobody(*_: object) -> None:
        raise PermissionError("nobody can be told")

    monkeypatch.setattr(signals, "ask" if connection.vendor == "postgresql" else "wake_folder", nobody)
    with transaction.atomic():
        wake("hall")
    assert "nobody can be told" in caplog.text


@pytest.mark.database
@committing
def test_what_one_transaction_says_twice_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(signals, "_tell", told.append)
    with transaction.atomic():
        wake("jobs")
        wake("hall", "jobs")
        with transaction.atomic():
            wake("hall", "health")
            transaction.set_rollback(True)
        wake("hall")
    assert told == [("jobs", "hall")]


def test_the_socket_of_a_process_that_was_killed_is_removed(folder: Path) -> None:
    dead = folder / "1-0.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as once:
        once.bind(str(dead))
    living = DatagramSubscription(folder, frozenset({"hall"}))
    send(folder, "hall")
    assert living.wait(SOON_S) == {"hall"}
    assert dead.exists() is False
    living.close()
    assert list(folder.iterdir()) == []


def test_an_ear_that_is_full_does_not_keep_the_sender_waiting(folder: Path) -> None:
    """Nobody reads the first ear; the other one still hears each call, and the first one knows that it has to look."""
    deaf, awake = (DatagramSubscription(folder, frozenset({"hall"})) for _ in range(2))
    for _ in range(2000):
        send(folder, "hall")
        assert awake.wait(SOON_S) == {"hall"}
    assert deaf.drain() == {"hall"}
    for one in (deaf, awake):
        one.close()


def test_what_nobody_has_asked_for_is_not_handed_on(folder: Path) -> None:
    hall = DatagramSubscription(folder, frozenset({"hall"}))
    for topic in ("jobs", "x" * 500, "大廳"):
        send(folder, topic)
    assert hall.wait(SOON_S) == set()
    send(folder, "hall")
    assert hall.wait(SOON_S) == {"hall"}
    hall.close()


def test_the_sockets_belong_to_one_group_whatever_the_umask_is(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        folder = wake_folder(tmp_path)
        hall = DatagramSubscription(folder, frozenset({"hall"}))
    finally:
        os.umask(before)
    (ear,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, ear.stat().st_mode & 0o777) == (0o770, 0o660)
    hall.close()
