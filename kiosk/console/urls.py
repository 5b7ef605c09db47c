"""Addresses of the console."""

from django.urls import path

from kiosk.console import views

app_name = "console"
urlpatterns = [
    path("", views.home, name="home"),
    path("now/", views.now, name="now"),
    path("events/", views.events, name="events"),
]
