"""Dates and times as Japanese public pages write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.dates import (
    find_occasions,
    house,
    mentions,
    relative_words,
    resolve_relative,
    say_all,
    say_day,
)
from bridge.topics.sorts import occasions_in

TODAY = date(2026, 6, 20)
JULY = date(2026, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "令和8年7月1日(水)",
        "令和８年７月１日（水曜日）",
        "R8.7.1",
        "R8/7/1",
        "2026年7月1日",
        "2026.7.1",
        "2026/07/01",
        "2026-07-01",
        "2026年(令和8年)7月1日",
        "7月1日(水)",
        "7/1(水)",
        "7月 1日",
        "7月1日水曜日",
        "７／１（水・祝）",
    ],
)
def test_one_day_in_every_form(text: str) -> None:
    """Era or not, full-width or not, with or without year and weekday."""
    (found,) = mentions(text, TODAY)
    assert (found.date, found.text, found.weekday_wrong, found.era_wrong) == (
        JULY,
        text,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2/17の夕方5時まで", ["2/17"]),
        ("1/24は2階で", ["1/24"]),
        ("2/11(祝)の午後", ["2/11(祝)"]),
        ("12/5土の朝", ["12/5"]),
        ("1/4朝から", ["1/4"]),
        ("2/22月曜から", ["2/22月曜"]),
        ("1/2に切る", []),
        ("1/50の縮尺", []),
        ("6/20日、", []),
    ],
)
def test_a_day_without_its_weekday_is_known_by_what_stands_behind_it(
    text: str, days: list[str]
) -> None:
    """Not a fraction, nor a scale."""
    assert [one.text for one in mentions(text, TODAY)] == days


def test_a_bare_day_is_of_the_month_that_has_it() -> None:
    """10月31日・11月1日…31日は: no 31st of November."""
    text = "10月31日(土)・11月1日(日)。31日は人形劇です。"
    assert mentions(text, date(2026, 9, 1))[-1].date == date(2026, 10, 31)


@pytest.mark.parametrize(
    "text",
    [
        "7～8cm",
        "37.5度",
        "0・1・2",
        "042-470-0000",
        "1,300円",
        "平成29年8月",
        "10:30",
        "3分の2",
        "1/2に縮小",
        "第3土曜日",
        "2026年度",
        "21世紀",
        "図書館3階",
        "7日間貸出",
        "192.168.7.1",
        "v2.7.1.3",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    """What is not surely a date is none."""
    assert mentions(text, TODAY) == ()


@pytest.mark.parametrize("text", ["2月30日", "令和8年13月1日", "11月31日(火)"])
def test_5_3_i_an_impossible_day_is_told(text: str) -> None:
    """It is a mention without a date."""
    assert [found.date for found in mentions(text, TODAY)] == [None]


def test_5_3_i_a_weekday_that_does_not_fit_is_told_and_not_mended() -> None:
    """7月1日(木) in a year in which it is a Wednesday."""
    (found,) = mentions("7月1日(木)", TODAY)
    assert (found.date, found.weekday_wrong) == (JULY, True)


def test_5_3_i_an_era_that_disagrees_with_its_year_is_told() -> None:
    """2026年 is 令和8年."""
    assert [
        m.era_wrong for m in mentions("2026年(令和7年)7月1日、2026年(令和8年)7月1日", TODAY)
    ] == [True, False]


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("1月5日", date(2026, 12, 20), 2027),
        ("12月28日", date(2026, 12, 20), 2026),
        ("5月1日", TODAY, 2026),
        ("2月2日(月)", date(2026, 1, 10), 2026),
        ("2月29日", date(2026, 12, 1), None),
        ("2月29日", date(2027, 12, 1), 2028),
        ("令和元年5月1日", TODAY, 2019),
        ("2025年1月20日から2月3日", TODAY, 2025),
    ],
)
def test_a_year_that_is_not_written_is_inferred(text: str, today: date, year: int | None) -> None:
    """The next such day, not long past; beside a date whose year is written, that year."""
    found = mentions(text, today)[-1].date
    assert (found and found.year) == year


@pytest.mark.parametrize(
    ("text", "first", "last", "begins", "ends"),
    [
        ("7月1日から3日まで", JULY, date(2026, 7, 3), None, None),
        ("7月1日(水)～3日(金)", JULY, date(2026, 7, 3), None, None),
        ("12月28日(月)～1月4日(月)", date(2026, 12, 28), date(2027, 1, 4), None, None),
        ("7月1日(水)午後2時30分～4時", JULY, None, time(14, 30), time(16)),
        ("７月１日（水曜日）１０時半から正午まで", JULY, None, time(10, 30), time(12)),
        ("7月1日 14:00～15:30", JULY, None, time(14), time(15, 30)),
        ("7月1日(水)午前11時～午後1時", JULY, None, time(11), time(13)),
        ("7月1日(水) 10時から", JULY, None, time(10), None),
        ("7月31日(金)まで", None, date(2026, 7, 31), None, None),
        ("7月1日(水)～3日(金) 午前9時～午後5時", JULY, date(2026, 7, 3), time(9), time(17)),
        ("7月1日(水)終日 ～ 7月2日(木)13時まで", JULY, date(2026, 7, 2), None, time(13)),
    ],
)
def test_spans_and_times(
    text: str, first: date | None, last: date | None, begins: time | None, ends: time | None
) -> None:
    """Ranges over days, hours, and a year's end."""
    found = find_occasions(text, TODAY)[0]
    assert (found.start, found.end, found.begins, found.ends) == (first, last, begins, ends)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12月28日、1月4日", [date(2026, 12, 28), date(2027, 1, 4)]),
        (
            "12月26日・27日、1月9日・10日",
            [date(2026, 12, 26), date(2026, 12, 27), date(2027, 1, 9), date(2027, 1, 10)],
        ),
        ("2026年11月30日、2月1日", [date(2026, 11, 30), date(2027, 2, 1)]),
        ("11月3日、10月3日", [date(2026, 11, 3), date(2026, 10, 3)]),
    ],
)
def test_a_list_runs_over_the_year_s_end(text: str, days: list[date]) -> None:
    """January behind December is the next year's; a month before is not."""
    assert [o.start for o in find_occasions(text, TODAY)] == days


