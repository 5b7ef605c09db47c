"""Addresses of announcements."""

from django.urls import path

from kiosk.announcements import editing_views, record_views, views

app_name = "announcements"
urlpatterns = [
    path("", views.board, name="board"),
    path("now/", views.board_now, name="now"),
    path("push/", views.push, name="push"),
    path("look/", editing_views.look, name="look"),
    path("new/", editing_views.new, name="new"),
    path("log/", record_views.log, name="log"),
    path("boards/", record_views.boards, name="boards"),
    path("boards/<int:posting_id>/take-down/", record_views.take_down, name="take_down"),
    path("<int:announcement_id>/", editing_views.one, name="one"),
    path("<int:announcement_id>/edit/", editing_views.edit, name="edit"),
    path("<int:announcement_id>/fill/", editing_views.fill, name="fill"),
    path("<int:announcement_id>/alarm/", views.alarm, name="alarm"),
    path("<int:announcement_id>/copy/", editing_views.copy, name="copy"),
    path("<int:announcement_id>/send/", editing_views.send, name="send"),
    path("<int:announcement_id>/approve/", editing_views.approve, name="approve"),
    path("<int:announcement_id>/reject/", editing_views.reject, name="reject"),
    path("<int:announcement_id>/publish/", views.publish, name="publish"),
    path("<int:announcement_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:announcement_id>/log/", record_views.log_of_one, name="log_of_one"),
    path("<int:announcement_id>/paper/", record_views.paper, name="paper"),
]
