"""Library sites on loopback for ratios.py, in a process of their own: a homepage, a feed and pages
each, all with validators.

    python benchmarks/town.py [SECONDS]      prints its port; each answer takes so long; serves until its standard input closes

/N/ is the homepage of site N, /N/feed.rdf its feed, /N/e7.html a page; no two of a hundred sites have
a page in common, as one text at two of them would be one draft. GET /_/new?K lets K pages
appear on every homepage, /_/new?K,S on those of the first S sites.
"""

from __future__ import annotations

import hashlib
import socketserver
import sys
import threading
import time
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FIRST = 20  #: entries of each list at the first sight
HEAD = '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{0}</title></head><body>'
NAVIGATION = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{{0}}/menu{n}.html">利用案内{n}</a></li>' for n in range(12))
    + "</ul></nav>"
)
EVENTS = (
    "おはなし会",
    "映画会",
    "古文書講座",
    "ビブリオバトル",
    "絵本の読み聞かせ",
    "製本教室",
    "朗読会",
)


class Town:
    new = 0  #: pages that have appeared
    seconds = 0.0
    sites, few = 0, 0  #: on the first sites so many more
    today = date.today()  # noqa: DTZ011 - what the pages announce lies ahead of today

    def title(self, site: str, number: int) -> str:
        return f"{EVENTS[number % len(EVENTS)]}「第{self.nth(site, number)}回」を開催します"

    def nth(self, site: str, number: int) -> int:
        """Return the number of a page among those of a hundred sites."""
        return 100 * number + int(site) % 100

    def home(self, site: str) -> str:
        rows = "".join(
            f"<li><span>{self.today:%Y年%-m月%-d日}</span> <a "
            f'href="/{site}/e{n}.html">{self.title(site, n)}</a></li>'
            for n in range(FIRST + self.new + (self.few if int(site) < self.sites else 0), 0, -1)
        )
        return (
            f"{HEAD.format('見本図書館')}{NAVIGATION.format(site)}"
            f"<main><h2>お知らせ</h2><ul>{rows}</ul></main></body></html>"
        )

    def feed(self, site: str) -> str:
        items = "".join(
            f'<item rdf:about="http://{{host}}/{site}/f{n}.html"><title>行事のお知らせ{n}</title><link>http://{{host}}/{site}/f{n}.html</link></item>'
            for n in range(FIRST)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
            f' xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://{{host}}/{site}/"><title>行事</title></channel>{items}</rdf:RDF>'
        )

    def page(self, site: str, number: int) -> str:
        nth = self.nth(site, number)
        day = self.today + timedelta(days=14 + nth % 60)
        weekday = "月火水木金土日"[day.weekday()]
        rows = {
            "日時": f"{day.year}年{day.month}月{day.day}日({weekday}) 午後2時から午後3時30分まで",
            "会場": "中央図書館 2階 集会室",
            "対象": "小学生以上の方",
            "定員": f"{10 + nth % 70}人(申込順)",
            "申込み": f"{self.today.month}月{self.today.day}日から電話または窓口で受け付けます",
            "問合せ": "中央図書館 電話 000-000-0000",
        }
        table = "".join(f"<tr><th>{name}</th><td>{said}</td></tr>" for name, said in rows.items())
        text = (
            f"<p>毎回好評の催しを、今回も開きます。第{nth}回は、季節の本を中心に取り上げます。</p>"
            + "<p>どなたもお気軽にご参加ください。席には限りがあります。</p>" * 4
        )
        return (
            f"{HEAD.format(self.title(site, number))}{NAVIGATION.format(site)}"
            f"<main><h1>{self.title(site, number)}</h1>{text}<table>{table}"
            "</table></main></body></html>"
        )


TOWN = Town()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        site, _, name = self.path[1:].partition("/")
        if site == "_":
            pages, _, sites = name.partition("?")[2].partition(",")
            if sites:
                TOWN.sites, TOWN.few = int(sites), TOWN.few + int(pages)
            else:
                TOWN.new += int(pages)
            return self.answer(b"", "text/plain")
        time.sleep(TOWN.seconds)
        if site == "robots.txt":
            return self.missing()
        host = self.headers.get("Host", "")
        if not name:
            return self.answer(TOWN.home(site).encode(), "text/html; charset=utf-8")
        if name == "feed.rdf":
            return self.answer(
                TOWN.feed(site).replace("{host}", host).encode(),
                "application/rdf+xml; charset=utf-8",
            )
        if name[0] in "ef" and name.removesuffix(".html")[1:].isdecimal():
            return self.answer(
                TOWN.page(site, int(name.removesuffix(".html")[1:])).encode(),
                "text/html; charset=utf-8",
            )
        return self.missing()

    def answer(self, body: bytes, kind: str) -> None:
        mark = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        unchanged = self.headers.get("If-None-Match") == mark
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", mark)
        if not unchanged:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(body)

    def missing(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024

    def server_bind(self) -> None:  # without asking for this machine's name
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


def main() -> None:
    TOWN.seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    server = Server(("0.0.0.0", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
