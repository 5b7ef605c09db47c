"""Addresses of the queue: figures for staff, one page per ticket for phones."""

from django.urls import path

from kiosk.queues import class_views, day_views, phone_views, review_views, special_views, statistics_views, waiting_views

app_name = "queues"
urlpatterns = [
    path("queue/statistics/", statistics_views.figures, name="statistics"),
    path("queue/ranking/", statistics_views.ranking, name="ranking"),
    path("queue/ranking/sign/", statistics_views.sign, name="sign"),
    path("queue/review/", review_views.review, name="review"),
    path("queue/review/<int:case_id>/correct/", review_views.correct, name="correct_case"),
    path("queue/days/", day_views.days, name="days"),
    path("queue/days/decide/", day_views.decide, name="decide_day"),
    path("queue/days/<int:opening_id>/undo/", day_views.undo, name="undo_day"),
    path("queue/days/calendar/", day_views.load_calendar, name="load_calendar"),
    path("queue/classes/", class_views.classes, name="classes"),
    path("queue/classes/settle/", class_views.settle, name="settle_classes"),
    path("queue/classes/counters/", class_views.serve, name="settle_counters"),
    path("queue/special/", special_views.cases, name="special"),
    path("queue/special/open/", special_views.begin, name="open_special"),
    path("queue/special/<int:case_id>/escalate/", special_views.escalate, name="escalate_special"),
    path("queue/special/<int:case_id>/close/", special_views.close, name="close_special"),
    path("t/<str:token>/", phone_views.ticket, name="ticket"),
    path("waiting/", waiting_views.waiting, name="waiting"),
    path("waiting/events/", waiting_views.events, name="waiting_events"),
]