def test_a_list_of_days_shares_the_time_behind_it() -> None:
    """8月1日(土)、8日(土)、15日(土) 14:00～15:30."""
    found = find_occasions("8月1日(土)、8日(土)、15日(土) 14:00～15:30", TODAY)
    assert [(o.start, o.begins) for o in found] == [
        (date(2026, 8, d), time(14)) for d in (1, 8, 15)
    ]


def test_the_month_in_which_a_span_ends_is_told() -> None:
    """29日～1月4日 below 12月 ends in January; of 28日～31日 the month is told once."""
    near = date(2026, 11, 28)
    for text, words in (
        ("7日、29日～1月4日", "12月7日、12月29日～1月4日"),
        ("29日から1月4日まで", "12月29日～1月4日"),
        ("7日、29日(火)～令和9年1月5日(火)", "12月7日、12月29日(火)～1月5日(火)"),
        ("29日～12月31日", "12月29日～12月31日"),
        ("5日(土)～13日(日)", "12月5日(土)～13日(日)"),
        ("12月28日～4日", "12月28日～4日"),
    ):
        assert say_all(occasions_in(text, near, "12月"), near) == words


def test_days_under_a_month_that_is_named_alone() -> None:
    """12月の開催日 5日(土)、12日(土); days without a weekday there are numbers."""
    found = mentions("12月の開催日 5日(土曜日)、12日(土曜日) 3日間", TODAY)
    assert [m.date for m in found] == [date(2026, 12, 5), date(2026, 12, 12)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("毎週土曜日 午後2時～3時", (5,)),
        ("毎週月・木曜日", (0, 3)),
        ("毎月第2・4土曜日 10:30～11:00", (5,)),
        ("第3水曜日", (2,)),
    ],
)
def test_series(text: str, days: tuple[int, ...]) -> None:
    """A series has weekdays and no first day."""
    found = find_occasions(text, TODAY)[0]
    assert (found.start, found.weekly) == (None, days)


