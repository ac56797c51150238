"""Articles of library sites as values."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import Unreadable
from bridge.model import Entry, Image, LinkCard, Page
from bridge.read.fetched import Fetched
from bridge.read.pages import LONGEST, follow, read_page
from bridge.settings import Selectors

SAVED = Path(__file__).parent / "saved"
URL = "https://www.lib.example.jp/event/0712.html"
TEXT = "<p>夏休みの工作教室を開きます。材料は図書館で用意しますので、どなたでもお気軽にご参加ください。</p>"


def read(
    body: str | bytes, title: str = "", kind: str = "text/html", url: str = URL, **selectors: str
) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return read_page(
        Fetched(url, raw, kind),
        Selectors(**selectors),
        "",
        Entry("news", url, title, published=date(2026, 7, 3)),
    )


def page(main: str, title: str = "工作教室 | みどり町図書館", head: str = "") -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{main}</body></html>"


def test_an_article_is_title_body_rows_date_and_picture() -> None:
    """Navigation, crumbs, font sizes, share buttons, contact and comment boxes, sidebar, counter
    and footer are gone.
    """
    found = read((SAVED / "page_event.html").read_bytes())
    assert found.title == "夏のこわいおはなし会"
    assert found.text.splitlines() == [
        "夏休みに、怪談の絵本を①冊ずつ読みます。",
        "暗いお部屋で聞いてみませんか。",
        "日時：令和8年7月12日（日） 午後2時から3時",
        "会場：中央図書館 2階 おはなしのへや",
        "対象：小学生",
        "定員：20人（申込順）",
        "申込：7月4日（土）10時から窓口で",
        "問い合わせ：中央図書館",
        "持ち物",
        "うわばき",
        "図書館カード",
        "チラシ（PDF：320KB）",
    ]
    assert found.rows == (
        ("日時", "令和8年7月12日（日） 午後2時から3時"),
        ("会場", "中央図書館 2階 おはなしのへや"),
        ("対象", "小学生"),
        ("定員", "20人（申込順）"),
        ("申込", "7月4日（土）10時から窓口で"),
        ("問い合わせ", "中央図書館"),
    )
    assert found.published == date(2026, 7, 1)
    assert found.image == Image(
        "https://www.lib.example.jp/event/img/obake.jpg", "おばけの絵本を読む職員"
    )
    assert (found.canonical, found.notes) == (URL, ())


#: marks that a page may leave out (HTML, 13.1.2.4)
OPTIONAL = [
    r"</?body[^>]*>",
    r"</?head[^>]*>",
    r"</?(?:head|body)\b[^>]*>",
    r"</?(?:html|head|body)\b[^>]*>",
]


@pytest.mark.parametrize("marks", OPTIONAL)
@pytest.mark.parametrize("element", ["main", "article", "section", "div"])
def test_a_page_without_the_marks_of_head_and_body_reads_the_same(element: str, marks: str) -> None:
    """<!doctype html><title>…</title><main>…: what HTML 4 does not know ends the head, too."""
    around = "<header><nav><a href=/>ホーム</a></nav></header>"
    inner = f"<h1>工作教室</h1>{TEXT}<dl><dt>日時</dt><dd>7月12日(日)14時</dd></dl>"
    main = f"{around}<{element}>{inner}</{element}><footer><p>&copy; 図書館</p></footer>"
    whole = f"<!doctype html>{page(main, head='<link rel=canonical href=/event/1.html>')}"
    found = read(whole)
    assert "材料は図書館で用意します" in found.text
    assert found.rows == (("日時", "7月12日(日)14時"),)
    assert read(re.sub(marks, "", whole)) == found


def test_an_old_page_of_layout_tables_in_shift_jis() -> None:
    """The heading is only big letters; the menu beside it goes; ①, 髙 and ～ survive."""
    found = read((SAVED / "page_old.html").read_bytes())
    assert found.title == "蔵書点検による休館のお知らせ"
    assert found.text.splitlines() == [
        "平成31年2月4日（月）から2月8日（金）まで、蔵書点検のため休館いたします。",
        "返却はブックポスト（玄関横）をご利用ください。",
        "※髙橋文庫も閲覧できません。①②の資料は事前にお問い合わせください。",
        "期間：２月４日～８日",
        "対象：全館",
    ]
    assert found.rows == (("期間", "２月４日～８日"), ("対象", "全館"))


def test_a_table_of_a_whole_year_stays_lines() -> None:
    """Several events give no label-and-value rows: no date may stand for all."""
    found = read((SAVED / "page_year.html").read_bytes())
    assert found.title == "年間行事予定表"
    assert found.rows == ()
    assert "7月7日 七夕かざり 分館" in found.text.splitlines()
    assert "お知らせ" not in found.text.splitlines()


@pytest.mark.parametrize(
    ("main", "title", "listed", "expected"),
    [
        ("<h1>工作教室</h1>", "工作教室 | みどり町図書館", "", "工作教室"),
        ("<h1>みどり町図書館</h1><h2>工作教室</h2>", "工作教室 | みどり町図書館", "", "工作教室"),
        ("<h1>お知らせ</h1><h3>工作教室</h3>", "みどり町図書館", "工作教室", "工作教室"),
        ("<h1>お知らせ詳細</h1>", "みどり町図書館 - 工作教室", "", "工作教室"),
        ("", "工作教室 - お知らせ - みどり町図書館", "", "工作教室"),
        ("", "工作教室：みどり町図書館", "", "工作教室"),
        ("", "みどり町図書館", "夏の工作教室", "夏の工作教室"),
        ("<h1>みどり町図書館</h1>", "みどり町図書館", "夏の工作教室", "夏の工作教室"),
        ("<h1>工作教室</h1>", "みどり町図書館", "夏休みのお楽しみ", "工作教室"),
        ("", "工作教室", "夏休みのお楽しみ", "工作教室"),
        ("<h1></h1>", "", "夏の工作教室", "夏の工作教室"),
        ("<h1><ruby>工作<rt>こうさく</rt></ruby>教室</h1>", "", "", "工作教室"),
        ("<h1>「工作教室」(7月12日)</h1>", "", "工作教室 7月12日", "「工作教室」(7月12日)"),
        # the words that brought us here stand on the page, in whatever element: the heading is the
        # site's
        (
            "<h1>生涯学習の館</h1><span>駐車場の工事について</span>",
            "生涯学習の館",
            "駐車場の工事について",
            "駐車場の工事について",
        ),
        (
            '<img src="r.gif" alt="再開のお知らせ">',
            "飯山校区の館",
            "再開のお知らせ",
            "再開のお知らせ",
        ),
        ("<h1>町の古本市</h1><h2>市民の催し</h2>", "町の古本市", "町の古本市", "町の古本市"),
    ],
)
def test_the_title_is_the_articles_own(main: str, title: str, listed: str, expected: str) -> None:
    """Not the site's, not the section's."""
    assert read(page(main + TEXT, title), listed).title == expected


def test_og_title_counts_without_the_sites_name() -> None:
    """When there is no heading."""
    head = '<meta property="og:title" content="工作教室｜みどり町図書館"><meta property="og:site_name" content="みどり町図書館">'
    assert read(page(TEXT, "みどり町図書館", head)).title == "工作教室"


def test_selectors_win() -> None:
    """[[source]] title, body, image and drop."""
    main = f"<h1>x</h1><b id=t>本当の題</b><div id=b>{TEXT}<p class=ad>広告</p><img src=a.png></div><img id=i src=/i.jpg alt=絵>{TEXT * 3}"
    found = read_page(
        Fetched(URL, page(main).encode()),
        Selectors(title="#t", body="#b", image="#i", drop=".ad"),
        "",
        Entry("n", URL, ""),
    )
    assert found.title == "本当の題"
    assert found.text.count("\n") == 0
    assert found.image == Image("https://www.lib.example.jp/i.jpg", "絵")


@pytest.mark.parametrize(
    ("main", "head", "day"),
    [
        ("<p>掲載日：2026年6月30日　更新日：2026年7月2日</p>", "", date(2026, 6, 30)),
        ("<p>公開日 令和8年6月29日</p>", "", date(2026, 6, 29)),
        ("<time datetime='2026-06-28T09:00:00+09:00'>6/28</time>", "", date(2026, 6, 28)),
        (
            "",
            "<meta property='article:published_time' content='2026-06-27T09:00:00+09:00'>",
            date(2026, 6, 27),
        ),
        (
            "",
            '<script type="application/ld+json">{"datePublished": "2026-06-26"}</script>',
            date(2026, 6, 26),
        ),
        ("<p>更新日：2026年6月25日</p>", "", date(2026, 7, 3)),
    ],
)
def test_the_day_of_publication(main: str, head: str, day: date) -> None:
    """As printed, as marked up, as listed; and it is no line of the body."""
    found = read(page(f"<h1>工作教室</h1>{main}{TEXT}", head=head))
    assert found.published == day
    assert found.text.count("\n") <= ("6/28" in main)


@pytest.mark.parametrize(
    "furniture",
    [
        "<h3>お問い合わせ</h3><p>生涯学習課</p><p>電話 000-000-0000</p>",
        "<p><strong>この記事に関するお問い合わせ先</strong></p><p>中央図書館</p>",
        "<div class=page-nav><a href=1>前の記事</a><a href=2>次の記事</a></div>",
        "<p><a href=#>ページの先頭へ戻る</a></p>",
        "<ul class=share><li>シェア<li>ツイート</ul>",
        "<p>twitter facebook</p>",
        "<form><input type=text><p>サイト内検索</p></form>",
        "<!-- 隠し --><p style='display: none'>見えない</p>",
        "<p>現在位置： ホーム > お知らせ > 工作教室</p>",
        "<p>閲覧数：1,234</p>",
        "<p>PDFをご覧になるには、Adobe Readerが必要です。</p>",
        "<p>PDFファイルをご覧になるには閲覧用のソフトが必要です。</p>",
        "<p>年間カレンダー</p><p>公式LINE</p>",
    ],
)
def test_furniture_is_no_part_of_the_body(furniture: str) -> None:
    """Only the article's own words are left."""
    assert (
        read(page(f"<main><h1>工作教室</h1>{TEXT}{furniture}</main>")).text
        == read(page(f"<h1>工作教室</h1>{TEXT}")).text
    )


