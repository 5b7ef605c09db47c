"""Registration of the queue with Django."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    name = "kiosk.queues"
    label = "queues"
    verbose_name = "號碼與叫號"
