import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from devices import catalog
from devices.catalog import Kind
from devices.marquee.settings import MarqueeSettings
from devices.printer.typefaces import Typefaces
from devices.transports import LineSettings

EVERY_NAME = [(kind, name) for kind in Kind for name in catalog.names(kind)]


@pytest.mark.parametrize(("kind", "name"), EVERY_NAME)
def test_every_row_leads_to_code_that_is_there(kind: Kind, name: str) -> None:
    row = catalog.entry(kind, name)
    module, _, driver = row.driver.rpartition(".")
    assert isinstance(getattr(import_module(module), driver), type)
    assert import_module(row.codec).__doc__
    assert (row.kind, row.name) == (kind, name)


def test_lines_are_set_as_the_makers_deliver_them() -> None:
    assert catalog.line_settings(Kind.BP_MONITOR, "and_tm265x") == LineSettings(speed_baud=2400)
    assert catalog.line_settings(Kind.MARQUEE, "jetfile2") == LineSettings(speed_baud=19_200)
    printer = LineSettings(speed_baud=115_200, flow="rtscts")
    assert catalog.line_settings(Kind.PRINTER, "TM-T20III") == printer


def test_site_may_set_its_line_otherwise() -> None:
    given = {"speed_baud": 9600, "data_bits": 7, "parity": "E", "stop_bits": 2, "flow": "xonxoff"}
    expected = LineSettings(speed_baud=9600, data_bits=7, parity="E", stop_bits=2, flow="xonxoff")
    assert catalog.line_settings(Kind.BP_MONITOR, "and_tm265x", given) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speed_baud", 0),
        ("speed_baud", "9600"),
        ("speed_baud", True),
        ("data_bits", 9),
        ("data_bits", 8.0),
        ("parity", "odd"),
        ("stop_bits", True),
        ("flow", None),
        ("colour", "red"),
    ],
)
def test_wrong_line_setting_is_named_with_the_remedy(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"line setting '?{field}.*use"):
        catalog.line_settings(Kind.BP_MONITOR, "and_tm265x", {field: value})


@pytest.mark.parametrize("kind", list(Kind))
def test_unknown_model_is_answered_with_the_known_ones(kind: Kind) -> None:
    with pytest.raises(ValueError, match=f"'toaster' is not known: use one of .*{catalog.names(kind)[0]}"):
        catalog.entry(kind, "toaster")


def test_monitor_is_built_for_its_port() -> None:
    monitor = catalog.build_bp_monitor("and_tm265x", "tcp://192.0.2.7:4001")
    assert monitor.name == "tcp://192.0.2.7:4001"


def test_marquee_learns_the_line_s_speed() -> None:
    """Its patience depends on it."""
    sign = catalog.build_marquee("jetfile2", "/dev/ttyUSB1", MarqueeSettings(), {"speed_baud": 9600})
    assert sign._settings == replace(MarqueeSettings(), speed_baud=9600)


def test_wrong_port_is_refused_before_anything_is_opened() -> None:
    with pytest.raises(ValueError, match="write"):
        catalog.build_bp_monitor("and_tm265x", "COM3")


def test_printer_is_built_with_a_raster_of_its_width() -> None:
    faces = [Path(sys.prefix) / f"NotoSansCJKtc-{name}.otf" for name in ("Regular", "Medium", "Bold", "Bold")]
    printer = catalog.build_printer("POS-5890", "file:/var/tmp/slips.bin", Typefaces(*faces))
    assert printer._raster.width_dots == 384
