"""Story 1 on real parts but for the web: lists and pages become drafts, and a change of a page is
noticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Event, Lock, get_ident

import pytest
from fakes import DIRECTOR, NOW, POSTER, Clock, Web, content, settings, wording

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import SourceFailed, StepRefused, Unreachable, Withheld, WrongState
from bridge.model import Draft, ItemState, Kind, Move, Opening, State
from bridge.policy.words import Words
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.record.store import Store
from bridge.settings import FetchSettings, Source
from bridge.sync import FEW, TRIES, Sync, SyncReport

Permit = Callable[[str], None] | None
SITE = "https://lib.example.jp/"
HOME = Source("home", "homepage", SITE, encoding="utf-8")
FEED = Source("event", "feed", SITE + "event.rdf")
VERSION = "2021-04-01"


def listed(*numbers: int, title: str = "お知らせ{}") -> bytes:
    rows = "".join(
        f'<dt>2026年11月{n:02d}日</dt><dd><a href="/news/{n}.html">{title.format(n)}</a></dd>'
        for n in numbers
    )
    return f"<html><head><title>見本図書館</title></head><body><h2>新着情報</h2><dl>{rows}</dl></body></html>".encode()


def article(
    title: str,
    text: str = "12月5日(土)午後2時から、中央図書館で本の修理の講座を開きます。申し込みは不要です。",
) -> bytes:
    return f"<html><head><title>{title}｜見本図書館</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def feed(*numbers: int) -> bytes:
    items = "".join(
        f'<item rdf:about="{SITE}news/{n}.html"><title>お知らせ{n}</title><link>{SITE}news/{n}.html</link></item>'
        for n in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://purl.org/rss/1.0/"><channel rdf:about="{SITE}"><title>行事</title></channel>{items}</rdf:RDF>'
    ).encode()


class Library:
    """A site, its record and a clock: what a test needs to say in a word."""

    def __init__(self, store: Store, words: Words, *sources: Source, **limits: object) -> None:
        self.store = store
        self.web = Web()
        self.clock = Clock()
        self.rules = Rules(
            settings(*(sources or (HOME,)), fetch=FetchSettings(**limits)), lambda: words
        )  # type: ignore[arg-type]
        self.show(1, 2, 3)

    def show(self, *numbers: int) -> None:
        self.web.pages[SITE] = listed(*numbers)
        for n in numbers:
            self.web.pages.setdefault(f"{SITE}news/{n}.html", article(f"お知らせ{n}"))

    def sync(self, **how: object) -> SyncReport:
        self.clock.forward(minutes=10)
        return Sync(self.store, self.web, self.rules, self.clock).run(**how)  # type: ignore[arg-type]


@pytest.fixture
def library(store: Store, words: Words) -> Callable[..., Library]:
    """Make a library; its baseline is taken."""

    def make(*sources: Source, **limits: object) -> Library:
        made = Library(store, words, *sources, **limits)
        made.sync()
        return made

    return make


def test_truth_5_the_first_sync_drafts_nothing_and_reads_no_page(
    library: Callable[..., Library],
) -> None:
    """A baseline: three items, no draft, one GET."""
    lib = library()
    assert lib.store.drafts() == []
    assert {item.state for item in lib.store.sightings.items()} == {ItemState.BASELINE}
    assert lib.web.asked == [SITE]


def test_5_1_a_a_new_page_becomes_a_draft_with_title_summary_and_link(
    library: Callable[..., Library],
) -> None:
    """The main job."""
    lib = library()
    lib.show(4, 3, 2, 1)
    report = lib.sync()
    (draft,) = lib.store.drafts()
    assert report.drafted == [draft.id]
    assert (draft.state, draft.kind, draft.source) == (State.WAITING, Kind.PAGE, "home")
    assert "お知らせ4" in draft.content.text
    assert draft.content.url == f"{SITE}news/4.html"
    assert draft.content.url in draft.content.text
    assert draft.weight <= 280


def test_nothing_new_writes_nothing_but_that_it_answered(library: Callable[..., Library]) -> None:
    """I9: a refetch of the same bytes leaves items, drafts and journal as they are."""
    lib = library()
    before = list(lib.store.journal())
    lib.sync()
    assert list(lib.store.journal()) == before
    assert lib.store.sightings.memory("home").succeeded_at == lib.clock.now


def test_an_unchanged_body_without_304_is_recognised_and_not_parsed(
    library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that ignores the validators costs no parser."""
    lib = library()
    plain = lib.web.fetch
    monkeypatch.setattr(lib.web, "fetch", lambda url, validators=None: plain(url))
    monkeypatch.setattr("bridge.sync.read_list", lambda *_: pytest.fail("parsed an unchanged body"))
    assert lib.sync().sources[0].outcome == "unchanged"


