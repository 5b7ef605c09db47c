"""Addresses of the bench page."""

from django.urls import path

from kiosk.bench_page import views

app_name = "bench_page"
urlpatterns = [
    path("", views.bench, name="bench"),
    path("now/", views.now, name="now"),
    path("press/", views.press, name="press"),
    path("touch/", views.touch, name="touch"),
    path("screen.png", views.screen, name="screen"),
    path("sign.png", views.sign, name="sign"),
    path("slip-<int:number>.png", views.slip, name="slip"),
]
