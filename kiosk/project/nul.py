"""Refuses what no keyboard writes: a NUL in an address, a question or a form, which PostgreSQL cannot keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class RefuseNul:
    """Answers such a request with 400 before any view looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what can be read."""
        if NUL in request.path or _holds(request.GET) or (request.method == "POST" and _holds(request.POST)):
            return render(request, "400.html", status=400)
        return self._get_response(request)


def _holds(sent: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in sent.lists())
