"""Saying "I am ready": a line on standard output for a parent, a datagram for systemd."""

from __future__ import annotations

import json
import os
import socket
import sys


def tell(facts: dict[str, object]) -> None:
    """Print `facts` as one JSON line and notify systemd, where it is there (sd_notify: READY=1)."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        target = "\0" + address[1:] if address.startswith("@") else address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"READY=1", target)
