"""5(3): plain, not misleading, reliable, decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import NOW, content, draft
from growth import growth
from policy.samples import TODAY, context, found, notes, stops

from bridge import urls
from bridge.model import Facts, Image, Kind, Occasion
from bridge.policy import s05_3_wording as rule
from bridge.policy.examine import Manuscript, examine
from bridge.policy.matter import LINK
from bridge.text.weight import links


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12月5日(日)午後2時から", "12月5日(日)"),
        ("2月30日に開きます", "2月30日"),
        ("令和8年(2025年)の行事", "令和8年(2025年"),
        ("2026年(令和7年)の行事", "2026年(令和7年"),
        ("12月5日(土)25時まで", "25時"),
        ("12月5日(土)10時75分から", "10時75分"),
        ("本日は臨時休館します", "本日"),
        ("明日のおはなし会", "明日"),
    ],
)
def test_5_3_i_what_cannot_be_or_will_be_wrong_stops(text: str, words: str) -> None:
    """Weekdays, days, years and times that cannot be, and words that mean another day tomorrow."""
    assert ("5(3)イ", words) in stops(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "12月5日(土)午後2時から4時まで",
        "令和8年(2026年)の行事",
        "2026年(令和8年)12月5日(土)",
        "平成元年（1989年）からの歩み",
        "30時間耐久読書",
        "50代の方へ",
        "「明日への手紙」朗読会 12月5日(土)",
        "9時30分から",
    ],
)
def test_5_3_i_what_fits_is_not_found(text: str) -> None:
    """Right days, right years, durations, and names in quotes."""
    assert stops(found(text)) == []


def test_5_3_i_weeks_and_months_are_a_note() -> None:
    """今週 is still right the next morning; a person looks all the same."""
    assert ("5(3)イ", "今週") in notes(found("今週のおすすめ"))


def test_5_3_i_a_wrong_weekday_that_stands_only_on_the_page_is_a_note() -> None:
    """The draft does not carry it; nobody signs it unawares."""
    seen = found("12月5日(土)14時", page="12月5日(土)14時\n※12月8日(月)は休館日です。")
    assert notes(seen) == [("5(3)イ", "12月8日(月)")]
    assert stops(seen) == []


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("いろはにほへと\ufffdちりぬるをわか", "ろはにほへと\ufffdちりぬるをわ"),
        ("は\ufffdる", "題 は\ufffdる"),
    ],
)
def test_5_3_i_a_lost_letter_is_shown_with_what_stands_around_it(text: str, around: str) -> None:
    """Six letters before and behind, or what there is of title and text."""
    assert ("5(3)イ", around) in stops(found(text, title="題"))


def test_5_3_i_several_wrong_weekdays_of_a_page_are_one_note_and_each_of_a_draft_is_told() -> None:
    """The note counts the others; one alone has none beside it."""
    two = "12月5日(土)14時\n※12月8日(月)は休館日、12月9日(木)は開館日です。"
    (note,) = [one for one in found("12月5日(土)14時", page=two) if "曜日" in one.why]
    assert "ほかに1か所" in note.why
    draft = [one for one in found("12月8日(月)と12月9日(木)は休みます") if "曜日" in one.why]
    assert [one.found for one in draft] == ["12月8日(月)", "12月9日(木)"]
    assert not any("ほかに" in one.why for one in draft)


def test_5_3_i_a_draft_may_leave_out_the_year_that_its_page_names() -> None:
    """4月1日(土) is right, because the page says 2028."""
    assert stops(found("4月1日(土)から", page="2028年4月1日(土)から利用できます。")) == []


# ── over ────────────────────────────────────────────────────────────────────────────────────────


def test_5_3_i_an_event_whose_days_have_all_passed_stops() -> None:
    """An archive page that a new 更新日 brought up again."""
    page = "更新日 令和8年11月24日\nこれまでの展示\n期間:令和6年5月1日～6月30日\n期間:令和6年9月1日～10月31日"
    assert ("5(3)イ", "10月31日") in stops(found("展示のご案内", page=page))


def test_5_3_i_a_draft_whose_own_days_have_passed_stops_though_its_page_goes_on() -> None:
    """The first day of a series is past; the draft must not name that one."""
    page = "日時 11月3日(火)10時\n日時 12月8日(火)10時"
    assert ("5(3)イ", "11月3日") in stops(found("日時：11月3日(火)10時", page=page))


@pytest.mark.parametrize(
    "page",
    [
        "期間 11月1日(日)から12月20日(日)まで",
        "11月1日から取り置きの期間が変わりました。",
        "日時 毎週水曜日10時 11月4日は休みます。",
        "2026.11.01\n閲覧室を広げました。",
        "更新日 令和8年11月2日\n座席の予約ができます。",
        "座席の予約ができます。",
        "日時 11月25日(水)14時",
    ],
)
def test_5_3_i_what_goes_on_is_not_over(page: str) -> None:
    """A span into the future, a change that lasts, a series, a date of publication, today."""
    assert [f for f in found("ご案内", page=page) if "過ぎて" in f.why] == []


def test_5_3_i_a_report_of_what_took_place_is_a_note() -> None:
    """～しました announces nothing; a person decides whether it is worth a post."""
    seen = found("11月3日に古本市を開催しました。", page="11月3日に古本市を開催しました。")
    assert ("5(3)イ", "11月3日") in notes(seen)


def test_5_1_what_is_over_asks_for_the_director_also_where_it_is_a_note() -> None:
    """No prior confirmation covers a day or a deadline that has passed; what is still to come asks
    for nobody.
    """
    report = "11月1日のおはなし会は終わりました。"
    facts = Facts("講座", occasions=(Occasion(date(2026, 12, 5)),), deadline=date(2026, 11, 20))
    for seen in (
        found(report, page=report),
        found("12月5日(土)開催", page="申込 11月20日(金)まで", facts=facts),
    ):
        over = [finding for finding in seen if "過ぎて" in finding.why]
        assert [finding.director for finding in over] == [True]
    assert not any(finding.director for finding in found("12月1日におはなし会をします。"))


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("11月25日(水)に開きます。", True),
        ("本日は臨時休館します。", True),
        ("明日は臨時休館します。", False),
        ("11月26日(木)に開きます。", False),
        ("11月20日(金)から25日(水)まで展示しています。", True),
        ("11月20日(金)から29日(日)まで展示しています。", False),
        ("11月25日(水)から展示しています。", False),
        ("毎週水曜日、次は11月25日です。", False),
        ("11月3日に古本市を開催しました。", False),
        ("11月25日(水)に古本市を開催しました。", False),
        ("11月25日(水)に開きます。前回は楽しんでいただきました。", True),
        ("『本日休館』という本を紹介します。", False),
        ("今月の新しい本を紹介します。", False),
    ],
)
def test_5_3_i_a_text_whose_days_pass_after_its_decision(text: str, over: bool) -> None:
    """Decided on the 25th, to go out on the 26th: 本日 was the 25th; what was over already was
    decided knowingly.
    """
    one = draft(content=content(text, ""), author="職員")
    assert bool(rule.over_since(one, TODAY, TODAY + timedelta(days=1))) is over
    assert not rule.over_since(one, TODAY, TODAY)
    # the machine's have their last day from their page
    of_page = replace(one, author="sync", expires_on=TODAY + timedelta(days=9))
    assert not rule.over_since(of_page, TODAY, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("12月29日(火)から1月3日(日)まで休館します。1月4日(月)から開館します。", date(2027, 1, 4)),
        (
            "休館期間:12月29日(火)～1月3日(日)\n1月4日(月)からは通常どおり開館します。",
            date(2027, 1, 4),
        ),
        ("12月22日から24日まで、貸出を休みます。25日から再開します。", date(2026, 12, 25)),
        ("12月20日までは休館、12月21日から使えます。", date(2026, 12, 21)),
        # what goes on
        ("改修工事で休館していましたが、12月20日から再開します。", None),  # since when is not told
        ("12月29日から1月3日まで休館します。1月4日から新しいカードが使えます。", None),
        ("12月29日から1月3日まで休館します。1月4日から開館時間が変わります。", None),
        ("12月24日(木)に工事が終わるまで休館し、12月24日(木)から再開します。", None),  # no last day
        ("12月20日までの展示です。12月25日から再開します。", None),  # nothing is closed
        ("12月25日から開館します。", None),
    ],
)
def test_5_3_i_a_closing_is_over_when_what_ends_it_has_come(text: str, last: date | None) -> None:
    """A sentence that says from when the library is open again is no service without an end."""
    assert rule.last_day(text, date(2026, 12, 10)) == last


@pytest.mark.parametrize(
    ("text", "decided", "now", "over"),
    [
        ("11月25日(水)午後2時から3時まで、おはなし会です。", 10, (15, 0), True),
        ("11月25日(水)午後2時から3時まで、おはなし会です。", 10, (14, 59), False),
        ("11月25日(水)午後2時から3時まで、おはなし会です。", 16, (17, 0), False),  # knowingly
        ("11月25日(水)午後2時から、おはなし会です。", 10, (17, 0), False),  # no end is told
        ("11月25日(水)10時から11時、13時からも開きます。", 10, (12, 0), False),
        ("11月25日(水)10時から11時、13時から14時にも開きます。", 10, (14, 0), True),
        ("11月25日(水)10時から11時まで。26日も同じ時間です。", 10, (12, 0), False),
        (
            "11月25日(水)13時から14時まで(受付は15時まで)。",
            10,
            (14, 30),
            True,
        ),  # an aside ends nothing
        ("11月24日(火)と25日(水)の10時から11時まで、おはなし会です。", 8, (12, 0), True),
        ("11月25日(水)は15時で閉館しました。", 10, (17, 0), False),  # a report
    ],
)
def test_5_3_i_what_has_ended_on_its_day_goes_out_no_more(
    text: str, decided: int, now: tuple[int, int], over: bool
) -> None:
    """The hour counts as the day does, for a page's draft, too."""
    moments = (NOW.replace(hour=decided), NOW.replace(hour=now[0], minute=now[1]))
    for author in ("職員", "sync"):
        one = draft(content=content(text, ""), author=author)
        assert bool(rule.over_since(one, TODAY, TODAY, hours=moments)) is over


