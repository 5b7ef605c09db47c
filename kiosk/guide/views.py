"""What the office has not confirmed yet, and the tick that lets it be shown: who, when, and on which ground."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kiosk.guide import services
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.guide.answers import OpenMark

PER_PAGE = 25
MAX_REFERENCE = 200


@allowed(Role.SUPERVISOR)
@require_GET
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """List what waits for a confirmation, by kind."""
    marks = services.unconfirmed()
    kinds = {kind: len(list(group)) for kind, group in groupby(sorted(mark.kind for mark in marks))}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    page = Paginator(_of_kind(marks, kind), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": kinds, "kind": kind, "total": len(marks), "longest": MAX_REFERENCE}
    return render(request, "guide/unconfirmed.html", context)


@allowed(Role.SUPERVISOR)
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Record that one part was checked."""
    fields = {name: request.POST.get(name, "") for name in ("kind", "key", "field")}
    reference = " ".join(request.POST.get("reference", "").split())[:MAX_REFERENCE]
    with refusals_told(request):
        services.confirm(
            kind=fields["kind"], key=fields["key"], field=fields["field"],
            reference=reference, by=current_member(request).username,
        )  # fmt: skip
        messages.success(request, "已確認，這項內容現在可以對外顯示。")
    back = QueryDict(mutable=True)
    back.update({name: request.POST.get(f"back_{name}", "") for name in ("kind", "page")})
    return redirect(f"{reverse('guide:unconfirmed')}?{back.urlencode()}")


def _of_kind(marks: Iterable[OpenMark], kind: str) -> list[OpenMark]:
    return [mark for mark in marks if kind in {"", mark.kind}]
