"""Figures on their pages: who may read them, what stands there, what a spreadsheet gets; a month's list and its signature."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lobby import Lobby
from office_content import office_content
from people import browser, engage

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.answers import CaseDone
from kiosk.queues.models import Case, RankingSignOff
from kiosk.queues.statistics import plain_cell
from kiosk.staff.models import AuditEntry, Member
from kiosk.staff.roles import Role

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]
MARCH, APRIL = date(2026, 3, 1), StillClock(datetime(2026, 4, 2, 2, 0, tzinfo=UTC))


@pytest.fixture
def month(office_content: None) -> Lobby:
    """Thursday 5 March 2026: three numbers at counter 1, one of them passed; one at counter 2; one never called."""
    lobby = Lobby(StillClock())
    lobby.sit(1, 2)
    for letter in "AABA":
        lobby.take(letter)
    lobby.clock.advance(596)
    for counter in (1, 2):
        lobby.call(counter)
        lobby.clock.advance(20)
        services.serve(counter=counter, by=f"clerk{counter}", clock=lobby.clock)
        lobby.clock.advance(300)
        services.finish(counter=counter, by=f"clerk{counter}", cases=[CaseDone("transcript", counter)], clock=lobby.clock)
    lobby.call(1)
    lobby.pass_over(1)
    return lobby


def figures(**more: Any) -> services.Statistics:
    return services.statistics(**{"first": MARCH, "last": date(2026, 3, 31), "clock": APRIL, **more})


def test_a_month_adds_up_however_it_is_cut(month: Lobby) -> None:
    found = figures()
    total = found.total
    assert (total.taken, total.served, total.no_show, total.abandoned) == (4, 2, 1, 1)
    assert (total.walking.mean_min, total.serving.mean_min) == (0.3, 5.0)
    assert [(one.name, one.served) for one in found.tables["counter"]] == [("1", 1), ("2", 1)]
    assert [one.name for one in found.tables["hour"]] == ["10:00"]
    for by in ("class", "hour"):
        assert sum(one.taken for one in found.tables[by]) == 4
    assert figures(first=date(2026, 3, 6)).total.taken == 0
    assert figures(clock=month.clock).total.abandoned == 0, "who still waits today has not given up"


def test_a_period_that_is_none_or_too_long_is_refused() -> None:
    for first, last in ((date(2026, 3, 2), date(2026, 3, 1)), (date(2024, 1, 1), date(2026, 1, 1))):
        with pytest.raises(Refused, match=r"queue\.period"):
            services.statistics(first=first, last=last)


def test_the_table_for_spreadsheets_has_its_definitions_and_no_formulas(month: Lobby) -> None:
    Member.objects.create(username="clerk1", display_name='=HYPERLINK("x")', role=Role.CLERK, created_at=APRIL.now())
    text = services.as_csv(figures())
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["分類", "項目", "取號", "完成"]
    assert rows[1][1:6] == ["合計", "4", "2", "1", "1"]
    assert ["承辦人", "'=HYPERLINK(\"x\")"] in [row[:2] for row in rows]
    assert sum(row[:1] == ["定義"] for row in rows) == 9


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert plain_cell(cell) == f"'{cell}"


def test_a_supervisor_reads_the_page_and_takes_the_table(month: Lobby) -> None:
    client = browser(Role.SUPERVISOR, "lin")
    address = "/queue/statistics/?from=2026-03-01&to=2026-03-31"
    page = client.get(address).content.decode()
    for text in ("等候統計", "115/03/01", "依承辦人", "取號到第一次叫號"):
        assert text in page
    answer = client.get(f"{address}&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "queue-2026-03-01-2026-03-31.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["from=x&to=y", "from=2026-13-01", "from=2026-05-01&to=2026-03-01", "from=0001-01-01"])
def test_a_nonsense_period_is_an_answer_and_no_error(month: Lobby, query: str) -> None:
    client = browser(Role.SUPERVISOR, "lin")
    assert client.get(f"/queue/statistics/?{query}", follow=True).status_code == 200
    assert client.get(f"/queue/ranking/?month={query[5:]}").status_code == 200


@pytest.mark.parametrize("role", [Role.CLERK, Role.VOLUNTEER, Role.MAINTAINER])
def test_who_works_under_them_does_not_read_colleagues_figures(month: Lobby, role: Role) -> None:
    assert browser(role).get("/queue/statistics/").status_code == 403
    assert Client().get("/queue/statistics/").status_code == 302


# ---- the month's list ----------------------------------------------------------------------------------------------
def listed(viewer: str) -> services.RankingView:
    return services.ranking(month=date(2026, 3, 9), viewer=viewer, clock=APRIL)


@pytest.fixture
def people(month: Lobby) -> None:
    engage(Role.CLERK, "clerk1")
    engage(Role.CLERK, "clerk2", name="王大同")
    engage(Role.SUPERVISOR, "lin", name="林志明")


def test_before_it_is_signed_everybody_sees_their_own_line_and_the_team(people: None) -> None:
    mine = listed("clerk1")
    assert (mine.lines, mine.top, mine.names, mine.may_sign) == ((), (), {}, False)
    assert mine.own is not None
    assert (mine.own.points, mine.own.duty_days, mine.team.points, mine.team.cases) == (1, 1, 3, 3)
    whole = listed("lin")
    assert [(one.place, one.clerk, one.points) for one in whole.lines] == [(1, "clerk2", 2), (2, "clerk1", 1)]
    assert (whole.may_sign, whole.own) == (True, None)


def test_a_corrected_case_loses_its_points(people: None) -> None:
    case = Case.objects.get(clerk="clerk2")
    services.correct_case(case_id=case.pk, fault="漏列", by="lin", clock=APRIL)
    whole = listed("lin")
    assert [(one.clerk, one.points, one.corrected) for one in whole.lines] == [("clerk1", 1, 0), ("clerk2", 0, 1)]
    assert whole.team.error_pct == 33.33


def test_what_is_signed_is_frozen_and_shown_only_where_it_was_shared(people: None) -> None:
    with pytest.raises(Refused, match=r"desk\.supervisor_only"):
        services.sign_ranking(month=MARCH, by="clerk2", clock=APRIL)
    with pytest.raises(Refused, match=r"queue\.month_runs"):
        services.sign_ranking(month=date(2026, 4, 1), by="lin", clock=APRIL)
    services.sign_ranking(month=MARCH, by="lin", clock=APRIL)
    assert listed("clerk1").top == ()
    Case.objects.update(points=99)
    assert [one.points for one in listed("lin").lines] == [2, 1]
    with pytest.raises(Refused, match=r"queue\.signed_already"):
        services.sign_ranking(month=MARCH, by="lin", share=True, clock=APRIL)
    RankingSignOff.objects.update(shared=True)
    shared = listed("clerk1")
    assert ([one.clerk for one in shared.top], shared.lines, shared.names["clerk2"]) == (["clerk2", "clerk1"], (), "王大同")
    assert AuditEntry.objects.filter(action="ranking.sign").count() == 1


def test_a_clerk_sees_no_name_and_no_button_on_the_page(people: None) -> None:
    from people import log_in  # noqa: PLC0415

    client = log_in("clerk1")
    page = client.get("/queue/ranking/?month=2026-03").content.decode()
    assert "王大同" not in page
    assert "簽核 115" not in page
    assert "您的月份" in page
    assert client.post("/queue/ranking/sign/", {"month": "2026-03-01"}).status_code == 403


def test_a_supervisor_signs_on_the_page(people: None) -> None:
    from people import log_in  # noqa: PLC0415

    client = log_in("lin")
    assert "王大同" in client.get("/queue/ranking/?month=2026-03").content.decode()
    client.post("/queue/ranking/sign/", {"month": "2026-03-01", "share": "yes"})
    row = RankingSignOff.objects.get()
    assert (row.month, row.shared, row.signed_by) == (MARCH, True, "lin")
    assert "簽核" in client.get("/queue/ranking/?month=2026-03").content.decode()


# ---- what the manager should know ----------------------------------------------------------------------------------
def test_the_manager_is_told_when_to_open_a_counter_and_whom_nobody_serves(office_content: None) -> None:
    lobby = Lobby(StillClock())
    assert services.advice(clock=lobby.clock).open_more == 0
    for _ in range(12):
        lobby.take("A")
    told = services.advice(clock=lobby.clock)
    assert (told.open_counters, told.counters_wanted, told.open_more, told.unserved) == (0, 3, 3, ("A",))
    lobby.sit(1, 2, 3)
    assert services.advice(clock=lobby.clock).open_more == 0
    services.serve_classes(counter=1, letters="B", by="lin", clock=lobby.clock)
    assert services.advice(clock=lobby.clock).unserved == ()
    for counter in (2, 3):
        services.close_counter(counter=counter, by=f"clerk{counter}", clock=lobby.clock)
    assert services.advice(clock=lobby.clock).unserved == ("A",)
    assert services.advice(clock=StillClock(lobby.clock.now() + timedelta(days=1))).open_more == 0
