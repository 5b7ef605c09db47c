"""The samples of a content file become drafts, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from django.db import transaction

from kiosk.announcements.models import Announcement, Kind, Status
from kiosk.announcements.roc_days import end_of, parse_roc_day, start_of
from kiosk.announcements.rules import NORMAL, WEIGHTS
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import ContentError
from kiosk.texts import FALLBACK, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

MAX_KEY, MAX_SOURCE = 32, 60  # as wide as the columns


@transaction.atomic
def load_drafts(path: Path, *, clock: Clock = SYSTEM) -> int:
    """Load the samples of a content file as drafts, once each; returns how many are new.

    Translations into a language of `check_translations` stay hidden from the public until somebody has read them.
    Raises `ContentError` naming the entry and the field that cannot be used.
    """
    content = _content(path)
    unchecked = [str(language) for language in content.get("check_translations") or []]
    drafts = [_draft(path, entry, unchecked, clock) for entry in _entries(path, content)]
    ids = [one.content_key for one in drafts]
    for twice in sorted({str(one) for one in ids if ids.count(one) > 1}):
        raise ContentError(f"{path.name}: samples: {twice}: id: it stands there twice; give each entry its own.")
    known = set(Announcement.objects.filter(content_key__isnull=False).values_list("content_key", flat=True))
    new = [one for one in drafts if one.content_key not in known]
    Announcement.objects.bulk_create(new)
    return len(new)


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: this is no YAML in UTF-8: {error}") from error
    return content if isinstance(content, dict) else {}


def _entries(path: Path, content: dict[str, Any]) -> list[dict[str, Any]]:
    entries = content.get("samples")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ContentError(f"{path.name}: samples: write a list of entries, each with id, kind, text and source_agency.")
    return entries


def _draft(path: Path, entry: dict[str, Any], unchecked: list[str], clock: Clock) -> Announcement:
    where = f"{path.name}: samples: {entry.get('id') or '(no id)'}"
    text = _text(where, entry)
    start, until = _day(where, entry, "start_roc"), _day(where, entry, "end_roc")
    if start and until and until < start:
        raise ContentError(f"{where}: end_roc: it lies before start_roc; correct one of them.")
    return Announcement(
        kind=_one_of(where, entry, "kind", [kind.value for kind in Kind]), status=Status.DRAFT, text=text,
        source=_name(where, entry, "source_agency", MAX_SOURCE), content_key=_name(where, entry, "id", MAX_KEY),
        weight=WEIGHTS.get(str(entry.get("priority")), NORMAL), author="content", created_at=clock.now(),
        unchecked=[language for language in unchecked if language in text and language != FALLBACK],
        start_at=start_of(start) if start else None, until_at=end_of(until) if until else None,
    )  # fmt: skip


def _name(where: str, entry: dict[str, Any], field: str, longest: int) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ContentError(f"{where}: {field}: write a text of 1 to {longest} characters.")
    return value


def _one_of(where: str, entry: dict[str, Any], field: str, known: list[str]) -> str:
    if entry.get(field) not in known:
        raise ContentError(f"{where}: {field}: {entry.get(field)!r} is none of {', '.join(known)}.")
    return str(entry[field])


def _text(where: str, entry: dict[str, Any]) -> dict[str, str]:
    text = entry.get("text")
    if not isinstance(text, dict) or not text.get(FALLBACK) or set(text) - set(LANGUAGES) or not _are_texts(text.values()):
        raise ContentError(f"{where}: text: give a text for {FALLBACK}, and only languages of {', '.join(LANGUAGES)}.")
    return text


def _day(where: str, entry: dict[str, Any], field: str) -> date | None:
    written = str(entry.get(field) or "")
    try:
        return parse_roc_day(written) if written else None
    except ValueError as error:
        raise ContentError(f"{where}: {field}: write an ROC day as 115/12/31, or nothing.") from error


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
