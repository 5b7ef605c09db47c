"""Taking a number: given once, without gaps, together with its slip or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from at_once import at_once
from django.conf import settings
from django.db import connection, transaction

import kiosk
from kiosk import signals
from kiosk.clock import StillClock, day_of
from kiosk.config import Office
from kiosk.errors import Refused
from kiosk.hours import Hours, parse_spans
from kiosk.outbox.models import Job
from kiosk.queues import services
from kiosk.queues.answers import TicketTaken
from kiosk.queues.models import Sequence, Ticket, TicketEvent
from kiosk.queues.rules import WaitRange
from kiosk.queues.services import classes, open_counter, take_ticket, ticket_status

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("office")]
together = pytest.mark.django_db(transaction=True)
alone = pytest.mark.django_db


def take(clock: StillClock, letter: str = "A", *, request_id: UUID | None = None, **more: object) -> TicketTaken:
    wish = {"language": "zh_Hant", "priority": False, **more}
    return take_ticket(letter=letter, request_id=request_id or uuid4(), clock=clock, **wish)  # type: ignore[arg-type]


def numbers(letter: str = "A") -> list[int]:
    return list(Ticket.objects.filter(letter=letter).order_by("number").values_list("number", flat=True))


@alone
def test_the_first_number_of_a_class_is_one_and_each_class_counts_for_itself(clock: StillClock) -> None:
    taken = [take(clock, letter).label for letter in ("A", "B", "A", "G", "B", "A")]
    assert taken == ["A001", "B001", "A002", "G001", "B002", "A003"]


@alone
def test_at_midnight_the_numbers_start_again(clock: StillClock) -> None:
    clock.at = datetime(2026, 3, 5, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Taipei
    before = [take(clock).label, take(clock).label]
    clock.advance(1)
    assert [*before, take(clock).label, take(clock).label] == ["A001", "A002", "A001", "A002"]
    assert set(Ticket.objects.values_list("day", "label")) == {
        (day_of(clock.at) - timedelta(days=1), "A001"), (day_of(clock.at) - timedelta(days=1), "A002"),
        (day_of(clock.at), "A001"), (day_of(clock.at), "A002"),
    }  # fmt: skip


@alone
def test_after_a999_comes_a1000(clock: StillClock) -> None:
    Sequence.objects.create(letter="A", day=day_of(clock.now()), last=998)
    assert [take(clock).label for _ in range(3)] == ["A999", "A1000", "A1001"]


@together
def test_four_threads_get_every_number_once(clock: StillClock) -> None:
    def take_many() -> list[str]:
        return [take(clock, letter).label for _ in range(25) for letter in "AB"]

    given = [label for labels in at_once(*[take_many] * 4) for label in labels]
    assert sorted(given) == [f"{letter}{n:03}" for letter in "AB" for n in range(1, 101)]
    assert (numbers("A"), numbers("B")) == ([*range(1, 101)], [*range(1, 101)])


@together
def test_two_processes_get_every_number_once(clock: StillClock) -> None:
    program = textwrap.dedent(f"""
        from uuid import uuid4
        from kiosk.project.boot import boot
        boot()
        from django.db import connection
        connection.settings_dict["NAME"] = {str(connection.settings_dict["NAME"])!r}
        from kiosk.clock import StillClock
        from kiosk.queues.services import take_ticket
        for _ in range(40):
            print(take_ticket(letter="C", language="en", priority=False, request_id=uuid4(), clock=StillClock()).label)
    """)
    root = str(Path(kiosk.__file__).parent.parent)
    environment = {**os.environ, "KIOSK_HOME": str(settings.KIOSK_HOME), "PYTHONPATH": root}
    kiosks = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    given = [label for one in kiosks for label in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in kiosks] == [0, 0]
    assert sorted(given) == [f"C{n:03}" for n in range(1, 81)]


@alone
def test_a_second_press_gives_the_same_number(clock: StillClock) -> None:
    press = uuid4()
    first = take(clock, request_id=press)
    clock.advance(3)
    assert take(clock, request_id=press) == first
    assert take(clock, "B", request_id=press) == first
    assert (numbers(), Job.objects.count(), take(clock).label) == ([1], 1, "A002")


@together
def test_a_press_that_comes_twice_at_once_gives_one_number(clock: StillClock) -> None:
    for n in range(1, 6):
        press = uuid4()
        first, *others = at_once(*[lambda press=press: take(clock, request_id=press)] * 4)  # type: ignore[misc]
        assert others == [first] * 3
        assert first.label == f"A{n:03}"
    assert (numbers(), Job.objects.count()) == ([1, 2, 3, 4, 5], 5)


@alone
def test_number_slip_and_event_are_written_together(clock: StillClock) -> None:
    taken = take(clock, language="vi")
    ticket = Ticket.objects.select_related("job").get(pk=taken.ticket_id)
    assert (ticket.job_id, ticket.job.label, ticket.job.kind, ticket.job.state) == (
        taken.job_id, "A001", "ticket", "waiting",
    )  # fmt: skip
    assert ticket.job.not_after_at == clock.now() + timedelta(minutes=settings.KIOSK.printer.stale_after_minutes)
    assert list(TicketEvent.objects.values_list("ticket", "kind", "by")) == [
        (ticket.pk, "taken", settings.KIOSK.office.kiosk_label)
    ]


@alone
def test_a_slip_that_cannot_be_made_leaves_no_number_and_no_gap(
    clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(clock)

    def broken(facts: object) -> None:
        raise RuntimeError("no slip today")

    with monkeypatch.context() as broken_slips:
        broken_slips.setattr(services, "ticket_slip", broken)
        with pytest.raises(RuntimeError, match="no slip today"):
            take(clock)
    assert (numbers(), Job.objects.count(), TicketEvent.objects.count()) == ([1], 1, 1)
    assert take(clock).label == "A002"


@together
def test_while_one_visitor_fails_the_others_get_numbers_without_a_gap(
    clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = services.ticket_slip

    def sometimes(facts: services.TicketFacts) -> object:
        if facts.language == "en":
            raise RuntimeError("no slip in English")
        return real(facts)

    def visitor(language: str) -> None:
        for _ in range(10):
            try:
                take(clock, language=language)
            except RuntimeError:
                assert language == "en"

    monkeypatch.setattr(services, "ticket_slip", sometimes)
    at_once(*[lambda language=language: visitor(language) for language in ("zh_Hant", "en", "vi", "en")])  # type: ignore[misc]
    assert numbers() == [*range(1, 21)]


@alone
def test_nothing_of_a_number_stays_when_the_whole_transaction_falls(clock: StillClock) -> None:
    with transaction.atomic():
        take(clock)
        transaction.set_rollback(True)
    assert (numbers(), Job.objects.count()) == ([], 0)
    assert take(clock).label == "A001"


@alone
@pytest.mark.parametrize("letter", ["P", "", "a", "AA", "'; DROP TABLE queues_ticket; --"])
def test_a_class_nobody_has_is_refused(clock: StillClock, letter: str) -> None:
    with pytest.raises(Refused) as refused:
        take(clock, letter)
    assert (refused.value.text_key, refused.value.values) == ("ticket.class_unknown", {"letter": letter})
    assert Sequence.objects.count() == 0


@alone
def test_a_language_nobody_speaks_here_is_chinese(clock: StillClock) -> None:
    assert Ticket.objects.get(pk=take(clock, language="xx").ticket_id).language == "zh_Hant"


@alone
def test_the_number_says_who_is_ahead_and_how_long_it_will_take(clock: StillClock) -> None:
    """Four cases of five planned minutes at two counters are ten minutes, give or take three; unknown while none is open."""
    first = take(clock)
    open_counter(counter=1, by="chen", name="陳小姐", title="辦事員", clock=clock)
    open_counter(counter=2, by="lin", name="林先生", title="辦事員", clock=clock)
    for _ in range(3):
        take(clock)
    fifth = take(clock)
    assert services.ticketing().classes["A"].plan_minutes == 5
    assert (first.people_ahead, first.wait) == (0, None)
    assert (fifth.people_ahead, fifth.wait) == (4, WaitRange(5, 15))


@alone
def test_the_classes_are_those_of_the_office_with_who_waits_in_each(clock: StillClock) -> None:
    for letter in "AAB":
        take(clock, letter)
    found = classes(language="en", clock=clock)
    assert [(one.letter, one.waiting) for one in found] == [(letter, "AAB".count(letter)) for letter in "ABCDEFG"]
    assert len({one.name for one in found}) == 7
    assert all(one.name.isascii() for one in found)


@alone
def test_a_phone_sees_its_number_and_who_is_ahead_of_it(clock: StillClock) -> None:
    take(clock)
    mine = take(clock, language="en")
    token = Ticket.objects.get(pk=mine.ticket_id).token
    seen = ticket_status(token=token, clock=clock)
    assert (seen.label, seen.state, seen.people_ahead, seen.counter, seen.language) == ("A002", "waiting", 1, None, "en")
    assert ticket_status(token=token, language="vi", clock=clock).language == "vi"


@alone
@pytest.mark.parametrize("token", ["", "nobody", "' OR 1=1 --"])
def test_a_token_nobody_was_given_is_refused(clock: StillClock, token: str) -> None:
    take(clock)
    with pytest.raises(Refused, match=r"ticket\.unknown"):
        ticket_status(token=token, clock=clock)


@alone
def test_yesterdays_number_is_refused_today(clock: StillClock) -> None:
    token = Ticket.objects.get(pk=take(clock).ticket_id).token
    clock.advance(24 * 3600)
    with pytest.raises(Refused, match=r"ticket\.unknown"):
        ticket_status(token=token, clock=clock)


@pytest.fixture
def public_address(settings: object) -> Iterator[str]:
    kiosk_settings = settings.KIOSK  # type: ignore[attr-defined]
    office = Office(public_url="https://kiosk.example/q/")
    settings.KIOSK = kiosk_settings.model_copy(update={"office": office})  # type: ignore[attr-defined]
    yield "https://kiosk.example/q"
    settings.KIOSK = kiosk_settings  # type: ignore[attr-defined]


@alone
def test_the_slip_carries_the_address_only_where_phones_can_reach_it(clock: StillClock, public_address: str) -> None:
    taken = take(clock)
    token = Ticket.objects.get(pk=taken.ticket_id).token
    assert taken.status_url == f"{public_address}/t/{token}/"
    assert taken.status_url in Job.objects.get(pk=taken.job_id).slip_json


@alone
def test_without_a_public_address_there_is_no_code_on_the_slip(clock: StillClock) -> None:
    taken = take(clock)
    assert taken.status_url == ""
    assert "Qr" not in Job.objects.get(pk=taken.job_id).slip_json


@together
def test_the_hall_and_the_printer_are_woken(clock: StillClock) -> None:
    ear = signals.subscribe("hall", "jobs")
    take(clock)
    came: set[str] = set()
    while came != {"hall", "jobs"}:
        got = ear.wait(5)
        assert got
        came |= got
    ear.close()


@alone
def test_after_the_last_number_none_is_given_but_one_already_given_is_told_again(settings_of_day: StillClock) -> None:
    clock, request_id = settings_of_day, uuid4()
    given = take(clock, request_id=request_id)
    clock.advance(20 * 60)
    with pytest.raises(Refused, match=r"ticket\.ended"):
        take(clock)
    assert take(clock, request_id=request_id).label == given.label
    assert Ticket.objects.count() == 1


@pytest.fixture
def settings_of_day(monkeypatch: pytest.MonkeyPatch) -> StillClock:
    """Stand ten minutes before the last number of a Thursday."""
    monkeypatch.setattr(settings, "KIOSK_HOURS", Hours(week=((), (), (), parse_spans("08:00-10:34"), (), (), ())))
    return StillClock()
