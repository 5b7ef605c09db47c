"""Registration of accounts with Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "kiosk.staff"
    label = "staff"
    verbose_name = "同仁帳號"

    def ready(self) -> None:
        """Listen to log-ins, so that every one of them is on the audit trail."""
        from kiosk.staff import sessions  # noqa: PLC0415  # only once every app is loaded

        sessions.listen()
