"""Registration of the bench page with Django."""

from django.apps import AppConfig


class BenchPageConfig(AppConfig):
    name = "kiosk.bench_page"
    label = "bench_page"
    verbose_name = "模擬測試台"
