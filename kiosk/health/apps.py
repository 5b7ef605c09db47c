"""Registration of device health with Django."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "kiosk.health"
    label = "health"
    verbose_name = "設備狀態"
