"""What staff are told when something is refused: Traditional Chinese alone, since staff pages speak no other language.

Refusals that visitors can meet as well have their sentence in the interface's catalogues instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from kiosk.errors import Refused

SENTENCES = {
    "staff.username_taken": "帳號「{username}」已有人使用，請換一個。",
    "staff.username_form": "帳號請用 2 至 32 個小寫英文字母、數字、點、底線或連字號，並以字母開頭。",
    "staff.name_missing": "請填寫姓名。",
    "staff.name_too_long": "姓名與職稱各以 {allowed} 字為限，請縮短。",
    "staff.unknown": "找不到帳號「{username}」，可能已被刪改，請重新整理頁面。",
    "staff.last_manager": "「{username}」是最後一位可登入的系統管理者，請先指定另一位管理者。",
    "staff.manager_exists": "已經有系統管理者，請由管理者在「帳號管理」頁面新增帳號。",
    "staff.password_weak": "密碼不符規定：{reasons}",
    "staff.badge_disabled": "帳號「{username}」已停用，請先恢復帳號再發給志工證。",
    "staff.badge_busy": "同時有人在發志工證，請再按一次。",
    "staff.badges_spent": "志工證號碼已用完，請先收回不再使用的志工證。",
    "job.unknown": "找不到這張單據，可能已處理完畢，請重新整理頁面。",
    "job.settled_already": "{label} 已由其他同仁處理完畢。",
    "job.still_in_printer": "{label} 的資料還在印表機裡，補紙、關蓋後會自動印出；若不要印出，請將印表機關機再開機。",
    "job.not_yet": "{label} 還在等待列印或正在列印，會自動印出，不需補印。",
    "desk.nobody_here": "目前沒有叫號中的來賓，請先叫下一號。",
    "desk.called_often": "這一號已重複叫號多次，請洽服務台協助找人，或按「未到」。",
    "desk.no_such_counter": "沒有 {counter} 號櫃台，請重新選擇。",
    "desk.counter_closed": "{counter} 號櫃台目前未開放，請先開始服務。",
    "desk.taken_over": "這個櫃台已由 {name} 接手。",
    "desk.call_again": "叫號 {calls} 次後才能按「未到」，還要再叫 {wanted} 次。",
    "desk.give_time": "請給來賓走過來的時間，{seconds} 秒後再按「未到」。",
    "desk.has_come": "來賓已到櫃台，辦理完成請按「完成」。",
    "desk.still_serving": "櫃台還有來賓，請先完成或轉交再暫停。",
    "desk.supervisor_only": "指定叫號限課長或管理者使用。",
    "desk.reason_needed": "請填寫原因。",
    "desk.no_target": "請選擇轉往哪一類、哪個櫃台或哪位同仁。",
    "desk.target_closed": "{counter} 號櫃台目前未開放，請改選其他櫃台；案件仍在您這裡。",
    "desk.clerk_away": "這位同仁目前不在櫃台，請改選；案件仍在您這裡。",
    "desk.notice_used": "一次告知單 {serial} 已用於另一件，請重新開立。",
    "desk.case_unknown": "點數表沒有這個案件種類（{case}），請重新整理頁面。",
    "desk.case_quantity": "每一種案件的數量請填 1 至 {most}。",
    "desk.case_types": "一次最多登記 {most} 種案件。",
    "desk.case_corrected": "這件已由 {by} 登記更正。",
    "desk.case_closed": "找不到這件特殊案件，或已經結案，請重新整理頁面。",
    "desk.period": "期間請填 1 至 {most} 日。",
    "ticket.waits_no_more": "這個號碼已不在等候中，請重新整理頁面。",
    "ticket.not_passed": "{label} 沒有過號，不需要重新排入。",
    "ticket.notice_not_here": "本所未開放憑一次告知單免取號，請另取號碼。",
    "ticket.notice_unknown": "查不到一次告知單 {serial}，請核對編號，或請來賓另取號碼。",
    "ticket.notice_used": "一次告知單 {serial} 已經用過，請來賓另取號碼。",
    "ticket.roll_number": "紙捲號碼請填 1 至 {most}。",
    "ticket.roll_next": "紙捲的下一張應為 {label}，請核對；前面的號碼若已撕壞，請勾選「跳過」。",
    "ticket.number_unknown": "今天沒有發出 {label}，請核對號碼單。",
    "ticket.no_slip": "{label} 不是機器印出的號碼單，無法補印；請另寫一張給來賓。",
    "desk.busy": "{counter} 號櫃台還有來賓，請待辦理完成後再指定。",
    "ticket.roll_twice": "{label} 今天已經發出，請核對紙捲。",
    "queue.period": "期間請選 1 至 {most} 日，結束日不早於開始日。",
    "queue.month_runs": "本月尚未結束，月底後才能簽核。",
    "queue.signed_already": "這個月已經簽核，名單不再變動。",
    "queue.class_rule": "每日上限請填 0 至 {most}，權重請填 {low} 至 {high}。",
    "sessions.times": "時段的起訖時間不符：請填開始與較晚的結束；停止服務則不填時間。",
    "desk.moved_on": "畫面已更新，請確認目前的號碼後再按一次。",
    "announcement.empty": "請輸入公告內容。",
    "announcement.too_long": "公告內容共 {found} 字，超過 {allowed} 字，請精簡後再送出。",
    "announcement.ends_in_the_past": "結束時間已過，請選擇之後的日期。",
    "announcement.ends_too_late": "公告期間最長一年，請選擇較近的結束日期。",
    "announcement.too_many": "同時播出的公告已達 {allowed} 則，請先下架不再需要的公告。",
    "announcement.not_a_draft": "這則公告已經發布過了。",
    "announcement.has_fields": "內容還有空格（{{ }}）未填，請填妥後再送出。",
    "announcement.not_a_template": "這則公告沒有空格可填，請直接發布。",
    "announcement.field_missing": "請填寫「{field}」。",
    "announcement.date_form": "日期請用民國日期，例如 115/03/31。",
    "announcement.source": "請填寫來源機關，以 {allowed} 字為限。",
    "announcement.no_channel": "請至少選擇一個播出頻道。",
    "announcement.no_weekday": "請至少選擇一個播出的星期。",
    "announcement.hours": "播出時段請寫成 08:00-12:00，多個時段以逗號分開、依時間先後。",
    "announcement.no_end": "請填寫結束日期。",
    "announcement.ends_before_it_begins": "結束日期早於開始日期，請更正其中一個。",
    "announcement.never_runs": "期間內沒有任何播出時段，請放寬日期、星期或時段。",
    "announcement.submit_first": "這則公告需由另一位同仁核准，請先送核。",
    "announcement.own_text": "公告須由另一位同仁核准，不能核准自己撰寫或送核的公告。",
    "announcement.not_waiting": "這則公告已不在待核清單，請重新整理頁面。",
    "announcement.reason_missing": "請填寫退回的原因，以 {allowed} 字為限。",
    "bulletin.title": "請填寫張貼的公告名稱，以 {allowed} 字為限。",
    "bulletin.source": "請填寫來源機關，以 {allowed} 字為限。",
    "bulletin.place": "請填寫張貼地點，以 {allowed} 字為限。",
    "bulletin.ends_before_it_begins": "撤下日期早於張貼日期，請更正其中一個。",
    "bulletin.unknown": "找不到這筆張貼紀錄，請重新整理頁面。",
    "announcement.not_live": "這則公告尚未發布，不需下架。",
    "announcement.unknown": "找不到這則公告，請重新整理頁面。",
    "help.closed_already": "這次呼叫已經結束。",
    "help.taken_already": "{name} 已經前往。",
    "help.unknown": "找不到這次呼叫，請重新整理頁面。",
    "guide.reference_needed": "請填寫查證依據（法規條文、函釋或頁次）。",
    "guide.nothing_to_confirm": "找不到這項內容「{key}」，可能已更新，請重新整理頁面。",
    "guide.confirmed_already": "這項內容已由 {by} 確認過了。",
}


def sentence(refused: Refused) -> str:
    """Return what to tell the member of staff: what happened and what to do now."""
    known = SENTENCES.get(refused.text_key)
    return known.format(**refused.values) if known else Texts(FALLBACK).text(refused.text_key, **refused.values)
