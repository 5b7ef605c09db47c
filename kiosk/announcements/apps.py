"""Registration of announcements with Django."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "kiosk.announcements"
    label = "announcements"
    verbose_name = "公告"