def test_5_3_i_relative_words_are_found_and_resolved() -> None:
    """本日 is the day of publication; 明日香 and 今日的 are other words."""
    assert relative_words("本日と明日、来週も。明日香村の今日的な話") == ("本日", "明日", "来週")
    assert (
        resolve_relative("本日は休館、明日から開館", JULY) == "7月1日(水)は休館、7月2日(木)から開館"
    )


def test_a_day_is_said_with_its_weekday_and_a_distant_year() -> None:
    """The house style."""
    assert say_day(JULY, TODAY) == "7月1日(水)"
    assert say_day(date(2028, 7, 1), TODAY) == "2028年7月1日(土)"


@given(st.text(alphabet="0123456789年月日時分/.:～から、()水曜令和R毎週第まで午後 ", max_size=40))
def test_no_jumble_breaks_it(text: str) -> None:
    """Places stay inside the text, and a day in a line of its own behind the jumble is found."""
    text = f"{text}\n会場。12月3日"
    days = mentions(text, TODAY)
    assert days[-1].text == "12月3日"
    for found in days:
        assert text[found.start : found.end] == found.text
    find_occasions(text, TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("令和8年7月1日(水)14:30～16:00", "7月1日(水)14:30～16:00"),
        ("7月1日(水)午後2時30分～4時", "7月1日(水)午後2時30分～4時"),
        ("7月1日 10時半から", "7月1日 10時半～"),
        ("令和8年7月1日", "7月1日(水)"),
        ("7月1日(水)から3日(金)まで", "7月1日(水)～3日(金)"),
        ("7月1日(水)～7月3日(金)", "7月1日(水)～7月3日(金)"),
        ("12月28日(月)～1月4日(月)", "12月28日(月)～1月4日(月)"),
        ("12月5日(土)終日 ~ 12月6日(日)13時まで", "12月5日(土)～12月6日(日)13時"),
        ("12月28日(月)午後～1月4日(月)", "12月28日(月)午後～1月4日(月)"),
        ("12月28日(月)の夕方から1月4日(月)まで", "12月28日(月)夕方～1月4日(月)"),
        ("12月28日(月)午後、1月4日(月)", "12月28日(月)午後、1月4日(月)"),
        ("7月31日(金)まで", "7月31日(金)まで"),
        ("7月1日(水)から", "7月1日(水)から"),
        ("毎週水・土曜日10:30～11:00", "毎週水・土曜日 10:30～11:00"),
        ("毎月第2・第4木曜日の午前10時から", "第2・第4木曜日 午前10時～"),
        ("8月1日(土)、8日(土)、15日(土) 14:00～15:30", "8月1日(土)・8日(土)・15日(土)14:00～15:30"),
        ("令和9年10月1日から令和11年9月30日まで", "2027年10月1日(金)～2029年9月30日(日)"),
    ],
)
def test_occasions_are_said_in_the_house_style(text: str, said: str) -> None:
    """Times as the page has them; the weekday only where the page names it or the year; a distant
    year with its number.
    """
    assert say_all(find_occasions(text, TODAY), TODAY) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7月4日(土) 10時～11時、14時～15時", "7月4日(土)10時～11時、14時～15時"),
        (
            "7月4日(土) 午前の部 10時～11時、午後の部 2時～3時",
            "7月4日(土)10時～11時、午後2時～3時",
        ),
        ("7月4日(土) 第1回 10:00～ 第2回 13:30～", "7月4日(土)10:00～、13:30～"),
        ("7月4日(土) ①10時～ ②14時～ ③16時～", "7月4日(土)10時～、14時～、16時～"),
        ("7月4日(土)・5日(日) 10時～/14時～", "7月4日(土)・5日(日)10時～、14時～"),
        ("7月4日(土) 14時～16時、交流会 16時30分～", "7月4日(土)14時～16時"),
        ("7月4日(土) 14時～16時(受付13時30分～)", "7月4日(土)14時～16時"),
        ("7月4日(土) 10時～11時、17時まで", "7月4日(土)10時～11時"),
    ],
)
def test_5_3_i_all_hours_of_a_day_are_told(text: str, said: str) -> None:
    """Two sittings are two; what follows under a name of its own, or only closes, is none."""
    assert say_all(find_occasions(text, TODAY), TODAY) == said


