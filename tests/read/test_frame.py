"""What a site puts around a small article, and what of it is the article's."""

from __future__ import annotations

import pytest
from growth import growth

from bridge.model import Entry
from bridge.read.article import is_furniture
from bridge.read.fetched import Fetched
from bridge.read.pages import SMALL, read_page
from bridge.settings import Selectors

URL = "https://www.lib.example.jp/info/31.html"
TITLE = "切り絵のつどい"
WORDS = "はさみと色紙で冬の動物を作ります。"
HOURS = "<b>開館時間</b><br>9時～17時<br>（木曜は19時まで）<br><b>休館日</b><br>月曜・祝日<br>12月29日～1月3日<br>"
LINKS = "・<a href='/1.html'>古い絵はがきの展示</a><br>・<a href='/2.html'>秋の古本市</a><br>"
ADDRESS = "みどり町図書館（みどり町教育委員会 社会教育係）<br>みどり町本町1-2　電話 0999-00-1111"


def lines(body: str, title: str = TITLE) -> list[str]:
    """Return the lines of the article, and hold that its blocks say the same."""
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    )
    fetched = Fetched(URL, html.encode(), "text/html")
    page = read_page(fetched, Selectors(), "", Entry("news", URL, title))
    text = page.text.replace(" ", "").replace("：", "")
    told = "".join(line for block in page.blocks for line in block.lines if line != title)
    assert told.replace(" ", "").replace("：", "") == text.replace("\n", "")
    return page.text.split("\n")


def beside(cell: str, title: str = TITLE, words: str = WORDS) -> list[str]:
    """Return the lines of an article in a layout table with `cell` beside it."""
    return lines(
        "<table><tr><td colspan=2><a href=/>ホーム</a>｜<a href=/g>本をさがす</a></td></tr>"
        f"<tr><td>{cell}</td><td><table><tr><td><h2>{title}</h2><p>{words}</p>"
        "<div align=right>（令和8年11月25日掲載）</div><a href=/>もどる</a></td></tr></table></td></tr>"
        f"<tr><td colspan=2>{ADDRESS}<br>(C) Midori</td></tr></table>",
        title,
    )


@pytest.mark.parametrize(
    "cell",
    [
        HOURS,
        LINKS,
        f"{HOURS}<b>最近のお知らせ</b><br>{LINKS}",
        f"<table><tr><td>{HOURS}</td></tr><tr><td>{LINKS}</td></tr></table>",
        "毎週のおたのしみ<br>開館時間　10:00-18:00",
        "<b>開いている時間</b><br>本館 10:00～18:00<br>分室 13:00～17:00<p>休みの日<br>分室 土・日曜日、祝日",
        f"{HOURS}みどり町字川上ロ18<br>あなたは<img src='/count.cgi' alt=''>人目のお客さまです",
    ],
)
def test_the_cell_beside_a_small_article_is_of_the_frame(cell: str) -> None:
    """Hours, days of each week, links and short labels; the rows above and below it, too."""
    assert beside(cell) == [WORDS]


def test_the_cell_may_stand_on_the_right() -> None:
    """There its labels go with its hours; with more than a label beside them all stays."""
    row = f"<table><tr><td><h2>{TITLE}</h2><p>{WORDS}</p></td><td>%s</td></tr></table>"
    assert lines(row % f"ただいま<br>{HOURS}") == [WORDS]
    more = "色紙は一人につき十枚まで用意してあります"
    assert lines(row % f"開館時間　9時～17時<br>{more}")[-1] == more


@pytest.mark.parametrize(
    "cell",
    [
        "12月5日（土）は休館日です。",
        "<b>開館時間</b><br>12月1日から9時～17時",
        "<b>開館時間</b><br>工事のため9時～17時",
        "作品は1月末まで玄関の棚に飾っています",
        f"{HOURS}みどり町字川上ロ18<br>あなたの本棚をお客さまの人目にふれる所へ",
    ],
)
def test_a_cell_that_tells_of_a_day_or_more_than_a_label_stays(cell: str) -> None:
    """What is told of a certain day, or is new, is no frame."""
    assert any(cell.rpartition(">")[2] in line for line in beside(cell))


