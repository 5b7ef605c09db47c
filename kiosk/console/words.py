"""The office's words for what programs name in English: devices, conditions, jobs, announcements, deeds."""

from __future__ import annotations

from django.conf import settings

from kiosk.staff.roles import ROLE_NAMES

ROLES: dict[str, str] = {role.value: name for role, name in ROLE_NAMES.items()}
DEVICES = {"printer": "票券印表機", "marquee": "LED 跑馬燈", "bp_monitor": "血壓計", "speaker": "叫號語音"}
DEVICE_STATES = {"ok": "正常", "needs_person": "需要處理", "link_down": "連線中斷", "off": "未啟用"}
CONDITIONS = {
    "": "",
    "paper_out": "紙張用完",
    "paper_near_end": "紙張即將用完",
    "slip_not_taken": "出紙口有單據未取走",
    "cover_open": "上蓋未關",
    "printer_taken": "印表機由另一台機器使用中",
    "cutter_fault": "切紙刀卡住",
    "link_lost": "傳送中連線中斷",
    "link_down": "連線中斷",
    "not_configured": "未設定",
    "supervisor_silent": "設備程式未執行",
    "needs_person": "需要人員處理",
    "printer_fault": "印表機故障",
    "encode_error": "單據內容無法列印",
    "proof_missing": "印表機未回報結果",
    "sign_shortfall": "部分字元無法顯示",
    "no_sound": "沒有聲音",
    "voice_missing": "未安裝語音程式",
    "voice_incomplete": "部分語言無法播報",
    "device_error": "設備回應異常",
    "mistake": "程式異常",
    "stopped": "設備程式已停止",
}
REMEDIES = {
    "paper_out": "請裝上新紙捲並關上上蓋；未完成的單據會自動接續列印，不必重印。",
    "paper_near_end": "請準備新紙捲，於來賓較少時更換。",
    "slip_not_taken": "請提醒來賓取走單據；無人領取時請收妥，單據上可能有個人資料。",
    "cover_open": "請關上印表機上蓋。",
    "printer_taken": "一台網路印表機只能由一台機器列印，請在 kiosk.toml 改用另一台印表機。",
    "cutter_fault": "請關閉電源、清除卡住的紙張後再開機；仍無法排除時通知維護廠商。",
    "link_down": "請檢查連接線與電源，接妥後會自動恢復。",
    "printer_fault": "請關閉電源，稍候再開機；仍無法排除時通知維護廠商。",
    "sign_shortfall": "請改用常用字重新推播公告；其餘內容照常顯示。",
    "no_sound": "請檢查喇叭電源、接線與音效裝置；叫號螢幕與跑馬燈照常顯示，請服務人員同時口頭叫號。",
    "voice_missing": "請系統維護人員安裝 espeak-ng；錄音檔齊全的語言照常播報。",
    "voice_incomplete": "請補上缺少的錄音檔（詳見下方訊息），或於 kiosk.toml 的 [voice] 取消該語言；其餘語言照常播報。",
    "device_error": "請重新開啟設備電源；持續發生時，請將下方訊息提供維護廠商。",
    "mistake": "請將下方訊息提供系統維護人員；程式會自動重試。",
    "not_configured": "此設備未列入設定檔；如需使用，請於 kiosk.toml 設定後重新啟動。",
    "stopped": "請重新啟動設備程式（kiosk devices），或通知系統維護人員。",
    "supervisor_silent": "請重新啟動設備程式（kiosk devices），或通知系統維護人員。",
}
JOB_STATES = {
    "waiting": "等待列印",
    "sending": "列印中",
    "confirmed": "已印出",
    "held": "暫停中",
    "unsure": "無法確定",
    "failed": "未印出",
    "expired": "已逾時",
}
JOB_ADVICE = {
    "held": "資料已在印表機內，補紙、關蓋或排除卡紙後會自動印出。若不要印出，請將印表機關機再開機，半分鐘後即可在此處理。",
    "unsure": "傳送途中中斷，或印表機未回報完整結果：可能印出、也可能未印出。請看出紙口，再選擇其一。",
    "failed": "系統無法產生這張單據，不會自動重試；可補印，或改以人工處理。",
}
PROOFS = {
    "A": "印表機回報已印出",
    "B": "印表機回報已處理",
    "C": "已送出，狀態正常",
    "D": "已送出，未能證實",
    "seen": "人員確認",
}
JOB_KINDS = {
    "ticket": "號碼單",
    "notice": "一次告知單",
    "bp_result": "血壓紀錄單",
    "blood_pressure": "血壓紀錄單",
    "test": "測試單",
}
ANNOUNCEMENT_KINDS = {
    "service": "便民服務",
    "anti_fraud": "防詐騙",
    "law_change": "法令異動",
    "health": "健康",
    "energy": "節能",
    "event": "活動",
    "urgent": "緊急",
}
ANNOUNCEMENT_STATES = {"draft": "草稿", "submitted": "待核准", "live": "已發布", "withdrawn": "已下架"}
CHANNELS = {
    "board": "叫號看板", "kiosk": "觸控機待機畫面", "subtitle": "電子字幕機", "bulletin": "公布欄",
}  # fmt: skip
FACES = {
    "very_satisfied": "非常滿意",
    "satisfied": "滿意",
    "neutral": "普通",
    "dissatisfied": "不滿意",
    "very_dissatisfied": "非常不滿意",
}
HELP_REASONS = {
    "asked": "來賓呼叫志工",
    "unsure": "來賓不知道辦什麼",
    "urgent_reading": "血壓值過高，請立即前往",
}
HELP_STATES = {"raised": "等候回應", "escalated": "逾時未回應", "coming": "前往中", "closed": "已結束"}
HELP_OUTCOMES = {"done": "已協助", "withdrawn": "來賓取消", "replaced": "由新呼叫取代", "forgotten": "逾時自動結束"}
ALARM_KINDS = {"safety": "人身安全", "medical": "身體不適", "fire": "火警、地震", "other": "緊急支援"}
METHODS = {"cash": "現金", "ipass": "一卡通", "card": "信用卡", "mobile": "行動支付", "waived": "免收"}
TICKET_STATES = {
    "waiting": "等候", "called": "叫號", "recalled": "重叫", "serving": "辦理中", "on_hold": "缺件", "transferred": "轉交",
    "returned": "回來", "done": "完成", "no_show": "過號", "cancelled": "取消",
}  # fmt: skip
SESSION_KINDS = {
    "normal": "一般時段", "noon_flex": "中午彈性時段", "extended": "延時服務", "on_duty_wedding": "結婚登記值班",
    "closed": "停止服務", "closed_typhoon": "颱風停止服務",
}  # fmt: skip
HELP_PLACES = {
    "home": "首頁",
    "attract": "首頁",
    "take_ticket": "取號",
    "ticket_issued": "號碼已取得",
    "choose_service": "查應備證件",
    "list_categories": "查應備證件",
    "list_services": "查應備證件",
    "search": "搜尋",
    "checklist": "應備證件清單",
    "preview_notice": "一次告知單",
    "notice_issued": "一次告知單",
    "rate": "滿意度",
    "give_reasons": "滿意度",
    "thank": "滿意度",
    "consent": "血壓登記",
    "rest": "血壓：休息",
    "measure": "血壓：量測",
    "bp_result": "血壓：結果",
    "out_of_order": "暫停服務畫面",
}
LANGUAGE_NAMES = {"zh_Hant": "中文", "en": "English", "vi": "Tiếng Việt", "id": "Indonesia"}
DEEDS = {
    "session.log_in": "登入",
    "session.log_out": "登出",
    "session.refused": "登入未成功",
    "session.locked": "暫停登入",
    "session.badge": "志工證登入",
    "session.badge_locked": "志工證暫停登入",
    "member.create": "新增帳號",
    "member.set_password": "設定密碼",
    "member.change_role": "變更角色",
    "member.disable": "停用帳號",
    "member.enable": "恢復帳號",
    "member.unlock": "解除登入鎖定",
    "member.give_badge": "發給志工證",
    "member.take_badge": "收回志工證",
    "job.settle": "處理單據",
    "job.reprint": "補印單據",
    "announcement.push": "推播公告",
    "announcement.publish": "發布公告",
    "announcement.write": "撰寫公告",
    "announcement.edit": "修改公告",
    "announcement.submit": "公告送核",
    "announcement.reject": "退回公告",
    "bulletin.put_up": "張貼公告",
    "bulletin.take_down": "撤下張貼",
    "announcement.withdraw": "下架公告",
    "content.confirm": "確認內容",
    "ranking.sign": "簽核件數與積點",
    "queue.calendar": "匯入辦公日曆",
    "queue.override": "指定叫號",
    "queue.roll": "改用紙捲號碼",
    "queue.roll_end": "停用紙捲號碼",
    "queue.class_rule": "設定號碼類別",
    "queue.counter_classes": "設定櫃台類別",
    "queue.day": "設定服務時段",
    "queue.day_undo": "取消時段設定",
    "token.create": "建立權杖",
    "token.revoke": "撤銷權杖",
    "api.write": "程式介面寫入",
    "alarm.raise": "緊急求助",
    "alarm.answer": "前往緊急求助",
    "alarm.end": "解除緊急求助",
    "case.correct": "登記案件更正",
    "blood_pressure.correct": "更正血壓紀錄",
}
DETAILS = {
    "address": "來源",
    "role": "角色",
    "before": "原角色",
    "after": "新角色",
    "one_time": "一次性密碼",
    "failures": "未成功次數",
    "printed": "已印出",
    "kind": "類別",
    "text": "內容",
    "reference": "依據",
    "reason": "原因",
    "counter": "櫃台",
    "days": "日數",
    "shared": "傳閱",
    "cap": "每日上限",
    "weight": "權重",
    "classes": "類別",
    "place": "地點",
}
CONTENT_KINDS = {
    "office": "機關",
    "ticket_class": "號碼類別",
    "category": "服務分類",
    "life_event": "人生大事",
    "service": "服務項目",
    "document": "證件",
    "person": "申請人",
    "question": "情形問題",
    "condition": "情形",
    "choice": "選項",
    "scope": "受理範圍",
    "fee": "規費",
    "fee_waiver": "規費減免",
    "fine": "罰鍰",
    "late_fines": "逾期罰鍰",
    "faq": "常見問題",
    "term": "用語",
    "photo_spec": "相片規格",
    "payment": "繳費方式",
    "edition": "版本",
}
TABLES = {
    "device": DEVICES,
    "device_state": DEVICE_STATES,
    "condition": CONDITIONS,
    "remedy": REMEDIES,
    "job_state": JOB_STATES,
    "job_advice": JOB_ADVICE,
    "job_kind": JOB_KINDS,
    "proof": PROOFS,
    "announcement_kind": ANNOUNCEMENT_KINDS,
    "announcement_state": ANNOUNCEMENT_STATES,
    "channel": CHANNELS,
    "face": FACES,
    "language": LANGUAGE_NAMES,
    "help_reason": HELP_REASONS,
    "help_state": HELP_STATES,
    "help_outcome": HELP_OUTCOMES,
    "help_place": HELP_PLACES,
    "alarm_kind": ALARM_KINDS,
    "method": METHODS,
    "ticket_state": TICKET_STATES,
    "session_kind": SESSION_KINDS,
    "deed": DEEDS,
    "content_kind": CONTENT_KINDS,
    "content_field": {"plan_minutes": "每件預估分鐘（僅供估算等候時間）"},
    "detail": DETAILS,
}


def detail_value(value: object) -> str:
    """Return a value of the audit trail as people read it: 是, 否, a role's or a kind's name, or itself."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return ROLES.get(str(value)) or {**ANNOUNCEMENT_KINDS, **ALARM_KINDS}.get(str(value), str(value))


def device_name(device: str) -> str:
    """Return the office's word for a device, a sign among several with the place where it hangs."""
    signs = settings.KIOSK.signs
    place = f" {signs[device].name}" if device in signs and signs[device].name else ""
    return DEVICES.get(device.partition("-")[0], device) + place


def channel_name(channel: str) -> str:
    """Return the office's word for a channel of announcements, with the machine where it runs (board:大廳 1 號機)."""
    kind, _, place = channel.partition(":")
    name = device_name(kind) if kind.startswith("marquee") else CHANNELS.get(kind, kind)
    return f"{name}（{place}）" if place else name


def word(table: str, code: str) -> str:
    """Return the office's word for a code; an advice that does not exist is empty, any other unknown code is itself."""
    if table == "device":
        return device_name(code)
    if table == "channel":
        return channel_name(code)
    return TABLES[table].get(code, "" if table in {"remedy", "job_advice"} else code)
