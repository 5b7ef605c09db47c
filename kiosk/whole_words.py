"""Chinese words that a line does not break in two, where that takes no more lines: the office's own, and common ones.

Libraries that find words know newspapers, not this office (身分證, 血壓計, 承辦人 fall apart in them), so the words are
listed.  A name, or a word of the content that is not here, is kept whole on screens by U+2060 between its characters.
"""

from __future__ import annotations

OFFICE = """
身分證 國民身分證 戶口名簿 出生證明書 死亡證明書 診斷證明書 結婚證明書 約定書 委託書 同意書 切結書 申請書 授權書 判決書
印鑑證明 印鑑 戶籍謄本 謄本 印章 簽名 正本 影本 照片 相片 護照 居留證 自然人憑證 憑證 健保卡 規費 罰鍰 號碼單 號碼牌 告知單
證明書 證明 證件 文件 譯本 中文 公證 驗證 認證 法院 戶政 戶籍 戶所 事務所 本所 本市 本國 外國 國籍 新住民 出生 死亡 結婚
離婚 遷徙 遷入 遷出 改名 姓名 更改 更正 補發 換發 初領 認領 收養 監護 登記 申請 申請人 承辦人 受託人 委託人 當事人 代理人
法定代理人 利害關係人 未成年 父母 祖父母 外祖父母 父或母 配偶 子女 親屬 家屬 戶長 本人 他人 遺失 掛失 櫃台 服務台 服務 志工
呼叫 叫號 取號 號碼 等候 排隊 優先 孕婦 身心障礙 幼兒 辦理 受理 預約 取件 諮詢 臨櫃 線上 審認 核定 衛生所 血壓 血壓計 收縮壓
舒張壓 量測 量血壓 靜坐 手臂 壓脈帶 心跳 偏高 稍高 過高 正常 緊急 就醫 醫師 醫院 健康卡 印表機 條碼 掃描 拍照 螢幕 手機 注音
視為 過號 報到 取消 查詢 代碼 回覆 收執聯 憑單 診斷 指引 分級
畫面 大字 高對比 語音 朗讀 音量 顯示 滿意 不滿意 滿意度 意見 公告 假日 國定假日 星期 上班 開放 營業 今日 明日
"""
COMMON = """
什麼 帶什麼 怎麼 為什麼 這裡 那裡 哪裡 這個 這次 這張 這項 一次 一下 一項 一般 一點 一年 一週 一個 我們 您的 可以 可直接
不用 不能 不會 不要 不必 不知道 不留 需要 請先 請到 請洽 請選 請將 請在 請帶 如有 疑義 如果 或是 以及 因為 所以 但是 並且
已經 還有 還要 還需要 尚未 尚缺 已備妥 備妥 應備 實際 依個案 個案 重新 再次 之後 以後 以前 之前 前面 後面 時間 時候 分鐘
小時 現在 目前 最近 附近 旁邊 地點 地址 電話 期限 資料 內容 部分 全部 其他 相關 主要 使用 開始 結束 完成 處理 協助 幫忙 幫您
通知 告訴 陪您 放鬆 休息 保存 記錄 列印 領取 取走 繳納 繳費 免費 付款 現金 確認 選擇 回首頁 首頁 上一步 下一步 上一頁 下一頁
結果 出現 自動
"""
WHOLE = frozenset(f"{OFFICE} {COMMON}".split())
LONGEST = max(map(len, WHOLE))
