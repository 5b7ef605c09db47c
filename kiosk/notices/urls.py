"""Address of the notices: one page per notice, for phones."""

from django.urls import path

from kiosk.notices import views

app_name = "notices"
urlpatterns = [path("n/<str:token>/", views.notice, name="notice")]
