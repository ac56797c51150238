"""The first hour: a feeds.toml from a site's own words, and what `try` says of an address."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from bridge import config, health
from bridge.cli import cli
from bridge.demo.loopback import LoopbackServer
from bridge.errors import BridgeError, UsageRefused

NEWS = "".join(
    f'<dt>2026年11月{d}日</dt><dd><a href="/n/{d}.html">おはなし会{d}</a></dd>' for d in range(1, 5)
)
HOME = f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>ホーム | うみべ市立図書館</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><h2>新着情報</h2><dl>{NEWS}</dl>
<nav><a href="/guide.html">利用案内</a> <a href="/calendar.html">開館カレンダー</a> <a href="https://x.com/umibe_lib">X</a></nav></body></html>"""
GUIDE = """<!doctype html><html><head><meta charset="utf-8"><title>利用案内</title></head><body><main><h1>利用案内</h1><table>
<tr><th>開館時間</th><td>午前9時30分から午後7時まで</td></tr><tr><th>休館日</th><td>毎週月曜日、毎月最終木曜日、年末年始</td></tr></table>
<p>図書館は、どなたでもご利用いただけます。はじめての方は、住所の分かるものをお持ちください。</p></main></body></html>"""
ARTICLE = """<!doctype html><html><head><meta charset="utf-8"><title>冬のおはなし会 | うみべ市立図書館</title></head><body><main><h1>冬のおはなし会</h1>
<p>日時 12月5日(土)午前10時から11時まで</p><p>会場 中央図書館 おはなしのへや</p><p>絵本の読み聞かせをします。申し込みはいりません。</p></main></body></html>"""
PAGES = {
    "/": HOME,
    "/guide.html": GUIDE,
    "/n/1.html": ARTICLE,
    "/empty/index.html": "<p>ようこそ</p>",
}


class Town(BaseHTTPRequestHandler):
    """A library's site of a few pages."""

    def __init__(self, pages: dict[str, str], *rest: Any) -> None:
        self.pages = pages
        super().__init__(*rest)

    def do_GET(self) -> None:
        body = self.pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def pages() -> dict[str, str]:
    return dict(PAGES)