@pytest.mark.parametrize(
    ("text", "housed"),
    [
        (
            "令和８年７月１日（水曜日）から7月20日（月曜日・祝日）まで",
            "7月1日(水)から7月20日(月・祝)まで",
        ),
        ("2026年(令和8年)7月1日水曜日から3日金曜日の3日間", "7月1日(水)から3日(金)の3日間"),
        ("平成17年3月16日(水)", "2005年3月16日(水)"),
        ("7月1日(木)は", "7月1日(木)は"),
        # an end that a reader would take for the year of its beginning
        ("令和8年7月1日から令和9年12月28日(予定)まで", "7月1日から2027年12月28日(予定)まで"),
        ("令和8年12月28日から令和9年1月4日まで", "12月28日から1月4日まで"),
        ("3歳~小学3年 10:30~", "3歳～小学3年 10:30～"),
    ],
)
def test_dates_within_a_sentence_take_the_house_style(text: str, housed: str) -> None:
    """Nothing is added; a wrong weekday stays for a person to see."""
    assert house(text, TODAY) == housed


@pytest.mark.parametrize(
    "text",
    [
        "更新日 令和8年6月1日",
        "[発信日:2026年6月1日]",
        "6月15日9時の時点で",
        "6月15日 17時00分現在",
        "2月30日(月)",
        "毎週金曜日・第3火曜日は休館",
    ],
)
def test_what_is_no_occasion(text: str) -> None:
    """The page's own dates, "as of", days that cannot be, closed days."""
    assert find_occasions(text, TODAY) == ()


def test_two_weekdays_of_last_year_say_that_the_page_is_of_last_year() -> None:
    """One alone is a slip, unless it lies far off."""
    assert [
        m.date and m.date.year for m in mentions("7月1日(火)、そして7月5日の次は8月2日(土)", TODAY)
    ] == [
        2025,
        2025,
        2025,
    ]
    assert [(m.date and m.date.year, m.weekday_wrong) for m in mentions("7月1日(火)", TODAY)] == [
        (2026, True)
    ]
    assert [m.weekday_wrong for m in mentions("7月1日(水)と8月2日(日)、8月4日(水)", TODAY)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8月3・10・17日(月)", [3, 10, 17]),
        ("8月3～5日", [3, 5]),
        ("七月七日", [7]),
        ("㋿8年7月1日", [1]),
        ("7月4日・5日(土・日)", [4, 5]),
        ("2026.7.1 Wed", [1]),
    ],
)
def test_lists_and_rare_dress(text: str, days: list[int]) -> None:
    """Several days before one 日, kanji figures, the era in one sign."""
    found = mentions(text, TODAY)
    assert [m.date.day for m in found if m.date] == days
    assert not any(m.weekday_wrong for m in found)


def test_5_3_i_of_tomorrow_and_a_date_the_date_stays() -> None:
    """明日7月2日(木), 明日(7月2日)."""
    assert (
        resolve_relative("明日7月2日(木)は休館、明日(7月2日)から", JULY)
        == "7月2日(木)は休館、7月2日から"
    )
    assert relative_words("「今日の料理」展と『明日へ』") == ()
    # within a name, too; not in a sentence that somebody says
    assert relative_words("「この指とまれ、あしたの図書館」の会") == ()
    assert relative_words("「本の会」は、明日開きます。「続き」は来週") == ("明日", "来週")


