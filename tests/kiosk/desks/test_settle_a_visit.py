"""Done: cases tapped, the fee shown, paid at the same counter, and the applicant has read what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from desk_people import clerk, office_content, press, take, unhurried

from kiosk.desks.fees import bill, case_fees
from kiosk.desks.models import Settlement
from kiosk.guide import services as guide
from kiosk.queues import services
from kiosk.queues.models import Case, Ticket
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    Press = Callable[..., str]

__all__ = ["clerk", "office_content", "press", "unhurried"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_several_cases_in_one_visit_are_counted_and_paid(clerk: Client, press: Press) -> None:
    take("B")
    press(clerk, "next")
    cases = {"case:id_replace": "2", "case:household_certificate": "1", "fee:transcript": "3"}
    press(clerk, "settle", "cases", **cases, method="cash", confirmed="yes", then="stay")
    assert Ticket.objects.get().state == "done"
    assert dict(Case.objects.values_list("case_type", "quantity")) == {"id_replace": 2, "household_certificate": 1}
    paid = Settlement.objects.get()
    assert (paid.fee_twd, paid.paid_twd, paid.method, paid.confirmed) == (2 * 50 + 30 + 3 * 15, 175, "cash", True)


def test_the_next_number_is_called_with_the_same_press(clerk: Client, press: Press) -> None:
    take("B", 2)
    press(clerk, "next")
    page = press(clerk, "settle", "cases", **{"case:id_replace": "1"}, method="card", then="next")
    assert "B002" in page
    assert Settlement.objects.get().ticket.label == "B001"


def test_the_same_press_twice_settles_once(clerk: Client, press: Press) -> None:
    take("B", 3)
    press(clerk, "next")
    fields = {"press": str(uuid4()), "shown": str(Ticket.objects.get(label="B001").pk), "case:id_first": "1"}
    for _ in range(2):
        press(clerk, "settle", "cases", **fields, method="cash", then="next")
    assert (Case.objects.count(), Settlement.objects.count()) == (1, 1)
    assert services.desk(counter=3).current is not None
    assert services.desk(counter=3).waiting == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"case:id_replace": "1", "method": "cash", "paid": "20"}, "實收與應收 50 元不同"),
        ({"case:id_replace": "1", "method": "waived"}, "實收與應收 50 元不同"),
        ({"case:id_replace": "1", "paid": "50"}, SENTENCES["payment.method"]),
        ({"case:id_replace": "1", "method": "gold", "paid": "50"}, SENTENCES["payment.method"]),
        ({"case:id_replace": "1", "method": "cash", "paid": "-5"}, "實收金額請填"),
        ({"case:id_replace": "1", "method": "cash", "paid": "1e9"}, "實收金額請填"),
        ({"case:id_replace": "501"}, "每一種案件的數量請填"),
        ({"case:<script>": "1"}, "點數表沒有這個案件種類（&lt;script&gt;）"),
    ],
)
def test_what_cannot_be_is_refused_and_the_visit_goes_on(
    clerk: Client, press: Press, fields: dict[str, str], said: str
) -> None:
    take("B")
    press(clerk, "next")
    page = press(clerk, "settle", "cases", **fields, then="next")
    assert said in page
    assert 'class="cases"' in page, "the panel stays open"
    assert Ticket.objects.get().state == "called"
    assert not Settlement.objects.exists()
    assert not Case.objects.exists()


def test_a_waived_fee_says_why(clerk: Client, press: Press) -> None:
    take("B")
    press(clerk, "next")
    press(clerk, "settle", "cases", **{"case:id_replace": "1"}, method="waived", reason="行政區域調整", then="stay")
    paid = Settlement.objects.get()
    assert (paid.fee_twd, paid.paid_twd, paid.reason) == (50, 0, "行政區域調整")


def test_nobody_elses_visit_is_settled(clerk: Client, press: Press) -> None:
    take("B", 2)
    press(clerk, "next")
    other = str(Ticket.objects.get(label="B002").pk)
    page = press(clerk, "settle", "cases", shown=other, method="cash", then="stay")
    assert SENTENCES["desk.moved_on"] in page
    assert not Settlement.objects.exists()


def test_the_fee_is_shown_as_it_is_tapped(clerk: Client) -> None:
    page = clerk.get("/desk/3/fees/", {"case:transcript_english": "3", "case:id_replace": "x"}).content.decode()
    assert "<strong>130</strong>" in page, "the first copy costs 100, further ones 15"


def test_a_fee_that_nobody_has_confirmed_has_no_amount(clerk: Client) -> None:
    assert [line.twd for line in bill({"doorplate": 2}).lines] == [None]
    assert "依收費表" in clerk.get("/desk/3/fees/", {"case:doorplate": "2"}).content.decode()


def test_every_case_and_every_fee_of_the_table_is_known(office_content: None) -> None:
    assert set(case_fees()) <= {one.case_id for one in services.case_types()}
    shown = {one.fee_id for one in guide.fees()}
    assert {fee for fees in case_fees().values() for fee in fees} - shown <= {"doorplate"}


def test_the_applicant_reads_it_in_their_language_and_in_chinese(clerk: Client, press: Press) -> None:
    take("B", language="vi")
    press(clerk, "next")
    page = clerk.get("/desk/3/confirm/", {"case:id_replace": "2", "case:<b>": "1"}).content.decode()
    assert "Vui lòng kiểm tra hồ sơ" in page
    assert "請確認申辦內容" in page
    assert "NT$100" in page
    assert "新臺幣 100 元" in page
    assert "<b>:" not in page