@pytest.fixture
def host(pages: dict[str, str]) -> Iterator[str]:
    server = LoopbackServer(0, functools.partial(Town, pages))
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Shell:
    """Calls in a folder of one's own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.config = folder / "feeds.toml"
        self.places = ["--config", str(self.config), "--db", str(folder / "state.db")]
        self.capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        try:
            code = cli.main([*self.places, *words], standalone_mode=False) or 0
        except BridgeError as error:
            return error.exit_code, str(error)
        told = self.capsys.readouterr()
        return int(code), told.out + told.err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_init_reads_the_site_and_proposes_what_it_says(shell: Shell, host: str) -> None:
    """List, feed and host are in; hours and closed days are comments; nothing of another library is
    left.
    """
    code, told = shell(
        "init",
        f"http://{host}/",
        "--allow-private",
        host,
        "--name",
        "うみべ市立図書館",
        "--account",
        "@umibe_lib",
    )
    assert (code, "お知らせの一覧を取得元にしました" in told) == (0, True)
    made = config.read(shell.config)
    assert (made.library.name, made.library.site, made.library.account) == (
        "うみべ市立図書館",
        f"http://{host}/",
        "umibe_lib",
    )
    assert [(s.id, s.kind, s.url) for s in made.sources] == [
        ("home", "homepage", f"http://{host}/")
    ]
    assert made.link_hosts == ("127.0.0.1",)
    # nobody has said the hours yet
    (left,) = health.placeholders(made, "feeds.toml")
    assert left.name == "placeholder_hours"
    text = shell.config.read_text("utf-8")
    assert f'#url = "http://{host}/rss.xml"' in text
    assert f'#closed_page = "http://{host}/calendar.html"' in text
    assert "# サイトの言葉: 開館時間 午前9時30分から午後7時まで" in text
    assert '#monday = "closed"\n#tuesday = "9:30-19:00"' in text
    assert shell("config", "check")[0] == 1
    own = text.replace('sunday = "9:00-17:00"', 'sunday = "9:30-19:00"')
    shell.config.write_text(own, encoding="utf-8")
    code, told = shell("config", "check")
    assert (code, "見るべきことがあります(記録)" in told) == (0, True)


@pytest.mark.parametrize("path", ["/", "/guide.html", "/n/1.html"])
def test_what_init_says_to_type_next_can_be_typed(path: str, shell: Shell, host: str) -> None:
    """The source bears the name that the address gave it, and no other."""
    told = shell("init", f"http://{host}{path}", "--allow-private", host)[1]
    said = re.search(r"feedbridge try (\S+)", told)
    assert said is not None
    assert [source.id for source in config.read(shell.config).sources] == [said[1]]


def test_init_writes_no_identity_that_nobody_has_said(shell: Shell, host: str) -> None:
    """The account of a link may be the city's: it is a remark, and the file says that it is to be
    filled in.
    """
    code, told = shell("init", f"http://{host}/", "--allow-private", host)
    assert code == 0
    assert "umibe_lib" in told
    made = config.read(shell.config)
    assert made.library.account == health.ACCOUNT
    assert "# ページからリンクされているアカウント: umibe_lib" in shell.config.read_text("utf-8")
    assert shell("config", "check")[0] == 1


def test_a_page_cannot_write_into_the_file(shell: Shell, host: str, pages: dict[str, str]) -> None:
    """Its words are a comment of one line, or a quoted value."""
    trap = '開館時間 9時から19時\u2028[posting]\u2028through = "x"'
    pages["/guide.html"] = GUIDE.replace("<p>図書館は", f"<p>{trap}</p><p>図書館は")
    pages["/"] = HOME.replace("うみべ市立図書館", '"\\n[posting]図書館')
    assert shell("init", f"http://{host}/", "--allow-private", host)[0] == 0
    assert config.read(shell.config).posting.through == "sandbox"


def test_init_leaves_nothing_when_the_site_or_a_word_is_off(shell: Shell, host: str) -> None:
    """A site that does not answer, an account that is none, a private address that nobody allowed."""
    for expected, *words in (
        (5, f"http://{host}/nothing", "--allow-private", host),
        (2, f"http://{host}/", "--allow-private", host, "--account", "うみべ"),
        (5, f"http://{host}/"),
    ):
        code, _ = shell("init", *words)
        assert code == expected
        assert not shell.config.exists()


def test_init_advises_nothing_about_a_file_that_there_is_not(shell: Shell) -> None:
    """What can be put right is the address that was typed."""
    code, told = shell("init", "notaurl")
    assert code == 5
    assert "notaurl を読めません" in told
    assert "feeds.toml" not in told


def test_init_never_writes_over_a_file_and_does_not_ask_the_site_then(shell: Shell) -> None:
    """What staff have edited stays."""
    shell.config.write_text("mine", "utf-8")
    assert shell("init", "http://127.0.0.1:1/")[0] == 2
    assert shell.config.read_text("utf-8") == "mine"


def test_the_demo_says_where_it_cannot_be_laid(tmp_path: Path) -> None:
    """A file where the folder should be, a disk that cannot be written: a sentence, no traceback."""
    (tmp_path / "file").touch()
    with pytest.raises(BridgeError, match="--folder"):
        cli.main(["demo", "--folder", str(tmp_path / "file" / "demo")], standalone_mode=False)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("feeds.toml", ()),
        ("state.db", ()),
        ("feeds.toml", ("--serve",)),
        ("town.toml", ("--serve",)),
        ("town.db", ("--serve",)),
    ],
)
def test_the_demo_leaves_a_library_s_own_folder_as_it_is(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    """Sample pages never stand in a real record, nor the sample's settings in place of real ones."""
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(UsageRefused, match=name):
        cli.main(["demo", "--folder", str(tmp_path), *options], standalone_mode=False)
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [(name, "mine")]


def test_init_says_that_an_article_is_no_source(shell: Shell, host: str) -> None:
    """The file is written with the address, and what is to be mended is told."""
    code, told = shell("init", f"http://{host}/n/1.html", "--allow-private", host)
    assert (code, "一つの記事のページで" in told) == (0, True)


def test_try_tells_a_list_from_an_article_from_nothing(shell: Shell, host: str) -> None:
    """A list has a proposal, an article is drafted once, a page without news is told with the
    reason and drafts nothing.
    """
    shell("init", f"http://{host}/", "--allow-private", host)

    def tried(path: str) -> tuple[int, dict[str, Any]]:
        code, told = shell("try", f"http://{host}{path}", "--json")
        return code, json.loads(told[: told.rindex("}") + 1])

    code, found = tried("/")
    assert (found["shape"], len(found["entries"])) == ("list", 4)
    assert "[[source]]" in found["proposal"]
    code, found = tried("/n/1.html")
    assert (code, found["shape"], len(found["drafts"])) == (0, "article", 1)
    assert found["drafts"][0]["text"].startswith("冬のおはなし会")
    code, found = tried("/empty/index.html")
    assert (code, found["shape"], found["drafts"], found["why"]) == (
        5,
        "neither",
        [],
        "リンクが一つもありません",
    )
    assert "ここにお知らせの一覧はありません" in found["errors"][0]["what"]
