"""Edge: the sample library's website on loopback, 「見本市立図書館」: a homepage, an event feed,
articles.

The town is fictional; the shapes are those of real municipal sites (news in dl/dt/dd, RSS 1.0, one
corner still in Shift_JIS). Every date follows from the `today` it is given, so the events are
always in the coming weeks and their weekdays are right. What tests want of a bad day stands in
`break_source`, `change` and `remove`.

    python -m bridge.demo.site --port 8000
"""

from __future__ import annotations

import argparse
import base64
import calendar
import functools
import hashlib
import struct
import threading
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from bridge.demo.loopback import LoopbackServer
from bridge.text.daywords import WEEKDAYS, month_day, weekday, year_day
from bridge.text.forms import DAYS

PAGES = Path(__file__).parent / "pages"
HOME, FEED = "/", "/rss/event.rdf"

Trouble: TypeAlias = Literal["500", "error_page", "empty", "truncated"]

# the smallest picture and the smallest document that programs accept
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = "/img/ekisha.png"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Article:
    """One page of the site, and where it is announced."""

    path: str
    template: str  #: a file of pages/; empty = a document without a page (PDF)
    title: str  #: dates in it are written as in the templates
    category: str
    ago: int  #: days since it was published
    home: bool = False  #: in the homepage's news list
    feed: bool = False  #: in the event feed
    summary: str = ""  #: what the feed says of it
    charset: str = "UTF-8"  #: as its label says; "Shift_JIS" is written as cp932, as Windows does
    more: dict[str, Any] = field(default_factory=dict)  #: what its template needs besides


OHANASHI = Article(
    path="/event/ohanashi.html",
    template="ohanashi.html",
    title="おはなし会「どんぐりころころ」",
    category="催し物",
    ago=4,
    home=True,
    feed=True,
    summary="絵本の読み聞かせや手遊びを楽しむ、小さなお子さんのためのおはなし会です。",
)
FIRST = (  # what stands there at the first sight: the baseline
    OHANASHI,
    Article(
        path="/event/machiaruki.html",
        template="machiaruki.html",
        title="まち歩き講座「古い地図で歩く見本市」",
        category="催し物",
        ago=6,
        feed=True,
        summary="明治時代の地図と今の地図を見比べながら、見本駅のまわりを歩きます。",
    ),
    Article(
        path="/event/chushi.html",
        template="chushi.html",
        title="【中止】講演会「はじめてのくずし字」",
        category="催し物",
        ago=2,
        home=True,
        feed=True,
        summary="講師の都合により中止します。",
    ),
    Article(
        path="/oshirase/kyukan-a.html",
        template="kyukan.html",
        title="休館日のお知らせ",
        category="お知らせ",
        ago=27,
        home=True,
        more={"ahead": 0},
    ),
    Article(
        path="/oshirase/kyukan-b.html",
        template="kyukan.html",
        title="休館日のお知らせ",
        category="お知らせ",
        ago=3,
        home=True,
        more={"ahead": 1},
    ),
    Article(
        path="/oshirase/yoyaku.html",
        template="yoyaku.html",
        title="予約資料の取り置き期間が変わります",
        category="お知らせ",
        ago=8,
        home=True,
    ),
    Article(
        path="/tenji/ekisha.html",
        template="tenji.html",
        title="企画展示「駅とまちの百年」",
        category="展示",
        ago=10,
        home=True,
    ),
    Article(
        path="/bunshitsu/ehon.html",
        template="ehon.html",
        title="髙台分室①「はじめての絵本」",
        category="髙台分室",
        ago=5,
        home=True,
        charset="Shift_JIS",
    ),
    Article(
        path="/pdf/tayori.pdf",
        template="",
        title="図書館だより 最新号",
        category="お知らせ",
        ago=12,
        home=True,
    ),
)
LATER = (  # what `reveal` lets appear, in this order
    Article(
        path="/event/kagaku.html",
        template="kagaku.html",
        title="親子で楽しむ科学あそび「空気のふしぎ」",
        category="催し物",
        ago=0,
        feed=True,
        summary="身近な材料を使って、空気のふしぎを調べます。",
    ),
    Article(
        path="/bunshitsu/roudoku.html",
        template="roudoku.html",
        title="おとなのための朗読会～短編小説と詩～",
        category="髙台分室",
        ago=0,
        home=True,
        charset="Shift_JIS",
    ),
    Article(
        path="/oshirase/rinji.html",
        template="rinji.html",
        title="{{ closure|short }}は臨時休館します（中央図書館）",
        category="お知らせ",
        ago=0,
        home=True,
    ),
)


