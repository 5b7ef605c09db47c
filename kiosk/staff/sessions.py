"""A session's two clocks, kept in the session itself, and what log-ins leave on the audit trail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from kiosk.clock import SYSTEM
from kiosk.staff import audit, rules
from kiosk.staff.lock_out import was_locked_already
from kiosk.staff.models import Member

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    from kiosk.staff.roles import Role

BEGAN, ACTIVE = "began_s", "active_s"
KEEP_EVERY = timedelta(seconds=30)  # activity is written at most so often: each write is a database write


def listen() -> None:
    """Connect the receivers below; called once, when Django is ready."""
    user_logged_in.connect(began, dispatch_uid="staff.began")
    user_logged_out.connect(ended, dispatch_uid="staff.ended")
    user_login_failed.connect(failed, dispatch_uid="staff.failed")
    user_locked_out.connect(locked, dispatch_uid="staff.locked")


def session_end(session: SessionBase, role: Role, now: datetime) -> rules.SessionEnd | None:
    """Return why this session is over, None while it lasts; one without clocks is over."""
    if BEGAN not in session or ACTIVE not in session:
        return rules.SessionEnd.IDLE
    return rules.session_end(role=role, began_at=_moment(session[BEGAN]), active_at=_moment(session[ACTIVE]), now=now)


def keep_alive(session: SessionBase, now: datetime) -> None:
    """Note that the person did something."""
    if now - _moment(session[ACTIVE]) >= KEEP_EVERY:
        session[ACTIVE] = now.timestamp()


def began(request: HttpRequest, user: Member, **_: Any) -> None:
    """Start both clocks and record the log-in."""
    now = SYSTEM.now()
    request.session[BEGAN] = request.session[ACTIVE] = now.timestamp()
    audit.record(actor=user.username, action="session.log_in", subject=user.username, address=_address(request))


def ended(request: HttpRequest, user: Member | None, **_: Any) -> None:
    """Record the log-out."""
    if user is not None:
        audit.record(actor=user.username, action="session.log_out", subject=user.username, address=_address(request))


def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record a failed log-in; a name that no member has is not kept, since it may be a mistyped password.

    What is refused during a lock-out leaves no line: whoever goes on must not be able to fill the trail.
    """
    if was_locked_already(request):
        return
    name = _known(str(credentials.get("username") or ""))
    audit.record(actor=name, action="session.refused", subject=name, address=_address(request))


def locked(request: HttpRequest, username: str, **_: Any) -> None:
    """Record that log-in is paused, once: the signal comes again with every try until the pause is over."""
    if not was_locked_already(request):
        name = _known(username)
        audit.record(actor=name, action="session.locked", subject=name, address=_address(request))


def _known(name: str) -> str:
    return name if Member.objects.filter(username=name).exists() else "（無此帳號）"


def _address(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR") or "") if request is not None else ""


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