def after(box: str, title: str = TITLE, words: str = f"<p>{WORDS}</p>") -> list[str]:
    """Return the lines of an article in a part of its own with `box` behind that part."""
    return lines(f"<div><div><h1>{title}</h1>{words}</div>{box}</div>", title)


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>開館時間</h3><p>平日 9:30～19:00</p><h3>休館日</h3><p>第1・3火曜日</p></div>",
        "<div><dl><dt>本館</dt><dd>9:30～19:00（日曜は17:00まで）</dd></dl><p>休館日 毎週月曜</p></div>",
        f"<div>{ADDRESS}</div>",
        f"<div><h3>最近のお知らせ</h3>{LINKS}</div>",
        "<p><a href=/a>あんない</a>｜<a href=/b>行事の予定表</a></p>",
        "<p>Last-modified: 2026-11-26 (木) 10:00:00</p>",
    ],
)
def test_what_stands_behind_the_part_with_the_title_is_of_the_frame(box: str) -> None:
    """A box of hours, the address of the library, links below their name."""
    assert after(box) == [WORDS]


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>開館時間</h3><p>4月1日から9:30～19:00</p></div>",
        "<div><p>平日 9:30～19:00</p></div>",
        "<div><p>材料費は当日に集めます</p><p>休館日 毎週月曜</p></div>",
        f"<div><h3>作り方の本</h3>{LINKS}</div>",
    ],
)
def test_what_is_not_surely_of_the_frame_stays(box: str) -> None:
    """Hours from a day on, hours without their name, a box with other words, links below a name
    of their own.
    """
    assert len(after(box)) > 1


def test_an_article_about_hours_keeps_hours() -> None:
    """Its title says that they may be its news; only what its site calls hours goes."""
    box = "<p>開館時間 9:30～19:00</p><p>休館日 毎週月曜</p>"
    title = "分室の開館時間について"
    assert after(f"<div>{box}</div>", title)[1:] == ["開館時間 9:30～19:00", "休館日 毎週月曜"]
    assert after(f"<div class=p-hours>{box}</div>", title) == [WORDS]
    assert lines(f"<h1>{title}</h1><div>{box}</div>", title) == [
        "開館時間 9:30～19:00",
        "休館日 毎週月曜",
    ]


def test_above_the_title_stand_names_and_links() -> None:
    """A sentence, a day, a fact and a heading of the title's rank stay."""
    ahead = (
        "<div>みどり町図書館</div><p>お知らせ</p><p><a href=/>表紙</a> <a href=/g>案内図</a></p>"
    )
    assert lines(f"{ahead}<h2>{TITLE}</h2><p>{WORDS}</p>") == [WORDS]
    assert lines(f"<p>図書館トップ＞もよおし＞{TITLE}</p><h2>{TITLE}</h2><p>{WORDS}</p>") == [WORDS]
    way = f"<p>みどり町図書館の催し<span>2026年度の手仕事の会</span><span>{TITLE}</span></p>"
    assert lines(f"{way}<h2>{TITLE}</h2><p>{WORDS}</p>") == [WORDS]
    for kept in ("冬の手仕事です。", "12月5日に開きます", "対象：小学生"):
        assert lines(f"<p>{kept}</p><h2>{TITLE}</h2><p>{WORDS}</p>") == [kept, WORDS]
    other = "<div><h2>かるた大会</h2><p>勝ち抜き戦</p></div>"
    assert "勝ち抜き戦" in lines(f"{other}<h2>{TITLE}</h2><p>{WORDS}</p>")