def test_an_article_whose_wrapper_is_named_header_survives() -> None:
    """Marks are believed only for what holds less than half of the words."""
    assert "工作教室を開きます" in read(page(f"<div class='header-fixed header'>{TEXT}</div>")).text


def test_the_day_of_an_event_is_no_stamp_of_the_page() -> None:
    """A date alone on its line stays, unless it is the first line and has no weekday."""
    assert (
        "2026年7月12日"
        in read(page(f"<h1>工作教室</h1>{TEXT}<h3>日時</h3><p>2026年7月12日</p>")).text
    )
    assert (
        "2026年7月12日(日)" in read(page(f"<h1>工作教室</h1><p>2026年7月12日(日)</p>{TEXT}")).text
    )
    assert (
        "2026"
        not in read(
            page(
                f"<h1>工作教室</h1><p>2026.07.01</p><p>ページ番号 1234　更新日 令和8年7月1日</p>{TEXT}"
            )
        ).text
    )


def test_a_page_whose_marks_call_everything_furniture_is_read_without_them() -> None:
    """Marks like those of banners on everything; what is navigation by its element stays out."""
    halves = f"<div class=banner-1>{TEXT * 2}</div><div class=banner-2>{TEXT.replace('夏', '冬') * 2}</div>"
    found = read(page(f"<nav>{TEXT.replace('夏', '春')}</nav>{halves}")).text
    assert "夏休みの工作教室を開きます" in found
    assert "冬休みの工作教室を開きます" in found
    assert "春休み" not in found


