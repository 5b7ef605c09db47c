"""Staff settle the slips that need a person."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from people import browser
from PIL import Image

from kiosk.clock import SYSTEM
from kiosk.outbox import services
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    return browser(Role.CLERK, "chen")


def slip(state: JobState, label: str = "A001", condition: str = "") -> Job:
    job = services.enqueue(
        kind="ticket", label=label, slip_json="{}", language="zh_Hant",
        not_after_at=SYSTEM.now() + timedelta(hours=1), request_id=uuid4(),
    )  # fmt: skip
    if state != JobState.WAITING:
        services.step(job_id=job.pk, to=JobState.SENDING)
        services.step(job_id=job.pk, to=state, condition=condition)
    return Job.objects.get(pk=job.pk)


def test_each_problem_says_what_happened_and_what_can_be_done(clerk: Client) -> None:
    held, unsure = slip(JobState.HELD, "A001", "paper_out"), slip(JobState.UNSURE, "A002", "link_lost")
    failed = slip(JobState.FAILED, "A003")
    page = clerk.get("/slips/").content.decode()
    assert all(words in page for words in ("暫停中", "紙張用完", "無法確定", "傳送中連線中斷", "未印出"))
    assert not any(f"/slips/{held.pk}/{deed}/" in page for deed in ("reprint", "printed", "give-up"))
    assert "若不要印出，請將印表機關機再開機" in page
    assert f"/slips/{unsure.pk}/give-up/" in page
    assert f"/slips/{unsure.pk}/reprint/" in page
    assert f"/slips/{failed.pk}/printed/" not in page


def test_it_came_out_after_all(clerk: Client) -> None:
    job = slip(JobState.UNSURE)
    clerk.post(f"/slips/{job.pk}/printed/")
    job.refresh_from_db()
    assert (job.state, job.settled_by) == (JobState.CONFIRMED, "chen")
    assert AuditEntry.objects.filter(actor="chen", action="job.settle").exists()
    assert services.open_problems() == ()


def test_printing_again_is_one_copy_however_often_it_is_pressed(clerk: Client) -> None:
    job = slip(JobState.UNSURE)
    press = {"press": str(uuid4())}
    for _ in range(3):
        clerk.post(f"/slips/{job.pk}/reprint/", press)
    (copy,) = Job.objects.filter(copy_of=job)
    assert copy.state == JobState.WAITING
    assert services.open_problems() == ()


def test_what_the_printer_still_holds_is_not_printed_again(clerk: Client) -> None:
    job = slip(JobState.HELD, condition="paper_out")
    page = clerk.post(f"/slips/{job.pk}/reprint/", follow=True).content.decode()
    assert "資料還在印表機裡" in page
    assert not Job.objects.filter(copy_of=job).exists()


@pytest.mark.parametrize("deed", ["give-up", "printed"])
def test_what_the_printer_still_holds_is_not_settled(clerk: Client, deed: str) -> None:
    job = slip(JobState.HELD, condition="paper_out")
    page = clerk.post(f"/slips/{job.pk}/{deed}/", follow=True).content.decode()
    assert "資料還在印表機裡" in page
    job.refresh_from_db()
    assert (job.state, job.settled_by) == (JobState.HELD, "")


def test_what_is_still_to_come_is_not_printed_again(clerk: Client) -> None:
    job = slip(JobState.WAITING)
    page = clerk.post(f"/slips/{job.pk}/reprint/", follow=True).content.decode()
    assert "會自動印出，不需補印" in page
    assert not Job.objects.filter(copy_of=job).exists()


def test_giving_up(clerk: Client) -> None:
    job = slip(JobState.UNSURE, condition="link_lost")
    clerk.post(f"/slips/{job.pk}/give-up/")
    job.refresh_from_db()
    assert (job.state, job.settled_by) == (JobState.FAILED, "chen")


def test_two_people_settling_one_slip(clerk: Client) -> None:
    job = slip(JobState.UNSURE)
    browser(Role.SUPERVISOR, "lin").post(f"/slips/{job.pk}/printed/")
    page = clerk.post(f"/slips/{job.pk}/give-up/", follow=True).content.decode()
    assert "已由其他同仁處理完畢" in page
    job.refresh_from_db()
    assert job.settled_by == "lin"


def test_a_slip_that_does_not_exist(clerk: Client) -> None:
    assert "找不到這張單據" in clerk.post("/slips/999/printed/", follow=True).content.decode()


def test_waiting_slips_are_counted_not_listed_as_problems(clerk: Client) -> None:
    slip(JobState.WAITING)
    page = clerk.get("/slips/now/").content.decode()
    assert "1 張單據等待列印" in page
    assert "沒有待處理的單據" in page


SHORT = '{"blocks":[{"kind":"text","text":"A001"}]}'


def kept(label: str = "A001", *, ephemeral: bool = False, content: str = SHORT) -> Job:
    return services.enqueue(
        kind="ticket", label=label, slip_json=content, language="zh_Hant", ephemeral=ephemeral,
        not_after_at=SYSTEM.now() + timedelta(hours=1), request_id=uuid4(),
    )  # fmt: skip


def test_a_slip_is_shown_dot_for_dot(clerk: Client) -> None:
    job = kept()
    answer = clerk.get(f"/slips/{job.pk}/slip.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "no-store" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.mode, picture.width) == ("1", 576)
    assert f"/slips/{job.pk}/slip.png" in clerk.get("/slips/").content.decode()


def test_a_copy_is_shown_with_its_mark(clerk: Client) -> None:
    job = kept()
    Job.objects.filter(pk=job.pk).update(state="confirmed")
    copy = services.reprint(job_id=job.pk, by="chen")
    heights = []
    for number in (job.pk, copy.job_id):
        with Image.open(io.BytesIO(clerk.get(f"/slips/{number}/slip.png").content)) as picture:
            heights.append(picture.height)
    assert heights[1] > heights[0]


def test_what_is_nobodys_business_or_no_slip_is_not_shown(clerk: Client) -> None:
    """Somebody's blood pressure, a job that is not there, content that is none."""
    for number in (kept(ephemeral=True).pk, 999_999, kept(content='{"blocks":3}').pk, kept(content="").pk):
        assert clerk.get(f"/slips/{number}/slip.png").status_code == 404
    secret, empty = kept(ephemeral=True), kept(content="")
    page = clerk.get("/slips/").content.decode()
    assert {number for number in (secret.pk, empty.pk) if f"/slips/{number}/slip.png" in page} == set()


