"""Addresses of the outbox."""

from django.urls import path

from kiosk.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.problems, name="problems"),
    path("now/", views.problems_now, name="now"),
    path("<int:job_id>/slip.png", views.preview, name="preview"),
    path("<int:job_id>/printed/", views.printed, name="printed"),
    path("<int:job_id>/reprint/", views.reprint, name="reprint"),
    path("<int:job_id>/give-up/", views.give_up, name="give_up"),
]
