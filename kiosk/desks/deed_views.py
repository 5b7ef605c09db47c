"""What the panels of the counter's desk do: cases with their fee, papers missing, pass on, come back, ask, promise, choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kiosk.colleagues import services as colleagues
from kiosk.desks import pressing
from kiosk.desks.counter_views import NOBODY
from kiosk.desks.fees import bill
from kiosk.desks.forms import answers_of, day_of_field, visit_of
from kiosk.desks.holding import hold_with_notice
from kiosk.desks.once import once
from kiosk.desks.pressing import at_counters, press, whole
from kiosk.desks.settling import finish_visit
from kiosk.errors import Refused
from kiosk.queues import services as queues
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id
from kiosk.staff.roles import Role
from kiosk.texts import FALLBACK, Texts, pick

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kiosk.queues.answers import TicketView

SERIAL_DIGITS = 9  # seven of the day, two of its count


@allowed(*at_counters)
@require_POST
def settle(request: HttpRequest, counter: int) -> HttpResponse:
    """End the visit with its cases and its fee; `next` calls the next number with it."""
    then_next = request.POST.get("then") == "next"

    def end(by: str, shown: int | None) -> None:
        called = finish_visit(
            counter=counter, by=by, visit=visit_of(request), shown=shown, request_id=press_id(request), then_next=then_next
        )
        if then_next and called is None:
            messages.info(request, NOBODY)

    return press(request, counter, end, "cases")


@allowed(*at_counters)
@require_GET
def fees(request: HttpRequest, counter: int) -> HttpResponse:
    """Return what the tapped cases cost."""
    visit = visit_of(request)
    return render(request, "desks/_bill.html", {"bill": bill(visit.cases, visit.extras), "counter": counter})


@allowed(*at_counters)
@require_GET
def confirm(request: HttpRequest, counter: int) -> HttpResponse:
    """Show the applicant, in their language, what was done and what it costs, to read it before signing."""
    desk, visit = pressing.desk_of(counter), visit_of(request)
    language = desk.current_language or FALLBACK
    names = {one.case_id: one.name for one in queues.case_types()}
    both = [FALLBACK] if language == FALLBACK else [language, FALLBACK]
    parts = []
    for one in both:
        texts, cost = Texts(one), bill(visit.cases, visit.extras, language=one)
        parts.append(
            {
                "language": one.replace("_", "-"), "title": texts.text("confirm.title"), "read": texts.text("confirm.read"),
                "fee_word": texts.text("confirm.fee"), "sign": texts.text("confirm.sign"),
                "cases": [(pick(names[case], one), count) for case, count in visit.cases.items() if case in names],
                "bill": cost, "amount": texts.text("confirm.amount", n=f"{cost.total_twd:,}"),
                "look_up": texts.text("confirm.look_up"),
            }
        )  # fmt: skip
    return render(request, "desks/confirm.html", {"desk": desk, "parts": parts})


@allowed(*at_counters)
@require_POST
def hold(request: HttpRequest, counter: int) -> HttpResponse:
    """Print what is missing and let the number wait; `plain` lets it wait without a notice."""

    def wait(by: str, shown: int | None) -> None:
        sent, number = request.POST, press_id(request)
        if sent.get("plain") == "yes":
            if not queues.hold(counter=counter, by=by, reason=sent.get("reason", ""), shown=shown, request_id=number):
                raise Refused("desk.nobody_here")
            messages.success(request, "已保留，來賓補件後按「回來」輸入號碼即可，不必重新取號。")
            return
        desk = pressing.desk_of(counter)
        issued = hold_with_notice(
            counter=counter, by=by, service_id=sent.get("service", ""), answers=answers_of(sent),
            missing=sent.getlist("missing"), language=desk.current_language or FALLBACK, shown=shown, request_id=number,
        )  # fmt: skip
        messages.success(request, f"一次告知單 {issued.serial} 列印中，來賓憑單回來不必重新取號。")

    return press(request, counter, wait, "hold")


@allowed(*at_counters)
@require_POST
def transfer(request: HttpRequest, counter: int) -> HttpResponse:
    """Pass the case on: `to` is class:A, counter:5 or clerk:lin."""
    kind, _, target = request.POST.get("to", "").partition(":")
    wish: dict[str, object] = {"reason": request.POST.get("reason", ""), "request_id": press_id(request)}
    if kind == "class":
        wish["letter"] = target[:4]
    elif kind == "counter":
        wish["to_counter"] = whole(target)
    elif kind == "clerk":
        wish["to_clerk"] = target[:150]

    def pass_on(by: str, shown: int | None) -> None:
        if not queues.transfer(counter=counter, by=by, shown=shown, **wish):  # type: ignore[arg-type]  # read above
            raise Refused("desk.nobody_here")
        messages.success(request, "已轉交，號碼與等候順序不變。")

    return press(request, counter, pass_on, "transfer")


@allowed(*at_counters)
@require_POST
def bring_back(request: HttpRequest, counter: int) -> HttpResponse:
    """Bring back a number, or whoever holds a one-time notice, by what stands on the paper."""
    code = "".join(request.POST.get("code", "").split())

    def again(by: str, _shown: int | None) -> None:
        found = back_by_code(code, by, press_id(request))
        messages.success(request, f"{found.label} 已重新排入，不必重新取號。")

    return press(request, counter, again, "back")


def back_by_code(code: str, by: str, request_id: UUID) -> TicketView:
    """Return the number that `code` brings back: that of a ticket of today, or a notice's serial, which is longer."""
    if len(code) >= SERIAL_DIGITS and code.isascii() and code.isdigit():
        return queues.return_with_notice(serial=code, by=by, request_id=request_id)
    return queues.return_by_number(label=code, by=by, request_id=request_id)