@pytest.mark.parametrize(
    ("proof", "words", "mark"),
    [("A", "印表機回報已印出", "mark ok"), ("D", "已送出，未能證實", "mark warn"), ("seen", "人員確認", "mark ok")],
)
def test_how_sure_it_is_that_a_slip_came_out_stands_beside_it(clerk: Client, proof: str, words: str, mark: str) -> None:
    job = kept()
    services.step(job_id=job.pk, to=JobState.SENDING)
    services.step(job_id=job.pk, to=JobState.CONFIRMED, proof=proof)
    page = clerk.get("/slips/").content.decode()
    assert f'<span class="{mark}">已印出</span><small class="proof">{words}</small>' in page


@pytest.mark.parametrize("role", [Role.VOLUNTEER])
def test_who_may_not_settle_slips_sees_none(role: Role) -> None:
    assert browser(role, "wu").get(f"/slips/{kept().pk}/slip.png").status_code == 403


def test_a_slip_is_found_by_its_number_and_printed_again(clerk: Client) -> None:
    kept("B014")
    wanted = kept("A077")
    services.step(job_id=wanted.pk, to=JobState.SENDING)
    services.step(job_id=wanted.pk, to=JobState.CONFIRMED, proof="A")
    page = clerk.get("/slips/", {"label": "a077"}).content.decode()
    assert "A077" in page
    assert "B014" not in page
    clerk.post(f"/slips/{wanted.pk}/reprint/", {"press": str(uuid4())})
    assert Job.objects.filter(copy_of=wanted).count() == 1
    assert "找不到" in clerk.get("/slips/", {"label": "Z999"}).content.decode()
