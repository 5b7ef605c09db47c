"""What goes wrong, as `application/problem+json` (RFC 9457): what happened, which field, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError

    from kiosk.errors import Refused

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/api/v1/problems"


class FieldFault(BaseModel):
    """One field that cannot be used; `field` is its path in the body, the query, the address or the headers."""

    field: str = Field(examples=["body.letter"])
    message: str
    remedy: str


class ProblemBody(BaseModel):
    """A problem: `type` names its kind, `detail` says it for people, `code` for programs."""

    type: str = Field(examples=[f"{ADDRESS}#invalid"])
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str = Field(examples=["desk.counter_closed"])
    remedy: str
    errors: list[FieldFault] = []


@dataclass(frozen=True)
class Kind:
    """A kind of problem; its title never changes."""

    status: int
    title: str
    remedy: str


KINDS = {
    "malformed": Kind(400, "The request cannot be read", "Send what the description at /api/v1/openapi.json asks for."),
    "wrong_host": Kind(400, "This server does not go by that name", "Add the name to web.allowed_hosts in kiosk.toml."),
    "no_key": Kind(400, "A write needs a key", "Send Idempotency-Key: a value of your own for each deed, such as a UUID."),
    "no_token": Kind(401, "No token that holds", "Send Authorization: Bearer TOKEN; make a token with `kiosk token create`."),
    "scope": Kind(403, "The token may not do this", "Ask the manager for a token with the scope that is named."),
    "not_found": Kind(404, "There is no such thing", "Look at the address and at the numbers in it."),
    "method": Kind(405, "Not with this method", "Use a method of the header Allow."),
    "slow": Kind(408, "The body did not come", "Send the whole body within 20 seconds."),
    "refused": Kind(409, "The queue refuses this now", "Read the hall or the counter again; the detail says why."),
    "too_large": Kind(413, "The body is too large", "Send at most 64 KiB."),
    "media_type": Kind(415, "Not in this form", "Send Content-Type: application/json."),
    "invalid": Kind(422, "Some fields cannot be used", "Correct the fields that are named."),
    "key_reused": Kind(422, "This key was used for something else", "Use a new Idempotency-Key for a new deed."),
    "limited": Kind(429, "Too many requests", "Wait for the seconds of the header Retry-After."),
    "mistake": Kind(500, "A fault of the server", "Try again with the same key; tell the maintainers if it stays."),
    "database_away": Kind(503, "The database does not answer", "Try again with the same key after Retry-After."),
}  # fmt: skip
_MISSING = frozenset({
    "ticket.unknown", "desk.no_such_counter", "ticket.notice_unknown", "desk.notice_unknown",
})  # fmt: skip
_FIELDS = {
    "ticket.class_unknown": "body.letter", "desk.case_unknown": "body.cases", "desk.case_quantity": "body.cases",
    "desk.case_types": "body.cases", "desk.no_target": "body", "desk.target_closed": "body.to_counter",
    "desk.notice_used": "body.notice_serial", "desk.moved_on": "body.shown", "queue.period": "query.last",
}  # fmt: skip


class Problem(Exception):
    """An answer other than the one that was asked for."""

    def __init__(  # noqa: PLR0913  # what an answer is made of
        self, kind: str, detail: str = "", *, code: str = "", status: int = 0, faults: Iterable[FieldFault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(detail or kind)
        self.kind = KINDS[kind]
        self.status = status or self.kind.status
        self.headers = dict(headers or {})
        self.body = ProblemBody(
            type=f"{ADDRESS}#{kind}", title=self.kind.title, status=self.status, detail=detail or self.kind.title,
            code=code or kind, remedy=self.kind.remedy, errors=list(faults),
        )  # fmt: skip


def of_refusal(refused: Refused) -> Problem:
    """Return what a service has refused, with the sentence that staff would read."""
    said, key = sentence(refused), refused.text_key
    missing = key in _MISSING
    faults = [FieldFault(field=_FIELDS[key], message=said, remedy=KINDS["invalid"].remedy)] if key in _FIELDS else []
    return Problem("not_found" if missing else "refused", said, code=key, faults=faults)


def of_validation(where: str, error: ValidationError) -> Problem:
    """Return the fields of a body or a query that cannot be used."""
    faults = [
        FieldFault(
            field=".".join([where, *(str(part) for part in one["loc"])]), message=one["msg"],
            remedy=_remedy(one["type"], one.get("ctx", {})),
        )
        for one in error.errors(include_url=False, include_input=False)[:20]
    ]  # fmt: skip
    if any(one["type"] == "json_invalid" for one in error.errors(include_url=False, include_input=False)):
        return Problem("malformed", "The body is no JSON.", faults=faults)
    return Problem("invalid", f"{len(faults)} field(s) cannot be used.", faults=faults)


def phrase(status: int) -> str:
    """Return the standard's own words for a status."""
    return HTTPStatus(status).phrase


def _remedy(kind: str, context: Mapping[str, object]) -> str:
    if kind == "extra_forbidden":
        return "Leave this field out."
    if kind == "missing":
        return "Add this field."
    allowed = ", ".join(f"{name} {value}" for name, value in context.items() if name != "error")
    return f"Send a value that fits: {allowed}." if allowed else "Send a value of the described type."