@pytest.mark.slow
@pytest.mark.parametrize(
    "again",
    [
        "<p>本文{0}です。</p><p>お問い合わせ</p><p>電話{0}</p>",
        "<h3>件{0}</h3><p>本文{0}です。</p><h3>お問い合わせ</h3><p>電話{0}</p>",
        "<span>お問い合わせ</span><h2>件{0}</h2>",
    ],
)
def test_a_page_of_many_boxes_ends_in_seconds(again: str) -> None:
    """Each box of contacts is taken away by itself, and the rest is not gone through for each."""

    def look(count: int) -> None:
        parsed = read(page(f"<div>{''.join(map(again.format, range(count)))}</div>"))
        assert "お問い合わせ" not in parsed.text

    assert growth(look, 600) < 9


def test_ruby_loses_its_reading() -> None:
    """The base text stays, once."""
    found = read(
        page(
            "<p><ruby><rb>図書館</rb><rp>（</rp><rt>としょかん</rt><rp>）</rp></ruby>は<ruby>休<rt>やす</rt></ruby>みです。</p>"
        )
    )
    assert found.text == "図書館は休みです。"


def test_a_page_read_twice_with_another_counter_and_day_is_the_same() -> None:
    """The fingerprint knows no visitors, no clock and no session."""
    one = page(
        f"<h1>工作教室</h1><p>アクセス数：1234</p><p>本日は2026年7月1日です</p><p>あなたは 99 人目のお客様です</p>{TEXT}<img src='a.jpg;jsessionid=1'>"
    )
    other = page(
        f"<h1>工作教室</h1><p>アクセス数：1240</p><p>本日は2026年7月2日です</p><p>あなたは 105 人目のお客様です</p>{TEXT}<img src='a.jpg;jsessionid=2'>"
    )
    changed = page(f"<h1>工作教室</h1>{TEXT.replace('夏休み', '冬休み')}<img src='a.jpg'>")
    assert read(one).fingerprint == read(other).fingerprint != read(changed).fingerprint


