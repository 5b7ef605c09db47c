"""Addresses of announcements."""

from django.urls import path

from kiosk.announcements import views

app_name = "announcements"
urlpatterns = [
    path("", views.board, name="board"),
    path("now/", views.board_now, name="now"),
    path("push/", views.push, name="push"),
    path("<int:announcement_id>/publish/", views.publish, name="publish"),
    path("<int:announcement_id>/withdraw/", views.withdraw, name="withdraw"),
]