@pytest.mark.parametrize(
    ("text", "days", "over"),
    [
        ("申込：11月28日(土)までに電話で\n日時：12月20日(日)", 3, False),
        ("申込：11月28日(土)までに電話で\n日時：12月20日(日)", 4, True),
        ("おはなし会は11月28日まで申込受付中です。開催は12月20日です。", 4, True),
        ("申込：11月26日(木)から28日(土)まで\n日時：12月20日(日)", 2, False),
        ("申込：11月26日(木)から28日(土)まで\n日時：12月20日(日)", 4, True),
        ("申込：11月26日(木)午前10時から電話で\n日時：12月20日(日)", 4, False),
        ("11月26日(木)に受付を開始します。日時：12月20日(日)", 4, False),
        ("申込は11月26日(木)です。日時：12月20日(日)", 4, True),
        ("毎週水曜日のおはなし会\n申込：11月28日(土)まで", 4, True),
        ("申込は11月28日(土)まで、開催は12月20日(日)", 4, True),
        ("申込締切を11月28日(土)から12月5日(土)に延長します", 4, False),
        ("申込：11月20日(金)までに電話で\n日時：12月20日(日)", 4, False),
        ("申込は11月25日(水)に締め切りました。日時：12月20日(日)", 4, False),
    ],
)
def test_5_3_i_a_last_day_to_apply_that_passed_makes_a_text_over(
    text: str, days: int, *, over: bool
) -> None:
    """Whoever wrote it, and whatever is still to come; not the day on which applying begins, and
    not one that had passed before.
    """
    one = draft(content=content(text, ""), author="職員")
    today = TODAY + timedelta(days=days)
    assert bool(rule.over_since(one, TODAY, today)) is over
    assert bool(rule.over_since(replace(one, author="sync"), TODAY, today)) is over


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("11月28日(土)と12月12日(土)におはなし会を開きます。", True),
        ("11月28日(土)、12月5日(土)と12日(土)におはなし会を開きます。", True),
        ("11月28日(土)から12月12日(土)まで展示しています。", False),
        ("11/28のおはなし会はお休みします。", True),
        ("材料の11/28の量を入れます。", False),
        ("28日(土)におはなし会を開きます。", True),
        ("28日(日)におはなし会を開きます。", False),
        ("貸出は28日です。", False),
    ],
)
def test_5_3_i_one_of_several_days_or_one_written_short_makes_a_persons_text_over(
    text: str, *, over: bool
) -> None:
    """The first of two days on which something is told to take place; 28日(土) and 11/28 are days,
    too.
    """
    one = draft(content=content(text, ""), author="職員")
    assert bool(rule.over_since(one, TODAY, TODAY + timedelta(days=6))) is over


