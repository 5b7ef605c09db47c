"""The slip of a result: readings, average, level in word and shape, advice; no name, no diagnosis.

In another language than Chinese each sentence stands a second time below, smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.printer.slip import Bar, Block, Cells, Columns, Qr, Rule, Slip, Space, Text
from kiosk.blood_pressure.rules import Level
from kiosk.clock import day_of
from kiosk.texts import FALLBACK, Texts, pick, roc_short

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.blood_pressure.answers import ReadingView, ScaleView, SessionView

SMALL = 26
# The signs of the shapes in the slip's face, which has no hexagon: urgent alone stands on a black bar.
SIGNS = {"disc": "●", "diamond": "◆", "triangle": "▲", "square": "■"}


def result_slip(view: SessionView, *, scale: ScaleView, kiosk_label: str, printed_at: datetime) -> Slip:
    """Build the slip of a session that has at least one reading; `printed_at` is aware UTC."""
    words = _Words(view.language)
    average = view.average
    if average is None or view.level is None:
        raise ValueError("a session without a reading has no slip")
    return Slip((
        *_head(words, printed_at, kiosk_label),
        *(_reading(words, reading) for reading in view.readings),
        *_BREAK,
        *_result(words, view, average, view.level),
        *_BREAK,
        *words.block(view.level.advice_key, size=32, bold=True),
        *(line for key in view.note_keys for line in words.block(key)),
        *words.block("bp.result_info"),
        *words.block("bp.emergency"),
        *_code(words, view),
        *_BREAK,
        *words.block("slip.bp.table", size=SMALL, name=scale.name, version=scale.version),
        *words.block("bp.children", size=SMALL, age=scale.adults_from_age),
        Space(12),
    ))  # fmt: skip


_BREAK = (Space(12), Rule("dashed"), Space(12))


class _Words:
    """Sentences in Chinese, and in the visitor's language where that is another."""

    def __init__(self, language: str) -> None:
        self._languages = tuple(dict.fromkeys((FALLBACK, language)))
        self.chinese = Texts(FALLBACK)

    def block(self, key: str, *, size: int = 28, bold: bool = False, **values: object) -> tuple[Text, ...]:
        """One line in each language, the second one small."""
        lines = [self._said(key, language, values) for language in self._languages]
        first = Text(lines[0], size, "bold" if bold else "medium")
        return (first, *(Text(line, SMALL) for line in lines[1:] if line != lines[0]))

    def line(self, key: str, **values: object) -> str:
        """Both languages on one line, as a caption."""
        lines = [self._said(key, language, values) for language in self._languages]
        return " ".join(dict.fromkeys(lines))

    @staticmethod
    def _said(key: str, language: str, values: dict[str, object]) -> str:
        chosen = {
            name: each.get(language) or each.get("en") or pick(each, language) if isinstance(each, dict) else each
            for name, each in values.items()
        }
        return Texts(language).text(key, **chosen)


def _head(words: _Words, printed_at: datetime, kiosk_label: str) -> tuple[Block, ...]:
    title = words.block("slip.bp.title")
    day = f"{roc_short(day_of(printed_at))}　{words.chinese.clock(printed_at)}"
    return (
        Space(10),
        Text(words.chinese.text("app.office"), 34, "serif", "center"),
        Text(title[0].text, 60, "serif", "center"),
        *(Text(more.text, 30, "bold", "center") for more in title[1:]),
        Space(8),
        Rule(thickness=4),
        Space(12),
        Columns(Text(day), Text(kiosk_label)),
        *_BREAK,
    )


def _reading(words: _Words, reading: ReadingView) -> Columns:
    left = f"{words.line('bp.nth', n=reading.seq)}　{words.chinese.clock(reading.received_at)}"
    return Columns(Text(left), Text(f"{reading.systolic_mmhg}/{reading.diastolic_mmhg}", 36, "bold"))


def _result(words: _Words, view: SessionView, average: ReadingView, level: Level) -> tuple[Block, ...]:
    caption = words.line("bp.average_of_two" if view.readings_counted > 1 else "bp.only_one")
    pulse = str(average.pulse_bpm) if average.pulse_bpm is not None else "—"
    columns = (
        ("bp.systolic", str(average.systolic_mmhg), "mmHg"),
        ("bp.diastolic", str(average.diastolic_mmhg), "mmHg"),
        ("bp.pulse", pulse, words.chinese.text("bp.per_minute")),
    )
    cells = tuple(
        (*_caption(words, key), Text(value, 72, "bold"), Text(unit, SMALL)) for key, value, unit in columns
    )
    return (_level(words.line(level.text_key), level), Space(4), Text(caption), Space(10), Cells(cells))


def _caption(words: _Words, key: str) -> tuple[Text, ...]:
    return tuple(Text(line.text, SMALL) for line in words.block(key))


def _level(word: str, level: Level) -> Block:
    if level is Level.URGENT:
        return Bar(word)
    return Text(f"{SIGNS[level.shape]} {word}", 56, "bold")


def _code(words: _Words, view: SessionView) -> tuple[Block, ...]:
    if not view.token:
        return ()
    return (*_BREAK, Qr(view.token, beside=words.block("slip.bp.code", bold=True)))
