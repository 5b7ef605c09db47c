"""Addresses of device health."""

from django.urls import path

from kiosk.health import views

app_name = "health"
urlpatterns = [
    path("", views.devices, name="devices"),
    path("now/", views.devices_now, name="now"),
]
