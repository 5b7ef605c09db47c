"""Registration of the guide with Django."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "kiosk.guide"
    label = "guide"
    verbose_name = "申辦須知"