def test_truth_3_an_item_that_is_set_aside_while_its_page_is_read_stays_there(
    library: Callable[..., Library],
) -> None:
    """No draft is opened behind the person's back, and the page's item stands in one state."""
    lib = library()
    lib.show(4, 3, 2, 1)
    desk, plain = Desk(lib.store, lib.rules, lib.clock), lib.web.fetch

    def while_staff_act(
        url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        for item in lib.store.sightings.items(ItemState.NEW) if url.endswith("4.html") else ():
            desk.set_aside(POSTER, [item.id], "再掲です")
        return plain(url, validators, permit)

    lib.web.fetch = while_staff_act  # type: ignore[method-assign]
    lib.rules.settings = replace(lib.rules.settings, fetch=FetchSettings(concurrency=1))
    report = Sync(lib.store, lib.web, lib.rules, lib.clock)
    report._side_by_side = lambda work, things, *_: map(work, things)  # type: ignore[assignment]  one thread, one record
    assert report.run().drafted == []
    assert (lib.store.drafts(), len(lib.store.sightings.items(ItemState.SET_ASIDE))) == ([], 1)
    assert lib.store.coverage()["remainder"] == 0


def test_truth_3_of_pages_written_at_once_one_set_aside_costs_no_other(
    library: Callable[..., Library],
) -> None:
    """Three pages are one transaction; of the one that a person sets aside meanwhile nothing is
    written, its page neither.
    """
    lib = library()
    lib.show(6, 5, 4, 3, 2, 1)
    desk, plain = Desk(lib.store, lib.rules, lib.clock), lib.web.fetch

    def while_staff_act(
        url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        for item in lib.store.sightings.items(ItemState.NEW) if url.endswith("5.html") else ():
            if item.url == url:
                desk.set_aside(POSTER, [item.id], "再掲です")
        return plain(url, validators, permit)

    lib.web.fetch = while_staff_act  # type: ignore[method-assign]
    run = Sync(lib.store, lib.web, lib.rules, lib.clock)
    run._side_by_side = lambda work, things, *_: map(work, things)  # type: ignore[assignment]  one thread, one record
    commits: list[str] = []
    lib.store._db.set_trace_callback(
        lambda said: commits.append(said) if said == "COMMIT" else None
    )
    assert len(run.run().drafted) == 2
    lib.store._db.set_trace_callback(None)
    assert sorted(draft.title for draft in lib.store.drafts()) == ["お知らせ4", "お知らせ6"]
    (aside,) = lib.store.sightings.items(ItemState.SET_ASIDE)
    assert lib.store.sightings.page(aside.id) is None
    assert len(commits) <= 4  # list, setting aside, pages, robots.txt


def test_truth_3_an_item_that_was_drafted_meanwhile_is_not_set_aside(
    library: Callable[..., Library],
) -> None:
    """The screen said "new"; the sync was faster, and the draft's own steps decide from here on."""
    lib = library()
    lib.show(4, 3, 2, 1)
    lib.sync()
    (draft,) = lib.store.drafts()
    assert draft.item is not None
    with pytest.raises(WrongState, match="先に進めました"):
        lib.store.sightings.move(Move(draft.item, ItemState.NEW, ItemState.SET_ASIDE, "再掲です"))
    assert lib.store.sightings.item(draft.item).state is ItemState.DRAFTED


def test_the_same_page_from_homepage_and_feed_is_one_item(library: Callable[..., Library]) -> None:
    """Both announce it in the same run: one draft."""
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = feed(1)
    lib.sync()
    lib.show(4, 3, 2, 1)
    lib.web.pages[FEED.url] = feed(4, 1)
    lib.sync()
    assert [draft.title for draft in lib.store.drafts()] == ["お知らせ4"]


def test_one_broken_source_does_not_stop_the_others(library: Callable[..., Library]) -> None:
    """The failure is told with source and remedy, remembered with its beginning; the other is done."""
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = Unreachable("fetch.silent").about("取得元")
    lib.show(4, 3, 2, 1)
    report = lib.sync()
    assert [seen.outcome for seen in report.sources] == ["read", "failed"]
    assert len(report.drafted) == 1
    memory = lib.store.sightings.memory("event")
    assert memory.failing_since is not None
    assert memory.failures == 2  # the baseline run met nothing there either


def test_a_source_that_is_down_is_told_once_and_once_when_it_is_back(
    library: Callable[..., Library],
) -> None:
    """Cron's mails stay readable; who asks for it by name hears it each time."""
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = feed(1)
    assert "また読めています" in lib.sync().news[0].what
    lib.web.pages[FEED.url] = Unreachable("fetch.silent").about("取得元")
    assert [len(lib.sync().errors) for _ in range(3)] == [1, 0, 0]
    assert len(lib.sync(only="event").errors) == len(lib.sync(anew=True).errors) == 1
    lib.web.pages[FEED.url] = feed(1)
    assert [len(lib.sync().news) for _ in range(2)] == [1, 0]
    lib.web.pages[FEED.url] = Unreachable("fetch.silent").about("取得元")
    assert len(lib.sync().errors) == 1


def test_the_pages_of_a_host_that_is_down_wait_without_a_word(
    library: Callable[..., Library],
) -> None:
    """The list tells it once; new pages and those of drafts are asked again when it answers, or
    after a day.
    """
    lib = library()
    lib.show(5, 4, 3, 2, 1)
    up = dict(lib.web.pages)
    lib.web.pages[f"{SITE}news/5.html"] = Unreachable("fetch.server_busy", status=503, later="")
    assert len(lib.sync().errors) == 1
    for url in up:
        lib.web.pages[url] = Unreachable("fetch.server_busy", status=503, later="")
    assert [len(lib.sync().errors) for _ in range(3)] == [1, 0, 0]
    lib.clock.now += timedelta(hours=25)
    assert len(lib.sync().errors) == 2  # the new page, and that of the draft
    lib.web.pages |= up
    assert lib.sync().errors == []


def test_a_page_that_does_not_answer_is_told_ever_more_rarely(
    library: Callable[..., Library],
) -> None:
    """At the first, second, fourth and eighth try: cron's mails stay readable, and nothing is lost
    in silence.
    """
    lib = library()
    lib.show(4, 3, 2, 1)
    lib.web.pages[f"{SITE}news/4.html"] = Unreachable("fetch.server_busy", status=503, later="")
    assert [len(lib.sync().errors) for _ in range(8)] == [1, 1, 0, 1, 0, 0, 0, 1]
    assert len(lib.sync(only="home").errors) == 1


def test_a_remark_on_a_list_is_told_once(library: Callable[..., Library]) -> None:
    """Junk behind a feed stays there for years."""
    lib = library(FEED)
    lib.web.pages[FEED.url] = feed(1) + b"<script>"
    assert len(lib.sync().errors) == 1
    lib.web.pages[FEED.url] = feed(2, 1) + b"<script>"
    report = lib.sync()
    assert (len(report.errors), len(report.drafted)) == (0, 1)


INNER = SITE + "main.html"


def behind(library: Callable[..., Library], source: Source = HOME) -> Library:
    """Make a library whose source was never seen."""
    other = library(FEED)
    return Library(other.store, other.rules.words, source)


@pytest.mark.parametrize(
    "outer",
    [
        '<frameset cols="1,2"><frame src="menu.html" name="menu"><frame src="main.html" name="main"></frameset>',
        '<meta http-equiv="refresh" content="0; url=main.html"><p>移動します</p>',
        '<h1>見本図書館</h1><iframe src="/main.html"></iframe><iframe src="https://maps.example.com/"></iframe>',
    ],
)
def test_a_list_behind_a_frame_or_refresh_is_watched(
    library: Callable[..., Library], outer: str
) -> None:
    """The outer page never changes; what stands inside is asked each time, and parsed when it
    changed.
    """
    lib = behind(library)
    lib.web.pages |= {
        SITE: f"<html>{outer}</html>".encode(),
        SITE + "menu.html": b"<a href=x>x</a>",
        INNER: listed(2, 1),
    }
    assert lib.sync().sources[0].outcome == "baseline"
    assert lib.sync().sources[0].outcome == "unchanged"
    lib.web.pages[INNER] = listed(4, 2, 1)
    lib.web.pages[SITE + "news/4.html"] = article("お知らせ4")
    assert len(lib.sync().drafted) == 1
    assert lib.sync().sources[0].outcome == "unchanged"


POSTS = '[{"id": 7, "date": "2026-11-2%d", "link": "https://lib.example.jp/news/%d.html", "title": {"rendered": "催し%d"}}]'


@pytest.mark.parametrize(
    ("head", "address", "body"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/event.rdf">', "event.rdf", feed),
        (
            '<link rel="https://api.w.org/" href="https://lib.example.jp/wp-json/">',
            "wp-json/wp/v2/posts?per_page=20&_fields=id,date,link,title",
            lambda n: (POSTS % (n, n, n)).encode(),
        ),
        (
            '<script>fetch("/data/news.json").then(show)</script>',
            "data/news.json",
            lambda n: (POSTS % (n, n, n)).encode(),
        ),
        (
            '<script src="/js/topics.js"></script>',
            "js/topics.js",
            lambda n: f"var t = {POSTS % (n, n, n)};".encode(),
        ),
    ],
)
def test_a_list_made_by_a_script_is_read_where_the_page_says(
    library: Callable[..., Library], head: str, address: str, body: Callable[[int], bytes]
) -> None:
    """A feed, WordPress's own interface, a data file: what the page names on its own host."""
    lib = behind(library)
    lib.web.pages |= {
        SITE: f"<html><head>{head}</head><body><div id=app></div></body></html>".encode(),
        SITE + address: body(1),
    }
    assert lib.sync().sources[0].outcome == "baseline"
    lib.web.pages[SITE + address] = body(2)
    lib.web.pages[SITE + "news/2.html"] = article("催し2")
    assert len(lib.sync().drafted) == 1
    assert lib.sync().sources[0].outcome == "unchanged"


def test_a_list_made_by_a_script_that_nothing_names_is_told(
    library: Callable[..., Library],
) -> None:
    """With what to write instead."""
    lib = library()
    lib.web.pages[SITE] = b"<html><body><div id=app></div><script src=/a.js></script></body></html>"
    assert "スクリプト" in str(lib.sync().errors[0])


def paged(*numbers: int, older: str) -> bytes:
    return listed(*numbers).replace(b"</body>", f'<a href="{older}">次のページ</a></body>'.encode())


def test_the_next_page_is_read_when_all_of_the_first_is_new(
    library: Callable[..., Library],
) -> None:
    """Not at the first sight, not when something is known, and not for ever."""
    lib = library()
    pages = {
        SITE: paged(9, 8, older="/p2"),
        SITE + "p2": paged(7, 6, older="/p3"),
        SITE + "p3": paged(3, 2, older="/p4"),
    }
    lib.web.pages |= pages | {SITE + "p4": listed(1)}
    for n in range(4, 10):
        lib.web.pages[f"{SITE}news/{n}.html"] = article(f"お知らせ{n}")
    lib.web.asked.clear()
    assert len(lib.sync().drafted) == 4
    assert SITE + "p3" in lib.web.asked
    assert SITE + "p4" not in lib.web.asked


def test_pages_that_name_each_other_end(library: Callable[..., Library]) -> None:
    """Four older pages at the most, none twice."""
    lib = library(new_per_source=500)
    lib.web.pages |= {SITE: paged(30, older="/p1")} | {
        f"{SITE}p{n}": paged(30 - n, older=f"/p{n + 1}") for n in range(1, 9)
    }
    lib.web.asked.clear()
    lib.sync()
    assert sum(1 for address in lib.web.asked if "/p" in address) == 4


def test_an_entry_without_a_link_says_so(library: Callable[..., Library]) -> None:
    """Its draft links to the page of the list, for a feed to that of its channel, and the director
    is told.
    """
    lib = behind(library)
    row = "<h2>お知らせ</h2><ul><li>{} <a href='/news/1.html'>読書会</a></li>{}</ul>"
    lib.web.pages[SITE] = row.format("2026年11月1日", "").encode()
    lib.sync()
    lib.web.pages[SITE] = row.format(
        "2026年11月1日", "<li>2026年11月25日 返却ポストの修理が終わりました</li>"
    ).encode()
    (id,) = lib.sync().drafted
    draft = lib.store.draft(id)
    assert draft.content.url == SITE
    assert "リンクがありません" in draft.note


SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def urlset(*paths: str) -> bytes:
    return SITEMAP.format("".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)).encode()


def test_a_sitemap_is_a_source_for_sites_without_a_list(library: Callable[..., Library]) -> None:
    """Each new address below the path is a piece of news, its title that of its page."""
    source = Source("map", "sitemap", SITE + "sitemap.xml", path="/news/")
    lib = behind(library, source)
    lib.web.pages[source.url] = urlset("", "guide.html", "news/1.html")
    assert (lib.sync().sources[0].outcome, len(lib.store.sightings.items(source="map"))) == (
        "baseline",
        1,
    )
    lib.web.pages[source.url] = urlset("", "guide.html", "about.html", "news/1.html", "news/2.html")
    lib.web.pages[SITE + "news/2.html"] = article("冬のおはなし会")
    (id,) = lib.sync().drafted
    assert lib.store.draft(id).title == "冬のおはなし会"


def test_an_index_of_sitemaps_is_read_through(library: Callable[..., Library]) -> None:
    """Those of posts first; a change in one of them is seen though the index stays."""
    source = Source("map", "sitemap", SITE + "sitemap.xml")
    lib = behind(library, source)
    inner = "".join(
        f"<sitemap><loc>{SITE}{name}</loc></sitemap>"
        for name in ("post-sitemap.xml", "page-sitemap.xml")
    )
    lib.web.pages |= {
        source.url: f"<sitemapindex>{inner}</sitemapindex>".encode(),
        SITE + "post-sitemap.xml": urlset("news/1.html"),
        SITE + "page-sitemap.xml": urlset("guide.html"),
    }
    assert lib.sync().sources[0].new == 2
    assert lib.sync().sources[0].outcome == "unchanged"
    lib.web.pages[SITE + "post-sitemap.xml"] = urlset("news/1.html", "news/2.html")
    assert len(lib.sync().drafted) == 1


class Asked(Web):
    """A web that keeps what it was asked with."""

    def __init__(self, pages: dict[str, bytes | SourceFailed]) -> None:
        super().__init__(pages)
        self.validators: list[str] = []

    def fetch(
        self,
        url: str,
        validators: Validators = Validators(),
        permit: Callable[[str], None] | None = None,
    ) -> Fetched | NotModified:
        self.validators.append(validators.etag)
        return super().fetch(url, validators, permit)


def test_a_source_that_failed_is_asked_without_validators(library: Callable[..., Library]) -> None:
    """They may belong to an answer that was never understood: "not modified" would end its alarm,
    and nothing be read.
    """
    lib = library()
    whole = listed(1, 2, 3)
    lib.web = asked = Asked(lib.web.pages)
    lib.sync()
    lib.web.pages[SITE] = Unreachable("fetch.silent").about("取得元")
    lib.sync()
    lib.web.pages[SITE] = whole
    assert lib.sync().sources[0].outcome == "read"
    lib.sync()
    known = hashlib.sha256(whole).hexdigest()[:16]
    assert asked.validators == [known, known, "", known]


def test_an_emptied_list_is_an_alarm_and_not_news(library: Callable[..., Library]) -> None:
    """When the items come back, they are the known ones."""
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = feed(1, 2)
    lib.sync()
    lib.web.pages[FEED.url] = feed()
    report = lib.sync()
    assert "空になりました" in str(report.errors[0])
    lib.web.pages[FEED.url] = feed(1, 2)
    assert lib.sync().sources[1].new == 0


def test_truth_3_a_page_that_does_not_answer_delays_its_item(
    library: Callable[..., Library],
) -> None:
    """The item stays new with the reason, and is drafted when the page answers."""
    lib = library()
    lib.show(4, 3, 2, 1)
    good = lib.web.pages[f"{SITE}news/4.html"]
    lib.web.pages[f"{SITE}news/4.html"] = Unreachable("fetch.silent")
    report = lib.sync()
    assert (report.drafted, len(report.errors)) == ([], 1)
    (item,) = lib.store.sightings.items(ItemState.NEW)
    assert (item.tries, "応答" in item.reason) == (1, True)
    lib.web.pages[f"{SITE}news/4.html"] = good
    assert len(lib.sync().drafted) == 1


def test_truth_3_a_page_that_stays_gone_is_set_aside_with_the_reason(
    library: Callable[..., Library],
) -> None:
    """404 at every run: at last decided against, visibly."""
    lib = library()
    lib.show(4, 3, 2, 1)
    del lib.web.pages[f"{SITE}news/4.html"]
    for _ in range(TRIES):
        assert lib.store.sightings.items(ItemState.SET_ASIDE) == []
        lib.sync()
    (item,) = lib.store.sightings.items(ItemState.SET_ASIDE)
    assert "404" in item.reason


def test_truth_3_a_cap_on_pages_delays_and_drops_nothing(library: Callable[..., Library]) -> None:
    """Five new pages, two a run: all are drafted after three runs."""
    lib = library(pages_per_run=2)
    lib.show(8, 7, 6, 5, 4, 3, 2, 1)
    drafted = [len(lib.sync().drafted) for _ in range(4)]
    assert drafted == [2, 2, 1, 0]


def test_too_many_at_once_are_held_for_a_person(library: Callable[..., Library]) -> None:
    """A renewed site floods nobody, and no command without a name walks round that: resync --since
    leaves them and says so.
    """
    lib = library(new_per_source=2)
    lib.show(6, 5, 4, 3, 2, 1)
    first = lib.sync()
    assert (first.sources[0].held, len(first.drafted)) == (1, 2)
    assert "1件を保留にしました" in first.news[0].what
    held = lib.store.sightings.items(ItemState.HELD)
    assert [item.title for item in held] == ["お知らせ4"]  # the newest are drafted
    report = lib.sync(since=NOW.replace(day=4), anew=True)
    assert (len(lib.store.drafts()), len(report.left), report.news) == (2, 1, [])
    assert lib.store.sightings.items(ItemState.HELD) == held


def test_the_baseline_is_taken_up_from_a_day_on(library: Callable[..., Library]) -> None:
    """resync --since drafts what stood there at the first sight and was published since."""
    lib = library()
    report = lib.sync(since=NOW.replace(day=2), anew=True)
    assert sorted(draft.title for draft in lib.store.drafts()) == ["お知らせ2", "お知らせ3"]
    assert report.left == []


class TwoHosts(Web):
    """A web on which one host answers nothing until all the others have been read."""

    def __init__(self, slow: str, others: int) -> None:
        super().__init__()
        self.slow, self.left = slow, others
        self.others_done, self.lock = Event(), Lock()
        self.at_once = self.most = 0

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        if not url.startswith(self.slow):
            with self.lock:
                self.left -= 1
                if not self.left:
                    self.others_done.set()
            return super().fetch(url, validators)
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        done = self.others_done.wait(5)
        with self.lock:
            self.at_once -= 1
        raise Unreachable("fetch.silent" if done else "fetch.no_route")


def test_a_slow_host_with_many_sources_holds_up_no_other_host(store: Store, words: Words) -> None:
    """It has two threads at the most, and the hosts take turns; the report keeps the order of
    feeds.toml.
    """
    slow = [Source(f"slow{n}", "feed", f"https://slow.example.jp/{n}.rdf") for n in range(6)]
    fast = [Source(f"fast{n}", "feed", f"https://fast.example.jp/{n}.rdf") for n in range(4)]
    lib = Library(store, words, *slow, *fast, concurrency=4)
    lib.web = web = TwoHosts("https://slow.", len(fast))
    web.pages |= {source.url: feed(1) for source in fast}
    report = lib.sync()
    assert [seen.source for seen in report.sources] == [source.id for source in (*slow, *fast)]
    assert [seen.outcome for seen in report.sources] == ["failed"] * 6 + ["baseline"] * 4
    assert web.most == 2
    assert all("応答がありません" in str(error) for error in report.errors)


class Together(Web):
    """A web whose answers come once so many are asked for at a time."""

    def __init__(self, parties: int) -> None:
        super().__init__()
        self.barrier, self.threads = Barrier(parties, timeout=10), set[int]()

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        self.threads.add(get_ident())
        self.barrier.wait()
        return super().fetch(url, validators)


def test_there_are_more_threads_when_no_answer_comes(store: Store, words: Words) -> None:
    """Forty hosts that all let us wait are asked at once, though a few threads begin."""
    hosts = [Source(f"s{n}", "feed", f"https://s{n}.example.jp/f.rdf") for n in range(40)]
    lib = Library(store, words, *hosts)
    lib.web = web = Together(40)
    web.pages |= {source.url: feed(1) for source in hosts}
    assert {seen.outcome for seen in lib.sync().sources} == {"baseline"}
    assert len(web.threads) == 40


def test_a_few_threads_read_what_answers_at_once(
    store: Store, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes the next host when it is done with one: no more of them are begun, and nothing is
    left out.
    """
    monkeypatch.setattr("bridge.sync.HURRY", 60)
    hosts = [Source(f"s{n}", "feed", f"https://s{n}.example.jp/f.rdf") for n in range(40)]
    lib = Library(store, words, *hosts)
    lib.web = web = Together(1)
    web.pages |= {source.url: feed(1) for source in hosts}
    assert [seen.outcome for seen in lib.sync().sources] == ["baseline"] * 40
    assert len(web.threads) <= FEW


def test_there_are_no_more_threads_while_pages_are_read(
    store: Store, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as one is read it is not the network that is waited for."""
    answers = iter([True, True, True])
    monkeypatch.setattr("bridge.sync.is_reading", lambda: next(answers, False))
    hosts = [Source(f"s{n}", "feed", f"https://s{n}.example.jp/f.rdf") for n in range(40)]
    lib = Library(store, words, *hosts)
    lib.web = web = Together(40)
    web.pages |= {source.url: feed(1) for source in hosts}
    assert {seen.outcome for seen in lib.sync().sources} == {"baseline"}
    assert next(answers, None) is None  # it was asked again until it was so
    assert len(web.threads) == 40


def test_a_dry_run_writes_nothing_and_shows_the_draft(library: Callable[..., Library]) -> None:
    """The bytes of the record are the same before and after."""
    lib = library()
    lib.show(4, 3, 2, 1)
    before = lib.store.path.read_bytes()
    report = lib.sync(dry=True)
    assert [made.wording.title for _, made in report.would] == ["お知らせ4"]
    assert lib.store.path.read_bytes() == before


def test_only_the_named_source_is_asked(library: Callable[..., Library]) -> None:
    """`sync --source event` leaves the homepage alone."""
    lib = library(HOME, FEED)
    lib.web.asked.clear()
    lib.sync(only="event")
    assert lib.web.asked == [FEED.url]


# ── pages change ────────────────────────────────────────────────────────────────────────────────


def drafted(lib: Library, n: int = 4) -> int:
    lib.show(n, 3, 2, 1)
    return lib.sync().drafted[0]


def decide(lib: Library, id: int) -> None:
    draft = lib.store.draft(id)
    clauses = [finding.clause for finding in draft.findings]
    lib.store.apply(
        lifecycle.decide(draft, DIRECTOR, NOW, acknowledged=clauses, policy_version=VERSION)
    )


def post(lib: Library, id: int) -> None:
    decide(lib, id)
    lib.store.apply(
        lifecycle.send(lib.store.draft(id), through="x", marker="", policy_version=VERSION, at=NOW)
    )
    attempt = lib.store.last_attempt(id)
    assert attempt is not None
    lib.store.apply(
        lifecycle.post(lib.store.draft(id), attempt, number="1", url="u", at=lib.clock.now)
    )


CHANGED = article(
    "お知らせ4",
    "12月6日(日)午後3時から、中央図書館で本の修理の講座を開きます。申し込みは不要です。",
)


def test_truth_2_a_changed_page_refreshes_an_undecided_draft(
    library: Callable[..., Library],
) -> None:
    """A second version stands in the queue, the first is kept."""
    lib = library()
    id = drafted(lib)
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    assert lib.sync().refreshed == [id]
    assert lib.store.draft(id).version == 2
    assert "12月6日" in lib.store.draft(id).content.text
    assert lib.sync().refreshed == []


def test_truth_2_a_changed_page_voids_a_decision(library: Callable[..., Library]) -> None:
    """The draft waits again with both versions, and nothing is in force."""
    lib = library()
    id = drafted(lib)
    decide(lib, id)
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    lib.sync()
    draft = lib.store.draft(id)
    assert (draft.state, draft.decision, len(lib.store.versions(id))) == (State.WAITING, None, 2)


def test_9_2_a_page_changed_after_its_post_proposes_one_correction(
    library: Callable[..., Library],
) -> None:
    """The correction is a draft of its own, linked to the first; it is proposed once."""
    lib = library()
    id = drafted(lib)
    post(lib, id)
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    (correction,) = lib.sync().corrections
    assert lib.store.draft(correction).corrects == id
    assert lib.store.draft(id).state is State.POSTED
    lib.store.apply(lifecycle.reject(lib.store.draft(correction), DIRECTOR, "小さな違い", NOW))
    assert lib.sync().corrections == []


def test_a_page_gone_holds_its_draft(library: Callable[..., Library]) -> None:
    """A decided draft without its page goes nowhere until a person looks."""
    lib = library()
    id = drafted(lib)
    decide(lib, id)
    del lib.web.pages[f"{SITE}news/4.html"]
    assert lib.sync().held == [id]
    assert lib.store.draft(id).state is State.HELD


def test_a_persons_words_are_not_overwritten_by_a_changed_page(
    library: Callable[..., Library],
) -> None:
    """The text stays, the decision is void, and the note says so."""
    lib = library()
    id = drafted(lib)
    own = content(f"職員の文です\n{SITE}news/4.html")
    lib.store.apply(lifecycle.edit(lib.store.draft(id), wording(own, author="職員"), POSTER, NOW))
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    lib.sync()
    draft = lib.store.draft(id)
    assert draft.content == own
    assert "職員が書いた" in draft.note


def test_6_9_what_stops_in_a_persons_words_stops_beside_the_changed_page_too(
    library: Callable[..., Library],
) -> None:
    """Their findings are their own, found again; their last day and urgency stay."""
    lib = library()
    id = drafted(lib)
    words = f"12月20日(日)に講座。携帯090-1234-5678まで。\n{SITE}news/4.html"
    last = NOW.date() + timedelta(days=30)
    own = wording(content(words), author="職員", expires_on=last, urgent=True)
    lib.store.apply(lifecycle.edit(lib.store.draft(id), own, POSTER, NOW))
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    assert lib.sync().refreshed == [id]
    draft = lib.store.draft(id)
    assert {"6(9)", "11"} <= {one.clause for one in draft.findings if one.stop}
    assert (draft.expires_on, draft.urgent, draft.author) == (last, True, "職員")


def beside(lib: Library, words: str) -> int:
    """A person's decided text with a link to the page of another draft."""
    own = wording(content(f"{words}\n{SITE}news/4.html"), author="職員")
    new = Opening(None, "staff", Kind.MATERIAL)
    id = lib.store.apply(lifecycle.open_draft(new, own, "職員", NOW))
    decide(lib, id)
    return id


def test_truth_2_a_text_beside_a_page_that_changed_waits_again_where_it_is_wrong_now(
    library: Callable[..., Library],
) -> None:
    """The day that the page has no more voids the decision; what still holds stays decided."""
    lib = library()
    drafted(lib)
    wrong, right = beside(lib, "12月13日(日)の講座です。"), beside(lib, "修理の講座を開きます。")
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    assert wrong in lib.sync().refreshed
    now = lib.store.draft(wrong)
    assert (now.state, now.decision) == (State.WAITING, None)
    assert "6(9)" in {one.clause for one in now.findings if one.stop}
    assert "リンク先のページが変わりました" in now.note
    assert lib.store.draft(right).state is State.DECIDED


def test_truth_2_what_was_acknowledged_beside_a_page_is_not_asked_again(
    library: Callable[..., Library],
) -> None:
    """A further change of the page that stops nothing new leaves the decision."""
    lib = library()
    drafted(lib)
    id = beside(lib, "12月13日(日)の講座です。")
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    lib.sync()
    decide(lib, id)
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED.replace("午後3時".encode(), "午後4時".encode())
    lib.clock.now += timedelta(days=1)
    assert id not in lib.sync().refreshed
    assert lib.store.draft(id).state is State.DECIDED


def test_truth_2_a_page_whose_draft_was_rejected_is_read_again_while_a_text_links_to_it(
    library: Callable[..., Library],
) -> None:
    """Nobody decides what its page has no more, though its own draft is closed."""
    lib = library()
    id = drafted(lib)
    wrong = beside(lib, "12月13日(日)の講座です。")
    lib.store.apply(lifecycle.reject(lib.store.draft(id), DIRECTOR, "載せない", lib.clock.now))
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    lib.clock.now += timedelta(hours=7)
    assert lib.sync().refreshed == [wrong]
    assert lib.store.draft(wrong).state is State.WAITING
    assert lib.store.draft(id).state is State.REJECTED


def test_truth_2_each_text_whose_linked_page_is_gone_is_held(
    library: Callable[..., Library],
) -> None:
    """Though the page's own draft was rejected before, and each of several."""
    lib = library()
    id = drafted(lib)
    texts = [beside(lib, "修理の講座を開きます。"), beside(lib, "もう一つの文です。")]
    lib.store.apply(lifecycle.reject(lib.store.draft(id), DIRECTOR, "載せない", lib.clock.now))
    del lib.web.pages[f"{SITE}news/4.html"]
    lib.clock.now += timedelta(hours=7)
    assert lib.sync().held == texts
    assert "リンク先のページがなくなりました" in lib.store.draft(texts[1]).note


def test_truth_2_a_page_that_is_gone_holds_its_own_draft_and_those_beside_it(
    library: Callable[..., Library],
) -> None:
    """A person's text that links to it sends its readers to the same 404."""
    lib = library()
    id = drafted(lib)
    text = beside(lib, "修理の講座を開きます。")
    del lib.web.pages[f"{SITE}news/4.html"]
    lib.clock.now += timedelta(hours=7)
    assert sorted(lib.sync().held) == [id, text]


def resubmitted(lib: Library, id: int) -> Draft:
    return Desk(lib.store, lib.rules, lib.clock).resubmit(POSTER, id)


@pytest.mark.parametrize("whose", ["own", "beside"])
def test_truth_2_what_was_decided_beside_a_page_that_is_gone_stays_decided_while_it_is(
    library: Callable[..., Library], whose: str
) -> None:
    """It is held once; who decides it then, decides it knowing of it. When the page is back, and
    when it goes once more, a person is asked again.
    """
    lib = library()
    own = drafted(lib)
    id = own if whose == "own" else beside(lib, "修理の講座を開きます。")
    page = lib.web.pages.pop(f"{SITE}news/4.html")
    lib.clock.now += timedelta(hours=7)
    assert id in lib.sync().held
    draft = resubmitted(lib, id)
    with pytest.raises(StepRefused):
        lifecycle.decide(draft, DIRECTOR, NOW, policy_version=VERSION)
    for _ in range(2):  # it waits, it is decided
        lib.clock.now += timedelta(hours=7)
        assert id not in lib.sync(anew=True).held
        if lib.store.draft(id).state is State.WAITING:
            decide(lib, id)
    assert lib.store.draft(id).state is State.DECIDED
    lib.web.pages[f"{SITE}news/4.html"] = page
    assert id in lib.sync(anew=True).refreshed
    back = lib.store.draft(id)
    assert (back.state, back.decision, back.findings) == (State.WAITING, None, ())
    assert "また見られる" in back.note
    assert lib.sync(anew=True).refreshed == []
    decide(lib, id)
    del lib.web.pages[f"{SITE}news/4.html"]
    assert id in lib.sync(anew=True).held


def test_truth_2_an_edit_keeps_what_is_said_of_a_page_that_is_gone_while_the_text_links_to_it(
    library: Callable[..., Library],
) -> None:
    """The finding is not edited away; without the link it is of nothing."""
    lib = library()
    drafted(lib)
    id = beside(lib, "修理の講座を開きます。")
    del lib.web.pages[f"{SITE}news/4.html"]
    lib.sync(anew=True)
    desk = Desk(lib.store, lib.rules, lib.clock)
    text = f"本の修理の講座を開きます。\n{SITE}news/4.html"
    draft = desk.edit(POSTER, id, text, acknowledged=["5(3)イ"])
    assert [one.where for one in draft.findings if one.stop] == ["リンク先"]
    assert id not in lib.sync(anew=True).held
    without = desk.edit(POSTER, id, "本の修理の講座を開きます。", acknowledged=["5(3)イ"])
    assert without.findings == ()


def test_truth_2_a_page_that_leads_to_a_host_that_is_not_listed_holds_what_links_to_it(
    library: Callable[..., Library],
) -> None:
    """Once; who puts it forward then knows of it."""
    lib = library()
    id = drafted(lib)
    text = beside(lib, "修理の講座を開きます。")
    lib.web.pages[f"{SITE}news/4.html"] = Withheld("fetch.host_not_listed", host="www.example.net")
    assert sorted(lib.sync(anew=True).held) == [id, text]
    assert "別のサイトに移りました: www.example.net" in lib.store.draft(text).note
    for one in (id, text):
        resubmitted(lib, one)
    assert lib.sync(anew=True).held == []


def test_truth_2_a_page_whose_host_is_no_longer_listed_is_not_told_as_back(
    library: Callable[..., Library],
) -> None:
    """Nobody has asked for it."""
    lib = library()
    id = drafted(lib)
    page = lib.web.pages.pop(f"{SITE}news/4.html")
    lib.sync(anew=True)
    lib.web.pages[f"{SITE}news/4.html"] = page
    lib.web.pages[f"{SITE}robots.txt"] = b"User-agent: *\nDisallow: /news/\n"
    lib.clock.now += timedelta(days=2)
    assert lib.sync(anew=True).refreshed == []
    assert lib.store.draft(id).state is State.HELD


def test_truth_2_a_link_without_a_scheme_is_one(library: Callable[..., Library]) -> None:
    """X makes a link of it, too."""
    lib = library()
    id = drafted(lib)
    bare = f"{SITE}news/4.html".partition("://")[2]
    own = wording(content(f"12月13日(日)の講座です。\n{bare}"), author="職員")
    new = Opening(None, "staff", Kind.MATERIAL)
    text = lib.store.apply(lifecycle.open_draft(new, own, "職員", NOW))
    lib.store.apply(lifecycle.reject(lib.store.draft(id), DIRECTOR, "載せない", lib.clock.now))
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    lib.clock.now += timedelta(hours=7)
    assert lib.sync().refreshed == [text]


def test_a_page_to_which_no_open_text_links_is_left_alone(library: Callable[..., Library]) -> None:
    """A rejected draft's page is not asked for once more."""
    lib = library()
    id = drafted(lib)
    lib.store.apply(lifecycle.reject(lib.store.draft(id), DIRECTOR, "載せない", lib.clock.now))
    lib.clock.now += timedelta(hours=7)
    before = len(lib.web.asked)
    lib.sync()
    assert f"{SITE}news/4.html" not in lib.web.asked[before:]


def test_truth_2_a_thread_half_sent_beside_a_page_that_changed_is_held(
    library: Callable[..., Library],
) -> None:
    """Nothing more of it goes out unseen."""
    lib = library()
    drafted(lib)
    first = "講座を開きます。"
    rest = f"12月13日(日)です。\n{SITE}news/4.html"
    thread = replace(content(f"{first}\n\n{rest}"), cuts=(len(first) + 2,))
    new = Opening(None, "staff", Kind.MATERIAL)
    opened = lifecycle.open_draft(new, wording(thread, author="職員"), "職員", NOW)
    id = lib.store.apply(opened)
    post(lib, id)
    assert lib.store.draft(id).state is State.PARTIAL
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    assert id in lib.sync().held


def test_a_draft_whose_day_is_over_expires(library: Callable[..., Library]) -> None:
    """Nobody has to clear it away."""
    lib = library()
    version = wording(expires_on=NOW.date())
    id = lib.store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", NOW)
    )
    assert lib.sync().expired == []
    lib.clock.now += timedelta(days=1)
    assert lib.sync().expired == [id]


def test_a_decided_draft_that_expires_unsent_is_told(library: Callable[..., Library]) -> None:
    """A closure notice decided on a closed day: nobody else would notice that it never went out."""
    lib = library()
    version = wording(expires_on=NOW.date())
    ids = [
        lib.store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", NOW)
        )
        for _ in range(2)
    ]
    lib.store.apply(
        lifecycle.decide(lib.store.draft(ids[0]), DIRECTOR, NOW, policy_version=VERSION)
    )
    lib.clock.now += timedelta(days=1)
    report = lib.sync()
    assert (report.expired, report.unsent) == (ids, ids[:1])