@pytest.mark.parametrize(
    ("body", "kind", "note"),
    [
        (b"%PDF-1.7 ...", "application/octet-stream", "PDF"),
        (b"x", "application/pdf; charset=binary", "PDF"),
        (b"\x89PNG\r\n", "text/html", "画像"),
        (b"PK\x03\x04", "application/zip", "文書ファイル"),
        ('<?xml version="1.0"?><rss><channel/></rss>', "text/xml", "文書ファイル"),
        (b"x", "application/msword", "文書ファイル"),
        ("", "text/html", "本文なし"),
        (page("<h1>工作教室</h1>"), "text/html", "本文なし"),
        (page("<h1>工作教室</h1><img src=chirashi.jpg alt=チラシ>"), "text/html", "画像のみ"),
        (page("<h1>工作教室</h1><a href=a.pdf>チラシ</a>"), "text/html", "PDF"),
        (
            page("<h1>ログイン</h1><form>番号<input><input type=password></form>"),
            "text/html",
            "ログインページ",
        ),
        (
            page(
                "<h1>Notice</h1><p>" + "The library will be closed on Monday. " * 5 + "</p>",
                "Notice",
            ),
            "text/html",
            "英語のページ",
        ),
        (page("<p>縺雁峙譖ｸ鬢ｨ縺ｮ縺顔衍繧峨○縺ｧ縺吶</p>"), "text/html", "文字化け"),
        ((SAVED / "frameset.html").read_bytes(), "text/html", "フレーム"),
    ],
)
def test_what_holds_no_text_is_told_by_a_note(body: str | bytes, kind: str, note: str) -> None:
    """A draft of title and link is made all the same."""
    found = read(body, "工作教室", kind)
    assert note in found.notes
    assert found.title
    assert found.fingerprint


def test_a_pdf_has_the_title_of_its_link_and_changes_with_its_bytes() -> None:
    """Without a title in the list, the file's name is all there is."""
    one = read(b"%PDF-1", "図書館だより", "application/pdf")
    assert (one.title, one.text, one.notes) == ("図書館だより", "", ("PDF",))
    assert one.fingerprint != read(b"%PDF-2", "図書館だより", "application/pdf").fingerprint
    assert (
        read(b"%PDF-1", "", "application/pdf", "https://lib.example.jp/%E5%A4%8F.pdf?x=1").title
        == "夏.pdf"
    )


@pytest.mark.parametrize(
    "body",
    [
        page("<h1>404 Not Found</h1>", "404 Not Found"),
        page("<h1>エラー</h1><p>処理できませんでした。</p>", "エラー"),
        page(
            "<p>お探しのページは見つかりませんでした。移動または削除された可能性があります。</p>",
            "みどり町図書館",
        ),
        page("<h2>ページが見つかりません</h2><p>URLをご確認ください。</p>", "みどり町図書館"),
        page("<p>ただいまメンテナンス中です。ご迷惑をおかけします。</p>", "みどり町図書館"),
        page("<h1>メンテナンス中</h1>", "メンテナンス中 | みどり町図書館"),
        "<html><head><title>503 Service Temporarily Unavailable</title></head><body><hr>nginx</body></html>",
    ],
)
def test_an_error_page_with_status_200_is_refused(body: str) -> None:
    """Nothing is drafted from it."""
    with pytest.raises(Unreadable) as caught:
        read(body, "工作教室")
    assert URL in str(caught.value)
    assert caught.value.todo


@pytest.mark.parametrize(
    "title",
    [
        "サーバーメンテナンスに伴うWeb予約の停止について",
        "エラー絵本の展示",
        "404冊の読書記録をつけよう",
        "システムメンテナンス中のご利用について",
    ],
)
def test_news_about_maintenance_is_news(title: str) -> None:
    """Only a page that is nothing else is an error."""
    text = (
        "<p>7月6日(月)は、システムのメンテナンス中、ホームページからの予約ができません。"
        + "ご不便をおかけします。" * 40
        + "</p>"
    )
    assert read(page(f"<h1>{title}</h1>{text}", f"{title} | みどり町図書館")).title == title


