"""The facts of an event that is told in running prose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.prose import held_on
from bridge.topics.prose import with_prose as page_with_prose
from bridge.topics.sorts import Sort

TODAY = date(2026, 8, 20)


def with_prose(units: list[Unit], near: date, today: date, title: str) -> list[Unit]:
    """The lines of a page of one section."""
    page = Outline(title, near, near, units, [Section(0, -1, "", ("page", ""))])
    return page_with_prose(page, today, title).units


def told(*sentences: str, title: str = "講座") -> list[str]:
    """Label and text of the lines that sentences become; a sentence that stays as it is."""
    units = [Unit(text, at=place) for place, text in enumerate(sentences)]
    found = with_prose(units, TODAY, TODAY, title)
    return [f"{unit.label}：{unit.text}" if unit.label else unit.text for unit in found]


HELD = "9月27日(日)に講座を開催します。"


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("9月27日(日)に講座を開催いたします。", "9月27日(日)"),
        ("9月27日(日)午後2時から4時まで、展示解説を行います。", "9月27日(日)午後2時から4時まで"),
        ("10月3日(土)から11月1日(日)まで、2階で展示します。", "10月3日(土)から11月1日(日)まで"),
        ("10月3日、10月17日、31日の3回、教室をひらきます。", "10月3日、10月17日、31日"),
        ("開催は10月17日(土)、場所は2階です。", "10月17日(土)"),
        ("講座は9月5日から26日までの毎週土曜日です。", "9月5日から26日まで 毎週土曜日"),
        ("9月12日(土)の夜、「星を見る会」です。", "9月12日(土)"),
        ("9月12日(土)におはなし会があります。", "9月12日(土)"),
        ("読書週間(10月27日～11月9日)には、9月30日に催しを行います。", "9月30日"),
        ("9月27日(日)に講座の申込みの受付を行います。", ""),  # what is for another thing
        ("8月1日(土)に講座を開催します。", ""),  # over
        ("9月27日(日)と10月4日(日)から選ぶ講座を9月30日に開催します。", ""),  # which of them?
        ("雨の場合は、9月27日(日)に開催します。", ""),  # unsure
        ("9月27日(日)は休館日です。", ""),
        ("9月27日(日)は晴れるでしょう。", ""),
    ],
)
def test_the_days_on_which_a_sentence_says_that_something_takes_place(
    sentence: str, days: str
) -> None:
    """With a verb of holding, and in time; a day to apply, of rain, of a choice or closed is none
    of the event.
    """
    assert held_on(Unit(sentence), TODAY, TODAY).strip() == days


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        ("会場は3階研修室です。", ["会場：3階研修室"]),
        ("会場は町公民館でございます(図書館ではありません)。", ["会場：町公民館"]),
        ("対象は小学4年生以上です。", ["対象：小学4年生以上"]),
        ("はじめて学ぶ方を対象とします。", ["対象：はじめて学ぶ方"]),
        ("どなたでもご参加いただけます。", ["対象：どなたでも"]),
        ("小学生以上の方なら、見るだけでもかまいません。", ["対象：小学生以上の方"]),
        ("高校生以上の方40名を募集します。", ["対象：高校生以上の方", "定員：40名"]),
        ("定員は30名(先着順)です。", ["定員：30名(先着順)"]),
        ("先着20名です。", ["定員：先着20名"]),
        ("親子10組を募集します。", ["定員：親子10組"]),
        ("参加費は無料です。", ["費用：無料"]),
        ("会費は100円です。", ["費用：100円"]),
        (
            "受講料は無料ですが、テキスト代として500円をいただきます。",
            ["費用：無料(テキスト代500円)"],
        ),
        ("資料代として初回に600円を頂戴します。", ["費用：資料代600円"]),
        (
            "お申し込みは9月1日(火)から10日(木)まで、電話または窓口で受け付けます。",
            ["申込：9月1日(火)から10日(木)まで、電話または窓口"],
        ),
        (
            "受講を希望される方は、9月4日(金)(必着)までに、はがき(住所、氏名を明記)によりお申し込みください。",
            ["申込：9月4日(金)必着、はがき"],
        ),
        (
            "参加希望の方は、往復はがきに住所、氏名を記入のうえ、9月4日(金)までにお送りください。",
            ["申込：往復はがきで、9月4日(金)までに"],
        ),
        ("お申し込みは、お気軽にどうぞ。", ["お申し込みは、お気軽にどうぞ。"]),  # no way
    ],
)
def test_a_fact_that_a_sentence_puts_plainly_is_a_line(sentence: str, lines: list[str]) -> None:
    """会場は…です is 会場：…; what is no value of the label stays a sentence."""
    found = told(HELD, sentence)
    assert [line for line in found if not line.startswith(("日時", HELD))] == lines


@pytest.mark.parametrize(
    "hours",
    [
        "時間は13時30分から15時まで、費用はかかりません。",
        "開演は13時30分、終演は15時の予定です。",
        "時間は各回とも13時30分から15時までです。",
    ],
)
def test_the_hours_of_all_days_go_to_the_days(hours: str) -> None:
    """In a sentence of their own, behind the one with the day."""
    assert f"日時：9月27日(日) 13時30分から15時{'まで' * ('時間' in hours)}" in told(HELD, hours)


def test_hours_beside_the_day_are_the_days_own() -> None:
    """14時 in the same sentence is nearer than 13時 in the next one."""
    held = "9月27日(日)14時から講座を開催します。"
    assert "日時：9月27日(日)14時から" in told(held, "時間は13時から15時までです。")


def test_labelled_lines_keep_their_field() -> None:
    """場所 that the page labels is not overridden by what a sentence says."""
    units = [
        Unit(HELD, at=0),
        Unit("視聴覚室", Sort.PLACE, "場所", at=1),
        Unit("会場は3階研修室です。", at=2),
    ]
    assert [u.text for u in with_prose(units, TODAY, TODAY, "講座") if u.sort == Sort.PLACE] == [
        "視聴覚室"
    ]


def test_labelled_days_are_of_one_event_or_nothing_is_taken() -> None:
    """Of two 日時 nobody knows which one the sentence means."""
    days = [
        Unit("9月5日(土) 10時～", Sort.WHEN, "日時", 1, at=0),
        Unit("9月6日(日) 14時～", Sort.WHEN, "日時", 2, at=1),
    ]
    hint = Unit("会場は3階研修室です。", at=2)
    assert with_prose([*days, hint], TODAY, TODAY, "講座") == [*days, hint]
    one = [Unit("9月5日(土)", Sort.WHEN, "日時", at=0), Unit("時間は10時から12時までです。", at=1)]
    assert [u.text for u in with_prose(one, TODAY, TODAY, "講座")] == [
        "9月5日(土)",
        "10時から12時まで",
    ]


def test_days_that_run_on_go_before_a_single_event_below_them() -> None:
    """The exhibition's span leads its talk; below the talk it is left where it stands."""
    units = [
        Unit("10月3日(土)から11月1日(日)まで、企画展を開催します。", at=0),
        Unit("10月10日(土)14時～", Sort.ENTRY, "講演会", at=1),
    ]
    assert with_prose(units, TODAY, TODAY, "企画展")[1].text == "10月3日(土)から11月1日(日)まで"
    behind = [replace(unit, at=place) for place, unit in enumerate(units[::-1])]
    assert with_prose(behind, TODAY, TODAY, "企画展") == behind


