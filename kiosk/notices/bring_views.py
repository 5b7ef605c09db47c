"""What to bring for the services of a class, on a phone: the list that the touch screen would begin with, for everybody.

No question is asked here, so that a paper which depends on the case carries its condition; the touch screen asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.guide import services as guide
from kiosk.notices import services
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "notices/bring.html"
KEPT_S = 300


@open_to_all
@require_safe
def bring(request: HttpRequest, letter: str) -> HttpResponse:
    """List the services of a class; with `service` in the query, what that one takes."""
    words = Texts(phone.language_asked(request) or FALLBACK)
    wanted = request.GET.get("service", "")
    try:
        page = _one(request, words, wanted, letter) if wanted else _all(request, words, letter)
    except Refused as refused:
        return phone.page(request, TEMPLATE, words, 404, gone=words.text(refused.text_key, **refused.values))
    if page.status_code == 200:
        page.headers.pop("Cache-Control", None)
        patch_cache_control(page, public=True, max_age=KEPT_S)
    return page


def _all(request: HttpRequest, words: Texts, letter: str) -> HttpResponse:
    found = guide.services_of_class(letter=letter, language=words.language)
    if not found:
        return phone.page(request, TEMPLATE, words, 404, gone=words.text("phone.nothing_to_bring"))
    which = words.text("phone.which")
    return phone.page(request, TEMPLATE, words, title=words.text("phone.bring"), services=found, which=which)


def _one(request: HttpRequest, words: Texts, service_id: str, letter: str) -> HttpResponse:
    view = services.checklist(service_id=service_id, answers={}, language=words.language)
    facts = (("fee", view.fee), ("deadline", view.deadline), ("place", view.place))
    return phone.page(
        request, TEMPLATE, words, view=view, letter=letter, bring=words.text("notice.bring"),
        facts=[(words.text(f"slip.notice.{name}"), value) for name, value in facts if value],
        sample=words.text("slip.notice.sample") if view.sample else "", back=words.text("phone.other_services"),
        law_label=words.text("notice.law"), as_of=words.text("notice.as_of", day=view.as_of),
    )  # fmt: skip
