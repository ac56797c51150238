"""A month of news on many layouts: is each new item drafted, once, and nothing else?

    python benchmarks/month.py           some seconds a layout
    python benchmarks/month.py NAME…     these layouts only, with what went wrong

Each layout is a page or feed as a content system writes it, watched once a day by the real sync on
a real record. News comes and goes, titles are edited, old items slip in again when one is taken
down, dates and counters of the page change, the site is down for a day, and rebuilt under other
addresses later.
Figures: new items missed, drafted twice, drafted though they were not new; a draft that ends under
another item's title counts as one of these.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bridge import config
from bridge.draft.rules import Rules
from bridge.errors import Gone
from bridge.policy.words import parse_words
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.record.store import Store
from bridge.settings import FetchSettings, HoursSettings, LibrarySettings, Settings, Source
from bridge.sync import Sync

TOKYO = ZoneInfo("Asia/Tokyo")
SITE = "https://lib.example.jp/"
FIRST = date(2026, 11, 10)
DAYS = 35  #: into the next month and year of the library's lists
MOVE = 24  #: the day on which the site is rebuilt
MOVED = "/topics/detail.php?id={}"
SHOWN = 10  #: rows of a list
SEED = 20261125
NOTHING = Validators()
WORDS = (
    "おはなし会",
    "読書会",
    "映画会",
    "古文書講座",
    "展示替え",
    "書架の移動",
    "点検",
    "ボランティア募集",
    "工作教室",
    "朗読会",
)


@dataclass(frozen=True)
class News:
    """One piece of news of the simulated library."""

    n: int
    title: str
    day: date
    place: str = "/news/{}.html"  #: where the site keeps its pages

    @property
    def path(self) -> str:
        """Return where its page stands."""
        return self.place.format(self.n)


Layout = Callable[[list[News], date], dict[str, bytes]]  #: what stands at which address


# ── layouts ─────────────────────────────────────────────────────────────────────────────────────


def page(inner: str, today: date, head: str = "") -> bytes:
    """Return a page around a list: menu, today's date and a counter before it, a calendar and links
    behind it.
    """
    return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>みどり市立図書館</title>{head}</head><body>
<div id="header"><h1>みどり市立図書館</h1><p>今日は{today.year}年{today.month}月{today.day}日です。あなたは{today.toordinal()}人目のお客様です。</p>
<ul id="gnav"><li><a href="/guide">利用案内</a></li><li><a href="/map">交通案内</a></li><li><a href="/search">資料検索</a></li></ul></div>
<div id="main">{inner}</div>
<div id="side"><h2>開館カレンダー</h2><table><tr><td>{today.month}/1</td><td>{today.month}/2 休館</td></tr></table>
<h2>新着図書</h2><ul><li>{today:%Y/%m/%d} <a href="/opac/detail?isbn=978{today.toordinal()}">あの本</a></li><li>{today:%Y/%m/%d} <a href="/opac/detail?isbn=979{today.toordinal()}">この本</a></li></ul>
<h2>関連リンク</h2><ul><li><a href="https://pref.example.jp/">県立図書館</a></li></ul></div>
<div id="footer"><p>最終更新日 {today:%Y.%m.%d}</p></div></body></html>""".encode()


