"""`kiosk.toml`: every key has a meaning and a range, and whatever cannot be used is named with its file and line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import config
from kiosk.config import Config, Marquee, as_toml, fault_at, home_folder, load
from kiosk.errors import ConfigError

SECTIONS = {name: field.annotation for name, field in Config.model_fields.items() if name != "demo"} | {"marquee": Marquee}


def faults(home: Path, text: str) -> list[str]:
    """What is said about `text` as a kiosk.toml, each without the folder."""
    (home / "kiosk.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load(home)
    return [fault.removeprefix(f"{home}/") for fault in refused.value.faults]


def test_a_home_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Config()


def test_an_unknown_key_is_refused_with_its_line_and_the_remedy(tmp_path: Path) -> None:
    assert faults(tmp_path, '[office]\nkiosk_label = "一號機"\ncuonters = 3\n') == [
        (
            "kiosk.toml:3: office.cuonters: there is no such key. "
            "Remove it, or see `kiosk init --print` for the right name."
        )
    ]


def test_an_unknown_table_is_refused_where_it_stands(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "demo = true\n\n[printr]\nmodel = 'x'\n")
    assert fault.startswith("kiosk.toml:3: printr: there is no such key.")


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, 'demo = 1\n[web]\nport = 70000\n[screen]\nwidth = "wide"\n')
    assert [fault.split(": ")[:2] for fault in told] == [
        ["kiosk.toml:1", "demo"], ["kiosk.toml:3", "web.port"], ["kiosk.toml:5", "screen.width"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('office.counters = "6"', "office.counters"),
        ("office.counters = 6.0", "office.counters"),
        ("office.counters = true", "office.counters"),
        ("office.counters = 0", "office.counters"),
        ("office.counters = 31", "office.counters"),
        ("office.counter = -1", "office.counter"),
        ("office.counter = 7", "office.counter"),
        ("office.kiosk_label = 5", "office.kiosk_label"),
        ('office.public_url = "kiosk.example"', "office.public_url"),
        ('database.url = "mysql://x"', "database.url"),
        ("web.port = 0", "web.port"),
        ('web.https = "yes"', "web.https"),
        ('web.allowed_hosts = "localhost"', "web.allowed_hosts"),
        ("web.allowed_hosts = [1]", "web.allowed_hosts.0"),
        ("printer.speed_baud = 12345", "printer.speed_baud"),
        ('printer.flow = "xon"', "printer.flow"),
        ("printer.stale_after_minutes = 0", "printer.stale_after_minutes"),
        ("marquee.rows = 17", "marquee.rows"),
        ('marquee.framing = "9N1"', "marquee.framing"),
        ('marquee.colours = "blue"', "marquee.colours"),
        ('marquee.model_code = "long"', "marquee.model_code"),
        ("marquee = 3", "marquee"),
        ("marquee.group = 255", "marquee.group"),
        ("screen.idle_ask_s = 9", "screen.idle_ask_s"),
        ('marquee.channels = ["news"]', "marquee.channels.0"),
        ("marquee.channels = []", "marquee.channels"),
        ('announcements.four_eyes = "yes"', "announcements.four_eyes"),
        ("announcements.max_live = 25", "announcements.max_live"),
        ('sign_day.brightness = "08:00"', "sign_day.brightness"),
        ('sign_day.quiet = "noon"', "sign_day.quiet"),
        ('voice.languages = ["tlh"]', "voice.languages.0"),
        ("voice.languages = []", "voice.languages"),
        ('voice.wording = "loud"', "voice.wording"),
        ('voice.softer = "noon"', "voice.softer"),
        ("voice.repeat_after_s = 61", "voice.repeat_after_s"),
        ('api.cors_origins = ["https://display.example/"]', "api.cors_origins"),
        ('api.cors_origins = ["*"]', "api.cors_origins"),
        ('api.cors_origins = ["Display.example"]', "api.cors_origins"),
        ("screen = 3", "screen"),
        ('demo = "false"', "demo"),
    ],
)
def test_a_wrong_type_or_a_value_out_of_range_is_refused_on_its_line(tmp_path: Path, line: str, field: str) -> None:
    (fault,) = faults(tmp_path, f"# a comment\n\n{line}\n")
    assert fault.startswith(f"kiosk.toml:3: {field}: ")
    assert "(found: " in fault


def test_a_machine_stands_at_a_counter_that_the_lobby_has(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "[office]\ncounter = 4\ncounters = 3\n")
    assert fault == (
        "kiosk.toml:2: office.counter: Value error, the lobby has 3 counters (office.counters): write 1 to 3, or 0 for none "
        "(found: 4)."
    )
    (tmp_path / "kiosk.toml").write_text("[office]\ncounters = 12\ncounter = 12\n", encoding="utf-8")
    assert load(tmp_path).office.counter == 12


def test_where_the_number_of_counters_is_no_number_that_alone_is_the_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '[office]\ncounters = "six"\ncounter = 9\n')
    assert fault.startswith("kiosk.toml:2: office.counters: ")


def test_a_syntax_error_is_named_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "demo = true\n[web]\nport = = 5\n")
    assert fault.startswith("kiosk.toml:3: ")
    assert fault.endswith("Correct the line; `kiosk init --print` shows a whole example.")


def test_a_file_in_another_encoding_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes('[office]\nkiosk_label = "大廳"\n'.encode("big5"))
    with pytest.raises(ConfigError, match="Save the file as UTF-8"):
        load(tmp_path)


def test_the_password_of_a_database_is_not_repeated(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '[database]\nurl = "postgres://kiosk:geheim@db/kiosk"\n')
    assert "geheim" not in fault
    assert "postgres://kiosk:***@db/kiosk" in fault


@pytest.mark.parametrize("wording", ["[printer]\nmodel = 'x'", "printer = {model = 'x'}", "printer.model = 'x'"])
def test_a_fault_found_later_is_told_with_its_line_too(tmp_path: Path, wording: str) -> None:
    (tmp_path / "kiosk.toml").write_text(f"# one\n{wording}\n", encoding="utf-8")
    line = 3 if wording.startswith("[") else 2
    assert fault_at(tmp_path, "printer.model", "why") == f"{tmp_path}/kiosk.toml:{line}: printer.model: why"


def test_the_written_file_explains_every_key(tmp_path: Path) -> None:
    lines = as_toml().splitlines()
    for name, section in SECTIONS.items():
        assert f"[{name}]" in lines
        assert section is not None
        for key, field in section.model_fields.items():
            (at,) = [n for n, line in enumerate(lines) if line.startswith(f"{key} = ") and _table(lines, n) == name]
            assert lines[at - 1] == f"# {field.description}"
            assert len(field.description) > 10
    (tmp_path / "kiosk.toml").write_text(as_toml(), encoding="utf-8")
    assert load(tmp_path) == Config()


def _table(lines: list[str], at: int) -> str:
    return next(line.strip("[]") for line in reversed(lines[:at]) if line.startswith("["))


def _values(name: str, field: Any) -> st.SearchStrategy[Any]:
    ready = {
        "kiosk_label": st.text(st.characters(codec="utf-8"), max_size=24),
        "public_url": st.sampled_from(["", "https://kiosk.example/a", "http://192.0.2.1:8080"]),
        "url": st.sampled_from(["sqlite:", "postgresql://kiosk@db/kiosk", 'postgresql://u:p"q@/x?host=/run']),
        "allowed_hosts": st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=3),
        "counters": st.integers(1, 30), "counter": st.integers(0, 1), "stale_after_minutes": st.integers(1, 1440),
        "port_number": st.integers(1, 65535),
        "columns": st.integers(32, 1024), "group": st.integers(-1, 254), "unit": st.integers(-1, 254),
        "name": st.text(st.characters(codec="utf-8"), max_size=12), "framing": st.sampled_from(["usual", "8N1", "7E2"]),
        "colours": st.sampled_from(["three", "red"]), "model_code": st.sampled_from(["", "Z", "^", "51"]),
        "width": st.integers(480, 7680), "height": st.integers(480, 7680), "diagonal_in": st.integers(7, 120),
        "idle_ask_s": st.integers(10, 600), "idle_reset_s": st.integers(5, 120),
        "speed_baud": st.sampled_from([600, 2400, 115200]), "rows": st.sampled_from([16, 24, 32]),
        "flow": st.sampled_from(["none", "rtscts", "xonxoff"]), "code_page": st.sampled_from(["model", "none", "big5"]),
    }  # fmt: skip
    sessions = st.sampled_from(["", "08:00-12:00", "08:00-12:00, 13:30-17:30"])
    ready |= dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), sessions)
    ready |= {
        "noon": st.sampled_from(["", "12:00-13:30"]), "last_number_minutes": st.integers(0, 120),
        "holidays": st.lists(st.dates().map(str), max_size=3),
        "numbering": st.sampled_from(["letters", "blocks"]), "calls_before_no_show": st.integers(1, 9),
        "call_apart_s": st.integers(0, 120), "late_return_after": st.integers(0, 20), "ageing_minutes": st.integers(5, 240),
        "advise_minutes": st.integers(5, 240), "state_on_paper_minutes": st.integers(0, 240),
        "four_eyes": st.sampled_from(["off", "all", "except_urgent"]), "max_live": st.integers(1, 24),
        "anti_fraud_every_n": st.integers(3, 12), "urgent_repeat": st.integers(1, 5),
        "channels": st.lists(st.sampled_from(["calls", "announcements", "rest", "event"]), min_size=1, max_size=3),
        "translations": st.lists(st.sampled_from(["en", "vi", "id"]), max_size=3),
        "brightness": st.sampled_from(["", "06:30 40, 22:00 dark"]), "quiet": st.sampled_from(["", "12:00-13:30"]),
        "closed_days": st.sampled_from(["full", "quiet", "dark"]),
        "languages": st.lists(st.sampled_from(["zh_Hant", "nan", "hak", "ticket"]), min_size=1, max_size=3),
        "pages": st.lists(st.sampled_from(["waiting", "map", "fees"]), max_size=3),
        "wording": st.sampled_from(["guest_first", "please_first"]), "repeat_after_s": st.integers(0, 60),
        "softer_volume": st.integers(1, 5), "requests_per_minute": st.integers(1, 1_000_000),
        "requests_per_minute_and_address": st.integers(1, 1_000_000), "wrong_tokens_per_minute": st.integers(1, 1_000_000),
        "cors_origins": st.lists(st.sampled_from(["https://display.example", "http://192.0.2.7:8080"]), max_size=2),
        "volume": st.integers(1, 5), "softer": st.sampled_from(["", "12:00-13:30, 16:30-23:59"]),
    }  # fmt: skip
    if field.annotation is bool:
        return st.booleans()
    if name == "port" and field.annotation is not str:
        return ready["port_number"]
    return ready.get(name, st.text(st.characters(codec="utf-8"), max_size=20))


CONFIGS = st.builds(
    Config, demo=st.booleans(),
    **{
        name: st.builds(section, **{key: _values(key, field) for key, field in section.model_fields.items()})
        for name, section in SECTIONS.items() if section is not None
    },
)  # fmt: skip


@given(CONFIGS)
def test_whatever_is_written_is_read_back_the_same(chosen: Config) -> None:
    assert Config.model_validate(tomllib.loads(as_toml(chosen))) == chosen


def test_the_home_is_where_kiosk_home_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KIOSK_HOME", f"{tmp_path}/a/../b")
    assert home_folder() == tmp_path / "b"


@pytest.mark.parametrize(
    ("invocation", "service_home", "state", "expected"),
    [
        ("", True, "STATE", "STATE/kiosk"),
        ("", True, "", "HOME/.local/state/kiosk"),
        ("7f3a", True, "STATE", "SERVICE"),
        ("7f3a", False, "STATE", "STATE/kiosk"),
    ],
)
def test_without_kiosk_home_a_service_has_its_folder_and_a_person_has_his_own(  # noqa: PLR0917  # a table
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, invocation: str, service_home: bool, state: str, expected: str
) -> None:
    places = {"STATE": tmp_path / "state", "HOME": tmp_path / "home", "SERVICE": tmp_path / "service"}
    if service_home:
        places["SERVICE"].mkdir()
    monkeypatch.setattr(config, "SERVICE_HOME", places["SERVICE"])
    for name, value in (("KIOSK_HOME", ""), ("INVOCATION_ID", invocation), ("HOME", str(places["HOME"]))):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_STATE_HOME", str(places[state]) if state else "")
    root, _, rest = expected.partition("/")
    assert home_folder() == places[root] / rest


TWO_SIGNS = """
[[marquee]]
name = "大門"
model = "jetfile2"
port = "/dev/ttyUSB1"

