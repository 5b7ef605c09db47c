"""What the office of paper says: sample content in every language that the office's own content has."""

# ruff: noqa: E501  # content in rows

from __future__ import annotations

from dataclasses import dataclass

from kiosk.queues.answers import ServedView
from kiosk.texts import LANGUAGES

Words = dict[str, str]


def words(zh: str, en: str, vi: str = "", id_: str = "") -> Words:
    """Return one text by language; a language without words is left out."""
    return {code: text for code, text in zip(LANGUAGES, (zh, en, vi, id_), strict=True) if text}


@dataclass(frozen=True)
class Service:
    """One of the office's services."""

    service_id: str
    name: Words
    category: str
    sample: bool = False


CLASSES: dict[str, tuple[Words, Words]] = {
    "A": (words("謄本・證明書", "Transcripts and certificates", "Bản sao và giấy chứng nhận", "Salinan dan surat keterangan"), {}),
    "B": (words("身分證・戶口名簿", "ID card and household certificate", "Thẻ căn cước và sổ hộ khẩu", "KTP dan kartu keluarga"), {}),
    "C": (
        words("戶籍登記", "Registration", "Đăng ký hộ tịch", "Pendaftaran"),
        words("出生、結婚、遷徙", "Birth, marriage, moving", "sinh, kết hôn, chuyển hộ", "lahir, nikah, pindah"),
    ),
    "D": (words("印鑑・門牌", "Seal and doorplate", "Con dấu và biển số nhà", "Cap resmi dan nomor rumah"), {}),
    "E": (words("國籍・新住民・護照", "Nationality, new immigrants, passport", "Quốc tịch, di dân mới, hộ chiếu", "Kewarganegaraan, penduduk baru, paspor"), {}),
    "F": (words("自然人憑證", "Citizen Digital Certificate", "Chứng thư số công dân", "Sertifikat Digital Warga"), {}),
    "G": (words("諮詢・預約取件", "Enquiry or pick-up", "Tư vấn, nhận hồ sơ đã hẹn", "Konsultasi atau pengambilan"), {}),
}  # fmt: skip
CATEGORIES = {
    "personal-status": words("身分登記", "Births, marriages, deaths and names", "Đăng ký nhân thân", "Pendaftaran status pribadi"),
    "household": words("遷徙與戶籍", "Moving and households", "Chuyển hộ và hộ tịch", "Pindah dan rumah tangga"),
    "id-card": words("身分證・戶口名簿", "ID card and household certificate", "Thẻ căn cước và sổ hộ khẩu", "KTP dan kartu keluarga"),
    "transcript": words("戶籍謄本", "Transcripts", "Bản sao hộ tịch", "Salinan catatan kependudukan"),
    "seal": words("印鑑", "Seals", "Con dấu", "Cap resmi"),
    "doorplate": words("門牌", "Doorplates", "Biển số nhà", "Nomor rumah"),
    "digital": words("自然人憑證", "Citizen Digital Certificate", "Chứng thư số công dân", "Sertifikat Digital Warga"),
    "nationality": words("國籍", "Nationality", "Quốc tịch", "Kewarganegaraan"),
}
EVENTS = (
    ("birth", words("出生", "A birth", "Sinh con", "Kelahiran"), "baby"),
    ("marriage", words("結婚", "Marriage", "Kết hôn", "Pernikahan"), "heart-handshake"),
    ("divorce", words("離婚", "Divorce", "Ly hôn", "Perceraian"), "users"),
    ("moving", words("遷徙", "Moving", "Chuyển hộ", "Pindah"), "house"),
    ("death", words("死亡", "A death", "Khai tử", "Kematian"), "file-text"),
    ("name", words("改名", "Change of name", "Đổi tên", "Ganti nama"), "pencil-line"),
    ("id-card", words("身分證", "ID card", "Thẻ căn cước", "KTP"), "id-card"),
    ("household", words("戶口名簿", "Household certificate", "Sổ hộ khẩu", "Kartu keluarga"), "files"),
    ("seal", words("印鑑", "Seal", "Con dấu", "Cap resmi"), "stamp"),
    ("transcript", words("謄本", "Transcript", "Bản sao hộ tịch", "Salinan"), "scroll-text"),
    ("nationality", words("國籍", "Nationality", "Quốc tịch", "Kewarganegaraan"), "globe"),
    ("passport", words("護照", "Passport", "Hộ chiếu", "Paspor"), "book-user"),
)
SERVICES = (
    Service("birth-registration", words("出生登記", "Birth registration", "Đăng ký khai sinh", "Pendaftaran kelahiran"), "personal-status"),
    Service(
        "marriage-registration",
        words("結婚登記（含相同性別結婚）", "Marriage registration (incl. same-sex)", "Đăng ký kết hôn", "Pendaftaran pernikahan"),
        "personal-status",
    ),
    Service("divorce-registration", words("離婚登記", "Divorce registration", "Đăng ký ly hôn", "Pendaftaran perceraian"), "personal-status", sample=True),
    Service("death-registration", words("死亡登記", "Death registration", "Đăng ký khai tử", "Pendaftaran kematian"), "personal-status"),
    Service("move-in", words("遷入登記", "Moving in", "Đăng ký chuyển đến", "Pendaftaran pindah masuk"), "household"),
    Service("id-first", words("初領國民身分證", "First ID card", "Cấp thẻ căn cước lần đầu", "Penerbitan KTP pertama kali"), "id-card"),
    Service("transcript", words("戶籍謄本", "Household transcript", "Bản sao hộ tịch", "Salinan catatan kependudukan"), "transcript"),
    Service("seal-new", words("印鑑登記", "Seal registration", "Đăng ký con dấu", "Pendaftaran cap resmi"), "seal"),
    Service("doorplate", words("門牌編釘", "Doorplate", "Cấp biển số nhà", "Nomor rumah"), "doorplate"),
    Service("digital", words("自然人憑證", "Citizen Digital Certificate", "Chứng thư số công dân", "Sertifikat Digital Warga"), "digital"),
    Service("nationality", words("歸化", "Naturalisation", "Nhập tịch", "Naturalisasi"), "nationality"),
)
QUESTION = words("幫新生兒報戶口要帶什麼？期限多久？", "What do I need to register a newborn, and by when?")
ANSWER = words(
    "帶出生證明書、戶口名簿、父母約定姓氏的從姓約定書、申請人身分證與印章（或簽名）。出生後 60 日內辦理，逾期可能處 300 至 900 元罰鍰。"
    "父母、祖父母、戶長、同居人或撫養人都可申請；父母以外的人申請，請另帶父母雙方身分證與印章。",
    "Bring the birth certificate, household certificate, the parents' surname agreement, and the applicant's ID card and seal or "
    "signature. Register within 60 days; being late may cost NT$300–900. Parents, grandparents, the household head, a co-resident "
    "or a carer may apply; anyone other than a parent also brings both parents' ID cards and seals.",
)
WHO_COMES = words("誰來辦理？", "Who applies?", "Ai đến làm?", "Siapa yang datang?")
WHO = (
    ("in_person", words("父或母", "Parent", "Cha hoặc mẹ", "Ayah atau ibu")),
    ("not_parent", words("祖父母等", "Grandparent", "Ông bà hoặc người khác", "Kakek-nenek atau lainnya")),
    ("proxy", words("委託他人", "A representative", "Người được ủy quyền", "Penerima kuasa")),
)
WILL_IT_CHANGE = words(
    "戶口名簿內容會變更嗎？", "Will the household certificate change?", "Nội dung sổ hộ khẩu có thay đổi không?", "Apakah isi kartu keluarga berubah?"
)
BIRTH = words("出生登記", "Birth registration", "Đăng ký khai sinh", "Pendaftaran kelahiran")
PAPERS = (
    ("birth", words("出生證明書正本", "Birth certificate (original)", "Giấy chứng sinh (bản gốc)", "Surat keterangan lahir asli"), "醫院或助產所開立"),
    ("household", words("戶口名簿正本", "Household certificate (original)", "Bản gốc sổ hộ khẩu", "Kartu keluarga asli"), "子女要入的那一戶"),
    ("surname", words("子女從姓約定書", "Agreement on the child's surname", "Giấy thỏa thuận họ của con", "Surat kesepakatan marga anak"), "可直接填在出生證明書上"),
    ("id", words("申請人國民身分證正本", "Applicant's national ID card (original)", "Bản gốc thẻ căn cước", "KTP asli"), ""),
    ("seal", words("印章（或簽名）", "Personal seal (or signature)", "Con dấu cá nhân (hoặc chữ ký)", "Cap pribadi (atau tanda tangan)"), ""),
)  # fmt: skip
PAPERS_OF_A_PROXY = (
    ("letter", words("委託書", "Letter of authorisation", "Giấy ủy quyền (bản gốc)", "Surat kuasa asli"), ""),
    ("proxy_id", words("受託人國民身分證正本", "Proxy's ID card (original)", "Bản gốc thẻ căn cước", "KTP asli"), ""),
)
FEE = words("名簿 30 元", "NT$30", "NT$30", "NT$30")
DEADLINE = words("出生 60 日內", "60 days", "60 ngày", "60 hari")
PLACE = words("本市任一戶所", "Any office in the city", "Mọi văn phòng trong thành phố", "Semua kantor di kota ini")
CLERKS = (
    ("林美玲", "課員", "B031"), ("黃建宏", "辦事員", "A011"), ("陳淑芬", "課員", "A012"),
    ("吳志明", "課員", ""), ("張雅惠", "課員", "C007"), ("阮氏梅", "課員", "E004"),
)  # fmt: skip

