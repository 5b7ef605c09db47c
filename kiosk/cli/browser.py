"""A small browser: keeps cookies, reads forms, presses buttons.  It sends what a person's browser would send."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.client import HTTPResponse

ANSWER_WITHIN_S = 10.0


class PageError(Exception):
    """The server answered with an error, or the page has no such form; the message says which page."""


@dataclass
class Form:
    """One form of a page: where it goes, what its fields hold now, what stands on its buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)  # words on it -> (name, value)


@dataclass(frozen=True)
class Page:
    """What came back."""

    url: str
    html: str
    forms: tuple[Form, ...]


class Browser:
    """One person's browser on the console at `base` (http://host:port/)."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = Page(base, "", ())

    def visit(self, path: str) -> Page:
        """Go to a page; raises `PageError` where it does not answer 200."""
        return self._load(urllib.request.Request(urllib.parse.urljoin(self._base, path)))  # noqa: S310  # our own server

    def stream(self, path: str) -> HTTPResponse:
        """Open an answer without end, such as a page's events; its lines are read from it as they come."""
        request = urllib.request.Request(urllib.parse.urljoin(self._base, path))  # noqa: S310  # our own server
        answer: HTTPResponse = self._opener.open(request)
        return answer

    def submit(self, action: str, button: str = "", **values: str) -> Page:
        """Fill the form whose action ends in `action` with `values` and press `button` (its words; default: no button)."""
        form = next((one for one in self.page.forms if urllib.parse.urlsplit(one.action).path.endswith(action)), None)
        if form is None:
            known = ", ".join(one.action or "(itself)" for one in self.page.forms) or "none"
            raise PageError(f"{self.page.url} has no form to {action}; forms: {known}")
        data = {**form.fields, **values}
        if button:
            name, value = form.buttons[button]
            data |= {name: value} if name else {}
        target = urllib.parse.urljoin(self.page.url, form.action)
        body = urllib.parse.urlencode(data).encode() if form.method == "post" else None
        url = target if body is not None else f"{target}?{urllib.parse.urlencode(data)}"
        return self._load(urllib.request.Request(url, data=body, headers={"Referer": self.page.url}))  # noqa: S310

    def _load(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=ANSWER_WITHIN_S) as answer:
                html = answer.read().decode()
                self.page = Page(answer.geturl(), html, _forms(html))
        except urllib.error.HTTPError as error:
            raise PageError(f"{request.full_url} answered {error.code}") from error
        except urllib.error.URLError as error:
            raise PageError(f"{request.full_url} did not answer: {error.reason}") from error
        return self.page


def _forms(html: str) -> tuple[Form, ...]:
    reader = _FormReader()
    reader.feed(html)
    return tuple(reader.forms)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._button: tuple[str, str] | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, found, {name for name, _ in attrs})

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "button" and self._form is not None and self._button is not None:
            self._form.buttons[" ".join(self._words.split())] = self._button
            self._button = None
        elif tag == "textarea" and self._form is not None and self._area is not None:
            self._form.fields[self._area] = self._words.strip()
            self._area = None

    def _field(self, tag: str, found: dict[str, str], names: set[str]) -> None:
        form, name = self._form, found.get("name", "")
        if form is None:
            return
        if tag == "input" and name:
            ticked = found.get("type") not in {"checkbox", "radio"} or "checked" in names
            if ticked:
                form.fields[name] = found.get("value", "on" if found.get("type") == "checkbox" else "")
        elif tag == "button":
            self._button, self._words = (name, found.get("value", "")), ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in names or self._select not in form.fields):
            form.fields[self._select] = found.get("value", "")
        elif tag == "textarea":
            self._area, self._words = name, ""