@pytest.mark.parametrize(
    ("body", "inner"),
    [
        (
            (SAVED / "frameset.html").read_bytes(),
            "https://www.lib.example.jp/event/contents/news.html",
        ),
        (
            b"<frameset><frame src=menu.html><frame src=b.html></frameset>",
            "https://www.lib.example.jp/event/b.html",
        ),
        (
            b"<meta http-equiv=Refresh content='0; URL=/new/1.html'>",
            "https://www.lib.example.jp/new/1.html",
        ),
        (
            b'<META HTTP-EQUIV="refresh" CONTENT="5;url=\'/new/2.html\'">',
            "https://www.lib.example.jp/new/2.html",
        ),
        (b"<meta http-equiv=refresh content='600; url=/new/1.html'>", ""),
        (b"<meta http-equiv=refresh content=300>", ""),
        (b"<meta http-equiv=refresh content='0; url=0712.html'>", ""),
        (b"<meta http-equiv=refresh content='0; url=javascript:alert(1)'>", ""),
        (b"<noscript><meta http-equiv=refresh content='0; url=/nojs.html'></noscript>", ""),
        (b"<iframe src=map.html></iframe><p>text</p>", ""),
        (b"%PDF- <frame src=a>", ""),
    ],
)
def test_a_page_that_only_stands_for_another_says_which(body: bytes, inner: str) -> None:
    """meta refresh and framesets, as old sites move and are built."""
    assert follow(Fetched(URL, body, "text/html")) == inner


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/event/1.html", "https://www.lib.example.jp/event/1.html"),
        ("https://other.example.jp/event/1.html", ""),
        ("https://www.lib.example.jp/", ""),
        ("javascript:x", ""),
    ],
)
def test_canonical_is_of_the_same_host_and_no_front_page(link: str, expected: str) -> None:
    """A template that names the front page for all pages is not believed."""
    assert read(page(TEXT, head=f"<link rel=canonical href='{link}'>")).canonical == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "piece", "end", "more", "size"),
    [
        ("", "<div>", TEXT, "", 2_500),
        ("", "<table><tr><td>", TEXT, "", 750),
        ("", "<b><i>", TEXT, "", 5_000),
        ("", "<dl><dt><dd>", TEXT, "", 750),
        ("", "<h2>お問い合わせ</h2>", "", "", 800),
        ("", "<p>お問い合わせ</p>", "<p>", "あ" * 20, 1_000),
        ("<p>", "あ", "", "", 7_500),
        ("", "ホーム > ", "", "", 12_500),
        ("", "<div>" * 140 + "<b>お問い合わせ</b>" + "</div>" * 140, "", "", 9),
        ("<p>", "(", "</p><p>", "<", 1_250),
        ("", TEXT, "", "", 800),
    ],
)
def test_huge_and_deep_pages_end_in_seconds(
    head: str, piece: str, end: str, more: str, size: int
) -> None:
    """No recursion, no square of the size, and a bounded body."""

    def look(count: int) -> None:
        body = head + piece * count + end + more * count
        assert len(read(body, "題").text) <= LONGEST
        follow(Fetched(URL, b"<frame " + body.encode()))

    assert growth(look, size) < 9


TOKENS = (
    "<p>|</p>|<table>|<tr>|<th>|<td>|</table>|<dl>|<dt>|<dd>|<br>|<h1>|<h2>お問い合わせ</h2>|<main>|</main>|<div class=share>|</div>|<pre>|<ruby>|<rt>"
    "|<img src=a.jpg>|<img src=http://[>|<frame src=x>|<meta http-equiv=refresh content='0;url=//['>|<base href=::>|掲載日2026年13月45日|7月1日"
    "|図書館のお知らせです。|<form>|<input type=password>|<form action=x>|<frameset>|&#0;|&#xd800;|\0|<?xml version=1.0?>|<rss>|http://a"
)


@given(
    st.binary(max_size=100)
    | st.lists(st.sampled_from(TOKENS.split("|")), max_size=30).map(
        lambda parts: "".join(parts).encode()
    )
)
def test_any_bytes_give_a_page_or_the_reason(body: bytes) -> None:
    """Never another exception; a title there always is."""
    follow(Fetched(URL, body, "text/html"))
    try:
        found = read(body, "題")
    except Unreadable:
        return
    assert found.title
    assert found.fingerprint