@pytest.mark.parametrize(
    ("text", "next_day", "later"),
    [
        ("本日、新しい絵本が届きました。", False, True),
        ("本日から展示しています。", False, True),
        ("11月25日(水)、新しい絵本が届きました。", False, False),
        ("図書館は11月25日(水)で開館40周年を迎えました。", False, False),
        ("11月25日(水)の例示新聞に、図書館の記事が載りました。", False, False),
        ("図書館だより(11月25日発行)を配布中です。", False, False),
        ("11月25日付の広報に、図書館の記事があります。", False, False),
        ("11月25日(水)にオープンした展示です。来年1月まで。", False, False),
        ("11月25日(水)から。来年1月末まで展示します。", False, False),
        ("本日は休館となりました。", True, True),
        ("11月25日(水)に開くことになりました。", True, True),
    ],
)
def test_5_3_i_a_report_of_its_day_may_go_out_the_next(
    text: str, *, next_day: bool, later: bool
) -> None:
    """本日 is of its own day and at most of yesterday; a day that is named stays true of what was
    done, of a paper and of what lasts on; a closing is no report.
    """
    one = draft(content=content(text, ""), author="職員")
    assert bool(rule.over_since(one, TODAY, TODAY + timedelta(days=1))) is next_day
    assert bool(rule.over_since(one, TODAY, TODAY + timedelta(days=3))) is later
    # its last day comes from its page
    machine = replace(one, author="sync", expires_on=TODAY + timedelta(days=9))
    assert not rule.over_since(machine, TODAY, TODAY + timedelta(days=3))


