"""What stands on a slip, and what is refused before a job exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example_slips import notice, ticket
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import EncodeError
from devices.printer.slip import Cells, Check, Cut, Phrase, Qr, Rule, Slip, Space, Text

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("slip", [ticket(), notice(), Slip(), Slip((Cut(),))])
def test_json_brings_back_an_equal_slip(slip: Slip) -> None:
    assert Slip.from_json(slip.to_json()) == slip


@given(st.text(max_size=200), st.integers(16, 320))
def test_any_text_survives_the_way_through_json(text: str, size: int) -> None:
    slip = Slip((Text(text, size=size), Check(text, note=text), Phrase((Text(text),))))
    assert Slip.from_json(slip.to_json()) == slip


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"blocks":[{"kind":"poem"}]}', '{"blocks":[{"kind":"space"}]}', '{"blocks":5}', "null"],
)
def test_what_is_no_slip_is_refused(text: str) -> None:
    with pytest.raises(EncodeError):
        Slip.from_json(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Text("a", size=5),
        lambda: Text("a" * 3000),
        lambda: Text("a", weight="heavy"),  # type: ignore[arg-type]
        lambda: Qr(""),
        lambda: Qr("x" * 301),
        lambda: Qr("x", module=1),
        lambda: Cells(()),
        lambda: Rule(thickness=0),
        lambda: Space(-1),
        lambda: Phrase(()),
    ],
)
def test_what_could_not_be_drawn_is_refused_at_once(make: Callable[[], object]) -> None:
    with pytest.raises(EncodeError):
        make()


def test_a_slip_falls_into_sheets_at_its_cuts() -> None:
    one, two = Text("一"), Text("二")
    assert list(Slip((one, Cut(), two, Cut())).sheets()) == [Slip((one,)), Slip((two,))]
    assert list(Slip((one, two)).sheets()) == [Slip((one, two))]
