"""Facts become the text that a director signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_short import blocks, summary
from twitter_text import extract_urls

from bridge.draft.compose import (
    KINDS,
    Composed,
    Style,
    _core,
    _in_a_row,
    _in_a_row_said,
    _is_of_house,
    _why_empty,
    check_template,
    compose,
    grounded,
)
from bridge.draft.fitting import Part
from bridge.draft.plan import read_facts
from bridge.model import Block, Facts, Page
from bridge.text.weight import LIMIT, weigh

TODAY = date(2026, 6, 20)
URL = "https://lib.example.jp/event/0718.html"
EVENT = """絵本の読み聞かせを楽しむ会です。
日時：令和8年7月18日（土曜日）午後2時30分～4時
会場：中央図書館 集会室
対象：4歳から小学3年生
定員：先着20名
費用：無料
持ち物：なし。ただし、飲み物はお持ちください
申込：7月1日(水)から窓口で"""


def made(
    text: str = EVENT,
    title: str = "夏のおはなし会",
    style: Style | None = None,
    url: str = URL,
    page: Page | None = None,
) -> Composed:
    page = page or Page(url, title, text)
    return compose(
        page, facts=read_facts(page, TODAY), style=style or Style(), url=url, today=TODAY
    )


def test_5_3_i_day_and_weekday_time_place_and_for_whom() -> None:
    """Title, the news, labelled lines, the link alone at the end."""
    draft = made()
    assert draft.text.split("\n") == [
        "夏のおはなし会",
        "絵本の読み聞かせを楽しむ会です。",
        "日時：7月18日(土)午後2時30分～4時",
        "会場：中央図書館 集会室",
        "対象：4歳から小学3年生",
        "定員：先着20名",
        "費用：無料",
        "申込：7月1日(水)から窓口で",
        URL,
    ]
    assert (draft.kind_of_page, draft.expires_on, draft.weight) == (
        "event",
        date(2026, 7, 18),
        weigh(draft.text),
    )


def test_what_is_of_least_use_goes_first() -> None:
    """持ち物, 費用, 定員 before 対象, before 会場 and 日時."""
    long = "とても長い題名の催しのお知らせです" * 4
    draft = made(title=long)
    assert long in draft.text
    assert "日時：7月18日(土)14:30～16:00" in draft.text
    assert not any(label in draft.text for label in ("持ち物", "費用"))


@pytest.mark.parametrize(
    ("month", "apply", "time", "told"),
    [
        (7, "窓口へ", "8月1日(土)10時～", True),
        (7, "7月2日(木)までに窓口へ", "8月1日(土)10時～", False),
        (7, "6月22日(月)から2日(木)までに窓口へ", "8月1日(土)10時～", False),
        (7, "6月22日(月)～7月2日(木)に窓口へ", "8月1日(土)10時～", False),
        (7, "6月25日(木)・2日(木)に窓口へ", "8月1日(土)10時～", False),
        (7, "窓口へ", "7月2日(木)10時～", False),
        (7, "窓口へ", "6月25日(木)～2日(木)", False),
        (7, "窓口へ", "7月12日(日)10時～", True),
        (7, "窓口へ", "8月2日(日)10時～", True),
        (8, "窓口へ", "7月2日(木)・12日(日)", True),
        (2, "12月2日(水)から窓口へ", "1月10日(日)10時～", True),
    ],
)
def test_5_1_a_a_last_day_to_apply_has_its_line_where_no_other_line_has_it(
    month: int, apply: str, time: str, told: bool
) -> None:
    """12日 is no 2日, 12月2日 no 2月2日, 8月2日 no 7月2日; of a span and a row the month stands once."""
    deadline = date(2026 if month > 2 else 2027, month, 2)
    facts = Facts("講座", kind="event", when=(("日時", time),), apply=apply, deadline=deadline)
    page = Page(URL, "講座", "講座を開きます。")
    draft = compose(page, facts=facts, style=Style(), url=URL, today=TODAY).text
    year = "2027年" if month == 2 else ""
    lines = [line for line in draft.split("\n") if line.startswith("申込締切")]
    assert lines == ([f"申込締切：{year}{month}月2日"] if told else [])


def test_a_sentence_that_does_not_fit_is_never_cut() -> None:
    """The honest short form stands in its place; the title stays whole."""
    title = "図書館からのお知らせ" * 8
    draft = made(
        "図書館では、利用者の皆さまに、より気持ちよく過ごしていただくため、館内の座席の配置を変更し、自習のための席を増やして案内します。",
        title,
    )
    assert (draft.title, draft.summary) == (title, "詳しくはリンク先をご覧ください。")
    assert draft.weight <= LIMIT


@pytest.mark.parametrize(
    "said",
    ["希望される方は、窓口でお話しください。", "今後の参考にします。"],
)
def test_5_1_a_what_is_said_on_a_page_only_is_left_out(said: str) -> None:
    """Whom to turn to with a wish, and what the library makes of it, belong to the page."""
    news = "7月18日(土)から、本の検索の画面が新しくなります。\n新しい画面では、本の表紙が並びます。"
    text = made(f"{news}\n{said}", "本の検索の画面が新しくなります").text
    assert "本の表紙が並びます。" in text
    assert said not in text


def test_the_title_is_not_said_again() -> None:
    """Nor what the title says of the day."""
    draft = made(
        "夏のおはなし会を7月18日(土)に開きます。\n夏のおはなし会", "夏のおはなし会【7月18日(土)】"
    )
    assert draft.text.count("夏のおはなし会") <= 2
    assert "日時" not in draft.text


@pytest.mark.parametrize(
    ("word", "kind"), [("中止", "cancelled"), ("延期", "postponed"), ("訂正", "corrected")]
)
def test_5_3_i_a_notice_begins_with_its_word(word: str, kind: str) -> None:
    """Whatever the title begins with, and once."""
    draft = made(f"7月18日(土)の工作会について、{word}します。", f"工作会の{word}について")
    assert draft.text.startswith(f"【{word}】")
    assert draft.kind_of_page == kind
    assert made("", f"【{word}】工作会の{word}").text.count(f"【{word}】") == 1


def test_several_events_are_told_as_several() -> None:
    """Names and days of all, or none."""
    draft = made("■絵本の会\n日時 7月2日(木)10時\n■映画会\n日時 7月12日(日)14時", "7月の催し")
    assert "・絵本の会：7月2日(木)10時\n・映画会：7月12日(日)14時" in draft.text
    assert "リンク先" in draft.text
    assert draft.expires_on is None


def test_one_of_several_never_stands_for_all() -> None:
    """When only one would fit, none is told."""
    text = "".join(
        f"■{'とても長い名前の催し' * 2}{n}\n日時 7月{n}日 午前10時30分～、午後2時30分～\n"
        for n in (4, 11, 18)
    )
    draft = made(text, "7月の催しのご案内" * 8)
    assert "・" not in draft.summary
    assert "リンク先" in draft.summary


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("期間 7月1日(水)～7月31日(金)\n会場 1階", date(2026, 7, 31)),
        ("日時 毎週土曜日 10時～11時\n会場 1階", None),
        ("日時 毎週土曜日 10時～11時\n会場 1階\n申込 6月30日(火)まで電話で", None),
        ("7月18日(土)は休館します。", date(2026, 7, 18)),
        ("7月18日(土)から開館時間を変更します。", None),
        ("本を大切に使いましょう。", None),
        ("日時 6月1日(月)10時\n会場 1階", None),
    ],
)
def test_a_draft_expires_with_its_last_day(text: str, day: date | None) -> None:
    """Unknown when a series or a change has no end, or when all is over already."""
    assert made(text, "お知らせ").expires_on == day


@pytest.mark.parametrize(
    ("title", "text", "note"),
    [
        ("展示のお知らせ", "", "本文なし"),
        ("利用者の方へ", "ログイン\n利用者番号\nパスワード", "ログインが必要なページのようです"),
        ("会員のページ", "閲覧にはログインが必要", "ログインが必要なページのようです"),
        ("パスワード", "カードの番号とパスワード\n電話番号の下4桁", "要約にできる文がありません"),
        ("Closed", "The library is closed on Monday, July 6.", "日本語の本文がありません"),
        ("表", "4月 | 5月 | 6月\n1日 | 2日 | 3日", "日本語の本文がありません"),
        ("見出しだけ", "おはなし\nえほん", "要約にできる文がありません"),
    ],
)
def test_a_page_that_says_little_gives_title_and_link_and_a_note(
    title: str, text: str, note: str
) -> None:
    """Never rubbish; where there is a text at all, the reader is sent to it."""
    draft = made(text, title)
    assert draft.text == "\n".join(
        filter(None, (title, "詳しくはリンク先をご覧ください。" if text else "", URL))
    )
    assert note in draft.notes


def test_notes_of_the_reader_are_handed_on() -> None:
    """PDF, 画像のみ, 文字化け."""
    assert made(page=Page(URL, "広報紙", "", notes=("PDF",))).notes == ("PDF",)


def test_a_pdf_that_was_read_is_drafted_as_a_page() -> None:
    """Where no sentence will do, the reader is sent to it; one without words is title and link."""
    draft = made(page=Page(URL, "見出しだけ", "おはなし\nえほん", notes=("PDF",)))
    assert (draft.summary, draft.notes) == ("詳しくはリンク先をご覧ください。", ("PDF",))
    assert made(page=Page(URL, "広報紙", "", notes=("PDF",))).summary == ""


def test_a_link_is_whole_or_not_there() -> None:
    """500 characters count 23; what X would not link is left out with a note."""
    long = f"https://lib.example.jp/{'a' * 480}"
    assert made(url=long).text.split("\n")[-1] == long
    assert made(url=long).weight <= LIMIT
    odd = made(url="http://localhost/a")
    assert odd.text.endswith("\nhttp://localhost/a")
    assert "アドレスがXでリンクになりません" in odd.notes
    odd = made(url=f"http://localhost/{'a' * 300}")
    assert (odd.url, "localhost" in odd.text) == ("", False)
    assert any("付けていません" in note for note in odd.notes)


def test_truth_6_a_page_cannot_speak_as_a_template() -> None:
    """Braces of a page are letters."""
    draft = made(
        "図書館カードは、どなたでも作れます。{url}{0.__class__}です。", "{title} {summary} {url}"
    )
    assert draft.text.startswith("{title} {summary} {url}\n")
    assert draft.text.count(URL) == 1


def test_truth_6_no_mention_hashtag_or_second_link() -> None:
    """Nothing of a page is acted on by X."""
    draft = made(
        "くわしい方は@someone まで、#無料 の本は example.com で読めます。\n本を読む会を example.jp で開きます。",
        "@all #本 $ABC のlib.example.jp",
    )
    assert extract_urls(draft.text) == [URL]
    assert not set("@#＠＃") & set(draft.text)


def test_a_template_of_its_own_for_a_kind() -> None:
    """feeds.toml may dress closures otherwise; fields that are missing take their line with them."""
    style = Style(
        "{title}\n{url}",
        {"event": "■{title}\nいつ {when}\n締切 {deadline}\nどこ {where}\n{url}\n{hashtags}"},
        ("図書館",),
    )
    assert made(style=style).text.split("\n") == [
        "■夏のおはなし会",
        "いつ 7月18日(土)午後2時30分～4時",
        "どこ 中央図書館 集会室",
        URL,
        "#図書館",
    ]
    assert made("本です。", "本", style).text == f"本\n#図書館\n{URL}"


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{title}\n{url}", ""),
        ("{title}{summary}\n{url}\n{hashtags}", ""),
        ("{title.__class__}\n{title}{url}", "という名前はありません"),
        ("{0}{title}{url}", "という名前はありません"),
        ("{title!r}{title}{url}", "という名前はありません"),
        ("{title:>10}{title}{url}", "という名前はありません"),
        ("{title}", "{url} がありません"),
        ("{title}{url", "組み合わせ"),
        ("{{title}}{title}{url}", "組み合わせ"),
        ("{title}{title}{url}", "2回以上"),
        ("あ" * 100 + "{title}{url}", "長すぎます"),
        ("#{title}\n{url}", "ハッシュタグになります"),
        ("＃図書館{title}\n{url}", "ハッシュタグになります"),
        ("@someone {title}\n{url}", "5(4)"),
        ("@{title}\n{url}", "5(4)"),
        ("#図書館 {title}\n{url}", ""),
        ("{title}\n{url}\n問合せ info@lib.jp", ""),
    ],
)
def test_a_template_holds_names_and_nothing_else(template: str, fault: str) -> None:
    """No attribute, no index, no conversion, no code."""
    faults = check_template(template)
    assert bool(faults) is bool(fault)
    assert fault in "".join(map(str, faults))


def test_kinds_are_those_that_templates_may_name() -> None:
    """One list for both."""
    assert {
        made("", title).kind_of_page for title in ("臨時休館", "会", "展示", "本の募集")
    } <= set(KINDS)


@settings(max_examples=60)
@given(
    st.text(max_size=3000),
    st.text(max_size=400),
    st.sampled_from(
        [
            "{title}\n{summary}\n{url}",
            "{label}{title} {url}\n{summary}{when}{where}{who}{apply}{deadline}\n{hashtags}",
            "{url}{title}",
        ]
    ),
    st.sampled_from([URL, f"https://lib.example.jp/{'b' * 480}", ""]),
)
def test_whatever_the_page_the_text_fits_and_the_link_is_whole(
    title: str, text: str, template: str, url: str
) -> None:
    """280 weighted characters as X counts them."""
    draft = made(f"{text}\n{EVENT}", title, Style(template, {}, ("図書館", "催し")), url)
    assert weigh(draft.text) == draft.weight <= LIMIT
    assert draft.text.split("\n").count(url) == bool(url)
    assert "\n\n" not in draft.text


def test_a_title_of_3000_characters_is_cut_and_its_link_is_not() -> None:
    """With or without places to cut."""
    for title in ("長い題名のお知らせです、" * 250, "あ" * 3000, "a" * 3000, "「" * 3000):
        draft = made("", title)
        assert draft.weight <= LIMIT
        assert draft.text.endswith(f"…\n{URL}")


def test_truth_7_what_is_not_on_the_page_is_found() -> None:
    """Dates, times, numbers and names, whatever their dress."""
    page = Page(
        URL, "おはなし会", "令和8年7月18日（土）午後2時30分から集会室で開きます。定員20名。"
    )
    facts = read_facts(page, TODAY)
    draft = compose(page, facts, style=Style(), url=URL, today=TODAY)
    assert grounded(draft, page, TODAY) == ()

    def said(words: str) -> tuple[str, ...]:
        return grounded(
            Composed(
                text="",
                title="おはなし会",
                summary=words,
                url=URL,
                weight=0,
                kind_of_page="event",
                urgent=False,
                expires_on=None,
                notes=(),
            ),
            page,
            TODAY,
        )

    assert said("7月18日(土)14:30～、集会室、20名") == ()
    assert said("7月19日") == ("7月19日",)
    assert said("7月18日(日)") == ("7月18日(日)",)
    assert said("15時30分から") == ("15時30分～",)
    assert said("定員30名") == ("30",)
    assert said("体育館で") == ("体育館",)


@pytest.mark.parametrize(
    "template",
    ["{title}\n{summary}\n{url}", "{title} {url}\n{summary}", "{title}\n{hashtags}\n{url}"],
)
def test_hashtags_of_feeds_toml_stand_in_every_draft(template: str) -> None:
    """Once, and above the link where the template names no place for them."""
    draft = made(style=Style(template, hashtags=("見本図書館",)))
    assert draft.text.split("\n").count("#見本図書館") == 1
    assert draft.weight <= LIMIT


#: of its audience each part says another thing
ONLY_A_PLACE = Page(
    URL,
    "調べ学習相談会",
    "対象：小学生\n会場：2階\n午前の回\n対象：中学生\n午後の回\n対象：高校生",
    blocks=blocks(
        "対象：小学生", "会場：2階", "# 午前の回", "対象：中学生", "# 午後の回", "対象：高校生"
    ),
)


def test_the_wordings_that_were_tried_say_why_they_went() -> None:
    """A person sees why the short form stands there."""
    draft = made("会場：2階\n対象：小学生", "調べ学習相談会", page=ONLY_A_PLACE)
    assert [(one.summary, one.faults) for one in draft.tried] == [
        ("会場：2階", ("場所のほかに内容がありません",))
    ]
    assert draft.text == f"調べ学習相談会\n会場：2階\n詳しくはリンク先をご覧ください。\n{URL}"


LISTS = [
    (
        "7月12日(日) 10:30 映画会\n8月9日(日) 10:30 工作会\n9月13日(日) 朗読会",
        "・映画会：7月12日(日)10:30",
    ),
    (
        "■映画会\n日時：7月12日(日)\n■【中止】工作会\n日時：8月9日(日)\n■朗読会\n日時：9月13日(日)",
        "・【中止】工作会：8月9日(日)",
    ),
]


@pytest.mark.parametrize(("text", "line"), LISTS)
def test_a_list_is_told_whole_what_is_called_off_first(text: str, line: str) -> None:
    """Or by its first names and など; never some of it for all."""
    draft = made(text, "夏の催し")
    assert draft.summary.split("\n")[0] == line
    assert draft.summary.count("・") >= 3


def test_libraries_that_close_on_different_days_are_told_one_by_one() -> None:
    """Whom and both ends."""
    draft = made(
        "■北図書館\n7月1日(水)～3日(金)\n■南図書館\n7月8日(水)～10日(金)",
        "蔵書点検による休館のお知らせ",
    )
    assert draft.summary.startswith(
        "・北図書館：7月1日(水)～3日(金)\n・南図書館：7月8日(水)～10日(金)"
    )


def test_truth_7_no_value_of_another_topic() -> None:
    """A talk beside an exhibition has a place and a fee of its own."""
    text = "会期：7月1日(水)～31日(金)\n会場：展示室\nイベント：講演会\n日時：7月5日(日)14時\n会場：ホール\n参加費：500円"
    draft = made(text, "特別展「海」")
    assert ("会場：展示室" in draft.text, "500円" in draft.text, "7月5日" in draft.text) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("工事のため、下記のとおり休館します。\n7月1日(水)～3日(金)", "工事のため、休館します。"),
        (
            "7月1日(水)から3日(金)まで休館しますので、下記のとおりお知らせします。",
            "7月1日(水)から3日(金)まで休館します。",
        ),
        ("さて、7月1日(水)は休館します。", "7月1日(水)は休館します。"),
    ],
)
def test_a_pointing_word_goes_where_what_it_points_at_is_told(text: str, said: str) -> None:
    """次のとおり, 下記のとおり: the sentence stands without it."""
    assert said in made(text, "臨時休館のお知らせ").summary


def test_what_stands_under_two_headings_never_comes_under_one_label() -> None:
    """Two periods of a closing."""
    text = "【休館期間】\n7月1日(水)から5日(日)まで\n【システム停止期間】\n6月30日(火)から7月6日(月)まで"
    lines = made(text, "システム更新による休館のお知らせ").summary.split("\n")
    assert lines[:2] == [
        "休館期間：7月1日(水)～5日(日)",
        "システム停止期間：6月30日(火)～7月6日(月)",
    ]


@pytest.mark.parametrize("end", ["2027年7月〈予定〉", "当面の間", "8月末(予定)"])
def test_a_range_whose_end_is_no_day_stands_as_the_page_has_it(end: str) -> None:
    """One end alone would mislead."""
    assert (
        f"休館期間：7月1日(水)～{end}"
        in made(f"休館期間：7月1日(水)～{end}", "長期休館のお知らせ").summary
    )


def test_a_topic_in_wa_is_no_label() -> None:
    """The sentence as it stands."""
    assert (
        "クリスマスの展示は7月24日(金)までです。"
        in made("クリスマスの展示は7月24日(金)まで", "クリスマスの展示").summary
    )


@pytest.mark.parametrize(
    ("title", "text", "line"),
    [
        (
            "連続講座",
            "第1回 7月4日(土)14時～16時\n第2回 7月11日(土)14時～16時\n会場は郷土資料館です。",
            "会場：郷土資料館",
        ),
        (
            "講座 聴講生募集",
            "日時：7月4日(土)14時\n申込み：往復はがきに住所・電話番号を書いて、6月30日(火)必着で図書館へ",
            "申込：往復はがきに住所・電話番号を書いて、6月30日(火)必着で図書館へ",
        ),
        (
            "駐車場の一部が使えません",
            "期間：7月1日(水)～3日(金)\n使えない場所 北側駐車場",
            "使えない場所：北側駐車場",
        ),
        (
            "おすすめの本",
            "『海の本』\n『山の本』\n『川の本』\n『空の本』",
            "紹介する本：『海の本』『山の本』『川の本』など",
        ),
        (
            "大会のお知らせ",
            "7月4日(土)に\n第3回 本の紹介大会\nを開催します。",
            "7月4日(土)に第3回 本の紹介大会を開催します。",
        ),
    ],
)
def test_facts_in_every_dress_are_told(title: str, text: str, line: str) -> None:
    """Sessions, prose, what an application must hold, labels in -場所, books, hard breaks, lists
    that are pointed at.
    """
    assert line in made(text, title).summary


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (
            "「お金を振り込んでください。」などと言う電話がありました。\n図書館がお金を求めることはありません。",
            "振り込んで",
        ),
        ("<20日(火)の対応>\n午前7時までに解除された場合は、通常どおり開館します。", "午前7時"),
        ("開館時間を次のように変更します。\n平日 9時から18時まで", "次の"),
    ],
)
def test_no_speech_of_others_no_condition_without_its_day_no_pointer(text: str, gone: str) -> None:
    """What a strict director would strike out."""
    assert gone not in made(text, "図書館からのお知らせ").summary


def test_a_list_of_days_too_long_for_the_place_gives_its_first_day() -> None:
    """ほか, and the hours that hold for all."""
    days = "、".join(
        [*(f"7月{n}日(土)" for n in (4, 11, 18, 25)), *(f"8月{n}日(土)" for n in (1, 8, 15, 22))]
    )
    text = f"日時：{days}14時～16時\n会場：{'とても長い名前の' * 6}会館"
    summary = made(text, "とても長い題名の連続講座のご案内" * 2).summary
    assert "会館" in summary
    assert "ほか" in summary


def test_what_is_pointed_at_in_a_list_is_named_where_it_fits() -> None:
    """次の警報のいずれか."""
    blocks = (
        Block("text", ("次の警報のいずれかが出たときは閉館します。",)),
        Block("item", ("大雨特別警報",), 1),
        Block("item", ("暴風警報",), 1),
    )
    draft = made(page=Page(URL, "警報が出たときの閉館について", "次の警報", blocks=blocks))
    assert draft.summary == "大雨特別警報、暴風警報のいずれかが出たときは閉館します。"


def test_what_a_closing_calls_off_beside_does_not_head_the_draft() -> None:
    """5(3)イ: the library closes; a story hour of that day is called off as well."""
    draft = made(
        "7月1日(水)は全館、午後3時に閉館します。\nおはなし会は中止します。",
        "大雨のため午後3時に閉館します",
    )
    assert draft.title == "大雨のため午後3時に閉館します"
    assert "7月1日(水)は全館、午後3時に閉館します。" in draft.summary


def test_the_desk_s_hour_in_brackets_and_a_part_that_is_closed_leave_the_event_its_day() -> None:
    """受付13:30～ is beside; 発表者の募集は締め切りました is not the news."""
    draft = made(
        "日時：7月18日(土)14時～16時(受付13時30分～)\n会場：集会室\n発表者の募集は締め切りました。",
        "本の会 観戦者募集",
    )
    assert draft.summary == "日時：7月18日(土)14時～16時\n会場：集会室"


def test_the_desk_s_hour_without_brackets_leaves_the_event_its_day_and_hour() -> None:
    """9:30受付 10:00開始 is told with the hour at which it begins, not taken for an application."""
    draft = made("日時：7月18日(土) 9:30受付 10:00開始\n会場：集会室", "本の会")
    assert draft.summary == "日時：7月18日(土)10:00\n会場：集会室"


@pytest.mark.parametrize(
    "line",
    [
        "7月11日(土)→7月18日(土)",
        "日時：7月11日(土)→18日(土)",
        "日時：7月11日(土)14時 ⇒ 7月18日(土)",
    ],
)
def test_what_is_moved_is_told_of_its_new_day_alone(line: str) -> None:
    """Behind an arrow stands the day that counts; the month before it counts for both."""
    draft = made(f"都合により延期します。\n{line}\n会場：集会室", "本の会 延期のお知らせ")
    assert "7月18日(土)" in draft.summary
    assert "11日" not in draft.summary


def test_the_way_to_take_part_bears_the_page_s_label() -> None:
    """参加方法 is no 申込."""
    text = "日時：7月18日(土)14時\n参加方法：カウンターで台紙を受け取る"
    assert "参加方法：カウンターで台紙を受け取る" in made(text, "スタンプラリー").summary


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (f"企画展 児童向け講座「{'海' * 11}」", f"「{'海' * 11}」"),
        (f"企画展 児童向け講座「{'海' * 10}」", f"企画展 児童向け講座「{'海' * 10}」"),
        (f"東山の星を見る会 ～{'海' * 12}～", "東山の星を見る会"),
        (f"東山の星を見る会 ～{'海' * 11}～", f"東山の星を見る会 ～{'海' * 11}～"),
        (f"東山の星を見る会「{'海' * 13}」", "東山の星を見る会"),
    ],
)
def test_5_1_a_a_name_of_more_than_22_letters_goes_without_its_subtitle(
    name: str, short: str
) -> None:
    """Of a series, by what is its own: behind 企画展 児童向け講座 stands the name."""
    assert _core(name) == short


def test_the_first_of_several_alone_is_no_line() -> None:
    """①Webフォーム, of which ② stands elsewhere."""
    page = Page(URL, "おはなし会", EVENT)
    facts = read_facts(page, TODAY)

    def told(value: str) -> str:
        lines = replace(facts, beside=(("出すところ", value),))
        return compose(page, facts=lines, style=Style(), url=URL, today=TODAY).text

    assert "出すところ" not in told("(1)子ども室")
    assert "出すところ：(1)子ども室 (2)南部" in told("(1)子ども室 (2)南部")


def test_5_1_a_a_list_of_events_has_the_hour_at_which_each_begins() -> None:
    """Where ends have no room, with the house of each; without places where they all have one."""
    text = (
        "# おはなし会\n日時：7月11日(土)10時30分～11時\n場所：2階のおはなしの部屋と庭\n"
        "# 大人のための朗読の会\n日時：7月15日(水)14時～15時30分\n場所：3階の第2会議室ととなりの和室\n"
        "# 夏休みの工作会\n日時：7月25日(土)13時30分～15時30分\n場所：2階の創作室と三階のテラス\n"
        "# 星をながめる夕べ\n日時：8月8日(土)18時～19時30分\n場所：屋上の展望広場か一階ロビー"
    )
    lines = summary("7月と8月の行事案内", *text.split("\n")).split("\n")
    assert lines[:4] == [
        "・おはなし会：7月11日(土)10時30分～",
        "・大人のための朗読の会：7月15日(水)14時～",
        "・夏休みの工作会：7月25日(土)13時30分～",
        "・星をながめる夕べ：8月8日(土)18時～",
    ]
    several = text.replace(
        "7月11日(土)10時30分～11時", "7月11日(土)10時～11時、7月18日(土)14時～15時"
    )
    said = summary("行事案内", *several.split("\n"))
    assert "・おはなし会：7月11日(土)10時～、7月18日(土)14時～\n" in said
    assert "・大人のための朗読の会：7月15日(水)14時～\n" in said


@pytest.mark.parametrize(
    ("row", "sentence", "said"),
    [
        ("入場：無料", "入場は無料です。", True),
        ("入場：無料", "入場はどなたも無料。", True),  # six letters beside label and value
        ("入場：無料", "入場はどなたでも無料。", False),
        ("入場：無料", "参加は無料です。", False),
        ("入場：無料", "入場は自由です。", False),
        ("入場：", "入場は無料です。", False),
        ("入場は無料", "入場は無料です。", False),
    ],
)
def test_5_1_a_a_short_sentence_is_not_told_beside_the_line_that_says_it(
    row: str, sentence: str, *, said: bool
) -> None:
    """Label and value stand in it, and hardly a word more."""
    assert _in_a_row_said(sentence, f"読書の集いです。\n{row}") is said


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (("「海」", "「川」"), "「海」「川」"),
        (("『海』", "『川』"), "『海』『川』"),
        (("海の本", "川の本"), "海の本、川の本"),
        (("「海」の本", "「川」の本"), "「海」の本、「川」の本"),
        (("本「海」", "本「川」"), "本「海」、本「川」"),
        # what all begin with, of more than three letters, is told by none
        (("大企画展「海」", "大企画展「川」"), "「海」「川」"),
        (("企画展「海」", "企画展「川」"), "企画展「海」、企画展「川」"),
        (("大企画展「海」",), "大企画展「海」"),
        (("夏の大会", "夏の大会の日"), "夏の大会、夏の大会の日"),  # of one nothing would be left
    ],
)
def test_5_1_a_names_stand_in_a_row(names: tuple[str, ...], row: str) -> None:
    """Names in brackets of their own need no comma between them; what all begin with is said by
    none.
    """
    assert _in_a_row(names) == row


@pytest.mark.parametrize(
    ("name", "core"),
    [
        (
            "企画展 児童向け講座「おはなしの大ひろば会」",
            "企画展 児童向け講座「おはなしの大ひろば会」",
        ),
        (
            "企画展 児童向け講座「おはなしの大ひろばの会」",
            "「おはなしの大ひろばの会」",
        ),  # 23 letters
        ("第三回の古文書を読む「おはなしの大ひろばの会」", "第三回の古文書を読む"),
        ("おはなし会 10時30分", "おはなし会"),
        ("おはなし会 午後2時～3時", "おはなし会"),
        (
            "夏のおはなし会 ～星と月と夜の空の本を読む～",
            "夏のおはなし会 ～星と月と夜の空の本を読む～",
        ),
        ("夏のおはなし会 ～星と月と夜の空の絵本を読む～", "夏のおはなし会"),
    ],
)
def test_5_1_a_a_long_name_is_told_without_its_subtitle(name: str, core: str) -> None:
    """Of what many things are called the name in brackets is told."""
    assert _core(name) == core


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "本文なし"),
        ("ログインが必要", "ログインが必要なページのようです"),
        ("ログインが必要" + "。" * 592, "ログインが必要なページのようです"),  # 599 letters
        ("ログインが必要" + "。" * 593, "要約にできる文がありません"),
        ("Library", "日本語の本文がありません"),
        ("本", "日本語の本文がありません"),
        ("ほん", "要約にできる文がありません"),
    ],
)
def test_5_1_a_an_empty_draft_says_why(text: str, why: str) -> None:
    """A page behind a login, one without Japanese, one of which no sentence may be told: 600
    letters are no login page.
    """
    assert _why_empty(Page(URL, "題", text)) == why


@pytest.mark.parametrize(
    ("part", "of_house"),
    [
        (Part("中央図書館：7月6日(月)休館", 30), True),
        (Part("中央図書館：7月6日(月)に休みます。", 30, spoken=True), False),
        (Part("・中央図書館：7月6日(月)休館", 30), False),
        (Part("会場：中央図書館", 30), False),
        (Part("中央図書館", 30), False),
    ],
)
def test_5_1_a_a_line_of_one_house_has_its_name_for_a_label(part: Part, *, of_house: bool) -> None:
    """No sentence, and none of a list."""
    assert _is_of_house(part) is of_house
