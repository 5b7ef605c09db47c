"""The office's public waiting page: every class, who waits, for how long, the latest calls; and the line that keeps it live.

It names nobody and needs no token.  Hundreds may look at once, so that a page is made once for all of them: it is kept until
the hall changes, and for two seconds at most.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.apps import apps
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_safe

from kiosk.clock import SYSTEM, local
from kiosk.connections import let_go
from kiosk.guide import phone
from kiosk.queues import services
from kiosk.queues.rules.sessions import SessionKind
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from kiosk.queues.answers import ClassView, SessionView
    from kiosk.queues.apps import QueuesConfig

KEPT_S = 2.0
MAX_OPEN = 400  # open lines; more wait for their page's own refresh
REFRESH_S = 15
_kept: dict[tuple[str, bool], tuple[float, int, str]] = {}
_lock = threading.Lock()


@open_to_all
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the hall to everybody; with `part` only what changes."""
    language, part = phone.language_asked(request) or FALLBACK, "part" in request.GET
    response = HttpResponse(_page(language, part=part))
    patch_cache_control(response, public=True, max_age=int(KEPT_S))
    response["Vary"] = "Accept-Encoding"  # no cookie, no account: the same for everybody
    response["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
@require_GET
async def events(_request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Open the live line of one page: it says that the hall is worth another look, never what there is to see."""
    await sync_to_async(let_go)()  # a page stays open for long, and PostgreSQL has a hundred connections
    hub = queue_app().hub
    if hub.clients >= MAX_OPEN:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return StreamingHttpResponse(
        hub.events(), content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


def queue_app() -> QueuesConfig:
    """Return the queue's registration, which owns the hub."""
    found: QueuesConfig = apps.get_app_config("queues")  # type: ignore[assignment]  # registered under this label
    return found


def _page(language: str, *, part: bool) -> str:
    key = (language, part)
    with _lock:  # who comes at the same moment waits for the one that is being made
        version = queue_app().hub.version
        made_s, made_of, text = _kept.get(key, (0.0, -1, ""))
        if made_of == version and time.monotonic() - made_s < KEPT_S and text:
            return text
        text = render_to_string("queues/_waiting.html" if part else "queues/waiting.html", _context(language))
        _kept[key] = (time.monotonic(), version, text)
        return text


def _context(language: str) -> dict[str, Any]:
    words, hall, session = Texts(language), services.hall(), services.session()
    return phone.common(words) | {
        "calls": [(one, words.text("call.go_to_counter", n=one.counter)) for one in hall.calls],
        "lines": [_line(one, words) for one in services.classes(language=language)],
        "said": _said(session, words), "title": words.text("board.waiting_title"), "no_calls": words.text("waiting.no_calls"),
        "calls_title": words.text("waiting.calls"), "refresh_s": REFRESH_S,
        "updated": words.text("phone.updated", time=words.clock(SYSTEM.now())),
    }  # fmt: skip


def _line(one: ClassView, words: Texts) -> dict[str, Any]:
    people = words.plural("board.waiting", one.waiting) if one.waiting else words.text("board.nobody_waits")
    if not one.open:
        wait = words.text(one.closed_reason)
    elif one.wait is None:
        wait = words.text("phone.no_counter")
    else:
        wait = phone.range_told(words, one.wait.low_min, one.wait.high_min)
    return {"letter": one.letter, "name": one.name, "people": people, "wait": wait, "open": one.open}


def _said(session: SessionView, words: Texts) -> str:
    """Return what is said above everything: closed and until when, noon service; usually nothing."""
    if session.kind == SessionKind.NOON_FLEX:
        return words.text("closed.noon")
    if session.open:
        return ""
    title, opens = words.text("closed.title"), services.opening_hours().next_opening(SYSTEM.now())
    if opens is None:
        return title
    return f"{title} · {words.text('closed.next', date=words.date(local(opens).date()), time=words.clock(opens))}"
