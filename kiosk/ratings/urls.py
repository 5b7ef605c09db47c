"""Addresses of ratings: one page per rating for phones, one for staff."""

from django.urls import path

from kiosk.ratings import phone_views, views

app_name = "ratings"
urlpatterns = [
    path("r/<str:token>/", views.write, name="write"),
    path("rate/<str:key>/", phone_views.rate, name="rate"),
    path("ratings/words/", views.read, name="words"),
]
