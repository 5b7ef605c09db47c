"""The manager's pages: accounts and the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiosk.errors import Refused
from kiosk.staff import audit, badges, services
from kiosk.staff.access import allowed
from kiosk.staff.forms import NewMemberForm, RoleForm
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import ROLE_DUTIES, ROLE_NAMES, Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AREAS = {
    "session": "登入登出", "member": "帳號", "job": "單據", "announcement": "公告", "content": "資料確認", "token": "權杖",
    "api": "程式介面", "queue": "號碼與時段", "case": "案件更正", "ranking": "積點簽核", "alarm": "緊急求助",
    "bulletin": "公布欄", "blood_pressure": "血壓",
}  # fmt: skip
DEEDS = {
    "disable": services.disable, "enable": services.enable, "unlock": services.unlock, "take-badge": badges.take_badge,
}  # fmt: skip
TOLD = {"disable": "帳號「{}」已停用。", "enable": "帳號「{}」已恢復使用。", "unlock": "帳號「{}」已解除登入鎖定。",
        "take-badge": "帳號「{}」的志工證已收回。"}  # fmt: skip


@allowed(Role.MANAGER)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """List every account."""
    return _accounts(request, NewMemberForm())


@allowed(Role.MANAGER)
@require_POST
@never_cache
@sensitive_variables("word")
def create(request: HttpRequest) -> HttpResponse:
    """Make an account and show its one-time password, this once."""
    form = NewMemberForm(request.POST)
    if not form.is_valid():
        return _accounts(request, form, status=422)
    word = services.one_time_password()
    fields = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    try:
        made = services.create_member(**fields, password=word, by=current_member(request).username)
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return _accounts(request, form, status=422)
    return render(request, "staff/one_time_password.html", {"member": made, "word": word, "is_new": True})


@allowed(Role.MANAGER)
@require_POST
@never_cache
@sensitive_variables("word")
def new_password(request: HttpRequest, username: str) -> HttpResponse:
    """Give an account a one-time password and show it, this once."""
    word = services.one_time_password()
    with refusals_told(request):
        member = services.set_password(username=username, password=word, by=current_member(request).username)
        return render(request, "staff/one_time_password.html", {"member": member, "word": word, "is_new": False})
    return redirect("staff:accounts")


@allowed(Role.MANAGER)
@require_POST
@never_cache
@sensitive_variables("made")
def new_badge(request: HttpRequest, username: str) -> HttpResponse:
    """Give an account a badge, or its badge a new PIN, and show it, this once."""
    with refusals_told(request):
        made = badges.give_badge(username=username, by=current_member(request).username)
        return render(request, "staff/badge.html", {"made": made})
    return redirect("staff:accounts")


@allowed(Role.MANAGER)
@require_POST
def role(request: HttpRequest, username: str) -> HttpResponse:
    """Give an account another role."""
    form = RoleForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            changed = services.change_role(
                username=username, role=Role(form.cleaned_data["role"]), by=current_member(request).username
            )
            messages.success(request, f"「{changed.username}」的角色已改為{ROLE_NAMES[changed.role]}。")
    else:
        messages.error(request, "請從清單中選擇角色。")
    return redirect("staff:accounts")


@allowed(Role.MANAGER)
@require_POST
def deed(request: HttpRequest, username: str, name: str) -> HttpResponse:
    """Disable, enable or unlock an account."""
    if name not in DEEDS:
        raise Http404
    with refusals_told(request):
        DEEDS[name](username=username, by=current_member(request).username)
        messages.success(request, TOLD[name].format(username))
    return redirect("staff:accounts")


@allowed(Role.MANAGER)
@require_http_methods(["GET", "HEAD"])
def trail(request: HttpRequest) -> HttpResponse:
    """Show the audit trail, newest first."""
    older_than = request.GET.get("older_than", "")
    actor, area = request.GET.get("actor", "").strip(), request.GET.get("area", "")
    page = audit.trail(
        actor=actor, action=f"{area}." if area in AREAS else "",
        older_than=int(older_than) if older_than.isdecimal() and len(older_than) <= 18 else None,
    )  # fmt: skip
    return render(request, "staff/audit.html", {"page": page, "actor": actor, "area": area, "areas": AREAS})


def _accounts(request: HttpRequest, form: NewMemberForm, status: int = 200) -> HttpResponse:
    roles = [(r, ROLE_NAMES[r], ROLE_DUTIES[r]) for r in Role]
    context = {"members": services.members(), "form": form, "roles": roles}
    return render(request, "staff/accounts.html", context, status=status)