HEADS = [
    "<div id='logo'><h1><a href='/'>見本市立図書館</a></h1></div>",
    "<header><h1>本と人が出会うところ</h1></header>",
    "<h1><a href='index.html'><img src='logo.gif' alt='見本図書館のホームページ'></a></h1>",
    "<div class='site-branding'><h1>まちの本だな</h1></div>",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("listed", ["夏のおはなし会", "おはなし会をします"])
def test_a_logo_a_slogan_or_the_site_s_name_is_no_title(head: str, listed: str) -> None:
    """The article's own heading is, whether the list words it alike or not."""
    html = f"<html><head><title>見本図書館</title></head><body>{head}<div id='contents'><h2>夏のおはなし会</h2><p>{'おはなしを聞きます。' * 9}</p></div></body></html>"
    got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
    page = read_page(got, Selectors(), "", Entry("home", got.url, listed))
    assert page.title == "夏のおはなし会"


def test_the_head_of_an_article_bears_its_title() -> None:
    """A header of the page bears the site's, though both are <header>."""
    body = f"<p>{'おはなしを聞きます。' * 9}</p>"
    site = "<header class='site-header'><h1>見本図書館</h1></header>"
    for head, title in (
        ("<header class='entry-header'><h1>雨の日の会</h1></header>", "雨の日の会"),
        ("<header><div><h1>雨の日の会</h1></div></header>", "雨の日の会"),
    ):
        html = f"<title>見本図書館</title>{site}<article>{head}{body}</article>"
        got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
        page = read_page(got, Selectors(), "", Entry("home", got.url, "お知らせです"))
        assert page.title == title


@pytest.mark.parametrize("sign", ["－", "-", "｜", "："])
def test_a_heading_that_begins_title_is_the_article_s_wherever_it_stands(sign: str) -> None:
    """In a box that is called the header of the main part, too; the site's name is none."""
    for head, title in (("雨の日の会", "雨の日の会"), ("見本県立図書館", "雨の日の会")):
        box = f"<div id='main_header'><h1>{head}</h1></div>"
        body = f"<h2>雨の日の会</h2><p>{'おはなしを聞きます。' * 9}</p>"
        asks = "<h2>このページは役に立ちましたか</h2>"
        html = f"<title>雨の日の会{sign}見本県立図書館</title>{box}{body}{asks}"
        got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
        assert read_page(got, Selectors(), "", Entry("home", got.url, "お知らせ")).title == title
    html = f"<title>雨の日の会{sign}見本県立図書館</title><div id='main_header'><h1>雨の日の会</h1></div><p>{'話を聞きます。' * 9}</p>{asks}"
    got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
    assert read_page(got, Selectors(), "", Entry("home", got.url, "新着")).title == "雨の日の会"


def test_a_page_with_a_base_and_no_canonical_is_linked_by_its_own_address() -> None:
    """A post would lead to a folder."""
    html = "<html><head><base href='https://lib.example.jp/news/2026/'><title>催し</title></head><body><h1>催し</h1><p>本を読みます。</p></body></html>"
    got = Fetched(
        "https://lib.example.jp/news/2026/7.html", html.encode(), "text/html; charset=utf-8"
    )
    assert read_page(got, Selectors(), "", Entry("home", got.url, "催し")).canonical == ""


def test_what_a_site_asks_its_readers_is_no_title() -> None:
    """このページは役に立ちましたか below an article whose own head, in a part called header, says
    no more than its list; a page of a survey keeps its title.
    """
    asked = "<div><h2>このページの内容は見つけやすかったですか</h2></div>"
    html = f"<div class=header><h1>お知らせ</h1></div><div id=contents>{TEXT}</div>{asked}"
    assert read(page(html, "お知らせ－みどり町図書館"), "お知らせ").title == "お知らせ"
    survey = f"<h1>図書館は役に立ちましたか アンケート</h1>{TEXT}"
    assert read(page(survey)).title == "図書館は役に立ちましたか アンケート"


def test_a_wide_dash_parts_a_title_from_the_name_of_its_library() -> None:
    """Without blanks around it, where the library's name is all that follows."""
    for title, wanted in (
        ("工作教室の日程－みどり町図書館", "工作教室の日程"),
        ("本と工作－たのしい教室－の日程", "本と工作－たのしい教室－の日程"),
    ):
        assert read(page(TEXT, title), "工作").title.replace("-", "－") == wanted


def test_two_colons_part_the_site_s_name_from_a_title() -> None:
    """見本図書館:: 連休の開館日について, as one kind of site writes its <title>."""
    html = "<html><head><title>見本図書館:: 連休の開館日について</title></head><body><div>ニュース</div><p>連休の開館日は館によってちがいます。</p></body></html>"
    got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
    page = read_page(got, Selectors(), "", Entry("home", got.url, "連休の開館日について"))
    assert page.title == "連休の開館日について"


@pytest.mark.parametrize("sign", ["：", ": "])
def test_the_site_s_name_before_a_title_goes_where_its_head_bears_it(sign: str) -> None:
    """A page's head names the library; another's name in a title stays."""
    body = "<div class='lg'>見本市立図書館</div><div class='ct'><div>長く休みます</div><p>工事を行います。中央図書館は休館します。</p></div>"
    for name, wanted in (
        ("見本市立図書館", "長く休みます"),
        ("東分館", f"東分館{sign}長く休みます".strip()),
    ):
        html = (
            f"<html><head><title>{name}{sign}長く休みます</title></head><body>{body}</body></html>"
        )
        got = Fetched("https://lib.example.jp/a/1.html", html.encode(), "text/html; charset=utf-8")
        title = read_page(
            got, Selectors(), "", Entry("home", got.url, f"{name}{sign}長く休みます")
        ).title
        assert title.replace(" ", "") == wanted.replace(" ", "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<img src="/a.png" alt="ロゴ：公益財団法人 みほん図書館協会">', "催しに参加したい方"),
        ("本と出会う みほん図書館協会", "催しに参加したい方"),
        ("催しに参加したい方", "催しに参加したい方"),
    ],
)
def test_a_heading_that_title_does_not_know_gives_way_to_one_that_it_names(
    first: str, second: str
) -> None:
    """A picture of the site's name, a slogan with it, a section: <title> and a later heading agree
    on the news.
    """
    main = f'<div id="top"><h1>{first}</h1></div><div><h1>{second}</h1><h2>絵本の会 [参加者募集]</h2>{TEXT}</div>'
    made = read(
        page(main, "絵本の会 [参加者募集] | みほん図書館協会"), "絵本の会の参加者を募集します"
    )
    assert made.title == "絵本の会 [参加者募集]"


