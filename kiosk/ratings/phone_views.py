"""The page on which a visitor rates a finished visit: five faces, one tap, no script, no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.ratings import phone_rating
from kiosk.ratings.rules import Face
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "ratings/rate.html"


@open_to_all
@csrf_exempt  # no cookie gives any right here: the signed address is the only key, and a phone may refuse cookies
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, key: str) -> HttpResponse:
    """Take one tap for the visit of this address."""
    words = Texts(phone.language_asked(request) or FALLBACK)
    try:
        done = _tapped(request, key, words.language) or phone_rating.rated(key=key)
    except Refused as refused:
        return phone.page(request, TEMPLATE, words, 404, gone=words.text(refused.text_key))
    if request.method == "POST" and done is not None:
        return HttpResponseRedirect(f"?language={words.language}")  # reloading sends nothing twice
    if done is not None:
        more = reverse("ratings:write", kwargs={"token": done.token}) if done.token else ""
        return phone.page(
            request, TEMPLATE, words, thanks=words.text("fb.words_thanks"), more=more, add=words.text("fb.words_title"),
            face=words.text(f"rate.{done.face.value}"),
        )  # fmt: skip
    faces = [(face.value, words.text(f"rate.{face.value}")) for face in Face]
    return phone.page(request, TEMPLATE, words, title=words.text("phone.rate"), faces=faces)


def _tapped(request: HttpRequest, key: str, language: str) -> phone_rating.RatedOnPhone | None:
    tapped = request.POST.get("face", "") if request.method == "POST" else ""
    if tapped not in {face.value for face in Face}:
        return None
    return phone_rating.rate(key=key, face=Face(tapped), language=language)
