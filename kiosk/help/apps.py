"""Registration of calls for help with Django."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "kiosk.help"
    label = "help"
    verbose_name = "呼叫志工"
