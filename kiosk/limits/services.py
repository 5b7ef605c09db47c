"""The door of the limits: take one use, or be told how long to wait.

A limit counts whole minutes, in the database.  Writing a row for every request would cost more than most requests, so a
process takes its uses from there in portions of a twentieth of the limit: several processes together never grant more
than the limit, and at its end the last uses are handed out one by one.  A process that ends takes its portion with it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from kiosk.clock import SYSTEM, Clock
from kiosk.limits.models import MAX_KEY, Window

if TYPE_CHECKING:
    from datetime import datetime

MINUTE_S = 60
PORTIONS = 20  # of a limit
KEPT_MINUTES = 10
MAX_KEYS = 5000  # held in memory at once
IPV6_SITE = 64  # a household has a whole network of this size: counting single addresses would count nothing
_TAKE = """
    INSERT INTO limits_window (key, minute, used, granted) VALUES (%(key)s, %(minute)s, %(want)s, %(want)s)
    ON CONFLICT (key, minute) DO UPDATE SET
        granted = CASE WHEN limits_window.used + %(want)s <= %(limit)s THEN %(want)s ELSE %(limit)s - limits_window.used END,
        used = CASE WHEN limits_window.used + %(want)s <= %(limit)s THEN limits_window.used + %(want)s ELSE %(limit)s END
    RETURNING granted
"""


@dataclass
class _Portion:
    """What this process still has of one key's minute; `left` is negative where the minute is spent."""

    minute: int
    left: int


class Meter:
    """Counts for one process; threads share it."""

    def __init__(self) -> None:
        self._portions: dict[str, _Portion] = {}
        self._lock = threading.Lock()

    def take(self, key: str, per_minute: int, now: datetime) -> int:
        """Use one of `per_minute`; return 0, or the seconds to wait where they are spent."""
        now_s = int(now.timestamp())
        minute, wait_s = now_s // MINUTE_S, MINUTE_S - now_s % MINUTE_S
        with self._lock:
            portion = self._portions.get(key)
            if portion is None or portion.minute != minute:
                portion = self._begin(key, minute)
            if portion.left == 0:
                portion.left = _granted(key, minute, per_minute) or -1
            if portion.left < 0:
                return wait_s
            portion.left -= 1
            return 0

    def _begin(self, key: str, minute: int) -> _Portion:
        if len(self._portions) >= MAX_KEYS:
            self._portions = {name: one for name, one in self._portions.items() if one.minute == minute}
        if len(self._portions) >= MAX_KEYS:
            self._portions.clear()  # the database still knows
        self._portions[key] = _Portion(minute, 0)
        return self._portions[key]


METER = Meter()


def take(key: str, per_minute: int, now: datetime) -> int:
    """Use one of `per_minute` of this process's meter; return 0, or the seconds to wait."""
    return METER.take(key, per_minute, now)


def address_key(kind: str, address: str) -> str:
    """Return the key of an address: it counts, but the table does not tell whose it was."""
    return f"{kind}:{_hidden(settings.SECRET_KEY, address)}"[:MAX_KEY]


@lru_cache(maxsize=MAX_KEYS)
def _hidden(secret: str, address: str) -> str:
    return hmac.new(secret.encode(), _site(address).encode(), hashlib.sha256).hexdigest()[:32]


def tidy(*, clock: Clock = SYSTEM) -> int:
    """Remove what counts no more; returns how many rows."""
    oldest = int(clock.now().timestamp()) // MINUTE_S - KEPT_MINUTES
    return Window.objects.filter(minute__lt=oldest).delete()[0]


def _granted(key: str, minute: int, per_minute: int) -> int:
    """Take a portion out of the database; 0 where nothing is left."""
    if per_minute < 1:
        return 0
    want = max(1, per_minute // PORTIONS)
    values: dict[str, str | int] = {"key": key, "minute": minute, "want": want, "limit": per_minute}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        return max(0, int(cursor.fetchone()[0]))


def _site(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, IPV6_SITE), strict=False).network_address)
    return str(found)