@pytest.mark.parametrize("first", ['<img src="/a.png" alt="ロゴ">', "本と出会う みほん図書館協会"])
def test_a_logo_or_slogan_gives_way_where_no_other_heading_stands(first: str) -> None:
    """<title> alone names the news."""
    made = read(
        page(f"<h1>{first}</h1>{TEXT}", "絵本の会 [参加者募集] | みほん図書館協会"),
        "絵本の会の参加者を募集します",
    )
    assert made.title == "絵本の会 [参加者募集]"


def test_a_heading_gives_way_only_to_what_the_title_names() -> None:
    """The list's own words keep an h1 that says the same."""
    main = f"<h1>臨時休館のお知らせ</h1><h2>利用される方へ</h2>{TEXT}"
    assert (
        read(page(main, "利用される方へ | みほん図書館"), "臨時休館のお知らせ").title
        == "臨時休館のお知らせ"
    )


@pytest.mark.parametrize(
    "said", ["ただいま準備中です", "現在工事中です。", "Under construction..."]
)
def test_a_page_that_is_not_ready_is_no_news(said: str) -> None:
    """It is read again in the next run."""
    with pytest.raises(Unreadable):
        read(page(f"<h1>{said}</h1><p>しばらくお待ちください。</p>", said), said)


def test_a_list_of_facts_whose_first_row_is_dressed_as_a_head_stays_a_list() -> None:
    """職名 | 司書 in <th> is a fact, as those below it are."""
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>"
        for a, b in (("募集人数", "2人"), ("任期", "1年"), ("応募", "郵送"))
    )
    found = read(
        page(
            f"<h1>司書の募集</h1><table><tr><th>職名</th><th>司書の仕事をする職員</th></tr>{rows}</table>",
            "司書の募集",
        )
    )
    assert found.rows[:2] == (("職名", "司書の仕事をする職員"), ("募集人数", "2人"))


def test_what_is_struck_out_is_not_read() -> None:
    """The old end of a closing that goes on is no text of the page."""
    main = f"<h1>閉館期間の延長</h1><p>閉館期間：<s>3月31日(火)まで</s><del>4月19日(日)まで</del>5月6日(水)まで</p>{TEXT}"
    said = read(page(main, "閉館期間の延長")).text
    assert "5月6日" in said
    assert "3月31日" not in said
    assert "4月19日" not in said