def test_5_3_i_what_goes_on_until_a_month_is_over_behind_its_last_day() -> None:
    """来年1月まで is until the 31st, 12月いっぱい until the end of the year."""
    assert rule.last_day("来年1月まで展示します。", TODAY) == date(2027, 1, 31)
    assert rule.last_day("12月いっぱいまで展示します。", TODAY) == date(2026, 12, 31)


def test_5_3_i_what_is_said_of_a_picture_may_be_over_too() -> None:
    """The picture goes out with the text."""
    image = Image("https://lib.example.jp/p.png", "11月28日(土)のおはなし会のちらし")
    one = draft(content=replace(content("おはなし会を開きます。", ""), image=image), author="職員")
    assert not rule.over_since(one, TODAY, date(2026, 11, 28))
    assert rule.over_since(one, TODAY, date(2026, 11, 29))


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("11月20日(金)と12月5日(土)におはなし会を開きます。", "11月20日(金)"),
        ("12月4日(金)と12月5日(土)におはなし会を開きます。", ""),
        ("申込：11月20日(金)午前10時から電話で。12月5日(土)開催", ""),
        ("11月20日(金)に起きた地震の影響で、12月5日(土)におはなし会を開きます。", ""),
        ("11月20日(金)に本が届き、12月5日(土)におはなし会を開きます。", ""),
    ],
)
def test_5_3_i_a_passed_day_of_several_stops_and_one_on_which_applying_began_does_not(
    text: str, found_there: str
) -> None:
    """The same that makes a text over stops it when it is written."""
    seen = [words for clause, words in stops(found(text)) if clause == "5(3)イ"]
    assert seen == ([found_there] if found_there else [])


@pytest.mark.parametrize(
    "text",
    [
        "11月28日の映画会の申込み受付を開始しました。",
        "11月28日に映画会を開催することにしました。",
        "11月28日の講座は、会場を変更しました。",
    ],
)
def test_5_3_i_nobody_reports_before_the_day(text: str) -> None:
    """What was done by then is no report of what lay ahead."""
    one = draft(content=content(text, ""), author="職員")
    assert rule.over_since(one, TODAY, TODAY + timedelta(days=4))


def test_5_3_i_a_missing_year_is_inferred_from_the_day_of_the_page() -> None:
    """3月5日 on a page of 2024 is long over."""
    page = "日時 3月5日(火)14時 会場 ホール"
    assert ("5(3)イ", "3月5日") in stops(found("講演会", page=page, published=date(2024, 2, 20)))


@pytest.mark.parametrize(
    ("text", "stop"), [("申込 11月20日(金)まで、12月5日(土)開催", True), ("12月5日(土)開催", False)]
)
def test_5_3_i_a_deadline_that_has_passed(text: str, stop: bool) -> None:
    """It stops a draft that names it, and is a note where only the page does."""
    page = "日時 12月5日(土)\n申込 11月20日(金)まで"
    facts = Facts("講座", occasions=(Occasion(date(2026, 12, 5)),), deadline=date(2026, 11, 20))
    seen = found(text, page=page, facts=facts)
    assert (("5(3)イ", "11月20日") in stops(seen), ("5(3)イ", "11月20日") in notes(seen)) == (
        stop,
        not stop,
    )


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        (
            "11月20日まで開催した展示とあわせて応募を受け付けてきたラリーは、12月5日で終わります。",
            False,
        ),
        ("11月20日まで実施している募集に、電話で応募してください。", True),
        ("申込受付は11月20日まで実施している。", True),
        ("11月20日まで公開している見本のホームページの専用の画面から応募してください。", True),
        ("応募は11月20日まで公開した用紙で受け付けます。", True),
        ("申込みは11月20日まで展示している見本の横の用紙で受け付けます。", True),
        ("応募は11月20日までに。展示は12月5日まで開催しています。", True),
    ],
)
def test_5_3_i_the_last_day_of_what_was_held_is_no_deadline(text: str, *, stop: bool) -> None:
    """It is told of the exhibition, though its sentence goes on with applying."""
    assert (("5(3)イ", "11月20日") in stops(found(text))) is stop


