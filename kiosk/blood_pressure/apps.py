"""Registration of blood pressure with Django."""

from django.apps import AppConfig


class BloodPressureConfig(AppConfig):
    name = "kiosk.blood_pressure"
    label = "blood_pressure"
    verbose_name = "血壓"
