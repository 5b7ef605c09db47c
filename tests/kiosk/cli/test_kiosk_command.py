"""The `kiosk` command as a person types it: each test runs it as a process of its own."""

from __future__ import annotations

import fcntl
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kiosk
from kiosk.cli import COMMANDS
from kiosk.config import Config, load

ROOT = Path(kiosk.__file__).parent.parent
PASSWORD = "a-long-pass-phrase-1"


def run(home: Path, *words: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words], input=typed, capture_output=True, text=True, timeout=120, check=False,
        cwd=home.parent, env={**environment, "KIOSK_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "200", **env},
    )  # fmt: skip


def query(home: Path, sql: str) -> list[Any]:
    with sqlite3.connect(home / "kiosk.sqlite3") as database:
        found = database.execute(sql).fetchall()
    database.close()
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `kiosk init` makes it; tests that change something take a copy."""
    home = tmp_path_factory.mktemp("made") / "home"
    done = run(home, "init", "--manager", "lin", "--password-file", "-", typed=f"{PASSWORD}\n")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Manager account lin made." in done.stderr
    return home


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a kiosk may be made: a short path, as sockets are to lie in it."""
    return tmp_path_factory.mktemp("new") / "home"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A home with a kiosk.toml and nothing else."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "kiosk.toml").write_text("", encoding="utf-8")
    return home


def write(home: Path, text: str) -> None:
    (home / "kiosk.toml").write_text(text, encoding="utf-8")


def test_help_lists_every_command_without_importing_one(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^  ([a-z-]+)  +\S", done.stdout.partition("Commands:")[2], re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: kiosk {name}")


def test_a_command_nobody_knows_is_a_mistake(tmp_path: Path) -> None:
    done = run(tmp_path, "fly")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'fly'" in done.stderr


@pytest.mark.parametrize("name", ["check", "devices", "load-content", "migrate", "up", "web", "screen", "board"])
def test_without_a_home_the_remedy_is_named_and_nothing_is_made(tmp_path: Path, name: str) -> None:
    home = tmp_path / "nowhere"
    done = run(home, name)
    assert (done.returncode, done.stdout, home.exists()) == (2, "", False)
    assert f"There is no kiosk at {home}. Make one with `kiosk init`" in done.stderr


def test_init_makes_folders_that_others_cannot_read(home: Path) -> None:
    previous = os.umask(0o022)
    try:
        assert run(home, "init", "--no-account").returncode == 0
    finally:
        os.umask(previous)
    paths = ("", "keys", "logs", "run", "kiosk.toml", "keys/secret.key")
    modes = {name: oct((home / name).stat().st_mode & 0o777) for name in paths}
    assert modes == {
        "": "0o750", "keys": "0o700", "logs": "0o750", "run": "0o770", "kiosk.toml": "0o640", "keys/secret.key": "0o600",
    }  # fmt: skip
    assert query(home, "SELECT COUNT(*) FROM staff_member") == [(0,)]


