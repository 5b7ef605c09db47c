"""Addresses of the notices, for phones: one page per notice, and what to bring for the services of a class."""

from django.urls import path

from kiosk.notices import bring_views, views

app_name = "notices"
urlpatterns = [
    path("n/<str:token>/", views.notice, name="notice"),
    path("bring/<str:letter>/", bring_views.bring, name="bring"),
]
