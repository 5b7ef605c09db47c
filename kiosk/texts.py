"""Words: the interface's catalogues, and the dates, clocks and money that differ by language.

Every word of the interface is a dotted key in `assets/locale/<language>/LC_MESSAGES/kiosk.po`; the office's own content is a
mapping from language to text.  ROC dates exist only here, at the edge: 2026 is 民國115年.
"""

from __future__ import annotations

import gettext
import logging
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import local

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

LANGUAGES = ("zh_Hant", "en", "vi", "id")
FALLBACK = "zh_Hant"
ASSETS = Path(__file__).resolve().parent.parent / "assets"
LOCALE = ASSETS / "locale"
ROC_OFFSET = 1911

_WEEKDAYS_ZH = "一二三四五六日"
_log = logging.getLogger(__name__)


class Texts:
    """The interface's words in one language; a word that is missing there is said in Chinese."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else FALLBACK
        self._catalogue = _catalogue(self.language)

    def text(self, key: str, **values: object) -> str:
        """Return the sentence of `key` with its placeholders filled."""
        return self._catalogue.gettext(key).format(**values)

    def plural(self, key: str, n: int, **values: object) -> str:
        """Return the sentence of `key` in the form that fits the number `n`, which also fills `{n}`."""
        return self._catalogue.ngettext(key, key, n).format(n=n, **values)

    def weekday(self, day: date) -> str:
        """Return the short name of a weekday: 週四, Thu, Th 5, Kam."""
        if self.language == "zh_Hant":
            return f"週{_WEEKDAYS_ZH[day.weekday()]}"
        from babel.dates import format_date  # noqa: PLC0415  # Chinese kiosks never pay for it

        return format_date(day, "EEE", locale=self.language)

    def date(self, day: date) -> str:
        """Return a short date: 115年3月5日（四） in Chinese, 5/3/2026 (115) in Vietnamese, Thu 5 Mar 2026 (115) elsewhere."""
        if self.language == "zh_Hant":
            return f"{roc_year(day)}年{day.month}月{day.day}日（{_WEEKDAYS_ZH[day.weekday()]}）"
        if self.language == "vi":
            return f"{day.day}/{day.month}/{day.year} ({roc_year(day)})"
        from babel.dates import format_date  # noqa: PLC0415  # Chinese kiosks never pay for it

        return f"{format_date(day, 'EEE d MMM y', locale=self.language)} ({roc_year(day)})"

    def clock(self, moment: datetime) -> str:
        """Return the office's wall clock at `moment`, as 09:30."""
        return f"{local(moment):%H:%M}"


def roc_year(day: date) -> int:
    """Return the ROC year of `day` (2026 is 115)."""
    return day.year - ROC_OFFSET


def roc_long(day: date) -> str:
    """Return 中華民國115年3月5日（星期四）, as official papers write it."""
    return f"中華民國{roc_year(day)}年{day.month}月{day.day}日（星期{_WEEKDAYS_ZH[day.weekday()]}）"


def roc_short(day: date) -> str:
    """Return 115/03/05, as registers write it."""
    return f"{roc_year(day)}/{day.month:02}/{day.day:02}"


def pick(content: Mapping[str, str], language: str) -> str:
    """Return content in `language`; what it lacks is shown in Chinese plus English."""
    if content.get(language):
        return content[language]
    chinese, english = content.get(FALLBACK, ""), content.get("en", "")
    if language == FALLBACK:
        return chinese or english
    return " ".join(part for part in (chinese, english) if part)


def one_line(text: str) -> str:
    """Return what people typed as one line: composed (NFC), without control and direction characters, single blanks."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in composed).split())


def compile_catalogues() -> list[Path]:
    """Turn every .po into the .mo beside it; returns the files written."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # set-up only
    from babel.messages.pofile import read_po  # noqa: PLC0415

    written = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po))
        written.append(target)
    return written


class _Catalogue(gettext.GNUTranslations):
    """A catalogue that says, once each, which key it does not have."""

    def __init__(self, source: object, language: str) -> None:
        super().__init__(source)  # type: ignore[arg-type]  # gettext asks for any readable object
        self._language = language
        self._missed: set[str] = set()

    def gettext(self, message: str) -> str:
        found = super().gettext(message)
        if found == message and message not in self._missed:
            self._missed.add(message)
            _log.warning("no text for %r in %s: add it to assets/locale/%s", message, self._language, self._language)
        return found


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / "kiosk.mo"
    if not path.exists():
        raise FileNotFoundError(f"The words of {language} are not compiled ({path.name} is missing). Run ./run setup.")
    with path.open("rb") as source:
        catalogue = _Catalogue(source, language)
    if language != FALLBACK:
        catalogue.add_fallback(_catalogue(FALLBACK))
    return catalogue


if __name__ == "__main__":
    print(f"texts: {len(compile_catalogues())} catalogues compiled", file=sys.stderr)  # noqa: T201
