"""Addresses of the queue: figures for staff, one page per ticket for phones."""

from django.urls import path

from kiosk.queues import phone_views, statistics_views, waiting_views

app_name = "queues"
urlpatterns = [
    path("queue/statistics/", statistics_views.figures, name="statistics"),
    path("queue/ranking/", statistics_views.ranking, name="ranking"),
    path("queue/ranking/sign/", statistics_views.sign, name="sign"),
    path("t/<str:token>/", phone_views.ticket, name="ticket"),
    path("waiting/", waiting_views.waiting, name="waiting"),
    path("waiting/events/", waiting_views.events, name="waiting_events"),
]
