"""Addresses of the manager's page of tokens; the interface itself is `kiosk.api.server`."""

from django.urls import path

from kiosk.api import views

app_name = "api"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("new/", views.create, name="create"),
    path("revoke/", views.revoke, name="revoke"),
]