def test_5_3_i_a_deadline_to_come_is_not_found() -> None:
    """Nothing is said about the last day itself."""
    facts = Facts("講座", occasions=(Occasion(date(2026, 12, 5)),), deadline=TODAY)
    assert found("12月5日(土)開催", page="日時 12月5日(土)", facts=facts) == ()


@pytest.mark.parametrize(
    ("facts", "noted"),
    [
        (Facts("おはなし会", kind="event"), True),
        (Facts("休館", kind="closure"), True),
        (Facts("ご案内", kind="notice"), False),
        (Facts("年間予定", kind="event", several=True), False),
        (Facts("おはなし会", kind="event", place="集会室"), False),
    ],
)
def test_5_3_i_an_event_or_a_closing_without_day_and_place_is_a_note(
    facts: Facts, noted: bool
) -> None:
    """Nobody can check a summary against facts that are not there; a notice has none to miss."""
    assert [f.where for f in found("ご案内", page="図書館のご案内です。", facts=facts)] == [
        "ページ"
    ] * noted


# ── undecided, unreliable ───────────────────────────────────────────────────────────────────────


def test_5_3_u_undecided_policy_stops_in_the_draft_and_on_the_page() -> None:
    """計画(案): even when only the page behind the link says so."""
    assert ("5(3)ウ", "(案)") in stops(found(title="図書館基本計画(案)"))
    assert ("5(3)ウ", "(案)") in stops(
        found("ご覧ください", page="図書館基本計画(案)をまとめました。")
    )


def test_5_3_u_what_has_been_decided_since_is_a_note_and_what_is_over_stops_all_the_same() -> None:
    """計画(案)を策定しました tells of a plan that stands; 5(3)イ asks nothing of that."""
    text = "図書館基本計画(案)をもとに計画を策定しました。意見の募集は終了しました。"
    seen = {one.clause: one.stop for one in found(text) if one.clause.startswith("5(3)")}
    assert seen == {"5(3)イ": True, "5(3)ウ": False}


def test_5_3_u_the_title_of_the_page_counts_as_the_drafts_own() -> None:
    """A draft that leaves out (案) does not get by: the linked page is what it announces."""
    assert stops(found("ご覧ください", page="本文", page_title="図書館協議会のお知らせ")) == [
        ("5(3)ウ", "協議会")
    ]


def test_5_3_u_a_word_in_passing_on_the_page_is_a_note() -> None:
    """協議会 somewhere in a long page does not stop the draft."""
    assert notes(found("12月5日(土)", page="12月5日(土) 図書館協議会の報告も置いています。")) == [
        ("5(3)ウ", "協議会")
    ]


def test_5_3_u_a_news_site_that_is_not_listed_stops_and_a_listed_host_does_not() -> None:
    """The list of feeds.toml is the library's word on who is reliable."""
    url = "https://news.example.com/1.html"
    assert ("5(3)ウ", "news") in stops(found("12月5日(土)", url=url))
    assert found("12月5日(土)", url=url, link_hosts=("news.example.com",)) == ()


@pytest.mark.parametrize(
    "text",
    ["10時～9時", "14:00～13:00", "午後4時～午後2時", "15時から14時30分", "午前10時半～午前10時"],
)
def test_5_3_i_a_span_that_ends_before_it_begins_stops(text: str) -> None:
    """Nobody comes at an hour that is over."""
    assert text in [words for _, words in stops(found(f"12月5日(土)に行います({text})"))]


@pytest.mark.parametrize(
    "text",
    [
        "10時～12時",
        "午前11時～1時",
        "午後2時～4時",
        "10時～3時",
        "9:30～17:00",
        "午前10時～午後3時",
        "9時～午後7時",
        "22時から翌5時",
    ],
)
def test_5_3_i_a_span_over_noon_is_none(text: str) -> None:
    """The afternoon is not named where it is clear."""
    assert stops(found(f"12月5日(土)に行います({text})")) == []


def test_5_3_i_a_lost_letter_stops() -> None:
    """文字化け: in the text and in the title."""
    assert [clause for clause, _ in stops(found("おはなし\ufffd会"))] == ["5(3)イ"]
    assert "5(3)イ" in [clause for clause, _ in stops(found("ご案内", title="おはな\ufffd会"))]


@pytest.mark.parametrize(
    "text",
    ["力ード", "サー力ス", "Wі-Fі", "liЬrary", "ΡDF", "スポ一ツ工ース", "𝐅𝐑𝐄𝐄", "Tоshо", "Կindle"],
)
def test_5_3_letters_that_only_look_right_stop(text: str) -> None:
    """A kanji in katakana, Cyrillic and Greek in Latin words: screen readers and searches read
    something else.
    """
    assert {clause for clause, _ in stops(found(f"{text}のご案内"))} == {"5(3)イ"}


