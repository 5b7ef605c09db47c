"""Addresses of the electronic subtitle machine."""

from django.urls import path

from kiosk.announcements import subtitle_views

app_name = "subtitle"
urlpatterns = [
    path("", subtitle_views.subtitle, name="page"),
    path("now/", subtitle_views.now, name="now"),
]