def test_init_writes_every_key_makes_one_manager_and_keeps_no_password(made: Path) -> None:
    assert load(made) == Config()
    ((name, role, hashed),) = query(made, "SELECT username, role, password FROM staff_member")
    assert (name, role) == ("lin", "manager")
    assert hashed.startswith("argon2$")
    readable = [path for path in made.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
    assert readable == []


def test_init_loads_the_content(made: Path) -> None:
    assert query(made, "SELECT COUNT(*) FROM guide_contentitem WHERE kind = 'ticket_class'") == [(7,)]
    assert query(made, "SELECT COUNT(*) FROM announcements_announcement WHERE status <> 'draft'") == [(0,)]


def test_init_again_changes_nothing(made: Path) -> None:
    files = {path: path.read_bytes() for path in (made / "kiosk.toml", made / "keys" / "secret.key")}
    done = run(made, "init")
    assert done.returncode == 0
    assert "There is a manager account already; none is made." in done.stderr
    assert {path: path.read_bytes() for path in files} == files
    assert query(made, "SELECT username FROM staff_member") == [("lin",)]


def test_init_refuses_a_weak_password_in_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = run(home, "init", "--manager", "lin", "--password-file", "-", typed="12345\n")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "密碼不符規定：" in done.stderr
    assert not home.exists()


def test_init_without_anybody_to_ask_makes_no_account(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = run(home, "init")
    assert done.returncode == 1
    assert not home.exists()  # nothing half-made stays


def test_init_print_shows_a_whole_example_and_makes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = run(home, "init", "--print")
    assert (done.returncode, done.stderr, home.exists()) == (0, "", False)
    write(tmp_path, done.stdout)
    assert load(tmp_path) == Config()


@pytest.mark.parametrize("name", ["check", "migrate", "devices", "web", "up"])
def test_an_unknown_key_ends_every_command_with_its_line(empty: Path, name: str) -> None:
    write(empty, '[office]\nkiosk_label = "一號機"\ncuonters = 3\n')
    done = run(empty, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{empty}/kiosk.toml:3: office.cuonters: there is no such key. "
        "Remove it, or see `kiosk init --print` for the right name.\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[printer]\nmodel = "TM-T99"\nport = "/dev/x"\n', "kiosk.toml:2: printer.model: printer model 'TM-T99' is not known"),
        ('[marquee]\nmodel = "jetfile2"\nport = "COM3"\n', "kiosk.toml:3: marquee.port: port 'COM3' is not understood"),
    ],
)
def test_check_names_models_and_ports_that_cannot_be(empty: Path, text: str, told: str) -> None:
    write(empty, text)
    done = run(empty, "check")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert told in done.stderr


def test_check_finds_no_fault_in_a_new_home_and_lists_the_offices_questions(made: Path) -> None:
    done = run(made, "check")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{made}/kiosk.toml: no fault found."
    assert f"{made}/kiosk.toml: printer.model is empty: this kiosk has none." in lines
    (head,) = [n for n, line in enumerate(lines) if line.startswith("The office still has to answer (")]
    questions = [line for line in lines[head + 1 :] if re.match(r" *\d+\. \S", line)]
    assert f"The office still has to answer ({len(questions)}):" == lines[head]
    assert len(questions) >= 10


def test_check_warns_of_what_is_unsafe_in_an_office(empty: Path) -> None:
    write(empty, 'demo = true\n[web]\nhost = "0.0.0.0"\n')
    done = run(empty, "check")
    assert done.returncode == 0
    for told in ("demo is true", "web.host lets other machines in without TLS"):
        assert told in done.stdout


def test_migrate_twice_changes_nothing_the_second_time(empty: Path) -> None:
    first, second = run(empty, "migrate"), run(empty, "migrate")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "queues.0001_initial" in first.stdout.split()
    assert second.stdout == ""
    assert "The database is up to date." in second.stderr


def test_loading_the_content_twice_changes_nothing_the_second_time(empty: Path) -> None:
    assert run(empty, "migrate").returncode == 0
    first, second = run(empty, "load-content"), run(empty, "load-content")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert not first.stdout.startswith("0 entries added")
    assert second.stdout.startswith("0 entries added, 0 changed, 0 retired, ")
    assert "; 0 new announcement drafts" in second.stdout


@pytest.mark.parametrize("name", ["devices", "web", "up"])
def test_an_old_database_is_not_used_and_the_remedy_is_named(empty: Path, name: str) -> None:
    done = run(empty, name)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"The database is \d+ steps behind this version\. Run `kiosk migrate`\.", done.stderr)


def test_a_second_devices_process_is_refused(made: Path) -> None:
    with (made / "run" / "devices.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(made, "devices")
    assert (done.returncode, done.stdout) == (1, "")
    assert "`kiosk devices` is already running for this home." in done.stderr


def test_devices_says_that_it_is_ready_and_ends_when_it_is_told(made: Path) -> None:
    environment = {**os.environ, "KIOSK_HOME": str(made), "PYTHONPATH": str(ROOT)}
    devices = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "devices"], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert devices.stdout is not None
        assert json.loads(devices.stdout.readline()) == {"ready": True, "devices": ["caretaker"]}
        second = run(made, "devices")
        assert "already running" in second.stderr
    finally:
        devices.terminate()
        devices.communicate(timeout=15)
    assert (devices.returncode, second.returncode) == (0, 1)