@pytest.mark.parametrize(
    "text",
    [
        "カード",
        "夕やけコンサート",
        "5μm",
        "α版",
        "一人二役",
        "ロシア語 книга の会",
        "八ヶ岳",
        "入口ロビー",
        "図書館へようこそ",
        "Café Über",
        "한국어 배우기",
        "2Ω",
    ],
)
def test_5_3_letters_of_their_own_script_do_not(text: str) -> None:
    """Kanji beside katakana, Greek signs, a Russian word."""
    assert found(f"{text}のご案内") == ()


def test_5_3_i_a_link_that_x_would_cut_stops_with_the_right_spelling() -> None:
    """X links up to the first letter that is not ASCII."""
    (seen,) = [f for f in found("https://lib.example.jp/日程表.pdf") if f.stop]
    assert (seen.clause, seen.where, seen.found) == ("5(3)イ", "リンク", "日程表.pdf")
    assert "https://lib.example.jp/%E6%97%A5%E7%A8%8B%E8%A1%A8.pdf" in seen.why
    assert found("https://lib.example.jp/をご覧ください") == ()


@pytest.mark.parametrize(
    ("link", "rest", "right"),
    [
        ("https://lib.example.jp/s?q=図書館", "図書館", "?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8"),
        ("https://lib.example.jp/s?a=1&q=春の本&p=2", "春の本&p=2", "?a=1&q=%E6%98%A5"),
        ("https://lib.example.jp/a{12}", "{12}", "/a%7B12%7D"),
        ("https://lib.example.jp/s?q=a|b^c", "^c", "%5Ec"),
    ],
)
def test_5_3_i_a_link_that_x_would_cut_in_its_query_or_at_a_sign_stops(
    link: str, rest: str, right: str
) -> None:
    """As one that is cut in its path."""
    (seen,) = [f for f in found(link) if f.stop and f.clause == "5(3)イ"]
    assert seen.found == rest
    assert right in seen.why
    cut, whole = (next(span[1] for span in links(text)) for text in (link, urls.clean(link)))
    assert (cut, whole) == (len(link) - len(rest), len(urls.clean(link)))


@pytest.mark.parametrize("piece", ["https://?=", "https://a?", "https://?=、"])
def test_5_3_i_a_text_of_nothing_but_addresses_is_read_in_time(piece: str) -> None:
    """Nothing of it is read again for each of its signs: each address may be read to the end of the
    text, which is the square of it, and not the cube.
    """

    def look(count: int) -> None:
        assert list(rule._CUT.finditer(piece * count + "!" * count)) == []

    assert growth(look, 60) < 30


@pytest.mark.parametrize(
    "text",
    [
        "https://lib.example.jp/s?id=5をご覧ください",
        "<https://lib.example.jp/>",
        "https://lib.example.jp/a|b",
        "https://lib.example.jp/s?q=%E5%9B%B3",
        "「https://lib.example.jp/」と、https://lib.example.jp/1",
    ],
)
def test_5_3_i_a_link_that_is_whole_does_not(text: str) -> None:
    """Words behind an address are words."""
    assert [one for one in found(text) if one.clause == "5(3)イ"] == []


def closed_on(*days: int) -> dict[str, object]:
    """A calendar of December 2026 with these days closed."""
    return {"opens": lambda day: day.day not in days}


@pytest.mark.parametrize(
    "text", ["12月4日(金)午前10時からおはなし会", "おはなし会\n12月4日(金)10:00~11:00"]
)
def test_5_3_i_an_event_on_a_day_on_which_the_library_is_closed_stops(text: str) -> None:
    """The calendar knows the closed days; on an open day, or without a calendar, nothing is said."""
    (clause, told), *rest = stops(found(text, **closed_on(4)))
    assert (clause, told.startswith("12月4日"), rest) == ("5(3)イ", True, [])
    assert stops(found(text, **closed_on(5))) == []
    assert stops(found(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "12月4日(金)午前10時から、公民館でおはなし会",  # elsewhere
        "12月4日(金)は休館です。おはなし会はありません",
        "おはなし会の申込みは12月4日(金)午前10時から",
        "おはなし会の展示 12月1日(火)10時~12月8日(火)17時",  # goes on over it
        "12月4日(金)に臨時開館し、午前10時からおはなし会",
        "12月4日(金)は資料の整理を午前10時から",  # nothing takes place
    ],
)
def test_5_3_i_what_a_closed_day_does_not_touch_is_no_event_on_it(text: str) -> None:
    """Applications, spans, other places and openings out of turn."""
    title = "お知らせ" if "整理" in text else "おはなし会"
    assert stops(found(text, title=title, **closed_on(4))) == []


