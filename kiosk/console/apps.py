"""Registration of the staff console with Django; it owns the process's one hub for live pages."""

from __future__ import annotations

from django.apps import AppConfig

from kiosk.live import Hub


class ConsoleConfig(AppConfig):
    name = "kiosk.console"
    label = "console"
    verbose_name = "管理主控台"
    hub: Hub

    def ready(self) -> None:
        """Make the hub; it starts to listen when the first page asks."""
        from kiosk import signals  # noqa: PLC0415  # only once every app is loaded

        self.hub = Hub(signals.subscribe)
