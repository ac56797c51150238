"""A page's outline: sections, and lines typed by what they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bridge.model import Block, Page
from bridge.read.fetched import Fetched
from bridge.read.pages import read_page
from bridge.settings import Selectors
from bridge.topics.builder import is_day_of_page, outline_of
from bridge.topics.outline import Outline, is_name, split
from bridge.topics.sorts import Sort

TODAY = date(2026, 6, 20)
ENTRY_TITLE = "夏の催し"


def outline(body: str, title: str = ENTRY_TITLE) -> Outline:
    """The outline of an HTML page with that body."""
    from bridge.model import Entry

    html = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    fetched = Fetched("https://lib.example.jp/1", html.encode(), "text/html; charset=utf-8")
    return outline_of(
        read_page(fetched, Selectors(), "", Entry("home", "https://lib.example.jp/1", title)), TODAY
    )


def units(found: Outline, sort: Sort) -> list[tuple[str, str, str]]:
    """Heading, label and text of the units of one sort."""
    return [
        (found.sections[u.section].heading, u.label, u.text) for u in found.units if u.sort == sort
    ]


SHAPES = [
    "<table><tr><th>日時</th><td>7月18日(土)14時</td></tr><tr><th>場所</th><td>集会室</td></tr></table>",
    "<table><tr><th>日時</th><th>場所</th></tr><tr><td>7月18日(土)14時</td><td>集会室</td></tr></table>",
    "<table><tr><td>日時</td><td>7月18日(土)14時</td></tr><tr><td>場所</td><td>集会室</td></tr></table>",
    "<dl><dt>日時</dt><dd>7月18日(土)14時</dd><dt>場所</dt><dd>集会室</dd></dl>",
    "<p>日時：7月18日(土)14時<br>場所：集会室</p>",
    "<p>日時<br>7月18日(土)14時</p><p>場所<br>集会室</p>",
    "<div><div>■日時</div><div>7月18日(土)14時</div></div><div><div>■場所</div><div>集会室</div></div>",
    "<p>日時：7月18日(土)14時。場所：集会室。</p>",
    "<p>日時⇒7月18日(土)14時<br>場所⇒集会室</p>",
    "<h3>日時</h3><p>7月18日(土)14時</p><h3>場所</h3><p>集会室</p>",
    "<ul><li>日時：7月18日(土)14時</li><li>場所：集会室</li></ul>",
    "<table><tr><td><table><tr><th>日時</th><td>7月18日(土)14時</td></tr><tr><th>場所</th><td>集会室</td></tr></table></td></tr></table>",
]


@pytest.mark.parametrize("body", SHAPES)
def test_label_and_value_are_found_in_every_shape(body: str) -> None:
    """Tables with names in the first row or column, nested, lists, paragraphs with breaks, blocks
    only.
    """
    found = outline(f"<p>本を楽しむ会です。</p>{body}")
    assert [text for _, _, text in units(found, Sort.WHEN)] == ["7月18日(土)14時"]
    assert [text for _, _, text in units(found, Sort.PLACE)] == ["集会室"]


HEADINGS = [
    "<h2>映画会</h2><p>日時：7月4日(土)</p><h2>工作会</h2><p>日時：7月5日(日)</p>",
    "<p><b>映画会</b></p><p>日時：7月4日(土)</p><p><b>工作会</b></p><p>日時：7月5日(日)</p>",
    "<p>■映画会<br>日時：7月4日(土)</p><p>■工作会<br>日時：7月5日(日)</p>",
    "<p>【映画会】</p><p>日時：7月4日(土)</p><p>【工作会】</p><p>日時：7月5日(日)</p>",
    "<p>○映画会</p><p>日時：7月4日(土)</p><p>〇工作会</p><p>日時：7月5日(日)</p>",
    "<font size='5'>映画会</font><br>日時：7月4日(土)<br><br><font size='5'>工作会</font><br>日時：7月5日(日)",
]


@pytest.mark.parametrize("body", HEADINGS)
def test_each_time_stands_under_its_own_heading(body: str) -> None:
    """Headings by tag, by bold or large letters, by mark, by brackets."""
    found = outline(f"<p>催しを行います。どなたでもどうぞお越しください。</p>{body}")
    assert [(head, text) for head, _, text in units(found, Sort.WHEN)] == [
        ("映画会", "7月4日(土)"),
        ("工作会", "7月5日(日)"),
    ]


def test_headings_that_look_alike_are_siblings() -> None:
    """A mark below bold letters is below them; the next bold line ends both."""
    found = outline(
        "<p><b>7月の部</b></p><p>★赤い本の会</p><p>読みます。</p><p>★青い本の会</p><p>聞きます。</p><p><b>8月の部</b></p>"
    )
    heads = [(s.heading, found.sections[s.above].heading) for s in found.sections[1:]]
    assert heads == [
        ("7月の部", ""),
        ("赤い本の会", "7月の部"),
        ("青い本の会", "7月の部"),
        ("8月の部", ""),
    ]


def test_records_of_a_table_are_sections_of_their_own() -> None:
    """Cells that span rows belong to each of them; a row takes nothing from another."""
    found = outline(
        "<table><tr><th>館</th><th>催し</th><th>日時</th></tr>"
        "<tr><td rowspan=2>北館</td><td>朝の会</td><td>7月4日(土)10時</td></tr>"
        "<tr><td>夜の会</td><td>7月5日(日)18時</td></tr></table>"
    )
    assert units(found, Sort.WHEN) == [
        ("朝の会", "日時", "7月4日(土)10時"),
        ("夜の会", "日時", "7月5日(日)18時"),
    ]
    assert units(found, Sort.LIBRARY) == [("朝の会", "館", "北館"), ("夜の会", "館", "北館")]


def test_names_in_the_first_column_make_records_of_the_others() -> None:
    """A table that lies on its side."""
    found = outline(
        "<table><tr><th>館</th><td>北館</td><td>南館</td></tr><tr><th>休館日</th><td>7月4日</td><td>7月5日</td></tr></table>"
    )
    assert [s.heading for s in found.sections if s.record] == ["北館", "南館"]


def test_a_calendar_and_what_lies_about_lending_is_no_topic() -> None:
    """Figures alone say nothing."""
    days = "".join(
        f"<tr>{''.join(f'<td>{7 * w + d}</td>' for d in range(1, 8))}</tr>" for w in range(4)
    )
    head = "".join(f"<th>{d}</th>" for d in "日月火水木金土")
    assert not any(s.record for s in outline(f"<table><tr>{head}</tr>{days}</table>").sections)


def test_a_sentence_that_breaks_cut_is_whole_again() -> None:
    """<br> in mid-sentence, and a paragraph that ends on a comma."""
    found = outline(
        "<p>北図書館、南図書館、各コミュニティ<br>センター図書室をご利用ください。</p><p>工事のため、</p><p>7月1日(水)～3日(金)</p><p>休館します。</p>"
    )
    said = [u.text for u in found.sentences()]
    assert said == [
        "北図書館、南図書館、各コミュニティセンター図書室をご利用ください。",
        "工事のため、7月1日(水)~3日(金)休館します。",
    ]


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("7月4日(土)～8日(水)", Sort.WHEN),
        ("10:30～11:00", Sort.HOURS),
        ("中央図書館2階 集会室", Sort.PLACE),
        ("どなたでも", Sort.AUDIENCE),
        ("申込不要", Sort.APPLY),
        ("入場無料", Sort.FEE),
        ("先着20名", Sort.CAPACITY),
        ("本を読む会です。", Sort.SENTENCE),
        ("※雨のときは中止", Sort.NOTE),
    ],
)
def test_a_line_is_typed_by_what_it_is(line: str, sort: Sort) -> None:
    """No label says it."""
    found = outline(f"<ul><li>{line}</li></ul>")
    assert [u.sort for u in found.units] == [sort]


def test_text_alone_is_read_too() -> None:
    """A page of which only the text was kept: each line is a block."""
    found = outline_of(
        Page("u", "催し", "日時：7月4日(土)\n■映画\n場所：ホール", (("定員", "20名"),)), TODAY
    )
    assert [(u.sort, u.section) for u in found.units] == [
        (Sort.CAPACITY, 0),
        (Sort.WHEN, 0),
        (Sort.PLACE, 1),
    ]


def test_what_is_over_ends_the_page() -> None:
    """過去の催し, when something stood before it."""
    found = outline(
        "<p>映画会を行います。</p><p>本も並べます。</p><h2>過去の催し</h2><p>日時：5月1日</p>"
    )
    assert not units(found, Sort.WHEN)


BAD = [
    "".join(f"<h2>見出し{n}</h2><p>文{n}です。</p>" for n in range(1000)),
    f"<table>{''.join('<tr>' + '<td>値</td>' * 100 + '</tr>' for _ in range(100))}</table>",
    "<h4>四</h4><p>文です。</p><h2>二</h2><h6>六</h6><h1>一</h1><p>終わりです。</p>",
    "<ul><li>深い" * 50 + "</li></ul>" * 50,
    f"<p>{'とても長い文です。' * 3400}</p>",
    '<p>{"title": "JSON", "date": "7月4日", "list": [1, 2]}</p>',
    "<table><tr><th rowspan=999 colspan=999>大</th></tr><tr><td>小</td></tr></table>",
]


@pytest.mark.parametrize("body", BAD)
def test_bad_input_is_bounded_and_breaks_nothing(body: str) -> None:
    """A thousand sections, ten thousand cells, ranks out of order, lists fifty deep, endless
    paragraphs, JSON.
    """
    found = outline(body)
    assert len(found.sections) <= 200
    assert sum(len(u.text) for u in found.units) <= 20_000


def test_a_loop_of_empty_blocks_is_nothing() -> None:
    """Blocks without lines."""
    assert (
        outline_of(
            Page("u", "t", "", blocks=(Block("pair", ("",)), Block("row", ("", "")))), TODAY
        ).units
        == []
    )


def test_sentences_within_quotes_stay_whole() -> None:
    """「…。」 is no end."""
    assert list(split("「来た。」と言います。次です。")) == ["「来た。」と言います。", "次です。"]


def test_lines_that_are_alike_have_the_days_of_their_own_months() -> None:
    """11日 below 7月 is none of August, and what is left of a line is asked for its own days."""
    seen = outline("<h2>7月</h2><p>11日 14:00～14:40</p><h2>8月</h2><p>11日 14:00～14:40</p>")
    lines = [unit for unit in seen.units if unit.text.startswith("11日")]
    days = [[occasion.start for occasion in seen.occasions(unit)] for unit in lines]
    assert [(day.month, day.day) for [day] in days if day] == [(7, 11), (8, 11)]
    moved = replace(lines[0], text="18日 14:00～14:40")
    assert [occasion.start and occasion.start.day for occasion in seen.occasions(moved)] == [18]


def test_the_month_in_which_a_span_ends_is_not_the_next_lines_own() -> None:
    """Below 7月, 29日～8月4日 ends in August, and what follows is of July; 8月2日 is of August."""
    for line, month in (("6日、29日～8月4日", 7), ("29日から8月4日まで", 7), ("8月2日", 8)):
        seen = outline(f"<h2>7月の休み</h2><p>{line}</p><h2>おはなしの会</h2><p>5日 14時～</p>")
        last = seen.units[-1]
        assert [one.start and one.start.month for one in seen.occasions(last)] == [month]


def test_a_numbered_line_that_stands_out_is_a_heading_whatever_it_says() -> None:
    """2. 本がたくさん借りられます, 3. 行事, in bold; not without the bold, or without the number."""
    told = "<p>夏の朝に、図書室の窓ぎわで紙芝居をします。小さい子もどうぞ。</p>"
    parts = f"<p>{{}}1. あける日{{}}</p>{told}<p>{{}}{{}}{{}}</p>{told.replace('朝', '夜')}"
    for head, name in (
        ("2. 本がたくさん借りられます", "本がたくさん借りられます"),
        ("2. 行事", "行事"),
    ):
        seen = outline(parts.format("<b>", "</b>", "<b>", head, "</b>"))
        assert [section.heading for section in seen.sections][1:] == ["あける日", name]
        for bold, words in ((("", ""), head), (("<b>", "</b>"), name)):
            seen = outline(parts.format("<b>", "</b>", bold[0], words, bold[1]))
            assert name not in [section.heading for section in seen.sections]


def test_the_day_alone_above_an_article_is_that_of_its_posting() -> None:
    """Lately past, and with nothing before it; a day to come, an older one and one with an hour are
    the article's.
    """
    posted = {
        "7月1日": True,
        "6月17日": True,
        "6月17日(水)": False,
        "7月2日": False,
        "6月16日": False,
        "7月1日 10時～": False,
    }
    for line, sign in posted.items():
        assert is_day_of_page(line, date(2026, 7, 1)) is sign
    for lines, units in (
        ("<p>6月19日</p><p>紙芝居をします。</p>", ["紙芝居をします。"]),
        ("<p>紙芝居をします。</p><p>6月19日</p>", ["紙芝居をします。", "6月19日"]),
    ):
        assert [unit.text for unit in outline(lines).units] == units


def test_the_weather_and_a_word_of_change_are_no_names() -> None:
    """小雨決行, 変更, 【中止】 by itself; what has more of a name is one."""
    for words in ("小雨決行", "【中止】", "変更", "会場は講堂", "同 七月"):
        assert not is_name(words)
    for words in ("【中止】影絵の会", "変更点", "雨の会"):
        assert is_name(words)


def test_a_paragraph_that_ends_on_until_further_notice_goes_on_in_the_next() -> None:
    """解除されないときは、引き続き ⏎ 休館となります: the end by itself would say the contrary."""
    seen = outline(
        "<p>朝から開館します。ただし、警報が出たときは、引き続き</p><p>休館となります。</p>"
    )
    assert "ただし、警報が出たときは、引き続き休館となります。" in [
        unit.text for unit in seen.units
    ]


def test_days_below_their_rounds_are_told_with_them() -> None:
    """第1回 ⏎ two days ⏎ 第2回 ⏎ two days: one line; days of one round alone stay as they are."""
    first, second = "<li>第1回</li><li>8月5日(水)</li><li>8月6日(木)</li>", "<li>第2回</li>"
    both = outline(f"<ul>{first}{second}<li>8月19日(水)</li><li>8月20日(木)</li></ul>")
    whole = "第1回 8月5日(水)・8月6日(木)、第2回 8月19日(水)・8月20日(木)"
    assert [unit.text for unit in both.units if unit.sort == Sort.WHEN] == [whole]
    for less in (f"<ul>{first}</ul>", f"<ul>{first}{second}<li>8月19日(水)</li></ul>"):
        days = [unit.text for unit in outline(less).units if unit.sort == Sort.WHEN]
        assert days[:2] == ["8月5日(水)", "8月6日(木)"]


@pytest.mark.parametrize(
    ("title", "lines", "month"),
    [
        ("6月の行事", ("申込みは7月3日まで受け付けます。", "工作 21日 10時～"), 6),
        ("6月の行事", ("読書会 20日 9時～ 申込は7月3日まで", "工作 21日 10時～"), 6),
        ("6月の行事", ("申込：7月3日(金)まで、電話で", "工作 21日 10時～"), 6),
        ("6月の行事", ("7月3日(金) 七夕の会 9時～", "工作 21日 10時～"), 7),
        ("夏の行事", ("7月の行事をお知らせします。", "工作 21日 10時～"), 7),
        ("7月・8月の行事", ("お茶会 4日(土) 10時～", "工作 9日(日) 10時～"), 8),
        ("7月・8月の行事", ("お茶会 4日(土) 10時～", "工作 21日 10時～"), 0),
        ("7月 8月の行事", ("工作 21日 10時～",), 0),
        ("夏の行事", ("会場 7月 8月", "工作 21日 10時～"), 0),
    ],
)
def test_a_bare_day_has_the_month_named_above_it_by_what_is_no_remark(
    title: str, lines: tuple[str, ...], month: int
) -> None:
    """A sentence, and until when one applies, name a month beside the days of the thing, unless
    nothing else does; of several months its weekday chooses one, and without it none is sure.
    """
    seen = outline("".join(f"<p>{line}</p>" for line in lines), title=title)
    last = [day.start for day in seen.occasions(seen.units[-1])]
    assert [day.month for day in last if day] == ([month] if month else [])


def test_a_sentence_goes_on_from_the_one_before_it() -> None:
    """7月3日から開きます ⏎ 20日は休みます: below a title of June it is of July."""
    lines = "<p>当館は7月3日から開きます。</p><p>20日は正午に閉まります。</p>"
    assert outline(lines, title="6月の図書館").units[-1].month == "7月"


@pytest.mark.parametrize(
    "heads", ["<td></td><td>7月</td><td>令和8年8月</td>", "<td></td><th>7月</th><th>8月</th>"]
)
def test_columns_are_named_by_months_whatever_their_cells(heads: str) -> None:
    """<td> as well as <th>, and the corner above the rows may be empty."""
    below = "<tr><td>{}</td><td>{}日・{}日</td><td>{}日</td></tr>"
    rows = below.format("丘コース", 4, 18, 8) + below.format("浜コース", 5, 19, 9)
    seen = outline(f"<table><tr>{heads}</tr>{rows}</table>", title="巡回の日")
    days = [day.start for unit in seen.units for day in seen.occasions(unit)]
    assert [(d.month, d.day) for d in days if d] == [
        *((7, 4), (7, 18), (8, 8)),
        *((7, 5), (7, 19), (8, 9)),
    ]


def test_rows_that_begin_with_a_month_have_no_head() -> None:
    """7月 | 竹の舟 | 和室 above 8月: each is told by its own month."""
    rows = "".join(
        f"<tr><td>{month}月</td><td>{name}</td><td>和室</td></tr>"
        for month, name in ((7, "竹の舟"), (8, "影絵"))
    )
    seen = outline(f"<table>{rows}</table>", title="夏の行事")
    assert "竹の舟" in [unit.text for unit in seen.units]