def test_posts_of_long_ago_are_not_asked_for_again(library: Callable[..., Library]) -> None:
    """After a week, and once the event is over, a posted page costs no GET."""
    lib = library()
    post(lib, drafted(lib))
    lib.clock.forward(days=20)
    lib.web.asked.clear()
    lib.sync()
    assert lib.web.asked == [SITE]


def test_the_fakes_article_is_an_ordinary_page() -> None:
    """The sample differs from its change in the day alone."""
    assert replace(HOME, id="x").id == "x"
    assert article("お知らせ4") != CHANGED


# ── what a run costs, counted ───────────────────────────────────────────────────────────────────


def writes(lib: Library, **how: object) -> list[str]:
    """Return the durable writes of one run, each by its first statement."""
    asked: list[str] = []
    lib.store._db.set_trace_callback(asked.append)
    lib.sync(**how)
    lib.store._db.set_trace_callback(None)
    return [
        after
        for before, after in pairwise(asked)
        if before == "BEGIN IMMEDIATE" and after != "COMMIT"
    ]


def test_a_run_with_nothing_new_writes_nothing_durable(library: Callable[..., Library]) -> None:
    """When it looked is kept beside the record; the record itself is told once a day."""
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = feed(1)
    lib.sync()
    assert writes(lib) == []
    assert (
        lib.store.sightings.memory("home").asked_at
        == lib.store.last_runs()["sync"].at
        == lib.clock.now
    )
    lib.clock.forward(days=1)
    assert len(writes(lib)) == 1
    assert writes(lib) == []


