"""The two slips of the design, as the office would print them: the ticket and the one-time notice."""

from __future__ import annotations

import sys
from pathlib import Path

from devices.printer.raster import Raster, Typefaces
from devices.printer.slip import (
    Bar,
    Cells,
    Check,
    Columns,
    Labelled,
    Phrase,
    Qr,
    Rule,
    Signatures,
    Slip,
    Space,
    Text,
)

SERIF = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")


def typefaces(serif: Path = SERIF) -> Typefaces:
    """Return the faces of the wheels, which lie at the root of the environment.

    The serif only where Debian's package is.
    """
    regular, medium, bold = (
        Path(sys.prefix) / f"NotoSansCJKtc-{name}.otf" for name in ("Regular", "Medium", "Bold")
    )
    return Typefaces(regular=regular, medium=medium, bold=bold, serif=serif)


def ticket(label: str = "C008", url: str = "https://example.test/q/C008-7f3a") -> Slip:
    return Slip(
        (
            Space(18),
            Text("臺南市新營區戶政事務所", size=36, weight="serif", align="center"),
            Space(8),
            Rule(thickness=4),
            Space(18),
            Columns(Text("您的號碼", size=32), Text("戶籍登記", size=36, weight="bold")),
            Space(17),
            Text(label, size=208, weight="bold", align="center"),
            Rule("dashed"),
            Space(20),
            Cells(
                (
                    (Text("前面還有"), Phrase((Text("1", size=56, weight="bold"), Text("人", size=30)))),
                    (
                        Text("預計等候"),
                        Phrase((Text("10–15", size=56, weight="bold"), Text("分鐘", size=30))),
                    ),
                )
            ),
            Space(14),
            Rule("dashed"),
            Space(14),
            Qr(
                url,
                beside=(
                    Text("掃描看叫號進度", size=34, weight="bold"),
                    Text("快到號時提醒您"),
                    Text("叫號三次未到視為過號，\n請持本單洽服務台。"),
                ),
            ),
            Rule("dashed"),
            Space(8),
            Columns(Text("中華民國115年3月5日（星期四）"), Text("10:24", size=32, weight="bold")),
            Space(2),
            Columns(Text("中午 12:00 至 13:30 照常服務", size=26), Text("大廳 1 號機", size=26)),
            Space(15),
        )
    )


def notice(url: str = "https://example.test/n/115030512") -> Slip:
    return Slip(
        (
            Space(12),
            Text("臺南市新營區戶政事務所", size=32, weight="serif", align="center"),
            Space(5),
            Text("一次告知單", size=64, weight="serif", align="center"),
            Space(10),
            Rule(thickness=4),
            Space(17),
            Columns(Text("編號 115030512"), Text("115/03/05　10:31")),
            Space(1),
            Columns(
                Phrase((Text("申辦項目"), Text("出生登記", size=36, weight="bold")), gap=22),
                Text("父或母辦理"),
            ),
            Space(4),
            Rule("dashed"),
            Space(14),
            Text("已備妥", size=30, weight="bold"),
            Check("出生證明書正本", state="ready"),
            Check("戶口名簿正本", state="ready"),
            Check("申請人國民身分證正本", state="ready"),
            Space(6),
            Bar("尚缺（請補齊）", "2 項"),
            Space(10),
            Check("子女從姓約定書", note="可直接填在出生證明書上，父母簽名"),
            Check("印章（或簽名）", note="申請人本人"),
            Space(4),
            Rule("dashed"),
            Space(16),
            Labelled(Text("規費", size=30, weight="bold"), Text("戶口名簿每份 30 元", size=30)),
            Space(6),
            Labelled(Text("期限", size=30, weight="bold"), Text("115/05/04 前（出生後 60 日內）", size=30)),
            Space(6),
            Labelled(Text("地點", size=30, weight="bold"), Text("臺南市任一戶政事務所", size=30)),
            Space(7),
            Rule("dashed"),
            Space(14),
            Qr(
                url,
                beside=(
                    Text("補齊後持本單到服務台，不必重新取號。", size=32, weight="bold"),
                    Text("有疑問請洽承辦人，\n或撥 1999。"),
                ),
            ),
            Rule("dashed"),
            Space(22),
            Signatures(("說明人", "收受人")),
            Space(10),
            Text("依戶籍法施行細則第 20 條一次告知", size=26),
            Space(8),
        )
    )


def draw_both(folder: Path, width_dots: int = 576, serif: Path = SERIF) -> tuple[Path, Path]:
    """Draw both slips into `folder` as ticket.png and notice.png."""
    raster = Raster(typefaces(serif), width_dots)
    paths = (folder / "ticket.png", folder / "notice.png")
    for path, slip in zip(paths, (ticket(), notice()), strict=True):
        raster.picture(slip).save(path)
    return paths
