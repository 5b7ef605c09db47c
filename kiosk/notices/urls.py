"""Addresses of the notices, for phones: one page per notice, what to bring for one case, and for the services of a class."""

from django.urls import path

from kiosk.notices import bring_views, case_views, views

app_name = "notices"
urlpatterns = [
    path("n/<str:token>/", views.notice, name="notice"),
    path("bring/<str:service_id>/<str:known>/<str:ready>/", case_views.case, name="case"),
    path("bring/<str:letter>/", bring_views.bring, name="bring"),
]
