"""Profiles of printers."""

from __future__ import annotations

import pytest

from devices.printer import profiles


def test_our_widths_agree_with_the_list_of_python_escpos() -> None:
    listed = profiles._listed()
    for name in ("TM-T88V", "POS-5890"):
        assert listed[name]["media"]["width"]["pixels"] == profiles.profile(name).width_dots


def test_any_model_of_the_list_can_be_had() -> None:
    assert profiles.profile("TM-T20II").width_dots == 576
    for name in profiles.names():
        known = profiles.profile(name)
        assert 200 <= known.width_dots <= 1200


@pytest.mark.parametrize("name", ["TM-X", "default", ""])
def test_an_unknown_model_is_refused_with_a_remedy(name: str) -> None:
    with pytest.raises(KeyError, match="generic-80"):
        profiles.profile(name)


def test_a_one_way_line_expects_no_answers() -> None:
    one_way = profiles.profile().one_way()
    assert (one_way.fence, one_way.status, one_way.asb) == ("none", False, False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TM-T20III", "tells paper end, cover, cutter, each slip printed"),
        ("TM-T88V", "tells paper end, cover, cutter, near end, each slip processed"),
        ("POS-5890", "tells paper end, cover, each slip processed"),
        ("kiosk-80", "tells paper end, cover, cutter, near end, each slip processed, slip taken"),
    ],
)
def test_a_profile_says_what_its_model_can_tell(name: str, words: str) -> None:
    assert profiles.profile(name).tells == words
    assert profiles.profile(name).one_way().tells == "tells nothing"