@allowed(*at_counters)
@require_POST
def ask(request: HttpRequest, counter: int) -> HttpResponse:
    """Ask the law study group."""
    member = current_member(request)

    def do(by: str, _shown: int | None) -> None:
        colleagues.ask(
            text=request.POST.get("text", ""), by=by, name=member.display_name, request_id=press_id(request),
            label=_label(counter), counter=counter,
        )  # fmt: skip
        messages.success(request, "已送出，有回覆時這個視窗會提醒您。")

    return press(request, counter, do, "ask")


@allowed(*at_counters)
@require_POST
def promise(request: HttpRequest, counter: int) -> HttpResponse:
    """Put somebody on the list of those to be called back."""
    member, sent = current_member(request), request.POST

    def do(by: str, _shown: int | None) -> None:
        colleagues.promise_call(
            who=sent.get("who", ""), contact=sent.get("contact", ""), about=sent.get("about", ""),
            due_day=day_of_field(sent.get("day", "")), by=by, name=member.display_name, request_id=press_id(request),
            label=_label(counter),
        )  # fmt: skip
        messages.success(request, "已列入回電清單。")

    return press(request, counter, do, "call-back")


@allowed(*at_counters)
@require_POST
def open_special(request: HttpRequest, counter: int) -> HttpResponse:
    """Begin the clock of a doubtful case."""

    def do(by: str, shown: int | None) -> None:
        if shown is None:
            raise Refused("desk.nobody_here")
        sent = request.POST
        queues.open_special_case(ticket_id=shown, topic=sent.get("topic", ""), owner=sent.get("owner", ""), by=by)

    return _once(request, counter, do, "special")


@allowed(*at_counters)
@require_POST
def escalate_special(request: HttpRequest, counter: int, case_id: int) -> HttpResponse:
    """Pass a doubtful case on to a higher authority."""
    to, days = request.POST.get("to", ""), whole(request.POST.get("days", ""))
    return _once(
        request, counter, lambda by, _: queues.escalate_special_case(case_id=case_id, to=to, days=days, by=by), "special"
    )


@allowed(*at_counters)
@require_POST
def close_special(request: HttpRequest, counter: int, case_id: int) -> HttpResponse:
    """End a doubtful case with what was found."""
    found = request.POST.get("conclusion", "")
    return _once(
        request, counter, lambda by, _: queues.close_special_case(case_id=case_id, conclusion=found, by=by), "special"
    )


@allowed(Role.SUPERVISOR)
@require_POST
def override(request: HttpRequest, counter: int) -> HttpResponse:
    """Call a chosen number out of turn, with the reason that stays in the audit trail."""

    def do(by: str, shown: int | None) -> None:
        called = queues.call_ticket(
            counter=counter, ticket_id=whole(request.POST.get("ticket", "")), by=by, shown=shown,
            reason=request.POST.get("reason", ""), request_id=press_id(request),
        )  # fmt: skip
        if called is not None:
            messages.success(request, f"已指定 {called.label} 到 {counter} 號櫃台。")

    return press(request, counter, do, "override")


def _once(request: HttpRequest, counter: int, do: Callable[[str, int | None], object], panel: str) -> HttpResponse:
    def deed(by: str, shown: int | None) -> None:
        once(press_id(request), lambda: do(by, shown))

    return press(request, counter, deed, panel)


def _label(counter: int) -> str:
    current = pressing.desk_of(counter).current
    return current.label if current else ""
