"""The phone page for words about a rating, and the page on which staff read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.ratings import rules, words
from kiosk.staff.access import allowed, open_to_all
from kiosk.staff.roles import Role
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.ratings.words import WordsPage

TEMPLATE = "ratings/phone.html"


@open_to_all
@csrf_exempt  # no cookie gives any right here: the address is the only key, and a phone may refuse cookies
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, token: str) -> HttpResponse:
    """Take what a visitor writes on the phone about their rating."""
    asked = phone.language_asked(request)
    try:
        page = words.page(token=token)
    except Refused as refused:
        texts = Texts(asked or FALLBACK)
        return phone.page(request, TEMPLATE, texts, 404, gone=texts.text(refused.text_key))
    texts = Texts(asked or page.language)
    if request.method != "POST":
        return _form(request, texts, page.text)
    return _taken(request, texts, token, request.POST.get("words", ""))


@allowed(Role.SUPERVISOR, Role.MANAGER)
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Show staff what visitors wrote."""
    return render(request, "ratings/words.html", {"written": words.newest()})


def _taken(request: HttpRequest, texts: Texts, token: str, text: str) -> HttpResponse:
    try:
        page: WordsPage = words.write(token=token, text=text)
    except Refused as refused:
        return _form(request, texts, text, told=texts.text(refused.text_key, **refused.values), status=422)
    return phone.page(
        request, TEMPLATE, texts, thanks=texts.text("fb.words_thanks"), text=page.text, again=texts.text("fb.words_again")
    )


def _form(request: HttpRequest, texts: Texts, text: str, *, told: str = "", status: int = 200) -> HttpResponse:
    return phone.page(
        request, TEMPLATE, texts, status, told=told, text=text, allowed=rules.MAX_WORDS,
        title=texts.text("fb.words_title"), label=texts.text("fb.words_label"), send=texts.text("fb.words_send"),
        private=texts.text("fb.words_private", allowed=rules.MAX_WORDS),
    )  # fmt: skip
