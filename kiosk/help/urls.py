"""Addresses of calls for help."""

from django.urls import path

from kiosk.help import views

app_name = "help"
urlpatterns = [
    path("", views.calls, name="calls"),
    path("today/", views.today, name="today"),
    path("now/", views.now, name="now"),
    path("<int:call_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:call_id>/finish/", views.finish, name="finish"),
]
