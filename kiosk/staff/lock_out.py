"""When log-in pauses after wrong passwords, and what is remembered of the names that were tried.

Anybody can send wrong passwords for anybody's name.  So the limit counts a name at one address: who guesses locks out
the own address and not the member.  A guesser with many addresses is stopped by ten times that limit for the name alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from django.db.models import Sum
from django.utils.crypto import salted_hmac

from kiosk.staff.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME_COUNTS = 10  # this many failures from anywhere weigh as much as one from a single address
SALT = "kiosk.staff.lock_out"


class LogInGuard(AxesDatabaseHandler):
    """Counts failures by name and address, and by name alone at a tenth of the weight."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return what is compared with `AXES_FAILURE_LIMIT`."""
        here, anywhere = (
            int(tries.aggregate(sum=Sum("failures_since_start"))["sum"] or 0)
            for tries in self.get_user_attempts(request, credentials)
        )
        return max(here, anywhere // NAME_COUNTS)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the name under which a try is counted and kept.

    A name that no member has may be a mistyped password: a keyed hash stands for it.
    """
    typed = str((credentials or request.POST).get("username") or "").strip().lower()
    if Member.objects.filter(username=typed).exists():
        return typed
    return f"unknown {salted_hmac(SALT, typed, algorithm='sha256').hexdigest()[:32]}"


def was_locked_already(request: HttpRequest | None) -> bool:
    """Return whether a failed log-in was refused unread, because of an earlier lock-out."""
    return bool(getattr(request, "axes_locked_out", False)) and request.axes_failures_since_start is None  # type: ignore[union-attr]
