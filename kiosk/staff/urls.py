"""Addresses of the staff feature."""

from django.urls import path

from kiosk.staff import account_views, views

app_name = "staff"
urlpatterns = [
    path("log-in/", views.log_in, name="log_in"),
    path("log-out/", views.log_out, name="log_out"),
    path("password/", views.password, name="password"),
    path("accounts/", account_views.accounts, name="accounts"),
    path("accounts/new/", account_views.create, name="create"),
    path("accounts/<str:username>/password/", account_views.new_password, name="new_password"),
    path("accounts/<str:username>/badge/", account_views.new_badge, name="new_badge"),
    path("accounts/<str:username>/role/", account_views.role, name="role"),
    path("accounts/<str:username>/<slug:name>/", account_views.deed, name="deed"),
    path("audit/", account_views.trail, name="audit"),
]