def test_a_new_page_is_two_writes_and_many_new_sources_are_one(
    library: Callable[..., Library],
) -> None:
    """The list with its entries, then the page with its draft; the first sight of twenty sources is
    written at once.
    """
    lib = library(HOME, FEED)
    lib.web.pages[FEED.url] = feed(1, 2)
    lib.show(4, 3, 2, 1)
    lib.sync()  # and robots.txt is read, once a day
    lib.show(5, 4, 3, 2, 1)
    assert len(writes(lib)) == 2
    many = [Source(f"s{n}", "feed", f"{SITE}{n}.rdf") for n in range(20)]
    lib.web.pages |= {source.url: feed(n) for n, source in enumerate(many)}
    lib.rules = Rules(settings(HOME, FEED, *many), lambda words=lib.rules.words: words)
    assert len(writes(lib)) == 1


def test_a_posted_page_is_not_read_at_each_run(library: Callable[..., Library]) -> None:
    """In the days after its post a page is asked for some dozens of times, never more than so many
    a run; a person's look reads all.
    """
    lib = library()
    lib.show(4, 3, 2, 1)
    (id,) = lib.sync().drafted
    post(lib, id)
    lib.web.asked.clear()
    page = f"{SITE}news/4.html"
    for _ in range(6 * 24 * 2):
        lib.sync()
    assert 10 <= lib.web.asked.count(page) <= 40
    lib.web.asked.clear()
    lib.sync()
    lib.sync()
    assert lib.web.asked.count(page) <= 1
    lib.sync(anew=True)
    lib.sync(only="home")
    assert lib.web.asked.count(page) >= 2