def test_devices_with_a_model_nobody_knows_says_so_in_a_sentence(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    write(home, '[printer]\nmodel = "TM-T99"\nport = "/dev/x"\n')
    (home / "kiosk.sqlite3").write_bytes((made / "kiosk.sqlite3").read_bytes())
    done = run(home, "devices")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert "printer model 'TM-T99' is not known" in done.stderr


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    return {one["what"]: one for one in json.loads(done.stdout)}


def test_doctor_tells_a_new_home_that_it_is_well(made: Path) -> None:
    done = run(made, "doctor", "--json")
    found = findings(done)
    assert {what: one["ok"] for what, one in found.items() if what not in {"unifont", "tall letters", "disk", "voice"}} == {
        "Python": True, "fonts": True, "home": True, "database": True, "printer": None, "marquee": None, "bp_monitor": None,
        "voice that calls": None, "address for phones": None,
    }  # fmt: skip
    assert done.returncode == (1 if False in [one["ok"] for one in found.values()] else 0)


def test_doctor_works_before_there_is_a_home(tmp_path: Path) -> None:
    home = tmp_path / "nowhere"
    found = findings(run(home, "doctor", "--json"))
    assert (found["home"]["ok"], found["home"]["remedy"], home.exists()) == (None, "kiosk init", False)


def test_doctor_names_what_is_wrong_and_what_to_do(empty: Path) -> None:
    write(empty, '[printer]\nmodel = "TM-T20III"\nport = "/dev/no-such-port"\n[marquee]\nmodel = "sign"\nport = "x"\n')
    done = run(empty, "doctor", "--json")
    found = findings(done)
    assert done.returncode == 1
    assert (found["database"]["ok"], found["database"]["remedy"]) == (False, "kiosk migrate")
    assert (found["printer"]["ok"], "Look at the cable" in found["printer"]["remedy"]) == (False, True)
    assert (found["marquee"]["ok"], found["marquee"]["remedy"]) == (False, "kiosk check")


def test_doctor_shows_a_broken_configuration_with_its_line(empty: Path) -> None:
    write(empty, "[web]\nport = 0\n")
    done = run(empty, "doctor")
    assert done.returncode == 1
    assert "kiosk.toml:2: web.port" in "".join(done.stdout.split("\n"))


def test_a_port_that_is_taken_is_told_in_a_sentence(made: Path, tmp_path: Path) -> None:
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as taken:
        home = tmp_path / "home"
        home.mkdir()
        write(home, f"[web]\nport = {taken.getsockname()[1]}\n")
        (home / "kiosk.sqlite3").write_bytes((made / "kiosk.sqlite3").read_bytes())
        done = run(home, "web")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert "Change web.host or web.port in kiosk.toml." in done.stderr


def test_a_home_whose_sockets_would_have_too_long_names_is_refused_with_the_remedy(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 25)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "init", "--no-account"],
        env={**os.environ, "KIOSK_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "KIOSK_HOME" in done.stderr
    assert not home.exists()


def test_a_second_manager_is_not_made_in_silence(made: Path) -> None:
    done = run(made, "init", "--manager", "chen", "--password-file", "-", typed="another-long-one-2\n")
    assert done.returncode == 1
    assert "chen was not made" in done.stderr


def test_init_refuses_a_demos_home(empty: Path) -> None:
    write(empty, "demo = true\n")
    done = run(empty, "init", "--no-account")
    assert done.returncode == 2
    assert "demo's home" in done.stderr
    assert not (empty / "kiosk.sqlite3").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[printer]\nmodel = "TM-T20III"\n', "kiosk.toml:1: printer.port"),
        ('[office]\npublic_url = "https://kiosk.example.tw"\n', "web.allowed_hosts: phones will ask for kiosk.example.tw"),
    ],
)
def test_check_refuses_what_cannot_work(empty: Path, text: str, told: str) -> None:
    write(empty, text)
    done = run(empty, "check")
    assert done.returncode == 2
    assert told in done.stderr


def test_a_configuration_that_is_no_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").mkdir()
    done = run(tmp_path, "check")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "cannot be read" in done.stderr


def test_others_on_the_machine_are_shut_out_of_a_home_that_was_open(home: Path) -> None:
    home.mkdir()
    home.chmod(0o755)
    assert run(home, "init", "--no-account").returncode == 0
    assert home.stat().st_mode & 0o007 == 0
    assert (home / "kiosk.sqlite3").stat().st_mode & 0o007 == 0
