"""Registration of what colleagues tell each other with Django."""

from django.apps import AppConfig


class ColleaguesConfig(AppConfig):
    name = "kiosk.colleagues"
    label = "colleagues"
    verbose_name = "同仁聯繫"