def test_an_old_copy_believes_no_visit_of_a_younger_record(library: Callable[..., Library]) -> None:
    """What lies beside the file counts for the record whose journal has the row that it names, and
    for no older one.
    """
    lib = library()
    before = lib.store.sightings.memory("home").asked_at
    lib.sync()
    visits = lib.store.path.with_name("state.db.visits")
    plain = json.loads(visits.read_text(encoding="utf-8"))
    assert lib.store.sightings.memory("home").asked_at == lib.clock.now
    for spoilt in (
        json.dumps(plain | {"row": plain["row"] + 1}),
        json.dumps(plain | {"hash": "0" * 64}),
        json.dumps(plain | {"sources": {"home": ["tomorrow", ""]}}),
        json.dumps([]),
        "",
        "{",
    ):
        visits.write_text(spoilt, encoding="utf-8")
        with Store(lib.store.path) as other:
            assert other.sightings.memory("home").asked_at == before


def test_a_source_that_is_well_again_is_written_at_once(library: Callable[..., Library]) -> None:
    """The end of a failure is news, though the list is the one of before."""
    lib = library()
    body = lib.web.pages.pop(SITE)
    lib.sync()
    assert lib.store.sightings.memory("home").failures == 1
    lib.web.pages[SITE] = body
    lib.sync()
    with Store(lib.store.path) as other:
        lib.store.path.with_name("state.db.visits").unlink(missing_ok=True)
        assert other.sightings.memory("home").failures == 0


