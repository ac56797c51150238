"""6(9): a choice that the page has otherwise, and nowhere in the words of the text."""

from __future__ import annotations

import pytest
from policy.samples import found, stops

REPAIR = """日時 12月12日(土)午後2時から4時まで
会場 北町図書館 2階会議室
対象 小学1年生から小学6年生まで
定員 20人(応募多数の場合は抽選)
参加費 無料
申込み 往復はがきで、12月2日(水)必着"""
READING = """12月20日(日)10時30分から、みなみ図書館の集会室で開催します。
中学生以上の方。先着30名。無料。
申込フォームから、12月1日(火)から申し込めます。CDもお聴きいただけます。"""
FREE = "3月3日(水)午前11時から、北町図書館児童室で行います。申込不要、無料です。どなたでもどうぞ。"
SHUT = "設備点検のため、1月18日(月)は中央図書館を臨時休館いたします。"
OPEN = "1月11日(月・祝)は、北町図書館を臨時開館します。午前9時から午後5時まで。"
OFF = "冬の会\n1月16日(土)午後2時 読み聞かせ 【中止】\n1月23日(土)午後2時 工作"
GIFT = "使い終わった本を差し上げます。1月29日(金)、ロビーで。"
REFUSED = "申込み 往復はがきで\n※電話、メールでの申込みはできません。\n問合せ 電話 000-123-4567"
OLDER = "対象 3歳から小学2年生まで\n申込み 窓口または電話"
RATES = "観覧料 一般300円、大学生150円、中学生以下は無料"
STAFF = "人数 フルタイム 2人、パートタイム 5人"
LENT = "図書 10冊、雑誌 5冊、DVD 3点"
ADULTS = "参加費 大人500円、子ども300円(前売300円)"
PUPILS = """対象 市内の小学校に通う4年生から6年生で、全3回に来られる方
定員 16人
日程(いずれも土曜日 午前9時30分～11時30分)
第1回 1月30日 開講式
第2回 2月6日 本の修理
第3回 2月13日 まとめ
参加費 無料(第3回のみ材料費200円)
応募先 中央町3-5 こども司書係"""
SHOWN = "会期 1月12日(火)から24日(日)まで\n時間 午前10時から午後5時まで(最終日は午後3時まで)"
LATE = "1月23日(土)に講演会を開きます。\n申込期間 12月15日(火)から1月20日(水)まで"


@pytest.mark.parametrize(
    ("page", "text", "stopped"),
    [
        (REPAIR, "往復はがきで申し込んでください。", False),
        (REPAIR, "郵送でお申し込みください。", False),
        (REPAIR, "メールでお申し込みください。", True),
        (REPAIR, "電話で12月2日(水)まで。", True),
        (REPAIR, "窓口で12月2日(水)まで。", True),
        (REPAIR, "小学生の方、どうぞ。", False),
        (REPAIR, "中学生の方、どうぞ。", True),
        (REPAIR, "中学1年生から3年生まで。", True),
        (REPAIR, "大人の方向けの講座です。", True),
        (REPAIR, "どなたでもどうぞ。", True),
        (READING, "12月1日からネットでどうぞ。", False),
        (READING, "12月1日からはがきでどうぞ。", True),
        (READING, "CDも聴けます。", False),
        (READING, "DVDも見られます。", True),
        (READING, "きた図書館で。", True),
        (FREE, "対象は小学生です。", True),
        (SHUT, "1月18日(月)は休館します。", False),
        (SHUT, "1月18日(月)は開館します。", True),
        (SHUT, "1月18日(月)、中央図書館は臨時開館です。", True),
        (OPEN, "1月11日(月)は開館します。", False),
        (OPEN, "1月11日(月)は休館します。", True),
        (OFF, "1月23日(土)午後2時から工作です。", False),
        (OFF, "1月16日(土)午後2時から読み聞かせです。", True),
        (OFF, "1月16日(土)午後2時の読み聞かせは中止です。", False),
        (GIFT, "本をさしあげます。", False),
        (GIFT, "本を販売します。", True),
        (REFUSED, "お電話で申し込みをどうぞ。", True),
        (REFUSED, "電話での申込みは受け付けません。", False),
        (OLDER, "幼児の方、どうぞ。", False),
        (OLDER, "カウンターで申し込めます。", False),
        (OLDER, "高校生の方、どうぞ。", True),
        (RATES, "中学生までは無料です。", False),
        (RATES, "高校生までは無料です。", True),
        (RATES, "中学生以上は無料です。", True),
        (STAFF, "フルタイム2人、パートタイム5人を募集します。", False),
        (STAFF, "フルタイム5人、パートタイム2人を募集します。", True),
        (STAFF, "フルタイムは5人です。", True),
        (LENT, "図書10冊、雑誌5冊です。", False),
        (LENT, "図書5冊です。", True),
        (LENT, "雑誌は3点まで。", False),  # of another unit
        (LENT, "雑誌は10冊まで。", True),
        ("人数 一般 2人、学生 5名", "学生5人です。", False),
        ("人数 一般 2人、学生 5名", "一般5人です。", True),
        (ADULTS, "大人300円(前売)です。", False),
        (ADULTS, "大人300円です。", True),
        (PUPILS, "小学4年生から6年生のみなさん、どうぞ。", False),
        (PUPILS, "小学3年生から6年生のみなさん、1月30日から全部で3回です。", True),
        (PUPILS, "小学4年生から5年生のみなさん、どうぞ。", True),
        (SHOWN, "最終日は15:00までです。", False),
        (SHOWN, "最後の日の1月24日(日)は午後5時までです。", True),
        (LATE, "申込みは1月20日(水)まで。", False),
        (LATE, "申込みは1月23日(土)まで。", True),
    ],
)
def test_6_9_a_choice_that_stands_nowhere_on_the_page_stops(
    page: str, text: str, *, stopped: bool
) -> None:
    """In any wording: what is wider, narrower, or one way of two stops nothing."""
    findings = found(text, title="お知らせ", page=page)
    assert ("6(9)" in {one for one, _ in stops(findings)}) is stopped