[[marquee]]
name = "二樓"
model = "alpha"
port = "/dev/ttyUSB2"
rows = 24
"""


def test_a_sign_may_be_one_table_or_one_of_several(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('[marquee]\nmodel = "jetfile2"\nport = "/dev/ttyUSB1"\n', encoding="utf-8")
    assert list(load(tmp_path).signs) == ["marquee"]
    (tmp_path / "kiosk.toml").write_text(TWO_SIGNS, encoding="utf-8")
    assert {row: sign.name for row, sign in load(tmp_path).signs.items()} == {"marquee": "大門", "marquee-2": "二樓"}


def test_several_signs_are_written_out_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(TWO_SIGNS, encoding="utf-8")
    config = load(tmp_path)
    (tmp_path / "kiosk.toml").write_text(as_toml(config), encoding="utf-8")
    assert load(tmp_path) == config


@pytest.mark.parametrize(
    ("was", "is_now", "line", "field"),
    [
        ("rows = 24", "rows = 25", 11, "marquee.1.rows"),
        ("rows = 24", "raws = 24", 11, "marquee.1.raws"),
        ('"/dev/ttyUSB1"', "7", 5, "marquee.0.port"),
    ],
)
def test_a_fault_of_one_of_several_signs_is_on_its_line(tmp_path: Path, was: str, is_now: str, line: int, field: str) -> None:
    (fault,) = faults(tmp_path, TWO_SIGNS.replace(was, is_now))
    assert fault.startswith(f"kiosk.toml:{line}: {field}: ")


@pytest.mark.parametrize("name", ["", "大門"])
def test_several_signs_need_a_name_each(tmp_path: Path, name: str) -> None:
    (fault,) = faults(tmp_path, TWO_SIGNS.replace("二樓", name))
    assert "give each sign a name of its own" in fault


def test_no_sign_at_all_is_an_empty_model(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    assert load(tmp_path).signs == {}
