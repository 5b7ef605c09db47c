"""Registration of the programming interface with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kiosk.api"
    label = "api"
    verbose_name = "程式介面"
