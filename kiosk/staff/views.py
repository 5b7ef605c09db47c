"""Coming in and going out: log-in, log-out, one's own password, and what a locked-out person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kiosk.staff import services
from kiosk.staff.access import for_every_member, open_to_all
from kiosk.staff.forms import LogInForm, OwnPasswordForm
from kiosk.staff.pages import current_member

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log_in = open_to_all(
    LoginView.as_view(
        template_name="staff/log_in.html", authentication_form=LogInForm, redirect_authenticated_user=True
    )
)


@method_decorator(never_cache, name="dispatch")
class _LogOut(LogoutView):
    """Logging out takes a press of the button: a link alone (GET) does not do it."""

    http_method_names = ["post", "options"]  # noqa: RUF012  # Django's own way


log_out = for_every_member(before_password_change=True)(_LogOut.as_view())


@for_every_member(before_password_change=True)
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let people choose a new password of their own."""
    member = current_member(request)
    form = OwnPasswordForm(member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_password(username=member.username, password=form.cleaned_data["new_password1"], by=member.username)
        member.refresh_from_db()
        update_session_auth_hash(request, member)
        messages.success(request, "密碼已更新。")
        return redirect("console:home")
    return render(request, "staff/password.html", {"form": form, "forced": member.must_change_password})


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """Tell somebody that log-in is paused after too many wrong passwords, and what to do."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    username = str((credentials or {}).get("username") or "")
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT, "username": username}
    return render(request, "staff/locked_out.html", context, status=429)
