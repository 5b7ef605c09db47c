"""The words of the interface: every key in every language, dates as people write them, and what a missing one does."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kiosk import texts
from kiosk.staff.words import SENTENCES
from kiosk.texts import ASSETS, LANGUAGES, LOCALE, Texts, pick, roc_long, roc_short

DAY = date(2026, 3, 5)
SOURCES = [ASSETS.parent / "kiosk", ASSETS.parent / "screens"]
ASKED = {"text", "plural", "Refused"}
KEY = re.compile(r"[a-z]+(?:_[a-z]+)*(?:\.[a-z0-9_]+)+")
CHINESE_ALONE = {  # the other languages say it before the number, or not at all
    "board.to_counter_after", "menu.bp.detail", "menu.rate.detail", "menu.requirements.detail",
}  # fmt: skip


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "kiosk.po").open("rb") as source:
        return read_po(source, locale=language)


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}


def translated(language: str) -> dict[str, tuple[str, ...]]:
    """Every key of a catalogue that has words, with all its forms."""
    found = {}
    for message in CATALOGUES[language]:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if key and not message.fuzzy and all(forms):
            found[key] = tuple(forms)
    return found


def every_key(language: str) -> list[str]:
    """Every key of a catalogue, with words or without."""
    return [key for message in CATALOGUES[language] if (key := _key(message))]


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


PLURALS = {
    language: {_key(one): tuple(one.string) for one in CATALOGUES[language] if isinstance(one.id, tuple)}
    for language in LANGUAGES
}


def keys_in_code(*functions: str) -> Iterator[tuple[str, str]]:
    """Every key that stands in the code as it is, and where; parts of f-strings are left out."""
    for path in (path for folder in SOURCES for path in sorted(folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in (functions or ASKED):
                for key in _constants(node.args[0]):
                    yield key, f"{path.relative_to(ASSETS.parent)}:{node.lineno}"


def used_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the code and of the policies that could be a key, and a pattern for every f-string that makes some."""
    plain: set[str] = set()
    made: list[re.Pattern[str]] = []
    for path in (path for folder in SOURCES for path in sorted(folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                made += _patterns(node)
    for path in sorted((ASSETS / "policies").rglob("*.yaml")):
        plain |= set(KEY.findall(path.read_text(encoding="utf-8")))
    for path in sorted((ASSETS.parent / "kiosk").rglob("*.html")):
        plain |= set(KEY.findall(path.read_text(encoding="utf-8")))
    return plain, made


def _patterns(node: ast.JoinedStr) -> list[re.Pattern[str]]:
    """Return the keys that f"help.{state}_title" can make; a pattern must name an area, or it would excuse everything."""
    parts = [str(one.value) if isinstance(one, ast.Constant) else None for one in node.values]
    if not parts or parts[0] is None or not re.match(r"[a-z_]+\.", parts[0]):
        return []
    return [re.compile("".join("[a-z0-9_.]+" if one is None else re.escape(one) for one in parts))]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constants(argument: ast.expr) -> list[str]:
    """Return the key of "a.b", and both of "a.b" if c else "a.d"; a drawing's text(label) has none."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        dotted = argument.value.replace("_", "").replace(".", "").isalnum() and "." in argument.value
        return [argument.value] if dotted and argument.value.isascii() else []
    if isinstance(argument, ast.IfExp):
        return _constants(argument.body) + _constants(argument.orelse)
    return []


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_code_asks_for_has_words(language: str) -> None:
    known = {*translated(language), *SENTENCES, *CHINESE_ALONE}
    assert sorted({f"{key} ({where})" for key, where in keys_in_code() if key not in known}) == []


def test_the_search_for_keys_finds_them_in_both_floors() -> None:
    found = {key for key, _ in keys_in_code()}
    assert {"ticket.unknown", "desk.nobody_here", "desk.called_often", "slip.copy"} <= found


def test_no_words_lie_about_that_nobody_says() -> None:
    """A key that no code asks for is work for translators and for nobody else."""
    plain, made = used_in_code()
    unused = {
        key for language in LANGUAGES for key in every_key(language)
        if key not in plain and not any(pattern.fullmatch(key) for pattern in made)
    }  # fmt: skip
    assert sorted(unused) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_doubtful(language: str) -> None:
    assert sorted(set(every_key(language)) - set(translated(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_a_number_has_every_form_of_its_language(language: str) -> None:
    forms = {"zh_Hant": 1, "en": 2, "vi": 1, "id": 1}[language]
    plural = {key for key, said in PLURALS["zh_Hant"].items() if said}
    assert CATALOGUES[language].num_plurals == forms
    assert {key for key, said in PLURALS[language].items() if said} == plural
    assert [key for key in plural if len(PLURALS[language][key]) != forms] == []


def test_what_is_asked_for_with_a_number_has_forms() -> None:
    asked = {key for key, where in keys_in_code("plural")}
    assert sorted(asked - set(PLURALS["zh_Hant"])) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_catalogues_have_the_same_keys(language: str) -> None:
    assert set(translated("zh_Hant")) ^ set(translated(language)) == CHINESE_ALONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_the_chinese(language: str) -> None:
    """A form for exactly one may leave out the number: "1 person" needs no {n}."""
    chinese, wrong = translated("zh_Hant"), []
    for key, forms in translated(language).items():
        wanted = {name for form in chinese[key] for name in fields(form)}
        allowed = [wanted, wanted - {"n"}] if len(forms) > 1 else [wanted]
        wrong += [f"{key}: {form}" for form in forms if fields(form) not in allowed]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "short"),
    [
        ("zh_Hant", "115年3月5日（四）"),
        ("en", "Thu 5 Mar 2026 (115)"),
        ("vi", "5/3/2026 (115)"),
        ("id", "Kam 5 Mar 2026 (115)"),
    ],
)
def test_dates_are_written_as_people_of_that_language_do(language: str, short: str) -> None:
    assert Texts(language).date(DAY) == short


def test_official_papers_and_registers_write_roc_years() -> None:
    assert (roc_long(DAY), roc_short(DAY)) == ("中華民國115年3月5日（星期四）", "115/03/05")
    assert roc_long(date(2026, 3, 8)) == "中華民國115年3月8日（星期日）"


def test_the_clock_on_paper_is_the_wall_clock_of_the_office() -> None:
    assert Texts("en").clock(datetime(2026, 3, 5, 1, 30, tzinfo=UTC)) == "09:30"


def test_a_sentence_is_said_in_the_chosen_language_with_its_values() -> None:
    values = {"counter": 31}
    said = {language: Texts(language).text("desk.no_such_counter", **values) for language in LANGUAGES}
    assert all("31" in sentence for sentence in said.values())
    assert len(set(said.values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", ["th", "", "zh-TW"])
def test_a_language_nobody_has_written_is_chinese(language: str) -> None:
    assert Texts(language).language == "zh_Hant"
    assert Texts(language).text("ticket.unknown") == Texts("zh_Hant").text("ticket.unknown")


@pytest.fixture
def half_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two small catalogues; the English one knows less."""
    heads = {"zh_Hant": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
    entries = {
        "zh_Hant": 'msgid "a"\nmsgstr "甲"\n\nmsgid "b"\nmsgstr "乙 {x}"\n\n'
                   'msgid "p"\nmsgid_plural "p"\nmsgstr[0] "{n} 人"\n\nmsgid "q"\nmsgid_plural "q"\nmsgstr[0] "{n} 份"\n',
        "en": 'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr ""\n\n'
              'msgid "p"\nmsgid_plural "p"\nmsgstr[0] "one person"\nmsgstr[1] "{n} people"\n',
    }  # fmt: skip
    for language, head in heads.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        header = (
            f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
            f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {head}\\n"\n\n'
        )
        (folder / "kiosk.po").write_text(header + entries[language], encoding="utf-8")
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    texts._catalogue.cache_clear()
    assert len(texts.compile_catalogues()) == 2
    yield
    texts._catalogue.cache_clear()


@pytest.mark.usefixtures("half_translated")
def test_words_that_a_language_lacks_are_said_in_chinese() -> None:
    assert (Texts("en").text("a"), Texts("en").text("b", x=1)) == ("A", "乙 1")
    assert Texts("en").plural("q", 2) == "2 份"


@pytest.mark.usefixtures("half_translated")
@pytest.mark.parametrize(("n", "said"), [(0, "0 people"), (1, "one person"), (2, "2 people"), (21, "21 people")])
def test_numbers_of_people_are_said_in_the_right_form(n: int, said: str) -> None:
    assert (Texts("en").plural("p", n), Texts("zh_Hant").plural("p", n)) == (said, f"{n} 人")


@pytest.mark.usefixtures("half_translated")
def test_a_key_that_nobody_has_is_logged_once_and_shown_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    assert [Texts("zh_Hant").text("nobody.has_it") for _ in range(3)] == ["nobody.has_it"] * 3
    assert [record.args[0] for record in caplog.records if record.args] == ["nobody.has_it"]


def test_words_that_were_never_compiled_name_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    texts._catalogue.cache_clear()
    with pytest.raises(FileNotFoundError, match=r"\./run setup"):
        Texts("zh_Hant")
    texts._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("content", "language", "shown"),
    [
        ({"zh_Hant": "出生", "en": "Birth", "vi": "Sinh"}, "vi", "Sinh"),
        ({"zh_Hant": "出生", "en": "Birth"}, "vi", "出生 Birth"),
        ({"zh_Hant": "出生"}, "vi", "出生"),
        ({"zh_Hant": "出生"}, "en", "出生"),
        ({"zh_Hant": "出生", "en": "Birth", "vi": ""}, "vi", "出生 Birth"),
        ({"zh_Hant": "出生", "en": "Birth"}, "zh_Hant", "出生"),
        ({"en": "Birth"}, "zh_Hant", "Birth"),
        ({}, "en", ""),
    ],
)
def test_content_is_shown_in_the_chosen_language_or_in_chinese_plus_english(
    content: dict[str, str], language: str, shown: str
) -> None:
    assert pick(content, language) == shown