def test_5_3_i_a_day_of_the_page_alone_stops_only_where_it_is_the_things_time() -> None:
    """A service that began long ago is no past event; a labelled time of an event is one, unless
    its title tells of what lies behind.
    """
    began = (
        "電子図書館は2020年9月1日に始まりました。どなたでも参加できます。開催中の展示もあります。"
    )
    assert found("電子図書館のご利用を", title="電子図書館", page=began) == ()
    past = "日時 2024年3月5日(火)14時\n会場 ホール"
    assert [clause for clause, _ in stops(found("講演会", title="講演会", page=past))] == ["5(3)イ"]
    assert found("詳しくはリンク先へ", title="来館者アンケートの結果", page=past) == ()


def test_5_3_hours_of_two_rows_are_no_span() -> None:
    """What ends a row and what begins the next belong to two things."""
    assert found(page="警報が午後1時から\n午前11時までに解除された場合") == ()


# ── the last day of posting ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("last", "stop"),
    [(3, True), (5, None), (12, None), (20, False)],
)
def test_5_3_i_the_last_day_of_posting_is_held_against_the_days_of_the_text(
    last: int, stop: bool | None
) -> None:
    """Before them all it stops, after them it is told; a day that is named is right, and what lies
    between two as well.
    """
    one = Manuscript(
        kind=Kind.TOLD,
        title="",
        text="12月5日(土)と19日(土)は臨時休館します。",
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
        expires_on=date(2026, 12, last),
    )
    seen = [f.stop for f in examine(one, context()) if "最後の日" in f.why]
    assert seen == ([] if stop is None else [stop])


@pytest.mark.parametrize(
    "text",
    [
        "11月24日(火)におはなし会を開きます。",
        "おはなし会の申込は11月20日までに電話で。おはなし会は12月12日(土)。",
        "10月31日締切。おはなし会は12月12日(土)。",
        "展示は12月10日～12月5日です。",
        "10月10日(土)に講演会があります。",
        "11月20日(金)におはなし会、12月5日(土)に映画会を開きます。",
    ],
)
def test_5_3_i_what_is_over_or_ends_before_it_begins_stops(text: str) -> None:
    """A past day told as coming, a last day to apply gone by, a span of days that runs backwards."""
    assert "5(3)イ" in {clause for clause, _ in stops(found(text))}


@pytest.mark.parametrize(
    "text",
    [
        "申込は11月20日から。おはなし会は12月12日(土)。",
        "11月20日にビブリオバトルを開催しました。",
        "11月24日に起きた停電のため休館しています。",
        "12月28日～1月4日は休館します。",
        "申込は12月5日まで。おはなし会は12月12日(土)。",
        "11月20日(金)におはなし会を開きました。12月5日(土)に映画会を開きます。",
        "11月20日(金)から12月12日(土)まで展示会を開きます。",
        "11月25日(水)におはなし会、12月5日(土)に映画会を開きます。",
    ],
)
def test_5_3_i_what_goes_on_is_told_or_is_to_come_does_not_stop(text: str) -> None:
    """An application that has begun, a report, a cause, the turn of the year, a day to come."""
    assert "5(3)イ" not in {clause for clause, _ in stops(found(text))}


def test_5_3_i_an_event_without_its_hour_on_a_closed_day_stops() -> None:
    """金曜日に映画会を開催します; what ends to be asked for on that day does not."""
    shut = replace(context(), opens=lambda day: day.weekday() != 4)

    def said(text: str) -> set[str]:
        one = Manuscript(
            kind=Kind.OTHER,
            title="",
            text=text,
            url="",
            image=None,
            page=None,
            facts=None,
            source="staff",
        )
        return {finding.found for finding in examine(one, shut) if finding.stop}

    assert "12月4日(金)" in said("12月4日(金)に映画会を開催します。")
    for text in (
        "12月4日(金)におはなし会をします。",
        "12月4日(金)、図書館でおはなし会を開催",
        "講座は12月4日(金)に図書館で行います。",
        "12月4日(金)のおはなし会、お待ちしています。",
        "12月4日(金)10時開館",
    ):
        assert "12月4日(金)" in said(text), text
    for text in (
        "映画会の申込は12月4日(金)まで。",
        "12月4日(金)は休館のため、おはなし会はありません。",
        "読書会の本は、12月4日(金)にお知らせします。",
        "12月4日(金)から、講座の受付をはじめます。",
        "12月5日(土)におはなし会をします。",
        "12月4日(金)は会員カードの更新の日です。",
        "12月4日(金)に会議室の机を入れ替えます。",
    ):
        assert "12月4日(金)" not in said(text), text


