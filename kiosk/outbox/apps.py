"""Registration of the outbox with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "kiosk.outbox"
    label = "outbox"
    verbose_name = "列印工作"
