"""The sample library's website is like a real one, and never goes stale."""

import re
import subprocess
import sys
from datetime import date, time, timedelta
from xml.etree import ElementTree as ET

import pytest
import requests

from bridge import config
from bridge.demo.site import FEED, FIRST, HOME, LATER, SampleSite, demo_toml

TODAY = date(2026, 10, 15)
DAY = re.compile(
    r"(?:(?:(\d{4})|令和(\d+))年)?(\d{1,2})月(\d{1,2})日（([月火水木金土日])(?:曜日)?）"
)


@pytest.fixture
def site():
    """The site on a day in October."""
    with SampleSite(TODAY) as site:
        yield site


@pytest.fixture
def get(site):
    """Ask the site, over one connection, and close it."""
    with requests.Session() as session:
        yield lambda path, **headers: session.get(site.url + path, headers=headers, timeout=5)


def texts(site):
    """Every page as text."""
    for article in [*FIRST, *LATER]:
        if article.template:
            answer = site.answer(article.path)
            yield (
                article.path,
                answer.body.decode("cp932" if "Shift_JIS" in answer.type else "utf-8"),
            )


@pytest.mark.slow  # a walk through two years
@pytest.mark.parametrize("number", range(0, 800, 17))
def test_every_weekday_is_right_on_any_day(number):
    """Whenever the demo runs, the days on its pages are real and have their own weekday; also over
    year end.
    """
    today = date(2026, 2, 20) + timedelta(days=number)
    site = SampleSite(today)
    site.grow()
    for path, text in texts(site):
        assert DAY.search(text), path
        for year, reiwa, month, day, weekday in DAY.findall(text):
            years = (
                [int(year or int(reiwa) + 2018)]
                if year or reiwa
                else range(today.year - 1, today.year + 2)
            )
            assert any(
                "月火水木金土日"[date(y, int(month), int(day)).weekday()] == weekday for y in years
            ), (
                path,
                today,
            )
    site.stop()


@pytest.mark.parametrize("number", range(7))
def test_the_temporary_closure_is_soon_and_on_a_day_that_would_be_open(number):
    """Tomorrow, or Tuesday when tomorrow is the weekly closed day."""
    today = TODAY + timedelta(days=number)
    site = SampleSite(today)
    *_, address = site.grow()
    text = dict(texts(site))[address.removeprefix(site.url)]
    year, _, month, day, weekday = DAY.search(text[text.index("<th>臨時休館日") :]).groups()
    assert weekday != "月"
    assert 1 <= (date(int(year), int(month), int(day)) - today).days <= 2
    site.stop()


def test_the_news_list_has_dates_and_links_newest_first(get):
    """A homepage as municipal sites have it: dl, dt, dd."""
    rows = re.findall(
        r'<dt>(\d+)年(\d+)月(\d+)日.*?</dt>\s*<dd>.*?<a href="(.+?)">(.+?)</a>',
        get(HOME).text,
        re.DOTALL,
    )
    days = [date(int(y), int(m), int(d)) for y, m, d, _, _ in rows]
    assert len(rows) == 8
    assert days == sorted(days, reverse=True)
    assert get("/index.html").text == get(HOME).text


def test_a_monthly_notice_has_one_title_and_two_addresses(get):
    """休館日のお知らせ of two months are two pages."""
    links = re.findall(r'href="\.(/[^"]+)">休館日のお知らせ<', get(HOME).text)
    assert len(set(links)) == 2
    assert get(links[0]).text != get(links[1]).text


def test_the_feed_is_rss_1_0_and_shares_pages_with_the_homepage(site, get):
    """RDF with dc:date; what it links to is the very page that the homepage links to."""
    root = ET.fromstring(get(FEED).content)
    rss, dc, rdf = (
        "{http://purl.org/rss/1.0/}",
        "{http://purl.org/dc/elements/1.1/}",
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    )
    assert root.tag == f"{rdf}RDF"
    items = root.findall(f"{rss}item")
    assert items[0].findtext(f"{dc}date") == "2026-10-13T09:00:00+09:00"
    links = [item.findtext(f"{rss}link") for item in items]
    assert f"{site.url}/event/ohanashi.html" in links
    assert 'href="./event/ohanashi.html"' in get(HOME).text
    assert all(get(link.removeprefix(site.url)).ok for link in links)


def test_one_corner_is_still_in_shift_jis_with_the_letters_of_windows(site, get):
    """Labelled Shift_JIS, written in cp932: ① ～ 髙 are not in the standard's own table."""
    site.grow()
    answer = get("/bunshitsu/roudoku.html")
    assert answer.headers["Content-Type"] == "text/html; charset=Shift_JIS"
    assert all(letter in answer.content.decode("cp932") for letter in "①～髙")
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode("shift_jis")


def test_a_document_and_a_picture_are_served_as_what_they_are(get):
    """The newsletter is a PDF, the logo a PNG."""
    assert get("/pdf/tayori.pdf").content.startswith(b"%PDF")
    assert get("/img/logo.png").headers["Content-Type"] == "image/png"


