"""The one door of the staff pages: no view opens unless it says who may come in, and only to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from kiosk.clock import SYSTEM
from kiosk.staff import sessions
from kiosk.staff.access import Access, access_of
from kiosk.staff.models import Member
from kiosk.staff.roles import Role
from kiosk.staff.rules import SessionEnd

if TYPE_CHECKING:
    from collections.abc import Callable

SESSION_OVER = {
    SessionEnd.IDLE: "您已一段時間未操作，為保護資料已自動登出，請重新登入。",
    SessionEnd.TOO_LONG: "本次登入已滿 12 小時，請重新登入。",
}


class UndeclaredView(Exception):
    """A view declares nobody in `kiosk.staff.access`, so nobody may use it."""


class AccessMiddleware:
    """Reads a view's declaration before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on (the work is done once the view is known) and keep staff pages out of every cache."""
        response = self._get_response(request)
        # Without a session nobody is known: asking would make the answer depend on cookies, which keeps it out of caches.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(getattr(request, "user", None), Member):
            add_never_cache_headers(response)  # after logging out, "back" shows nothing
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Return None where the person may come in, else the answer that says why not and what to do."""
        access = access_of(view)
        if access is None:
            raise UndeclaredView(f"{view.__module__}.{view.__name__} declares nobody: use kiosk.staff.access.")
        if access.roles is None:
            return None
        member = request.user
        if not isinstance(member, Member):
            return _to_log_in(request)
        answer = _over(request, member) or _refused(request, member, access)
        if answer is None and not access.watching:
            sessions.keep_alive(request.session, SYSTEM.now())
        return answer


def _over(request: HttpRequest, member: Member) -> HttpResponse | None:
    end = sessions.session_end(request.session, Role(member.role), SYSTEM.now())
    if end is None:
        return None
    logout(request)
    messages.warning(request, SESSION_OVER[end])
    return _to_log_in(request)


def _refused(request: HttpRequest, member: Member, access: Access) -> HttpResponse | None:
    if member.must_change_password and not access.before_password_change:
        return _elsewhere(request, reverse("staff:password"))
    if not access.allows(Role(member.role)):
        return render(request, "403.html", status=403)
    return None


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """Send to the log-in page; a page that refreshes a part of itself brings the whole page back afterwards."""
    page = request.get_full_path()
    if request.headers.get("HX-Request") or request.method != "GET":
        page = _path_of(request.headers.get("HX-Current-URL", "")) or reverse("console:home")
    return _elsewhere(request, f"{reverse('staff:log_in')}?{urlencode({'next': page})}")


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _path_of(address: str) -> str:
    after_host = address.split("//", 1)[-1]
    return "/" + after_host.split("/", 1)[1] if "/" in after_host else ""