STORY = "12月5日(土)午後2時から、中央図書館で紙芝居の会を開きます。申し込みは不要です。"


def shown_as(title: str, published: str = "24") -> bytes:
    """The list, with one entry under this title."""
    row = f'<dt>2026年11月{published}日</dt><dd><a href="/news/9.html">{title}</a></dd>'
    return listed(3, 2, 1).replace(b"<dl>", f"<dl>{row}".encode())


def with_a_show(library: Callable[..., Library]) -> tuple[Library, Draft]:
    """A library with the draft of a show on its list."""
    lib = library()
    lib.web.pages[SITE + "news/9.html"] = article("紙芝居の会", STORY)
    lib.web.pages[SITE] = shown_as("紙芝居の会")
    (id,) = lib.sync().drafted
    return lib, lib.store.draft(id)


def decide_it(lib: Library, draft: Draft) -> None:
    lib.store.apply(
        lifecycle.decide(
            draft, DIRECTOR, lib.clock(), policy_version=VERSION, acknowledged=["6(9)"]
        )
    )


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("word", ["【中止】{}", "{}【満席】", "{}は延期になりました"])
def test_truth_2_a_list_that_calls_an_entry_off_voids_its_decision(
    library: Callable[..., Library], word: str, *, anew: bool
) -> None:
    """The page stands as it did: the decided text waits again, in a new version that says so and
    names what its page does not say; once.
    """
    lib, draft = with_a_show(library)
    decide_it(lib, draft)
    title = word.format("紙芝居の会")
    lib.web.pages[SITE] = shown_as(title)
    assert lib.sync(anew=anew).refreshed == [draft.id]
    now = lib.store.draft(draft.id)
    assert (now.state, now.version, now.decision) == (State.WAITING, 2, None)
    assert f"一覧の題名が「{title}」に変わりました" in now.note
    assert title in now.title
    assert title in now.content.text
    assert any(f.stop and f.clause == "6(9)" and f.found in word for f in now.findings)
    assert draft.item is not None
    assert lib.store.sightings.item(draft.item).title == title
    assert lib.sync(anew=anew).refreshed == []


