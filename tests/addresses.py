"""Every address of the web pages, found by walking the resolver, so that no page can be forgotten by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES: dict[str, object] = {
    "posting_id": 1, "key": "no-such-key", "sign": "marquee",
    "counter": 3, "token": "no-such-token", "announcement_id": 1, "call_id": 1, "job_id": 1, "username": "nobody",
    "alarm_id": 1, "question_id": 1, "call_back_id": 1, "ticket_id": 1, "case_id": 1, "letter": "A",
    "name": "transfer", "number": 1, "serial": "no-such-serial", "opening_id": 1,
    "service_id": "birth-registration", "known": "-", "ready": "-",
}  # fmt: skip


def every_address() -> list[tuple[str, str]]:
    """Return (name, address) of every page, with a sample in the place of each argument."""
    return sorted((name, _fill(name, pattern)) for name, pattern in _walk(get_resolver().url_patterns, ""))


def _fill(name: str, pattern: URLPattern) -> str:
    return reverse(name, kwargs={argument: SAMPLES[argument] for argument in pattern.pattern.converters})


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", pattern