def test_a_bare_day_takes_the_month_in_which_its_weekday_fits() -> None:
    """A table of lending: the line before ends in January, this one begins in December."""
    text = "12月14日(月)に借りると→1月5日(火)まで\n15日(火)に借りると→1月6日(水)まで"
    found = mentions(text, date(2026, 12, 1))
    assert [m.date for m in found] == [
        date(2026, 12, 14),
        date(2027, 1, 5),
        date(2026, 12, 15),
        date(2027, 1, 6),
    ]
    assert not any(m.weekday_wrong for m in found)


def test_a_bare_day_finds_its_month_behind_many_others() -> None:
    """A table of lending with several days a line: that many of them stood before it is no matter."""
    rows = (
        "14日(月)・15日(火)→1月4日(月)",
        "16日(水)・17日(木)・18日(金)→1月5日(火)",
        "19日(土)・20日(日)・21日(月)→1月6日(水)",
        "22日(火)・23日(水)→1月7日(木)",
    )
    found = mentions("12月に借りた本\n12月13日(日)→1月3日(日)\n" + "\n".join(rows), TODAY)
    assert not any(m.weekday_wrong for m in found)
    assert [m.date.month for m in found if m.date and m.date.day > 12] == [12] * 11


def test_5_3_i_a_slip_among_many_bare_days_is_no_day_of_a_month_that_is_over() -> None:
    """A month's list below one of the month before: its weekday does not make it that month's."""
    listed = (
        "7月1日(水)、2日(木)、3日(金)、4日(土)、7日(火)、8日(水)、9日(木)。12日(金)は休館です。"
    )
    found = mentions(f"6月9日(火)は休館。{listed}", date(2026, 6, 25))
    assert (found[-1].date, found[-1].weekday_wrong) == (date(2026, 7, 12), True)
    # nor is the last day of a span one of a month named before
    for span in ("7月1日(水)から12日(水)まで休館", "7月1日(水)～12日(水)"):
        last = mentions(f"8月2日(日)に講演会。{span}", date(2026, 6, 25))[-1]
        assert (last.date, last.weekday_wrong) == (date(2026, 7, 12), True)


def test_5_3_i_a_weekday_fits_the_year_of_the_page_beside_another_year() -> None:
    """Behind the last day of a post in the next year its weekday says that it is of this one; one
    that fits neither is told.
    """
    post = "任用期間 2026年8月1日～2027年3月31日。面接は7月4日"
    assert [(m.date, m.weekday_wrong) for m in mentions(f"{post}(土)", TODAY)][-1] == (
        date(2026, 7, 4),
        False,
    )
    assert mentions(f"{post}(月)", TODAY)[-1].weekday_wrong
    # behind a day of a year gone by it is a slip, whatever fits this year
    assert mentions("2025年7月1日からの展示。講演会は7月4日(土)", TODAY)[-1].weekday_wrong
    # a day that fits is none that is over
    assert mentions("2027年3月31日(水)まで。会は2月14日(土)", date(2026, 5, 1))[-1].weekday_wrong
    # a day whose year is written, and one of a span, has its own
    assert mentions("2027年3月31日まで。面接は2027年7月4日(土)", TODAY)[-1].weekday_wrong
    assert mentions("2027年3月31日まで。7月3日～7月4日(土)", date(2027, 3, 1))[-1].weekday_wrong