@pytest.mark.parametrize("closed", [False, True])
def test_truth_2_a_list_that_calls_an_entry_off_voids_a_text_that_links_to_it(
    library: Callable[..., Library], *, closed: bool
) -> None:
    """Whatever became of the entry's own draft; once."""
    lib, draft = with_a_show(library)
    own = wording(content(f"紙芝居の会を開きます。\n{SITE}news/9.html"), author="職員")
    new = Opening(None, "staff", Kind.MATERIAL)
    text = lib.store.apply(lifecycle.open_draft(new, own, "職員", NOW))
    decide(lib, text)
    if closed:
        lib.store.apply(lifecycle.reject(draft, DIRECTOR, "載せない", lib.clock.now))
    lib.web.pages[SITE] = shown_as("【中止】紙芝居の会")
    assert text in lib.sync().refreshed
    now = lib.store.draft(text)
    assert now.state is State.WAITING
    assert "リンク先の一覧の題名が「【中止】紙芝居の会」に変わりました" in now.note
    decide(lib, text)
    assert lib.sync().refreshed == []


def test_truth_2_another_mark_on_a_list_is_no_change(library: Callable[..., Library]) -> None:
    """NEW in front, another day: what was decided stays decided, and no page is asked for."""
    lib, draft = with_a_show(library)
    decide_it(lib, draft)
    lib.web.asked.clear()
    for title, day in (("NEW 紙芝居の会", "24"), ("【更新】紙芝居の会", "25")):
        lib.web.pages[SITE] = shown_as(title, day)
        report = lib.sync()
        assert (report.drafted, report.refreshed) == ([], [])
    assert lib.store.draft(draft.id).state is State.DECIDED
    assert lib.web.asked.count(SITE) == 2