_VISITS = (
    ("A012", 3), ("C006", 5), ("B030", 1), ("A011", 2), ("E003", 6), ("A010", 3), ("G005", 4), ("C005", 5), ("B029", 1), ("A009", 2),
    ("E002", 6), ("A008", 3), ("C004", 5), ("B028", 1),
)  # fmt: skip
SERVED = tuple(ServedView(label, counter, *CLERKS[counter - 1][:2]) for label, counter in _VISITS)

PAGE = {"zh_Hant": "張", "en": "page"}
FEES = (
    ({"zh_Hant": "戶籍謄本", "en": "Household registration transcript"}, (15,), None, PAGE),
    ({"zh_Hant": "英文戶籍謄本", "en": "English transcript"}, (100,), 15, PAGE),
    ({"zh_Hant": "國民身分證換領", "en": "ID card, replacement"}, (50,), None, {"zh_Hant": "張", "en": "card"}),
    ({"zh_Hant": "國民身分證補領", "en": "ID card, reissue"}, (200,), None, {"zh_Hant": "張", "en": "card"}),
    ({"zh_Hant": "戶口名簿換發、補發", "en": "Household certificate"}, (30,), None, {"zh_Hant": "份", "en": "copy"}),
    ({"zh_Hant": "結婚、離婚證明書", "en": "Marriage or divorce certificate"}, (20, 100), None, {"zh_Hant": "份", "en": "copy"}),
    ({"zh_Hant": "門牌初編、改編", "en": "Doorplate"}, (50,), None, {"zh_Hant": "面", "en": "plate"}),
)  # fmt: skip