def test_5_3_i_a_last_day_of_posting_that_has_passed_stops() -> None:
    """Whatever the text says: it would expire unseen. Today is still in time."""

    def said(last: date) -> set[str]:
        one = Manuscript(
            kind=Kind.OTHER,
            title="",
            text="よんでね。",
            url="",
            image=None,
            page=None,
            facts=None,
            source="staff",
            expires_on=last,
        )
        return {finding.why for finding in examine(one, context()) if finding.stop}

    assert any("もう過ぎています" in why for why in said(date(2020, 1, 1)))
    assert not any("もう過ぎています" in why for why in said(TODAY))


@pytest.mark.parametrize("time", ["午後14時", "午前13時", "午後14:00", "午前 15時"])
def test_5_3_i_an_hour_that_no_half_of_the_day_has_stops(time: str) -> None:
    """They end at twelve."""
    assert ("5(3)イ", time) in stops(found(f"12月5日(土){time}から"))


@pytest.mark.parametrize("time", ["午後2時", "午前12時", "午後12時30分", "14時", "午後13時間後"])
def test_5_3_i_an_hour_of_a_half_of_the_day_does_not_stop(time: str) -> None:
    """Twelve o'clock is said of noon and of midnight."""
    assert not [one for one in stops(found(f"12月5日(土){time}から")) if one[0] == "5(3)イ"]


@pytest.mark.parametrize(
    ("text", "head", "right"),
    [
        (
            "lib.example.jp/日程表.pdf",
            "「lib.example.jp/」",
            "https://lib.example.jp/%E6%97%A5%E7%A8%8B%E8%A1%A8.pdf",
        ),
        (
            "https://lib.example.jp/a.html#見出し",
            "「https://lib.example.jp/a.html#」",
            "https://lib.example.jp/a.html#%E8%A6%8B%E5%87%BA%E3%81%97",
        ),
    ],
)
def test_5_3_i_an_address_without_a_scheme_and_a_place_on_a_page_are_cut_too(
    text: str, head: str, right: str
) -> None:
    """What X links is told from its beginning, and the right spelling has the scheme."""
    (why,) = [one.why for one in found(f"詳しくは {text}") if one.where == LINK]
    assert head in why
    assert why.endswith(f": {right}")


def test_5_3_i_the_head_of_a_long_link_has_its_scheme() -> None:
    """Its middle is left out, not its beginning."""
    text = f"https://lib.example.jp/{'a' * 80}/日程.pdf"
    (why,) = [one.why for one in found(text) if one.where == LINK]
    assert "「https://lib.example.jp/" in why


@pytest.mark.parametrize(
    "text",
    [
        "lib.example.jp/でご覧ください",
        "https://lib.example.jp/a.html#top をご覧ください",
        "図書館.みほん/日程表.pdf",
        "memo.zzzz/日程表.pdf",
    ],
)
def test_5_3_i_an_address_that_ends_where_x_ends_it_is_whole(text: str) -> None:
    """And what X takes for no address is none."""
    assert not [one for one in found(text) if "までしかリンク" in one.why]


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("本日のおはなし会のちらし", "本日"),
        ("11月20日(金)のおはなし会の日時", "11月20日"),
        ("申込は11月20日(金)まで、開催は12月20日(日)", "11月20日(金)"),
        ("11月20日(金)と12月12日(土)におはなし会を開きます", "11月20日(金)"),
        ("12月12日(土)のおはなし会のちらし", ""),
    ],
)
def test_5_3_i_what_is_said_of_a_picture_is_looked_at_as_the_text_is(alt: str, words: str) -> None:
    """Words of the day, days and last days to apply that have passed."""
    seen = found("おはなし会", image=Image("", alt=alt, rights="自館で撮影"))
    assert [one.found for one in seen if one.clause == "5(3)イ" and one.stop] == (
        [words] if words else []
    )


def test_5_3_i_a_day_in_a_line_of_its_own_is_a_text_s_and_no_stamp() -> None:
    """おはなし会を開催します。 ⏎ 11月20日(金) ⏎ 集会室 is over; on a page such a line is when it was
    put there.
    """
    past = "おはなし会を開催します。\n11月20日(金)\n2階 集会室"
    assert "5(3)イ" in {clause for clause, _ in stops(found(past))}
    ahead = "おはなし会を開催します。\n12月20日(日)\n2階 集会室"
    assert not stops(found(ahead))
    assert not stops(
        found("おはなし会を開催します。", page="11月20日(金)\nおはなし会を開催します。")
    )
    assert rule.last_day(ahead, date(2026, 11, 25)) == date(2026, 12, 20)