ALL = (*FIRST, *LATER)
KEIKAKU = Article(  # what nobody has decided yet: its draft stops
    path="/oshirase/keikaku.html",
    template="keikaku.html",
    title="図書館サービス計画（案）をご覧ください",
    category="お知らせ",
    ago=0,
    home=True,
)


def meeting(number: int) -> Article:
    """Return the page of one of the reading circle's meetings, as many as a long demonstration
    needs.
    """
    return Article(
        path=f"/event/dokushokai-{number}.html",
        template="meeting.html",
        title=f"読書会「一冊の本」第{number}回",
        category="催し物",
        ago=0,
        home=True,
        more={"weeks": 1 + number % 6},
    )


class SiteAnswer(NamedTuple):
    """What the site answers to one GET."""

    status: int
    type: str
    body: bytes
    modified: datetime | None = None


class SiteRequest(NamedTuple):
    """What was asked, and how it was answered."""

    method: str
    path: str
    status: int


class SampleSite:
    """The site on 127.0.0.1, in a thread of its own; `with SampleSite(today) as site: …
    site.url`.
    """

    def __init__(self, today: date, port: int = 0) -> None:
        """Take the port at once (0 = any free one); nothing answers before `start`."""
        self.today = today
        self.requests: list[SiteRequest] = []  #: all that was asked so far
        self.shown = list(FIRST)
        self._later = list(LATER)
        self._changes: dict[str, list[tuple[str, str]]] = {}
        self._removed: dict[str, int] = {}
        self._troubles: dict[str, Trouble] = {}
        self._touched: dict[
            str, int
        ] = {}  # path → how many things had happened when it last changed
        self._happened = 0
        self._server = LoopbackServer(port, functools.partial(_SiteHandler, self))
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Return the homepage's address, without the slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> SampleSite:
        """Begin to answer."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """End, and give the port back."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ── what happens on the site ────────────────────────────────────────────────────────────────

    def reveal(self, number: int = 1) -> tuple[str, ...]:
        """Let the next new pages appear; return their addresses."""
        new, self._later = self._later[:number], self._later[number:]
        return tuple(map(self.add, new))

    def add(self, article: Article) -> str:
        """Let one more page appear, and return its address."""
        self.shown.append(article)
        self._touch(
            article.path, *([HOME] if article.home else []), *([FEED] if article.feed else [])
        )
        return self.url + article.path

    def grow(self) -> tuple[str, ...]:
        """Let all three new pages appear: an event in the feed, a Shift_JIS page, a temporary
        closure.
        """
        return self.reveal(len(LATER))

    def change(self, path: str, old: str, new: str) -> None:
        """Replace `old` by `new` in a page or list; ValueError when it does not stand there."""
        if old not in self._text(path):
            raise ValueError(f"{path} has no {old!r}")
        self._changes.setdefault(path, []).append((old, new))
        self._touch(path)

    def remove(self, path: str, status: Literal[404, 410] = 404) -> None:
        """Take a page away; the lists still name it."""
        self._removed[path] = status

    def break_source(self, path: str, how: Trouble) -> None:
        """Spoil a list or page: "500", an error page with status 200, a list without items, half a
        body.
        """
        self._troubles[path] = how
        self._touch(path)

    def mend(self, path: str) -> None:
        """Undo `break_source` and `remove`."""
        self._troubles.pop(path, None)
        self._removed.pop(path, None)
        self._touch(path)

    def _touch(self, *paths: str) -> None:
        self._happened += 1
        self._touched.update(dict.fromkeys(paths, self._happened))

    # ── what it answers ─────────────────────────────────────────────────────────────────────────

    def answer(self, path: str) -> SiteAnswer:
        """Return what stands at `path`."""
        path = HOME if path == "/index.html" else path
        if path in self._removed or not self._known(path):
            return self._error(
                self._removed.get(path, 404),
                "ページが見つかりません",
                "移動したか、削除された可能性があります。",
            )
        trouble = self._troubles.get(path)
        if trouble == "500":
            return self._error(
                500, "サーバーエラー", "しばらくたってから、もう一度お試しください。"
            )
        if trouble == "error_page":
            return self._error(
                200,
                "ただいまアクセスが集中しています",
                "しばらくたってから、もう一度お試しください。",
            )
        type, body = self._body(path)
        return SiteAnswer(
            200,
            type,
            body[: len(body) // 2] if trouble == "truncated" else body,
            self._modified(path),
        )

    def _known(self, path: str) -> bool:
        return (
            path in {HOME, FEED}
            or path.startswith("/img/")
            or any(a.path == path for a in self.shown)
        )

    def _body(self, path: str) -> tuple[str, bytes]:
        if path.startswith("/img/"):
            return "image/png", _picture() if path == PICTURE else PNG
        if path.endswith(".pdf"):
            return "application/pdf", PDF
        if path == FEED:
            return "application/rdf+xml; charset=UTF-8", self._text(path).encode()
        charset = next((a.charset for a in self.shown if a.path == path), "UTF-8")
        codec = "cp932" if charset == "Shift_JIS" else charset
        return f"text/html; charset={charset}", self._text(path).encode(codec)

    def _text(self, path: str) -> str:
        pages = _templates(self.today)
        text: str
        if path in {HOME, FEED}:
            rows = [] if self._troubles.get(path) == "empty" else self._news(home=path == HOME)
            name, title = ("home.html", "ホーム") if path == HOME else ("event.rdf", "")
            text = pages.get_template(name).render(
                news=rows, title=title, site=self.url, charset="UTF-8"
            )
        else:
            article = next(a for a in self.shown if a.path == path)
            text = pages.get_template(article.template).render(
                self._row(article) | article.more,
                canonical=self.url + path,
                folder=path.split("/")[1],
                number=1001000 + ALL.index(article)
                if article in ALL
                else 1003000 + self.shown.index(article),
                charset=article.charset,
            )
        for old, new in self._changes.get(path, ()):
            text = text.replace(old, new)
        return text

    def _news(self, *, home: bool) -> list[dict[str, Any]]:
        rows = [
            self._row(article) for article in self.shown if (article.home if home else article.feed)
        ]
        return sorted(rows, key=lambda row: row["published"], reverse=True)

    def _row(self, article: Article) -> dict[str, Any]:
        return {
            "path": article.path,
            "title": _templates(self.today).from_string(article.title).render(),
            "category": article.category,
            "summary": article.summary,
            "published": self.today - timedelta(days=article.ago),
        }

    def _modified(self, path: str) -> datetime:
        """Return when it last changed: its day of publication, or a second for each thing that
        happened since.
        """
        happened = self._touched.get(path, 0)
        ago = next((a.ago for a in self.shown if a.path == path), 1) if not happened else 1
        # the day before at the earliest hour: no Last-Modified may lie in the future (RFC 9110,
        # 8.8.2.1)
        return datetime.combine(self.today - timedelta(days=max(ago, 1)), time(), UTC) + timedelta(
            seconds=happened
        )

    def _error(self, status: int, title: str, text: str) -> SiteAnswer:
        body = _templates(self.today).get_template("error.html").render(title=title, text=text)
        return SiteAnswer(status, "text/html; charset=UTF-8", body.encode())


class _SiteHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Mihon", ""
    timeout: ClassVar[int] = 10  # a connection kept open and forgotten

    def __init__(self, site: SampleSite, *rest: Any) -> None:
        self.site = site
        super().__init__(*rest)

    def do_GET(self) -> None:
        answer = self.site.answer(urlsplit(self.path).path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        status = (
            304
            if answer.status == 200 and answer.modified and self._has(etag, answer.modified)
            else answer.status
        )
        self.site.requests.append(SiteRequest(self.command, self.path, status))
        self.send_response(status)
        if answer.modified:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        if status != 304:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304 and self.command == "GET":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _has(self, etag: str, modified: datetime) -> bool:
        """Return whether the asker has this very body: If-None-Match goes first (RFC 9110,
        13.2.2).
        """
        if tags := self.headers.get("If-None-Match"):
            return tags.strip() == "*" or etag in {
                tag.strip().removeprefix("W/") for tag in tags.split(",")
            }
        try:
            return parsedate_to_datetime(self.headers.get("If-Modified-Since", "")) >= modified
        except (TypeError, ValueError):
            return False

    def log_message(self, *_: Any) -> None:
        """Say nothing: `requests` has it all."""


# ── dates, as libraries write them ──────────────────────────────────────────────────────────────


@functools.cache
def _templates(today: date) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def on(weekday: str, weeks: int) -> date:
        """Return the first such weekday when so many weeks and a day are over."""
        first = today + timedelta(days=7 * weeks + 1)
        return first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)

    def month(ahead: int) -> date:
        """Return the first day of this month, or of one so many months ahead."""
        years, months = divmod(today.month - 1 + ahead, 12)
        return date(today.year + years, months + 1, 1)

    def days_of(first: date, weekday: str) -> list[date]:
        length = calendar.monthrange(first.year, first.month)[1]
        every = (first + timedelta(days=n) for n in range(length))
        return [day for day in every if day.weekday() == WEEKDAYS.index(weekday)]

    pages = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    pages.globals.update(
        on=on,
        month=month,
        days=lambda number: timedelta(days=number),
        mondays=lambda first: days_of(first, "月"),
        last_thursday=lambda first: days_of(first, "木")[-1],
        closure=today
        + timedelta(
            days=2 if today.weekday() == 6 else 1
        ),  # tomorrow; not a Monday, when all is closed
        canonical="",
    )
    pages.filters.update(
        jp=lambda d: f"{year_day(d)}（{weekday(d)}曜日）",
        short=lambda d: f"{month_day(d)}（{weekday(d)}）",
        reiwa=lambda d: f"令和{d.year - 2018}年{month_day(d)}（{weekday(d)}）",
    )
    return pages


@functools.cache
def _picture() -> bytes:
    """Return a picture of an old station under the evening sky, 640 by 360 pixels, drawn row by row
    (PNG, RFC 2083).
    """

    def colour(x: int, y: int) -> bytes:
        if y > 300:
            return b"\x6b\x5b\x4b"  # the platform
        if y > 180 and 140 < x < 500:
            # lit windows in a wall
            return b"\xf2\xd3\x8a" if 220 < y < 270 and x % 60 < 34 else b"\x7a\x4a\x32"
        if 130 < y <= 180 and abs(x - 320) < 130 + (y - 130) * 2:
            return b"\x4a\x2f\x2a"  # the roof
        return bytes((60 + y // 3, 90 + y // 4, 150 - y // 8))

    rows = b"".join(b"\0" + b"".join(colour(x, y) for x in range(640)) for y in range(360))
    head = struct.pack(">IIBBBBB", 640, 360, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


# ── the configuration for it ────────────────────────────────────────────────────────────────────


def demo_toml(site_url: str) -> str:
    """Return a whole feeds.toml for the sample site at `site_url` (http://127.0.0.1:PORT)."""
    site_url = site_url.rstrip("/")
    hours = "\n".join(f'{day} = "0:00-24:00"' for day in DAYS)
    return f"""\
# feeds.toml ── 見本市立図書館（架空）の設定。試し用のサイトを読み、練習用の一覧に投稿します。

[library]
name = "見本市立図書館"
site = "{site_url}/"
account = "mihon_lib"
account_pages = ["{site_url}/"]

# 試しは何時に動かしても投稿まで進むように、毎日一日中開いていることにします。
# 実際の設定では開館時間を書きます。
[hours]
{hours}

[[source]]
id = "home"
kind = "homepage"
url = "{site_url}/"

[[source]]
id = "event"
kind = "feed"
url = "{site_url}{FEED}"
hashtags = ["見本市立図書館"]

[links]
hosts = ["127.0.0.1"]

# 試し用のサイトはこの機械の中にあるので、そこだけを許します。
[fetch]
allow_private = ["{urlsplit(site_url).netloc}"]

# 待たずに続けて投稿されるように、投稿のあいだと取り消せる時間を 0 分にします。
[posting]
through = "sandbox"
gap_minutes = 0
take_back_minutes = 0
"""


def main() -> None:
    """Serve the site until Ctrl-C; it grows by one page whenever Enter is pressed."""
    parser = argparse.ArgumentParser(
        prog="python -m bridge.demo.site", description="見本市立図書館（架空）の試し用サイト"
    )
    parser.add_argument("--port", type=int, default=8000, help="ポート番号（0 なら空いているもの）")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="この日のサイトとして（例 2026-10-15）"
    )
    args = parser.parse_args()
    today = args.today or datetime.now().astimezone().date()  # noqa: TID251 - run by hand, without the wiring
    with SampleSite(today, args.port) as site:
        print(f"{site.url}/ で開いています。Enter で新しいページが増え、Ctrl-C で終わります。")
        try:
            while True:
                input()
                print("\n".join(site.reveal()) or "新しいページはもうありません。")
        except (KeyboardInterrupt, EOFError):
            return


if __name__ == "__main__":
    main()
