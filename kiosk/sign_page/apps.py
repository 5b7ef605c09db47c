"""Registration of the signs' page with Django."""

from django.apps import AppConfig


class SignPageConfig(AppConfig):
    name = "kiosk.sign_page"
    label = "sign_page"
    verbose_name = "跑馬燈畫面"
