"""The invented checklist of the sample notice, in every language of the slips: registering a birth."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.notices.answers import ChecklistView, ItemView
from kiosk.texts import FALLBACK

READY = frozenset({"birth_certificate", "household_register", "id_card"})
PAPERS = ("birth_certificate", "household_register", "id_card", "surname", "seal")


@dataclass(frozen=True)
class Words:
    """One language: the papers in the order of `PAPERS`, notes to some of them, and what stands below."""

    service: str
    applies: str
    papers: tuple[str, str, str, str, str]
    surname_note: str
    seal_note: str
    fee: str
    deadline: str
    place: str


WORDS = {
    "zh_Hant": Words(
        service="出生登記",
        applies="父或母辦理",
        papers=("出生證明書正本", "戶口名簿正本", "申請人國民身分證正本", "子女從姓約定書", "印章（或簽名）"),
        surname_note="可直接填在出生證明書上，父母簽名",
        seal_note="申請人本人",
        fee="戶口名簿每份 30 元",
        deadline="115/05/04 前（出生後 60 日內）",
        place="臺南市任一戶政事務所",
    ),
    "en": Words(
        service="Birth registration",
        applies="by a parent",
        papers=(
            "Birth certificate, original",
            "Household register, original",
            "Applicant's ID card, original",
            "Agreement on the child's surname",
            "Seal (or signature)",
        ),
        surname_note="may be filled in on the birth certificate; both parents sign",
        seal_note="the applicant's own",
        fee="NT$30 for each household register",
        deadline="by 4 May 2026 (within 60 days of the birth)",
        place="any household registration office in Tainan",
    ),
    "vi": Words(
        service="Đăng ký khai sinh",
        applies="cha hoặc mẹ làm thủ tục",
        papers=(
            "Giấy chứng sinh (bản gốc)",
            "Bản gốc sổ hộ khẩu",
            "Bản gốc thẻ căn cước của người nộp đơn",
            "Giấy thỏa thuận họ của con",
            "Con dấu cá nhân (hoặc chữ ký)",
        ),
        surname_note="có thể ghi trên giấy chứng sinh, cha mẹ cùng ký",
        seal_note="của chính người nộp đơn",
        fee="30 Đài tệ mỗi sổ hộ khẩu",
        deadline="trước 4/5/2026 (trong 60 ngày sau khi sinh)",
        place="bất kỳ văn phòng hộ chính nào ở Đài Nam",
    ),
    "id": Words(
        service="Pendaftaran kelahiran",
        applies="oleh ayah atau ibu",
        papers=(
            "Surat keterangan lahir asli",
            "Kartu keluarga asli",
            "KTP asli pemohon",
            "Surat kesepakatan marga anak",
            "Cap pribadi (atau tanda tangan)",
        ),
        surname_note="boleh ditulis di surat keterangan lahir; ayah dan ibu menandatangani",
        seal_note="milik pemohon sendiri",
        fee="NT$30 per kartu keluarga",
        deadline="sebelum 4 Mei 2026 (60 hari setelah lahir)",
        place="kantor pendaftaran mana pun di Tainan",
    ),
}


def checklist(language: str = FALLBACK) -> ChecklistView:
    """Return the checklist in a language of the slips."""
    words = WORDS[language]
    notes = {"surname": words.surname_note, "seal": words.seal_note}
    items = tuple(
        ItemView(item_id, text, notes.get(item_id, ""), maybe=False, sample=False)
        for item_id, text in zip(PAPERS, words.papers, strict=True)
    )
    return ChecklistView(
        service_id="birth",
        service_name=words.service,
        applies=words.applies,
        items=items,
        fee=words.fee,
        deadline=words.deadline,
        place=words.place,
        law="",
        notes=(),
        as_of="2026-03-01",
        sample=False,
    )
