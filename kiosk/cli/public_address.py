"""The address that phones reach: is it one, is it ours, does it answer."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from kiosk.config import Config

WITHIN_S = 6.0
PAGE = "/waiting/"
OURS = b'data-events="/waiting/events/"'


def look(config: Config) -> tuple[bool | None, str, str]:
    """Return whether office.public_url serves phones, what was found, and what to do."""
    url = config.office.public_url
    if not url:
        return None, "not configured: no QR code is printed", ""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.path.rstrip("/") or parts.query:
        return False, f"{url} has more than a host", "Write office.public_url as https://host, without a path."
    if not _allowed(host, config.web.allowed_hosts):
        return False, f"this server does not answer to {host}", f'Add "{host}" to web.allowed_hosts.'
    if parts.scheme != "https" and not _is_this_machine(host):
        return False, f"{url} is not encrypted", "Put a TLS proxy in front, set web.https, and write https:// here."
    if parts.scheme == "https" and not config.web.https:
        return False, "web.https is false", "Set web.https = true: cookies and addresses are then made for https."
    return _answers(url.rstrip("/") + PAGE)


def _answers(page: str) -> tuple[bool, str, str]:
    start = "Does `kiosk web` run, does the proxy pass this host on, does the name resolve from here?"
    try:
        with urllib.request.urlopen(page, timeout=WITHIN_S) as answer:  # noqa: S310  # the configuration's own http address
            if OURS not in answer.read(200_000):
                return False, f"{page} is another's page", "Correct office.public_url, or the proxy behind it."
    except urllib.error.HTTPError as error:
        return False, f"{page} answers {error.code}", start
    except (urllib.error.URLError, http.client.HTTPException, ssl.SSLError, TimeoutError, OSError) as error:
        return False, f"{page} does not answer: {getattr(error, 'reason', error)}", start
    return True, f"{page} answers", ""


def _allowed(host: str, allowed: list[str]) -> bool:
    return any(one in {"*", host} or (one.startswith(".") and (host == one[1:] or host.endswith(one))) for one in allowed)


def _is_this_machine(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"}
