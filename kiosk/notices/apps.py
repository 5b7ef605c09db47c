"""Registration of the notices with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kiosk.notices"
    label = "notices"
    verbose_name = "一次告知單"