STAMPS = [
    "<p>投稿日: 2026年11月26日 投稿者: 図書館</p>",
    "<div>2026.11.26お知らせ</div>",
    "<div><time>2026年11月26日（木）</time><span class=c-label>障害情報</span></div>",
    "<div class=entry-meta><a href=/x>2026年11月26日</a> <a href=/s>staff</a></div>",
    "<dl><dt>掲載日</dt><dd>2026年11月26日</dd><dt>担当</dt><dd>みどり町図書館</dd></dl>",
    "<dl><dd>カテゴリ: お知らせ</dd><dd>公開日：2026年11月26日</dd><dd>作者: 管理者</dd></dl>",
    "<p>26/11/2026 10:02 am</p>",
    "<p>掲載期間：2026/11/26 - 2026/12/31</p><p>掲載館：全館</p>",
    "<p>図書館職員 が 2026/11/26 (木) - 10:30 に投稿</p>",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_what_is_said_of_the_page_below_its_title_is_of_the_frame(stamp: str) -> None:
    """When, by whom and as which kind it was written, right below the title or one part deeper."""
    assert lines(f"<h1>{TITLE}</h1>{stamp}<p>{WORDS}</p>") == [WORDS]
    assert lines(f"<h1>{TITLE}</h1><div>{stamp}<p>{WORDS}</p></div>") == [WORDS]


@pytest.mark.parametrize(
    "fact",
    [
        "<p>2026年12月19日（土）</p>",
        "<p>2026年12月19日（土） 休館</p>",
        "<div class=event-date><time>2026年12月19日（土）</time></div>",
        "<dl><dt>日時</dt><dd>2026年12月19日</dd><dt>担当</dt><dd>友の会</dd></dl>",
        "<p><time>2026年12月19日</time>に開きます。</p>",
        "<p>12月19日（土）</p>",
        "<p>担当：12月19日の係</p>",
        "<p>2026.11.26</p><p>作者：12月19日生まれ</p>",
    ],
)
def test_a_day_of_an_event_below_the_title_stays(fact: str) -> None:
    """With its weekday, with what happens on it, in a mark of events or in a sentence."""
    assert any("12月19日" in line for line in lines(f"<h1>{TITLE}</h1>{fact}<p>{WORDS}</p>"))


def test_a_label_below_a_stamp_goes_with_a_kind_and_stays_with_a_fact() -> None:
    """掲載館：全館 is said of the page, 作者：… of the thing."""
    stamp = "<p>2026.11.26</p><p>%s</p>"
    for label, kept in (("掲載館：全館", False), ("作者：山田みどり", True)):
        found = lines(f"<h1>{TITLE}</h1>{stamp % label}<p>{WORDS}</p>")
        assert (label in found) == kept


def test_what_ends_the_own_part_goes_where_it_surely_is_a_foot() -> None:
    """Hours with a number behind a rule or in a block; not a line of the article's own run."""
    foot = "開館時間：10時から17時<br>休館日：月曜と祝日<br>電話：0999-00-1111"
    assert lines(f"<b>{TITLE}</b><br><br>{WORDS}<br><hr>{foot}") == [WORDS]
    assert lines(f"<h1>{TITLE}</h1><p>{WORDS}</p><div>{foot}</div>") == [WORDS]
    assert len(lines(f"<b>{TITLE}</b><br><br>{WORDS}<br>{foot}")) == 4
    assert len(lines(f"<h1>{TITLE}</h1><p>{WORDS}</p><p>電話：0999-00-1111</p>")) == 2
    assert len(lines(f"<h1>{TITLE}</h1><p>{WORDS}</p><p>〒999-0000 みどり町本町1-2</p>")) == 2
    shows = "<table><tr><td>開館時間</td><td>10時～17時</td></tr><tr><td>休館日</td><td>月曜</td></tr></table>"
    assert len(lines(f"<h1>{TITLE}</h1><p>{WORDS}</p>{shows}")) == 3
    assert len(lines(f"<div><header><h1>{TITLE}</h1><p>{WORDS}</p></header>{shows}</div>")) == 3
    opening = "休館日について"
    assert len(lines(f"<b>{opening}</b><br>{WORDS}<hr>{foot}", opening)) == 4
    assert lines(f"<b>{opening}</b><br>{WORDS}<hr>{foot}<br>(C) Midori", opening) == [WORDS]


@pytest.mark.parametrize(
    "foot",
    [
        "<div><dl><dt>この記事に関するお問い合わせ先</dt><dd>教育部 図書館<br>電話番号：0999-00-1111</dd></dl></div>",
        "<div><p>このページには満足できましたか？</p><p>満足</p><p>不満</p></div>",
        "<div><h2>関連リンク</h2><ul><li><a href=/1.html>秋の古本市</a></li></ul></div>",
        "<h2>関連リンク</h2><ul><li><a href=/1.html>秋の古本市</a></li></ul>",
        "<h2>添付ファイル</h2>",
        "<p>カテゴリー: <a href=/c>図工</a></p>",
        "<p>前の記事：秋の古本市</p><p>[前のページ] [最新]</p>",
    ],
)
def test_whom_to_ask_about_a_page_and_where_to_go_on_is_of_the_frame(foot: str) -> None:
    """Below the article's words; with a way on at the end of it."""
    assert lines(f"<h1>{TITLE}</h1><p>{WORDS}</p>{foot}<p>▲このページの先頭へ　もどる</p>") == [
        WORDS
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "<p>問い合わせ 本館 電話0999-00-1111</p>",
        "<h2>関連リンク</h2><ul><li><a href=/list.pdf>作品の一覧</a></li></ul>",
        "<h2>作り方</h2><ul><li><a href=/1.html>折り方</a></li></ul>",
        "<p>満足</p>",
        "<p>12月1日公開</p>",
        "<p>次の作品：雪うさぎ</p>",
    ],
)
def test_what_the_article_says_at_its_end_stays(foot: str) -> None:
    """Whom to ask about the thing itself, its own files and links, what only looks like a sign."""
    assert len(lines(f"<h1>{TITLE}</h1><p>{WORDS}</p>{foot}")) > 1