def test_without_something_held_nothing_is_taken() -> None:
    """会場は… of a page without an event is a sentence like any other."""
    assert told("会場は3階研修室です。") == ["会場は3階研修室です。"]


def test_a_sentence_that_is_told_by_its_lines_goes() -> None:
    """Long, unnamed and without a figure that no line has: else it stays beside them."""
    long = "9月27日(日)、橋の設計に長くたずさわってこられた大学名誉教授をお招きして、公開講座を開催します。"
    assert told(long) == ["日時：9月27日(日)"]
    assert told(HELD) == [HELD]  # short: it says what it is, and when
    at_two = HELD.replace("に講座", "14時から講座")
    assert told(at_two) == [at_two, "日時：9月27日(日)14時から"]
    named = long.replace("公開講座", "「橋と言葉」")
    assert told(named.replace("を開催", "の講座を開催"))[0] == named.replace(
        "を開催", "の講座を開催"
    )
    kept = "会場は3階研修室で、12月に2階へ移ります。"
    assert told(HELD, kept)[1] == kept  # its other figures stand in no line


def test_who_is_drawn_stands_with_the_seats() -> None:
    """抽選 of all behind 定員; of some only it would be untrue there."""
    lines = told(HELD, "定員は30名です。", "多数の場合は抽選とします。")
    assert "定員：30名(抽選)" in lines
    both = told(HELD, "定員は30名です。", "一般は抽選、学生は先着です。")
    assert "定員：30名" in both
