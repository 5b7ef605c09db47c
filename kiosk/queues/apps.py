"""Registration of the queue with Django; it owns the hub of the pages that everybody may open."""

from __future__ import annotations

from django.apps import AppConfig

from kiosk.live import Hub


class QueuesConfig(AppConfig):
    name = "kiosk.queues"
    label = "queues"
    verbose_name = "號碼與叫號"
    hub: Hub

    def ready(self) -> None:
        """Make the hub of the pages for everybody; it listens while one of them is open."""
        from kiosk import signals  # noqa: PLC0415  # only once every app is loaded

        self.hub = Hub(signals.subscribe, ("hall",))
