"""A draft read again as a reader would who sees nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bridge.draft.proofreading import faults
from bridge.model import Facts, Occasion

TODAY = date(2026, 6, 20)
PLAIN = Facts("催し")
EVENT = Facts(
    "催し",
    kind="event",
    when=(("日時", "7月4日(土)14時～"),),
    place="集会室",
    occasions=(Occasion(date(2026, 7, 4), begins=time(14)),),
)
CLOSED = Facts("休館", kind="closure", occasions=(Occasion(date(2026, 7, 1), date(2026, 7, 3)),))
SEVERAL = Facts(
    "催し",
    kind="event",
    several=True,
    events=(("一", "7月4日"), ("二", "7月5日"), ("三", "7月6日")),
)


@pytest.mark.parametrize(
    ("facts", "summary", "word"),
    [
        (PLAIN, "7月4日に開きます。", ""),
        (PLAIN, "集会室で会を", "途中で切れて"),
        (PLAIN, "7月4日14時～\n出し方：学校へ", ""),
        (PLAIN, "7月4日14時～\n出し方：山へ", "途中で切れて"),
        (PLAIN, "第1日 7月4日14時～\n第2日 7月5日14時～", ""),
        (PLAIN, "1日 7月4日14時～", "何月か"),
        (EVENT, "3日に開きます。\n会場：集会室", "何月か"),
        (PLAIN, "期限を3日延長します。7月4日14時～", ""),
        (PLAIN, "時間：9時～12時(週3日～)", ""),
        (PLAIN, "時間：9時～12時(3日～)", "何月か"),
        (PLAIN, "勤務：火曜から土曜のうち4日", ""),
        (PLAIN, "7月4日14時～\nこれまで：3冊\nこれから：5冊", ""),
        (PLAIN, "7月4日14時～\nつぎまで：3冊", "項目名では"),
        (PLAIN, "7月4日14時～\n対象：園児は大人に", "途中で切れて"),
        (PLAIN, "7月4日14時～\n対象：園児は大人と一緒に", ""),
        (PLAIN, "を開きます。", "途中で切れて"),
        (PLAIN, "会場：ホール(2階", "かっこ"),
        (PLAIN, "本を読みます。本を読みます。", "2回"),
        (PLAIN, "次のとおり行います。", "指すもの"),
        (PLAIN, "次のとおり行います。\n日時：7月4日(土)", ""),
        (PLAIN, "そのため、休みます。", "前の文"),
        (PLAIN, "ご理解とご協力をお願いします。", "あいさつ"),
        (PLAIN, "明日は休みます。", "読む日"),
        (PLAIN, "あと4日です。", "読む日"),
        (PLAIN, "7月4日(土)に休館します。東館は、両日とも開館します。", "両日"),
        (PLAIN, "7月4日(土)・5日(日)に休館します。東館は、両日とも開館します。", ""),
        (PLAIN, "7/4(土)、7/5(日)は休館。東館は、両日とも開館します。", ""),
        (PLAIN, "7月4～5日は休館です。東館は、両日とも開館します。", ""),
        (PLAIN, "紙が配られました。このような紙は捨ててください。", ""),
        (PLAIN, "このように捨ててください。", "指すもの"),
        (PLAIN, "展示があります。ほかにもあります。", "ほかにもあります"),
        (PLAIN, "・一：7月4日\nほかにもあります。", ""),
        (PLAIN, "利用：3時間 → 2時間\nほかにもあります。", ""),
        (replace(PLAIN, label="中止"), "映画会を開きます。", "題名は"),
        (replace(PLAIN, label="中止"), "映画会の中止をお知らせします。", ""),
        (EVENT, "日時：7月4日(土)14時～\n会場：集会室", ""),
        (EVENT, "会場：集会室", "日時"),
        (EVENT, "日時：7月4日(土)14時～", "会場"),
        (EVENT, "日時：7月4日(土)\n会場：集会室", "時刻"),
        (CLOSED, "7月1日(水)から3日(金)まで休館します。", ""),
        (CLOSED, "図書館は休館します。", "休みの日"),
        (CLOSED, "7月1日(水)から休館します。", "初めか終わり"),
        (SEVERAL, "・一：7月4日\n・二：7月5日\n・三：7月6日", ""),
        (SEVERAL, "・一：7月4日\n日程はそれぞれ異なります。", "途中で切れて"),
        (SEVERAL, "申込：電話で", "いくつも"),
        (SEVERAL, "一、二など\n日程はそれぞれ異なります。", ""),
    ],
)
def test_5_3_i_each_fault_is_seen_and_a_good_draft_has_none(
    facts: Facts, summary: str, word: str
) -> None:
    """Half sentences, pointers, relative words, politeness alone, contradictions, what an event or
    a closing lacks.
    """
    found = faults(facts.title, summary, facts, TODAY)
    assert any(word in fault for fault in found) if word else not found, found