def kanji(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def era(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def rows(
    form: str, before: str, after: str = "", when: Callable[[date], str] = kanji, head: str = ""
) -> Layout:
    """Return a layout of one row an item: {t} title, {u} path, {d} date, {i} ISO date, {n} number."""

    def made(news: list[News], today: date) -> dict[str, bytes]:
        items = "".join(
            form.format(t=one.title, u=one.path, d=when(one.day), i=one.day.isoformat(), n=one.n)
            for one in news
        )
        return {"": page(f"{before}{items}{after}", today, head)}

    return made


def by_day(
    open_: str, form: str, close: str, before: str = "<h2>新着情報</h2>", after: str = ""
) -> Layout:
    """Return a layout in which one date stands above the items of that day."""

    def made(news: list[News], today: date) -> dict[str, bytes]:
        out, last = [], None
        for one in news:
            if one.day != last:
                out += [close if last else "", open_.format(d=kanji(one.day))]
                last = one.day
            out.append(form.format(t=one.title, u=one.path))
        return {"": page(f"{before}{''.join(out)}{close}{after}", today)}

    return made


def by_month(news: list[News], today: date) -> dict[str, bytes]:
    """A heading a month, days without their year below it."""
    out, last = [], None
    for one in news:
        month = (one.day.year, one.day.month)
        if month != last:
            out.append(f"{'</ul>' if last else ''}<h3>{one.day.year}年{one.day.month}月</h3><ul>")
            last = month
        out.append(
            f'<li>{one.day.month}月{one.day.day}日 <a href="{one.path}">{one.title}</a></li>'
        )
    return {"": page(f"<h2>お知らせ</h2>{''.join(out)}</ul>", today)}


def rowspan(news: list[News], today: date) -> dict[str, bytes]:
    """A date cell over the rows of its day."""
    out, last = [], None
    for one in news:
        same = sum(1 for other in news if other.day == one.day)
        cell = f'<td rowspan="{same}">{one.day:%Y.%m.%d}</td>' if one.day != last else ""
        out.append(f'<tr>{cell}<td><a href="{one.path}">{one.title}</a></td></tr>')
        last = one.day
    return {"": page(f"<h2>お知らせ</h2><table>{''.join(out)}</table>", today)}


def boxed(news: list[News], today: date) -> dict[str, bytes]:
    """The newest stands alone in a box 重要なお知らせ, the others in a list below it."""
    box = (
        '<div class="juyo"><h2>重要なお知らせ</h2><p><a '
        f'href="{news[0].path}">{news[0].title}</a></p></div>'
    )
    listed = "".join(
        f'<li>{kanji(one.day)} <a href="{one.path}">{one.title}</a></li>' for one in news[1:]
    )
    return {"": page(f"{box}<h2>新着情報</h2><ul>{listed}</ul>", today)}


def framed(inner: Layout, outer: str) -> Layout:
    """Return a layout whose list stands in another document."""

    def made(news: list[News], today: date) -> dict[str, bytes]:
        return {
            "": f"<html><head><title>図書館</title></head>{outer}</html>".encode(),
            "main.html": inner(news, today)[""],
        }

    return made


def data(news: list[News]) -> list[dict[str, str]]:
    return [
        {"id": str(n.n), "title": n.title, "publishedAt": f"{n.day}T00:30:00+09:00", "url": n.path}
        for n in news
    ]


def next_data(news: list[News], today: date) -> dict[str, bytes]:
    """The list is in the page's own data."""
    held = json.dumps({"props": {"pageProps": {"news": data(news)}}}, ensure_ascii=False)
    return {
        "": page(
            f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{held}'
            "</script>",
            today,
        )
    }


def script_array(news: list[News], today: date) -> dict[str, bytes]:
    """The list is a literal of a script, with quotes and commas as scripts have them."""
    held = "".join(
        f"{{date: '{n.day:%Y/%m/%d}', title: '{n.title}', url: '{n.path}',}},\n" for n in news
    )
    return {
        "": page(f'<div id="news"></div><script>var news = [\n{held}];show(news);</script>', today)
    }


def wordpress_api(news: list[News], _: date) -> dict[str, bytes]:
    """The page has no list and names WordPress's own interface."""
    posts = [
        {
            "id": n.n,
            "date": f"{n.day}T09:00:00",
            "link": SITE.rstrip("/") + n.path,
            "title": {"rendered": n.title},
        }
        for n in news
    ]
    head = f'<link rel="https://api.w.org/" href="{SITE}wp-json/">'
    return {
        "": f"<html><head><title>図書館</title>{head}</head><body><div id=app></div><script "
        "src=/a.js></script></body></html>".encode(),
        "wp-json/wp/v2/posts?per_page=20&_fields=id,date,link,title": json.dumps(posts).encode(),
    }


def rss(
    news: list[News], _: date, *, guid: str = "", link: bool = True, broken: bool = False
) -> dict[str, bytes]:
    """RSS 2.0; with guids of its own, with one address for all, with junk behind it."""
    own = "<guid isPermaLink='false'>{}{}</guid>" if guid else ""
    items = "".join(
        f"<item><title>{n.title}</title><link>{SITE.rstrip('/')}"
        f"{n.path if link else '/event.html'}</link>"
        f"{own.format(guid, n.n)}"
        f"<pubDate>{n.day:%d %b %Y} 09:00:00 +0900</pubDate></item>"
        for n in news
    )
    junk = "<script src='/c.js'></script>" if broken else ""
    return {
        "": f'<?xml version="1.0"?><rss version="2.0"><channel><title>館</title>{items}'
        f"</channel></rss>{junk}".encode()
    }


def rdf(news: list[News], _: date) -> dict[str, bytes]:
    """RSS 1.0 in EUC-JP."""
    items = "".join(
        f'<item rdf:about="{SITE.rstrip("/")}{n.path}"><title>{n.title}'
        f"</title><link>{SITE.rstrip('/')}{n.path}</link>"
        f"<dc:date>{n.day}T09:00:00+09:00</dc:date></item>"
        for n in news
    )
    return {
        "": f'<?xml version="1.0" encoding="EUC-JP"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>館</title></channel>{items}</rdf:RDF>'.encode(
            "euc_jp"
        )
    }


def atom(news: list[News], _: date) -> dict[str, bytes]:
    """Atom with ids that are no addresses."""
    items = "".join(
        f"<entry><title>{n.title}</title><id>tag:lib.example.jp,2026:{n.n}</id><link "
        f"rel='alternate' href='{n.path}'/>"
        f"<updated>{n.day}T09:00:00+09:00</updated></entry>"
        for n in news
    )
    return {
        "": f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>館</title>{items}</feed>".encode()
    }


def sitemap(news: list[News], _: date) -> dict[str, bytes]:
    """No list at all."""
    pages = "".join(f"<url><loc>{SITE.rstrip('/')}{n.path}</loc></url>" for n in news)
    return {
        "": f"<?xml version='1.0'?><urlset><url><loc>{SITE}guide.html</loc></url>{pages}"
        "</urlset>".encode()
    }


def anchors(news: list[News], today: date) -> dict[str, bytes]:
    """All news on one page, each a place of its own."""
    listed = "".join(
        f'<li>{kanji(n.day)} <a href="info.html#n{n.n}">{n.title}</a></li>' for n in news
    )
    return {"": page(f"<h2>お知らせ</h2><ul>{listed}</ul>", today)}


def sjis(news: list[News], _: date) -> dict[str, bytes]:
    """A page of the last century: layout tables, font, br, Shift_JIS."""
    lines = "".join(
        f"R{n.day.year - 2018}.{n.day.month}.{n.day.day}　<a href={n.path}>{n.title}</a><br>\n"
        for n in news
    )
    body = (
        "<HTML><HEAD><TITLE>図書館</TITLE></HEAD><BODY><TABLE><TR><TD><A "
        f"HREF=g.htm>利用案内</A></TD><TD><FONT COLOR=red>★お知らせ★</FONT><BR>\n{lines}"
        "</TD></TR></TABLE></BODY></HTML>"
    )
    return {"": body.encode("cp932")}


def paged(news: list[News], today: date) -> dict[str, bytes]:
    """Four a page, and the way to the next one."""
    listed = rows(
        '<li><span>{d}</span><a href="{u}">{t}</a></li>', "<h2>お知らせ</h2><ul>", "</ul>"
    )
    more = '<p class="pager"><a href="/p2">次のページ</a></p>'
    return {
        "": listed(news[:4], today)[""].replace(
            b'<div id="side">', f'{more}<div id="side">'.encode()
        ),
        "p2": listed(news[4:], today)[""],
    }


SLASHES = "{:%Y/%m/%d}".format
DOTS = "{:%Y.%m.%d}".format
LI = '<li>{d} <a href="{u}">{t}</a></li>'
LAYOUTS: dict[str, tuple[str, Layout]] = {
    "ul": ("homepage", rows(LI, "<h2>お知らせ</h2><ul>", "</ul>")),
    "dl": (
        "homepage",
        rows('<dt>{d}</dt><dd><a href="{u}">{t}</a></dd>', "<h2>新着情報</h2><dl>", "</dl>", era),
    ),
    "dl by day": (
        "homepage",
        by_day(
            "<dt>{d}</dt>",
            form='<dd><a href="{u}">{t}</a></dd>',
            close="",
            before="<h2>新着情報</h2><dl>",
            after="</dl>",
        ),
    ),
    "table": (
        "homepage",
        rows(
            '<tr><td>{d}</td><td><a href="{u}">{t}</a></td></tr>',
            "<h2>お知らせ</h2><table>",
            "</table>",
            DOTS,
        ),
    ),
    "table with rowspan": ("homepage", rowspan),
    "Joruri, date headings": (
        "homepage",
        by_day(
            "<h3>{d}</h3><ul>", '<li><span class="title"><a href="{u}">{t}</a></span></li>', "</ul>"
        ),
    ),
    "SHIRASAGI, article pages": (
        "homepage",
        rows(
            '<article class="item"><header><time datetime="{i}">{d}</time><h3><a '
            'href="{u}">{t}</a></h3></header></article>',
            '<div class="article-pages pages"><h2>お知らせ</h2>',
            "</div>",
        ),
    ),
    "NetCommons 3, topics": (
        "homepage",
        rows(
            '<article><div class="row"><div class="topic-title"><a '
            'href="{u}">{t}</a></div><div class="topic-date">{d} '
            "10:15</div></div></article><hr>",
            '<section class="panel"><div '
            'class="panel-heading"><span>新着情報</span></div><div '
            'class="panel-body">',
            "</div></section>",
            SLASHES,
        ),
    ),
    "NetCommons 2, whatsnew": (
        "homepage",
        rows(
            '<tr><td class="whatsnew_title"><a href="{u}">{t}</a></td><td '
            'class="whatsnew_date">{d}</td></tr>',
            '<div class="whatsnew"><p class="title">新着情報</p><table>',
            "</table></div>",
            SLASHES,
        ),
    ),
    "WordPress, latest posts": (
        "homepage",
        rows(
            '<li><a href="{u}">{t}</a><time datetime="{i}T09:00:00+09:00">{d}</time></li>',
            '<ul class="wp-block-latest-posts">',
            "</ul>",
        ),
    ),
    "WordPress, theme with categories": (
        "homepage",
        rows(
            '<div class="post"><span class="posted-on">{d}</span><span '
            'class="cat-links"><a href="/category/news/" rel="category '
            'tag">お知らせ一般</a></span><h3 class="entry-title"><a '
            'href="{u}">{t}</a></h3></div>',
            '<div class="posts">',
            "</div>",
            DOTS,
        ),
    ),
    "WordPress, whole posts": (
        "homepage",
        rows(
            '<article><h2><a href="{u}">{t}</a></h2><p class="meta">{d}</p><p>'
            + "催しの詳しいご案内です。" * 60
            + "</p></article>",
            "",
            "",
        ),
    ),
    "WordPress, its interface": ("homepage", wordpress_api),
    "Drupal, views": (
        "homepage",
        rows(
            '<div class="views-row"><span class="views-field-created"><span '
            'class="field-content">{d}</span></span><span '
            'class="views-field-title"><span class="field-content"><a '
            'href="{u}">{t}</a></span></span></div>',
            '<div class="view view-news"><div class="view-content">',
            "</div></div>",
            SLASHES,
        ),
    ),
    "Movable Type": (
        "homepage",
        rows(
            '<div class="entry"><h2 class="entry-header"><a '
            'href="{u}">{t}</a></h2><div class="entry-body">本文。</div><p '
            'class="entry-footer">日時: {d} 10:00 | <a class="permalink" '
            'href="{u}">パーマリンク</a></p></div>',
            '<div id="alpha">',
            "</div>",
        ),
    ),
    "OPAC, clicks": (
        "homepage",
        rows(
            '<tr><td class="day">{d}</td><td><a href="javascript:void(0)" '
            "onclick=\"showInfo('{u}')\">{t}</a></td></tr>",
            '<div id="infoarea"><p class="ttl">図書館からのお知らせ</p><table>',
            "</table></div>",
            "{:%y/%m/%d}".format,
        ),
    ),
    "cards": (
        "homepage",
        rows(
            '<a class="card" href="{u}"><span class="tag">催し</span><span '
            'class="date">{d}</span><p>{t}</p></a>',
            '<section id="topics"><h2>TOPICS</h2><div class="grid">',
            "</div></section>",
            DOTS,
        ),
    ),
    "titles, dates below": (
        "homepage",
        rows('<h3><a href="{u}">{t}</a></h3><p class="date">{d}</p>', "<h2>お知らせ</h2>", ""),
    ),
    "months": ("homepage", by_month),
    "a box for the newest": ("homepage", boxed),
    "anchors of one page": ("homepage", anchors),
    "last century": ("homepage", sjis),
    "frameset": (
        "homepage",
        framed(
            rows(LI, "<h2>お知らせ</h2><ul>", "</ul>"),
            '<frameset cols="1,2"><frame src="menu.html" name="menu"><frame '
            'src="main.html" name="main"></frameset>',
        ),
    ),
    "iframe": (
        "homepage",
        framed(
            rows(LI, "<h2>お知らせ</h2><ul>", "</ul>"),
            '<body><h1>図書館</h1><iframe src="main.html"></iframe></body>',
        ),
    ),
    "meta refresh": (
        "homepage",
        framed(
            rows(LI, "<h2>お知らせ</h2><ul>", "</ul>"),
            '<head><meta http-equiv="refresh" content="0;url=main.html"></head>',
        ),
    ),
    "pages of four": ("homepage", paged),
    "unclosed": (
        "homepage",
        rows('<div class="row">{d} <a href="{u}">{t}', "<h2>お知らせ</h2>", ""),
    ),
    "Next.js": ("homepage", next_data),
    "an array in a script": ("homepage", script_array),
    "English": (
        "homepage",
        rows(LI, '<h2>News</h2><ul class="news">', "</ul>", "{:%b %d, %Y}".format),
    ),
    "RSS 2.0": ("feed", rss),
    "RSS 2.0, guids, one address": ("feed", partial(rss, guid="g-", link=False)),
    "RSS 2.0, one address": ("feed", partial(rss, link=False)),
    "RSS 2.0, junk behind it": ("feed", partial(rss, broken=True)),
    "RSS 1.0": ("feed", rdf),
    "Atom": ("feed", atom),
    "sitemap": ("sitemap", sitemap),
}


# ── the month ───────────────────────────────────────────────────────────────────────────────────


@dataclass
class Web:
    """The simulated site."""

    pages: dict[str, bytes] = field(default_factory=dict)

    def fetch(
        self, url: str, asked: Validators = NOTHING, _permit: object = None
    ) -> Fetched | NotModified:
        body = self.pages.get(url.partition("#")[0])
        if body is None:
            raise Gone("fetch.gone", status=404).about(url)
        digest = hashlib.sha256(body).hexdigest()
        if asked.etag == digest:
            return NotModified(url)
        kind = "application/xml" if body.startswith(b"<?xml") else "text/html"
        return Fetched(url, body, kind, Validators(digest), digest=digest)

    def rest(self, _host: str, _seconds: float) -> None: ...

    def rests(self) -> dict[str, float]:
        return {}


@dataclass
class Month:
    """What a month brought on one layout."""

    missed: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    new: int = 0

    @property
    def right(self) -> bool:
        """Tell whether each new item was drafted once, and nothing else."""
        return not (self.missed or self.twice or self.false)


def article(one: News) -> bytes:
    return (
        f"<html><head><title>{one.title} | みどり市立図書館</title></head><body><div "
        f"id=main><h1>{one.title}</h1><p>{kanji(one.day)}、図書館からお知らせします。"
        "どうぞご利用ください。</p></div></body></html>".encode()
    )


def everything(news: list[News]) -> bytes:
    """The newest all on one page."""
    told = "".join(
        f'<h2 id="n{one.n}">{one.title}</h2><p>{kanji(one.day)}、{one.title}です。'
        f"定員{one.n + 10}人です。</p>"
        for one in news[:12]
    )
    return (
        "<html><head><title>お知らせ | みどり市立図書館</title></head><body><div id=main>"
        f"<h1>お知らせ</h1>{told}</div></body></html>".encode()
    )


def simulate(kind: str, layout: Layout, folder: Path, seed: int) -> Month:
    """Run the month on one layout."""
    chance = random.Random(seed)
    site, clock = Web(), [datetime.combine(FIRST, time(10), TOKYO)]
    source = Source("home", kind, SITE, path="/news/" if kind == "sitemap" else "")  # type: ignore[arg-type]
    settings = Settings(
        LibrarySettings("みどり市立図書館", SITE, "midori_lib"),
        HoursSettings((None,) * 7),
        (source,),
        link_hosts=("lib.example.jp",),
        fetch=FetchSettings(),
    )
    words = parse_words(config.word_files(None))
    count = 0

    def announce(day: date) -> News:
        nonlocal count
        count += 1
        place = (
            MOVED if day >= FIRST + timedelta(days=MOVE) and kind != "sitemap" else "/news/{}.html"
        )
        return News(count, f"第{count}回{chance.choice(WORDS)}のお知らせ", day, place)

    news = sorted(
        (announce(FIRST - timedelta(days=n)) for n in range(14, 0, -1)),
        key=lambda one: one.n,
        reverse=True,
    )
    month, drafted = Month(), []
    baseline = {one.n for one in news}
    with Store(folder / "state.db", TOKYO) as store:
        for number in range(DAYS):
            today = FIRST + timedelta(days=number)
            clock[0] = datetime.combine(today, time(10), TOKYO)
            fresh = (
                [announce(today) for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3)))]
                if number
                else []
            )
            news = [*reversed(fresh), *news]
            if number % 9 == 5:  # one is taken down: an older one slips in
                news.pop(2)
            if number % 11 == 7:
                news[1] = replace(news[1], title=f"{news[1].title}(満席)")
            if (
                number == MOVE and kind != "sitemap"
            ):  # the site is rebuilt: every page has another address from now on
                news = [replace(one, place=MOVED) for one in news]
            site.pages = {SITE.rstrip("/") + one.path: article(one) for one in news}
            site.pages |= {
                SITE + "info.html": everything(news),
                SITE + "event.html": everything(news),
            }
            shown = news if kind == "sitemap" else news[:SHOWN]
            if number != 13:  # a day on which the site is down
                site.pages |= {
                    SITE + address: body for address, body in layout(shown, today).items()
                }
            report = Sync(store, site, Rules(settings, lambda: words), lambda: clock[0]).run()  # type: ignore[arg-type]
            for id in report.drafted:
                item = store.draft(id).item
                assert item is not None
                drafted.append(number_of(store.sightings.item(item).title or store.draft(id).title))
        others = [
            f"{item.title} → {draft.title}"
            for draft in store.drafts()
            if draft.item is not None
            and (item := store.sightings.item(draft.item)).title
            and number_of(item.title) != number_of(draft.title)
        ]
    new = {n for n in range(1, count + 1) if n not in baseline}
    month.new = len(new)
    month.missed = [str(n) for n in sorted(new - set(drafted))]
    month.twice = sorted({str(n) for n in drafted if drafted.count(n) > 1})
    month.false = [*(str(n) for n in drafted if n not in new), *others]
    return month


def number_of(title: str) -> int:
    digits = "".join(c for c in title.partition("回")[0] if c.isdecimal())
    return int(digits) if digits else 0


def main() -> int:
    chosen = {name: LAYOUTS[name] for name in sys.argv[1:]} or LAYOUTS
    new = missed = twice = false = right = 0
    for name, (kind, layout) in chosen.items():
        with tempfile.TemporaryDirectory() as folder:
            month = simulate(kind, layout, Path(folder), SEED)
        new, missed = new + month.new, missed + len(month.missed)
        twice, false, right = (
            twice + len(month.twice),
            false + len(month.false),
            right + month.right,
        )
        if not month.right:
            print(
                f"  {name}: missed {month.missed}, twice {month.twice}, false {month.false}",
                flush=True,
            )
    print(
        f"a month on {len(chosen)} layouts: {right} exact; of {new} new items {missed} missed,"
        f" {twice} drafted twice, {false} false"
    )
    return 0 if right == len(chosen) else 1


if __name__ == "__main__":
    raise SystemExit(main())
