"""Registration of the staff's desks with Django."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "kiosk.desks"
    label = "desks"
    verbose_name = "櫃台與服務台"
