"""Registration of the limits with Django."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "kiosk.limits"
    label = "limits"
    verbose_name = "使用次數"
