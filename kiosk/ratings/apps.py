"""Registration of ratings with Django."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "kiosk.ratings"
    label = "ratings"
    verbose_name = "滿意度"
