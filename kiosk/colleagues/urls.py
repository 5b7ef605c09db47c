"""Addresses of what colleagues tell each other."""

from django.urls import path

from kiosk.colleagues import views

app_name = "colleagues"
urlpatterns = [
    path("", views.notes, name="notes"),
    path("now/", views.questions_now, name="now"),
    path("questions/<int:question_id>/answer/", views.answer, name="answer"),
    path("call-backs/<int:call_back_id>/close/", views.close_call_back, name="close_call_back"),
    path("alarms/", views.alarms_now, name="alarms"),
    path("alarms/raise/", views.raise_alarm, name="raise_alarm"),
    path("alarms/<int:alarm_id>/answer/", views.answer_alarm, name="answer_alarm"),
    path("alarms/<int:alarm_id>/end/", views.end_alarm, name="end_alarm"),
]
