"""Addresses of the signs' page."""

from django.urls import path

from kiosk.sign_page import views

app_name = "sign_page"
urlpatterns = [
    path("", views.signs, name="signs"),
    path("<str:sign>/playing/", views.playing, name="playing"),
]
