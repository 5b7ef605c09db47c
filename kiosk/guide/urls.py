"""Addresses of the guide's staff pages."""

from django.urls import path

from kiosk.guide import views

app_name = "guide"
urlpatterns = [
    path("unconfirmed/", views.unconfirmed, name="unconfirmed"),
    path("unconfirmed/confirm/", views.confirm, name="confirm"),
]
