"""From a visitor's answers to a notice in the outbox."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image

from devices.printer.raster import Raster, Typefaces
from devices.printer.slip import Bar, Check, Cut, Qr, Slip, Text
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.fonts import faces
from kiosk.guide import services as guide
from kiosk.guide.loading import load
from kiosk.notices import services
from kiosk.notices.models import Notice
from kiosk.outbox import services as outbox
from kiosk.outbox.models import Job

pytestmark = pytest.mark.django_db
BIRTH = "birth-registration"
MORNING = StillClock(datetime(2026, 3, 5, 2, 31, tzinfo=UTC))
PARENT = {"in_person": True, "hc_change": False}
READY = ("birth_certificate", "household_certificate", "national_id.applicant")


@pytest.fixture(autouse=True)
def content() -> None:
    load()


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    office = settings.KIOSK.office.model_copy(update={"public_url": "https://kiosk.example.test/"})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"office": office}))


def printed(
    language: str = "zh_Hant", *, request_id: UUID | None = None, **more: object
) -> tuple[services.NoticeIssued, Slip]:
    case = {"service_id": BIRTH, "answers": PARENT, "ready": READY, "clock": MORNING, **more}
    issued = services.print_notice(language=language, request_id=request_id or uuid4(), **case)  # type: ignore[arg-type]
    return issued, Slip.from_json(Job.objects.get(pk=issued.job_id).slip_json)


def words(slip: Slip) -> str:
    return slip.to_json()


@pytest.mark.database
def test_questions_are_asked_in_the_visitors_language_and_answers_remembered() -> None:
    first = services.questions(service_id=BIRTH, answers={}, language="zh_Hant")
    assert [(one.choice_text, one.text) for one in first if one.choice_id] == [
        ("誰來辦理？", "父或母"), ("誰來辦理？", "祖父母等"), ("誰來辦理？", "委託他人"),
    ]  # fmt: skip
    assert [one.text for one in first if not one.choice_id] == ["戶口名簿內容會變更嗎？"]
    answers = services.answer(answers={}, condition_id="proxy", value=True)
    answers = services.answer(answers=answers, condition_id="in_person", value=True)
    after = services.questions(service_id=BIRTH, answers=answers, language="en")
    assert {one.condition_id: one.answer for one in after} == {
        "in_person": True, "not_parent": False, "proxy": False, "hc_change": None,
    }  # fmt: skip
    assert after[0].text == "Father or mother"


def test_a_parents_checklist() -> None:
    view = services.checklist(service_id=BIRTH, answers=PARENT, language="zh_Hant", event_day=date(2026, 3, 5))
    assert [item.text for item in view.items] == [
        "出生證明書正本", "戶口名簿正本", "子女從姓約定書", "申請人國民身分證正本", "申請人印章（或簽名）",
    ]  # fmt: skip
    assert view.fee == "戶口名簿每份 30 元"
    assert view.deadline == "115/05/04 前（自出生日起 60 日內；遇國定假日順延）"
    assert view.place == "請洽櫃台"  # nobody has confirmed it
    assert view.applies == "父或母辦理"
    assert not view.sample


def test_a_paper_that_depends_on_an_open_answer_says_on_which() -> None:
    view = services.checklist(service_id="id-card-replacement", answers={}, language="zh_Hant")
    notes = {item.item_id: item.note for item in view.items if item.maybe}
    assert notes["proxy_letter"] == "視情況：委託他人辦理"
    assert notes["id_photo"] == "下列情形免附：檔存相片 2 年內且經核對相符（免附相片）"
    alternative = services.checklist(service_id="id-card-first", answers={}, language="en").items[0]
    assert (
        alternative.text == "Household certificate (original), or "
        "Photo identity document (e.g. passport, driving licence, NHI card)"
    )


def test_a_list_with_unconfirmed_papers_says_that_it_is_not_complete() -> None:
    view = services.checklist(service_id="acknowledgement-registration", answers={}, language="en")
    assert view.warning == "Further papers may be needed; please ask at the counter first."
    assert services.checklist(service_id=BIRTH, answers={}, language="en").warning == ""
    _issued, slip = printed(service_id="acknowledgement-registration", answers={})
    assert "另有應備證件尚待本所確認" in words(slip)


def test_an_unconfirmed_time_limit_is_not_told_as_none() -> None:
    view = services.checklist(service_id="marriage-registration", answers={}, language="en")
    assert view.deadline == "Please ask at the counter"
    assert services.checklist(service_id="name-change", answers={}, language="en").deadline == "No time limit"


def test_the_notice_and_its_print_job_are_one(reachable: None) -> None:
    issued, slip = printed()
    assert issued.serial == "115030501"
    notice = Notice.objects.get(pk=issued.notice_id)
    assert (notice.ready, notice.missing) == (
        sorted(READY), ["surname_agreement", "seal_or_signature.applicant"],
    )  # fmt: skip
    job = outbox.job_view(job_id=issued.job_id)
    assert (job.kind, job.label, job.state) == ("notice", "115030501", "waiting")
    assert issued.status_url == f"https://kiosk.example.test/n/{notice.token}/"
    assert [block.data for block in slip.blocks if isinstance(block, Qr)] == [issued.status_url]


def test_the_slip_says_what_the_design_says() -> None:
    _issued, slip = printed(event_day=date(2026, 3, 5))
    checks = [block for block in slip.blocks if isinstance(block, Check)]
    assert [(one.text, one.state) for one in checks] == [
        ("出生證明書正本", "ready"), ("戶口名簿正本", "ready"), ("申請人國民身分證正本", "ready"),
        ("子女從姓約定書", "missing"), ("申請人印章（或簽名）", "missing"),
    ]  # fmt: skip
    assert [block for block in slip.blocks if isinstance(block, Bar)] == [Bar("尚缺（請補齊）", "2 項")]
    for text in (
        "臺南市新營區戶政事務所",
        "一次告知單",
        "編號 115030501",
        "115/03/05　10:31",
        "出生登記",
        "父或母辦理",
        "戶口名簿每份 30 元",
        "115/05/04 前",
        "不必重新取號",
        "說明人",
        "收受人",
        "施行細則第 20 條",
    ):
        assert text in words(slip)
    assert not [block for block in slip.blocks if isinstance(block, Qr)]  # phones cannot reach this kiosk
    assert "範例" not in words(slip)


def test_a_foreign_visitors_slip_keeps_the_chinese_and_adds_the_own_language() -> None:
    _issued, slip = printed("vi")
    for text in (
        "一次告知單",
        "Phiếu thông báo một lần",
        "出生登記",
        "Đăng ký khai sinh",
        "子女從姓約定書",
        "Giấy thỏa thuận họ của con",
    ):
        assert text in words(slip)


def test_everything_ready_says_so_and_a_second_copy_is_cut_off() -> None:
    everything = [*READY, "surname_agreement", "seal_or_signature.applicant"]
    _issued, slip = printed(ready=everything, copies=2)
    assert [block.left for block in slip.blocks if isinstance(block, Bar)] == ["證件已備齊", "證件已備齊"]
    assert sum(isinstance(block, Cut) for block in slip.blocks) == 1
    assert Text("機關留存聯", size=26, align="right") in slip.blocks
    with pytest.raises(Refused, match=r"notice\.copies"):
        printed(copies=3)


def test_one_request_is_one_notice_and_serials_count_from_one_each_day() -> None:
    request_id = uuid4()
    first, _slip = printed(request_id=request_id)
    again, _slip = printed(request_id=request_id)
    assert again == first
    assert printed()[0].serial == "115030502"
    tomorrow = StillClock(MORNING.at + timedelta(days=1))
    assert printed(clock=tomorrow)[0].serial == "115030601"
    assert (Notice.objects.count(), Job.objects.count()) == (3, 3)


def test_a_notice_that_could_not_be_queued_takes_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_columns: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "enqueue", broken)
        with pytest.raises(OSError, match="disk full"):
            printed()
    assert Notice.objects.count() == 0
    assert printed()[0].serial == "115030501"


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(Refused, match=r"guide\.service_unknown"):
        printed(service_id="no-such-service")


def test_every_service_prints_in_every_language_without_a_missing_glyph() -> None:
    face = faces()
    raster = Raster(Typefaces(face.regular, face.medium, face.bold, face.serif))
    for one in guide.services(language="zh_Hant"):
        for language in ("zh_Hant", "en", "vi", "id"):
            _issued, slip = printed(language, service_id=one.service_id, answers={}, ready=())
            assert "slip.notice" not in words(slip)
            assert "notice." not in words(slip)
        assert raster.picture(slip).height > 600
    assert raster.missing == frozenset()


def test_the_preview_is_a_picture_of_the_paper() -> None:
    case = {"service_id": BIRTH, "answers": PARENT, "ready": READY, "language": "vi", "clock": MORNING}
    picture = Image.open(io.BytesIO(services.preview(**case)))  # type: ignore[arg-type]
    assert (picture.mode, picture.width, picture.format) == ("1", 576, "PNG")
    assert Notice.objects.count() == 0


def test_a_phone_sees_the_notice_for_thirty_days(reachable: None) -> None:
    issued, _slip = printed("vi")
    token = issued.status_url.rstrip("/").rsplit("/", 1)[1]
    page = services.page(token=token, clock=MORNING)
    assert (page.serial, page.language, page.ready) == ("115030501", "vi", frozenset(READY))
    assert services.page(token=token, language="en", clock=MORNING).checklist.service_name == "Birth registration"
    later = StillClock(MORNING.at + timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match=r"notice\.page_gone"):
        services.page(token=token, clock=later)
    with pytest.raises(Refused, match=r"notice\.page_gone"):
        services.page(token="x" * 16, clock=MORNING)


@pytest.mark.database
def test_a_phone_sees_the_case_as_it_was_told_last(reachable: None) -> None:
    issued, _slip = printed(answers={"proxy": True, "in_person": True, "hc_change": None})
    token = issued.status_url.rstrip("/").rsplit("/", 1)[1]
    assert services.page(token=token, language="zh_Hant", clock=MORNING).checklist.applies == "父或母辦理"


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_give_one_notice_each_and_no_gap() -> None:
    requests = [uuid4() for _ in range(6)] * 2

    def press(request_id: UUID) -> str:
        try:
            return printed(request_id=request_id)[0].serial
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        serials = list(pool.map(press, requests))
    assert serials[:6] == serials[6:]
    assert sorted(set(serials)) == [f"1150305{n:02}" for n in range(1, 7)]
    assert Notice.objects.count() == Job.objects.count() == 6
