"""Labelled lines in fewer characters, for a draft that has no room for all of them."""

from __future__ import annotations

import pytest

from bridge.draft.fitting import Part, fit
from bridge.draft.shorter import shorter


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("日時：7月28日(火)午前9時30分～11時30分", "日時：7月28日(火)9:30～11:30"),
        ("日時：7月28日(火)午後1時30分～3時", "日時：7月28日(火)13:30～15:00"),
        ("日時：7月28日(火)午前11時30分～午後1時", "日時：7月28日(火)11:30～13:00"),
        ("日時：7月28日(火)午前10時から正午まで", "日時：7月28日(火)10:00～12:00"),
        ("日時：7月28日(火)13時半～", "日時：7月28日(火)13:30～"),
        ("日時：7月28日(火)午前11時30分～1時30分", "日時：7月28日(火)午前11時30分～1時30分"),
        ("日時：7月28日(火)午後13時30分～", "日時：7月28日(火)午後13時30分～"),  # no hour of a half
        ("時間：2時間30分", "時間：2時間30分"),  # no clock
        ("申込：7月4日(土)から7月17日(金)までに、電話で", "申込：7月4日(土)～17日(金)、電話で"),
        ("申込：7月24日(土)から8月7日(金)までの間", "申込：7月24日(土)～8月7日(金)"),
        ("定員：12組(申込多数の場合は抽選。結果ははがきで)", "定員：12組(抽選)"),
        ("定員：12組(先着順)", "定員：12組(先着順)"),
        ("参加費：300円(当日あつめます)", "参加費：300円"),
        (
            "参加費：300円(高校生以下は無料、当日集めます)",
            "参加費：300円(高校生以下は無料、当日集めます)",
        ),
        ("対象：県内に在住、通勤又は通学する方", "対象：県内在住・在勤・在学の方"),
        ("対象：市内にお住まいか、お勤めの方", "対象：市内在住・在勤の方"),
        ("対象：市内にお住まいの方", "対象：市内にお住まいの方"),
        (
            "申込：館内の申込書または申込フォームからお申し込みください",
            "申込：館内の申込書または申込フォーム",
        ),
        (
            "申込：はがきを郵送いただくか、申込フォームからお申し込みください",
            "申込：はがきを郵送いただくか、申込フォームからお申し込みください",
        ),
    ],
)
def test_a_line_says_the_same_in_fewer_characters(line: str, short: str) -> None:
    assert shorter([line]) == [short]


def test_hours_are_all_in_digits_or_none() -> None:
    """Behind 午後2時～3時 a reader would take 10:30 for the evening."""
    rows = ["・南：7日(土)午後2時～3時", "・北：8日(日)午前10時30分～11時30分"]
    assert shorter(rows) == ["・南：7日(土)14:00～15:00", "・北：8日(日)10:30～11:30"]
    assert shorter(["・南：14時～15時", "・北：16時～17時"]) == [
        "・南：14時～15時",
        "・北：16時～17時",
    ]


def test_lines_are_worded_shorter_only_where_they_do_not_fit() -> None:
    rows = [Part("日時：7月28日(火)午前9時30分～11時30分", 100), Part("費用：無料", 45)]
    values = {"title": "講座", "url": ""}
    assert fit("{title}\n{summary}", values, rows)[2] == "\n".join(row.text for row in rows)
    long = [Part("あ" * 118, 99, spoken=True), *rows]
    assert fit("{title}\n{summary}", values, long)[2].split("\n")[1:] == [
        "日時：7月28日(火)9:30～11:30",
    ]