def test_a_title_in_a_part_that_its_site_calls_header_is_a_place_all_the_same() -> None:
    """What that part says goes as before; the words below it are the article's."""
    side = (
        "<div class=b><p>月ごとの古い記事をまとめて読むことができるようにしてあります。</p></div>"
    )
    article = f"<div class=asset-header><h1>{TITLE}</h1><p>別の話</p></div><div class=t><p>{WORDS}</p></div>"
    found = lines(f"<div class=a><div class=e>{article}</div></div>{side}")
    assert WORDS in found
    assert "別の話" not in found


def test_what_a_site_calls_main_is_no_furniture_by_another_mark() -> None:
    """The target of 「本文へ」 is the article; another element with that mark is the way there."""
    foot = "<div><p>開館している曜日や時間は、館によって少しずつちがいますのでご注意を。</p></div>"
    article = f"<h1>{TITLE}</h1><p>{WORDS}</p>"
    assert WORDS in lines(f"<main id=skip-link--target>{article}</main>{foot}")
    assert WORDS not in lines(f"<div id=skip-link--target>{article}</div>{foot}")


def test_a_small_article_is_read_with_all_its_lines() -> None:
    """Its table is most of it; the lines around the table are of it as much."""
    table = "<table><tr><th>とき</th><td>12月19日 14時から16時</td></tr><tr><th>ところ</th><td>本館2階 小会議室の奥の部屋</td></tr></table>"
    found = lines(f"<div><h2>{TITLE}</h2>はさみ持参。<br>{table}<br>※雪の日は休み</div>")
    assert found[0] == "はさみ持参。"
    assert found[-1] == "※雪の日は休み"


def test_an_article_may_be_links_alone() -> None:
    """They are its words, though the library's address below it is more of a text."""
    links = f"<table><tr><td><b>{TITLE}</b><br>{LINKS}</td></tr></table>"
    found = lines(
        f"<center>みどり町図書館<hr>{links}<hr>開館時間　10時～17時<br>{ADDRESS}</center>"
    )
    assert found == ["・古い絵はがきの展示", "・秋の古本市"]


def test_a_picture_above_the_words_stays_the_articles() -> None:
    """It says nothing by which it could be of the frame."""
    img = "<p><img src=/p/neko.jpg width=300 alt=切り絵></p>"
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1>{img}<p>2026.11.26</p><p>{WORDS}</p>"
    fetched = Fetched(URL, html.encode(), "text/html; charset=utf-8")
    image = read_page(fetched, Selectors(), "", Entry("news", URL, TITLE)).image
    assert image is not None
    assert image.url.endswith("neko.jpg")


@pytest.mark.parametrize(
    ("head", "piece", "end", "size"),
    [
        (f"<h1>{TITLE}</h1>", "<div>", WORDS, 1_250),
        (f"<h1>{TITLE}</h1>", "<b>", TITLE, 1_250),
        ("", f"<p>{TITLE[0]}</p>", f"<p>{TITLE}</p><p>{WORDS}</p>", 800),
        (f"<p>{TITLE}</p>", "<p>月曜</p>", "", 800),
    ],
)
def test_the_frame_of_a_huge_page_is_looked_for_in_seconds(
    head: str, piece: str, end: str, size: int
) -> None:
    """Each part is looked at once or twice, and not deeper than a dozen."""

    def look(count: int) -> None:
        html = f"<html><head><title>{TITLE}</title></head><body>{head}{piece * count}{end}"
        assert len(html) > SMALL
        read_page(Fetched(URL, html.encode(), "text/html"), Selectors(), "", Entry("n", URL, TITLE))

    assert growth(look, size) < 9


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("１１月２２日掲載", True),
        ("（11月2日更新）", True),
        ("11月22日広報掲載", False),
        ("11月22日掲示", False),
        ("お知らせへ戻る", True),
        ("▲ページのはじめへ", True),
        ("このページの一番上へもどる", True),
        ("▲上へ", True),
        ("上へ行くほど寒い", False),
        ("お知らせは図書館へ戻る車から", False),
        ("お知らせ", False),
    ],
)
def test_a_stamp_without_its_year_and_the_way_back_are_signs_of_the_page(
    line: str, *, sign: bool
) -> None:
    """What says more than the day of the page, or where the link leads, is of the article."""
    assert is_furniture(line) is sign


def test_hours_of_a_branch_without_a_name_in_a_cell_beside_are_of_the_frame() -> None:
    """分室 13:00～17:00 below 本館 10:00～18:00, and links."""
    beside = "<b>開いている時間</b><br>本館 10:00～18:00<br>分室 13:00～17:00<br>"
    body = (
        f"<table><tr><td>{beside}{LINKS}</td><td><h2>{TITLE}</h2><p>{WORDS}</p></td></tr></table>"
    )
    assert lines(body) == [WORDS]
