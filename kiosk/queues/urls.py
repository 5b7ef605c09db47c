"""Addresses of the queue: counters' desks and figures for staff, one page per ticket for phones."""

from django.urls import path

from kiosk.queues import phone_views, statistics_views, views

app_name = "queues"
urlpatterns = [
    path("desk/", views.desks, name="desks"),
    path("desk/<int:counter>/", views.desk, name="desk"),
    path("desk/<int:counter>/now/", views.desk_now, name="desk_now"),
    path("desk/<int:counter>/open/", views.open_counter, name="open"),
    path("desk/<int:counter>/close/", views.close_counter, name="close"),
    path("desk/<int:counter>/next/", views.call_next, name="next"),
    path("desk/<int:counter>/recall/", views.recall, name="recall"),
    path("desk/<int:counter>/done/", views.done, name="done"),
    path("desk/<int:counter>/no-show/", views.no_show, name="no_show"),
    path("queue/statistics/", statistics_views.figures, name="statistics"),
    path("queue/ranking/", statistics_views.ranking, name="ranking"),
    path("queue/ranking/sign/", statistics_views.sign, name="sign"),
    path("t/<str:token>/", phone_views.ticket, name="ticket"),
]