def test_a_number_in_the_line_before_is_no_year() -> None:
    """ページ番号：2129 ⏎ 10月27日; in its own line, with 年, or a year of our days, it is one."""
    for head in ("ページ番号:2129", "蔵書1988", "会\n所蔵数1900"):
        (found,) = mentions(f"{head}\n10月27日から", TODAY)
        assert (found.date, found.year_given) == (date(2026, 10, 27), False)
    assert mentions("図書館まつり2025\n10月27日から", TODAY)[0].date == date(2025, 10, 27)
    assert mentions("2025 10月27日", TODAY)[0].date == date(2025, 10, 27)
    for alone in ("2025年\n10月27日", "2025\n10月27日", "会\n2025\n10月27日"):
        assert mentions(alone, TODAY)[0].date == date(2025, 10, 27)


def test_5_3_i_a_weekday_of_this_week_and_its_number_become_one_date() -> None:
    """今週の土曜日（25日）; where the number is another day's, the words stay and are told."""
    day = date(2025, 10, 22)
    assert resolve_relative("今週の土曜日（25日）には", day) == "10月25日(土)には"
    assert resolve_relative("今週土曜(25日)の", day) == "10月25日(土)の"
    assert resolve_relative("今週の土曜日(25日・祝)10時から", day) == "10月25日(土)10時から"
    assert resolve_relative("今週の土曜日(10月25日)に", day) == "10月25日(土)に"
    assert resolve_relative("今週の土曜日(11月25日)に", day) == "今週の土曜日(11月25日)に"
    wrong = "今週の土曜日（26日）には"
    assert (resolve_relative(wrong, day), relative_words(wrong)) == (wrong, ("今週",))


def test_a_listed_day_needs_no_day_sign_when_its_weekday_stands_behind() -> None:
    """9月2日(日)・9(日)."""
    assert [m.date for m in mentions("9月2日(日)・9(日)", date(2018, 8, 12))] == [
        date(2018, 9, 2),
        date(2018, 9, 9),
    ]


def test_a_holiday_sign_belongs_to_its_day() -> None:
    """24日(休)まで ends something."""
    (one,) = find_occasions("11月24日(休)まで", date(2025, 9, 25))
    assert (one.start, one.end) == (None, date(2025, 11, 24))


def test_a_time_does_not_run_into_the_next_line() -> None:
    """15:00 before 日時 is no 00日."""
    assert mentions("1月27日(土)13:30～15:00\n日時：", date(2018, 1, 9))[-1].date == date(
        2018, 1, 27
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7月4日～8月29日までの土曜日 10時～", "7月4日～8月29日の毎週土曜日 10時～"),
        ("7月4日(土)から8月29日(土)までの毎週土曜日", "7月4日(土)～8月29日(土)の毎週土曜日"),
        (
            "7月4日(土)～8月29日(土)の土曜日・日曜日 14時～15時",
            "7月4日(土)～8月29日(土)の毎週土・日曜日 14時～15時",
        ),
        ("7月4日の土曜日 10時から", "7月4日(土)10時～"),
        ("7月1日～31日の月曜日は休館", "7月1日～31日"),
    ],
)
def test_the_weekdays_within_a_span_are_told(text: str, words: str) -> None:
    """Not each day of it; the weekday behind one day is its own, a closed one none of them."""
    assert say_all(find_occasions(text, TODAY), TODAY) == words


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("あす3日(水)の会", "2月3日(水)の会"),
        ("きょうの午後", "2月2日(火)の午後"),
        ("本館もきょうは休みます", "本館も2月2日(火)は休みます"),
        ("きのうから", "2月1日(月)から"),
        ("きょう玄関に来てください", "2月2日(火)に玄関に来てください"),
        ("きょう午後3時から", "2月2日(火)午後3時から"),
        ("次の土曜夜に", "2月6日(土)夜に"),
        *((name, name) for name in ("きょうりゅうの本", "NHKきょうの健康", "きょうの料理")),
        *((name, name) for name in ("ごきょうりょく", "次の土曜シネマは", "アスの本")),
    ],
)
def test_5_1_a_today_in_kana_is_a_date_and_a_name_stays(text: str, put: str) -> None:
    """きょう, あす, あした, きのう; not where they begin another word, or stand in a name."""
    assert resolve_relative(text, date(2027, 2, 2)) == put