def test_pages_appear_one_by_one(site, get):
    """First from the feed only, then the Shift_JIS one, then the closure."""
    assert get("/event/kagaku.html").status_code == 404
    assert site.reveal() == (f"{site.url}/event/kagaku.html",)
    assert ("科学あそび" in get(FEED).text, "科学あそび" in get(HOME).text) == (True, False)
    assert len(site.reveal(2)) == 2
    assert "は臨時休館します" in get(HOME).text
    assert site.reveal() == ()


def test_an_unchanged_page_is_not_sent_again(site, get):
    """Both validators give 304 with no body, until something happens on that page."""
    first = get(HOME)
    tag, day = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"x", W/{tag}'},
        {"If-Modified-Since": day},
    ):
        answer = get(HOME, **headers)
        assert (answer.status_code, answer.content) == (304, b"")
    site.reveal()
    assert get(HOME, **{"If-None-Match": tag}).status_code == 304
    assert get(FEED, **{"If-Modified-Since": get(HOME).headers["Last-Modified"]}).status_code == 200
    site.reveal()
    assert get(HOME, **{"If-None-Match": tag}).status_code == 200
    assert get(HOME, **{"If-Modified-Since": day}).status_code == 200
    assert get(HOME, **{"If-None-Match": '"other"', "If-Modified-Since": day}).status_code == 200
    assert get(HOME, **{"If-Modified-Since": "yesterday"}).status_code == 200


def test_a_page_can_change(site, get):
    """The place of an event moves; what never stood there cannot be replaced."""
    tag = get("/event/ohanashi.html").headers["ETag"]
    site.change("/event/ohanashi.html", "おはなしのへや", "視聴覚室")
    answer = get("/event/ohanashi.html", **{"If-None-Match": tag})
    assert answer.status_code == 200
    assert "視聴覚室" in answer.text
    with pytest.raises(ValueError, match="has no"):
        site.change("/event/ohanashi.html", "おはなしのへや", "別の部屋")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_can_be_taken_away(site, get, status):
    """The list still names it."""
    site.remove("/event/ohanashi.html", status)
    assert get("/event/ohanashi.html").status_code == status
    assert "ohanashi.html" in get(HOME).text


def test_a_source_can_be_broken_and_mended(site, get):
    """Each kind of bad day, and the good one after it."""
    good, feed = get(HOME), get(FEED)
    site.break_source(HOME, "500")
    assert get(HOME, **{"If-None-Match": good.headers["ETag"]}).status_code == 500
    site.break_source(HOME, "error_page")
    assert (get(HOME).status_code, "アクセスが集中" in get(HOME).text) == (200, True)
    site.break_source(HOME, "empty")
    assert ("新着情報" in get(HOME).text, "<dt>" in get(HOME).text) == (True, False)
    site.break_source(FEED, "empty")
    assert ET.fromstring(get(FEED).content).findall("{http://purl.org/rss/1.0/}item") == []
    site.break_source(FEED, "truncated")
    assert feed.content.startswith(get(FEED).content)
    assert len(get(FEED).content) < len(feed.content)
    site.mend(HOME)
    site.mend(FEED)
    assert (get(HOME).text, get(FEED).text) == (good.text, feed.text)


def test_what_was_asked_is_remembered(site, get):
    """Tests of politeness count requests."""
    get(HOME)
    get("/nowhere?x=1")
    assert requests.head(site.url + FEED, timeout=5, headers={"Connection": "close"}).content == b""
    assert [tuple(request) for request in site.requests] == [
        ("GET", "/", 200),
        ("GET", "/nowhere?x=1", 404),
        ("HEAD", FEED, 200),
    ]


def test_the_site_s_own_configuration_is_sound_and_always_open(site, tmp_path):
    """The demo reads the site and posts at any hour, nowhere but to the sandbox."""
    file = tmp_path / "feeds.toml"
    file.write_text(demo_toml(site.url), encoding="utf-8")
    settings = config.read(file)
    assert [source.kind for source in settings.sources] == ["homepage", "feed"]
    assert settings.fetch.allow_private == (site.url.removeprefix("http://"),)
    assert settings.posting.through == "sandbox"
    assert {(hours.opens, hours.closes) for hours in settings.hours.weekly} == {(time(0), time.max)}


def test_it_can_be_run_by_hand():
    """Enter lets a page appear; the end of input ends it."""
    call = [sys.executable, "-m", "bridge.demo.site", "--port", "0", "--today", "2026-10-15"]
    run = subprocess.run(
        call, input="\n" * 4, capture_output=True, text=True, timeout=30, check=True
    )
    assert re.match(r"http://127\.0\.0\.1:\d+/ で開いています", run.stdout)
    assert run.stdout.count("http://") == 1 + len(LATER)
    assert "もうありません" in run.stdout
    assert run.stderr == ""