def test_truth_2_what_is_called_off_waits_for_its_page(library: Callable[..., Library]) -> None:
    """The page does not answer at that run: nothing is forgotten, and the next one reads it."""
    lib, draft = with_a_show(library)
    decide_it(lib, draft)
    page = SITE + "news/9.html"
    whole, lib.web.pages[page] = lib.web.pages[page], Unreachable("fetch.silent").about(page)
    lib.web.pages[SITE] = shown_as("【中止】紙芝居の会")
    assert len(lib.sync().errors) == 1
    assert draft.item is not None
    assert lib.store.sightings.item(draft.item).halt
    lib.web.pages[page] = whole
    assert lib.sync().refreshed == [draft.id]
    assert not lib.store.sightings.item(draft.item).halt


def test_9_2_a_post_that_its_list_calls_off_is_to_be_corrected(
    library: Callable[..., Library],
) -> None:
    """As when its page changed: a correction is opened, and waits for a decision of its own."""
    lib, draft = with_a_show(library)
    decide_it(lib, draft)
    decided = lib.store.draft(draft.id)
    lib.store.apply(
        lifecycle.found(
            decided,
            "sandbox",
            number="1",
            url="sandbox:1",
            policy_version=VERSION,
            at=lib.clock(),
        )
    )
    lib.web.pages[SITE] = shown_as("【中止】紙芝居の会")
    (id,) = lib.sync().corrections
    correction = lib.store.draft(id)
    assert correction.corrects == draft.id
    assert "【中止】紙芝居の会" in correction.content.text
    assert correction.origin == "一覧の題名が「【中止】紙芝居の会」に変わりました"
    assert lib.sync().corrections == []


def test_truth_2_a_persons_words_stay_when_a_list_calls_off(
    library: Callable[..., Library],
) -> None:
    """What a person wrote is theirs to change; the finding stands beside it."""
    lib, draft = with_a_show(library)
    desk = Desk(lib.store, lib.rules, lib.clock)
    text = f"紙芝居の会にどうぞ\n{SITE}news/9.html"
    desk.edit(POSTER, draft.id, text, acknowledged=["6(9)", "5(3)イ"])
    lib.web.pages[SITE] = shown_as("【中止】紙芝居の会")
    assert lib.sync().refreshed == [draft.id]
    now = lib.store.draft(draft.id)
    assert (now.content.text, now.author) == (text, POSTER.name)
    assert "文面は職員が書いたもののままです" in now.note
    assert any(f.stop and f.found == "中止" for f in now.findings)


def test_what_is_called_off_before_its_page_was_read_has_its_title(
    library: Callable[..., Library],
) -> None:
    """It waits for its page under the title of today, and nothing else waits for it."""
    lib = library()
    page = SITE + "news/9.html"
    lib.web.pages[page] = Unreachable("fetch.silent").about(page)
    lib.web.pages[SITE] = shown_as("紙芝居の会")
    assert lib.sync().drafted == []
    lib.web.pages[SITE] = shown_as("【中止】紙芝居の会")
    lib.web.pages[page] = article("紙芝居の会", STORY)
    (id,) = lib.sync().drafted
    assert lib.store.draft(id).title == "【中止】紙芝居の会"
    assert lib.sync().refreshed == []