def test_half_width_kana_and_marks_are_read_as_the_others() -> None:
    """Pages for old telephones end their sentences with ｡ and quote with ｢｣."""
    said = read(page(f"<h1>ﾃﾞｼﾞﾀﾙ展</h1><p>｢海の本｣を展示します｡</p>{TEXT}", "ﾃﾞｼﾞﾀﾙ展"))
    assert said.title == "デジタル展"
    assert "「海の本」を展示します。" in said.text


def test_a_page_of_line_breaks_only_bears_the_list_s_title() -> None:
    """The site's name in <title> gives way to the line that says what the list said."""
    body = f"<center>みほん図書館</center><hr>不審な電話にご注意ください<br>(6/20)<hr>{TEXT}"
    assert (
        read(page(body, "みほん図書館(携帯)"), "不審な電話にご注意ください").title
        == "不審な電話にご注意ください"
    )


def test_the_card_of_a_link_is_what_x_shows() -> None:
    """X's own words before those of Open Graph; an address is made whole; a page that has neither
    asks for no card, and its fingerprint does not know of one.
    """
    body = "<h1>工作教室</h1><p>工作教室を開きます。</p>"
    bare = read(page(body))
    graph = '<meta property="og:title" content="工作教室のご案内"><meta property="og:image" content="/img/a.png">'
    own = (
        '<meta name="twitter:card" content="summary_large_image"><meta name="twitter:title" content="工作 だより">'
        '<meta name="twitter:image" content="b.png"><meta name="twitter:image:alt" content="のりとはさみ">'
    )
    assert bare.card is None
    assert read(page(body, head=graph)).card == LinkCard(
        "工作教室のご案内", Image("https://www.lib.example.jp/img/a.png")
    )
    both = read(page(body, head=graph + own))
    assert both.card == LinkCard(
        "工作 だより", Image("https://www.lib.example.jp/event/b.png", "のりとはさみ"), large=True
    )
    only = read(page(body, head='<meta name="twitter:card" content="summary">'))
    assert only.card == LinkCard("工作教室 | みどり町図書館")
    assert read(page(body, head=own)).fingerprint == bare.fingerprint
    script = '<meta name="twitter:title" content="a"><meta name="twitter:image" content="javascript:alert(1)">'
    assert read(page(body, head=script)).card == LinkCard("a")


def test_a_card_is_kept_with_its_page() -> None:
    """And a page that was kept before has none."""
    from dataclasses import asdict

    from bridge.record import codec

    whole = Page(
        URL, "a", "b", card=LinkCard("a", Image("https://lib.example.jp/a.png"), large=True)
    )
    assert codec.page_out(codec.dump(asdict(whole))) == whole
    old = asdict(Page(URL, "a", "b"))
    del old["card"]
    assert codec.page_out(codec.dump(old)) == Page(URL, "a", "b")


@pytest.mark.parametrize(
    ("html", "listed", "title"),
    [
        ("<h1>第20回　記念館<br>秋の朗読会</h1>", "第20回　秋の朗読会", "第20回 記念館 秋の朗読会"),
        (
            "<h2>図書館だより</h2><h3>2026年10月</h3>",
            "図書館だより　2026年10月",
            "図書館だより 2026年10月",
        ),
    ],
)
def test_a_heading_in_two_lines_is_one_title(html: str, listed: str, title: str) -> None:
    """The list says both; <title> and each line alone say half."""
    body = (
        f"<html><head><title>図書館だより</title></head><body>{html}<p>本文です。</p></body></html>"
    )
    fetched = Fetched(
        url="https://lib.example.jp/1", body=body.encode(), content_type="text/html; charset=utf-8"
    )
    entry = Entry("home", fetched.url, listed)
    page = read_page(fetched, Selectors(), "", entry)
    assert " ".join(page.title.split()) == title


def test_what_unfolds_stands_below_its_summary() -> None:
    """`<summary>` is the heading of its `<details>`, below any other; elsewhere words are words."""
    unfolded = "<details><summary>6月30日まで</summary><p>窓口でお渡しします。</p></details>"
    made = read(page(f"<h1>座席の予約</h1>{unfolded}{TEXT}", "座席の予約"), "座席の予約")
    blocks = [(block.sort, block.rank) for block in made.blocks if "6月30日まで" in block.lines]
    assert blocks == [("heading", 6)]
    plain = read(page(f"<h1>座席の予約</h1><p>6月30日まで</p>{TEXT}", "座席の予約"), "座席の予約")
    assert [b.sort for b in plain.blocks if "6月30日まで" in b.lines] == ["text"]
