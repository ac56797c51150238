"""Labelled lines in fewer characters, for a draft that has no room for all of them."""

from __future__ import annotations

import pytest

from bridge.draft.fitting import Part, fit
from bridge.draft.shorter import _minutes, shorter, tersely


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
        ("7月4日(土)から17日(金)までに入る本です。", "7月4日(土)～17日(金)に入る本です。"),
        ("7月4日(土)から17日(金)までの間に届く本です。", "7月4日(土)～17日(金)に届く本です。"),
        ("7月4日(土)から17日(金)までの間は休みます。", "7月4日(土)～17日(金)は休みます。"),
        ("定員：12組(申込多数の場合は抽選。結果ははがきで)", "定員：12組(多数の場合は抽選)"),
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
            "対象：市内にお住まいか、通勤・通学している高校生以上の方",
            "対象：市内在住・在勤・在学の高校生以上の方",
        ),
        ("日時：7日(土)午前の部 10時～11時、午後の部 1時30分～3時",) * 2,
        (
            "日時：7日(土)午後6時30分開演 8時頃終了",
            "日時：7日(土)18:30開演 20:00頃終了",
        ),
        ("日時：7日(土)午後2時～4時(1時30分開場)", "日時：7日(土)14:00～16:00(13:30開場)"),
        ("日時：7日(土)午前9時開演 11時終了", "日時：7日(土)9:00開演 11:00終了"),
        ("日時：7日(土)午後2時～4時(10時開場)",) * 2,
        ("船：7日(土)午後5時40分と6時10分",) * 2,
        ("船：7日(土)午前10時と2時",) * 2,
        ("船：7日(土)午前10時と11時", "船：7日(土)10:00と11:00"),
        ("船：7日(土)午後2時と19時", "船：7日(土)14:00と19:00"),
        ("日時：7日(土)午後の部 13時30分～15時", "日時：7日(土)午後の部 13:30～15:00"),
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
    """Hours by the clock of 24, spans with ～, 在住・在勤・在学; what limits (a price for some,
    another way to apply) stays.
    """
    assert shorter([line]) == [short]


@pytest.mark.parametrize(
    ("line", "terse"),
    [
        ("日時：7月28日(火)、8月4日(火)10時～", "日時：7/28(火)、8/4(火)10時～"),
        ("申込：7月4日(土)～12日(日)、窓口で", "申込：7/4(土)～7/12(日)、窓口で"),
        ("申込：12日(日)まで窓口で", "申込：12日(日)まで窓口で"),  # no month to tell
        ("会場：公民館 第2研修室(図書館の向かい)", "会場：公民館 第2研修室"),
        ("会場：公民館(第3回は図書館の隣)", "会場：公民館(第3回は図書館の隣)"),
        ("対象：小学生(保護者の隣)", "対象：小学生(保護者の隣)"),  # no place
        ("対象：市内に在住または在学の小学4年生から6年生", "対象：市内在住・在学の小学4～6年生"),
        ("対象：小学1年生から小学3年生まで", "対象：小学1～3年生"),
        ("対象：5歳から小学2年生まで", "対象：5歳から小学2年生まで"),
        ("申込：往復はがきに住所、氏名を書いて中央図書館へ", "申込：往復はがきで中央図書館へ"),
        ("申込：往復はがきに氏名を書いて9月11日(金)必着", "申込：往復はがき、9/11(金)必着"),
        ("申込：申込書に、氏名を記入のうえ、窓口へ", "申込：申込書で窓口へ"),
        ("申込：電子申請、または往復はがき", "申込：電子申請・往復はがき"),
        ("電子申請、または往復はがき", "電子申請、または往復はがき"),  # no label
    ],
)
def test_a_line_says_it_in_the_fewest_characters(line: str, terse: str) -> None:
    """Whom it is for and where to ask stay, what is to be written on the card does not."""
    assert tersely([line]) == [terse]


def test_days_have_strokes_in_all_lines_or_in_none() -> None:
    """2027年4月1日 and 8月上旬 have none."""
    for other in ("任用期間：2027年4月1日(木)～", "発表：8月上旬", "面接：12月5日"):
        rows = ["日時：7月28日(火)", other]
        assert tersely(rows) == rows


def test_a_draft_has_strokes_only_where_a_labelled_line_more_has_room() -> None:
    """Not for one sentence more."""
    values = {"title": "令和9年度の講座「たいせつな本をなおす」の受講者を募集します", "url": ""}
    rows = [
        Part("日時：10月3日(土)、10月17日(土)、11月7日(土)、11月21日(土)13:30～15:30", 100),
        Part("会場：中央公民館 第2研修室", 90),
        Part("対象：高校生以上で、原則として4回とも出られる方", 70),
        Part("定員：20人(先着順)", 50),
        Part("申込：9月12日(土)9:00から、図書館の窓口または電話", 75),
    ]
    fee = Part("費用：資料代 400円", 45)
    assert "10/3(土)" in fit("{title}\n{summary}\n{url}", values, [*rows, fee])[0]
    assert "費用：資料代 400円" in fit("{title}\n{summary}\n{url}", values, [*rows, fee])[0]
    spoken = Part("講師をおむかえして開きます。", 40, spoken=True)
    assert "10月3日(土)" in fit("{title}\n{summary}\n{url}", values, [spoken, *rows])[0]


def test_hours_are_all_in_digits_or_none() -> None:
    """Behind 午後2時～3時 a reader would take 10:30 for the evening."""
    rows = ["・南：7日(土)午後2時～3時", "・北：8日(日)午前10時30分～11時30分"]
    assert shorter(rows) == ["・南：7日(土)14:00～15:00", "・北：8日(日)10:30～11:30"]
    assert shorter(["・南：14時～15時", "・北：16時～17時"]) == [
        "・南：14時～15時",
        "・北：16時～17時",
    ]


def test_lines_are_worded_shorter_only_where_they_do_not_fit() -> None:
    """With room for all of it the page's own words stand."""
    rows = [Part("日時：7月28日(火)午前9時30分～11時30分", 100), Part("費用：無料", 45)]
    values = {"title": "講座", "url": ""}
    assert fit("{title}\n{summary}", values, rows)[2] == "\n".join(row.text for row in rows)
    long = [Part("あ" * 118, 99, spoken=True), *rows]
    assert fit("{title}\n{summary}", values, long)[2].split("\n")[1:] == [
        "日時：7/28(火)9:30～11:30",
        "費用：無料",
    ]


@pytest.mark.parametrize(
    ("half", "hour", "minute", "past", "minutes"),
    [
        ("", "9", None, None, 540),
        ("", "9", "05", None, 545),
        ("", "9", None, "半", 570),
        ("", "24", None, None, 1440),
        ("", "25", None, None, None),
        ("午前", "12", None, None, 720),
        ("午前", "13", None, None, None),
        ("午後", "1", None, None, 780),
        ("午後", "12", None, None, 720),
        ("午後", "13", None, None, None),
    ],
)
def test_an_hour_of_a_day_is_so_many_minutes(
    half: str, hour: str, minute: str | None, past: str | None, minutes: int | None
) -> None:
    """Up to 24時 of a day, up to 12時 of its half."""
    assert _minutes(half, hour, minute, past) == minutes
