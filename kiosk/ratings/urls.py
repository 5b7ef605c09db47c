"""Addresses of ratings: one page per rating for phones, one for staff."""

from django.urls import path

from kiosk.ratings import views

app_name = "ratings"
urlpatterns = [
    path("r/<str:token>/", views.write, name="write"),
    path("ratings/words/", views.read, name="words"),
]
