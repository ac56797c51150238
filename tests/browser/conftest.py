"""A real Chromium against the real server on loopback; without Chromium these tests say so and
skip, on CI they fail.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from fakes import FINDING, NOW
from web.house import PASSWORD, PEOPLE, House, found, move_in

from bridge.demo.site import SampleSite, demo_toml
from bridge.model import Closing, JournalLine, Kind

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for path, those in groupby(items, lambda item: item.path):
        for item in those if here in path.parents else ():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve `app` with waitress on a free port; yields the address."""
    from waitress import create_server

    server = create_server(app, host="127.0.0.1", port=0, threads=2)

    def run() -> None:
        with suppress(OSError):  # closing takes the socket from under its select
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)


@dataclass
class Desk:
    """A served library and how to look at it."""

    house: House
    url: str
    site: SampleSite
    open: Callable[..., Any]  #: (who, size, **context) → a page on which `who` is signed in

    def sync(self) -> None:
        parts = self.house.parts
        with parts.store(run=True) as store, parts.fetcher() as fetcher:
            parts.sync(store, fetcher, lambda *_: None).run()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, founded: Path, chromium: Any) -> Iterator[Desk]:
    """A library whose site has shown three new pages, with a draft in every corner of the desk."""
    contexts = []
    with SampleSite(NOW.date()) as site:
        house = move_in(tmp_path, founded)
        house.parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        house.parts = type(house.parts)(house.parts.config_path, house.parts.db_path)
        with serving(house.app) as url:

            def enter(who: str, size: str = "desktop", **more: Any) -> Any:
                context = chromium.new_context(viewport=SIZES[size], locale="ja-JP", **more)
                contexts.append(context)
                page = context.new_page()
                page.set_default_timeout(10_000)
                page.goto(f"{url}/login")
                if who != "unknown":
                    page.fill("input[name=name]", PEOPLE[who].name)
                    page.fill("input[name=password]", PASSWORD)
                    with page.expect_navigation():  # sent a moment after the click
                        page.click("main button")
                return page

            made = Desk(house, url, site, enter)
            made.sync()
            site.grow()
            made.sync()
            yield made
            for context in contexts:
                context.close()


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The same with something on every page."""
    house = desk.house
    with house.parts.store() as store:
        parts, director, poster = house.parts.desk(store), PEOPLE["director"], PEOPLE["poster"]
        first = parts.write(
            poster, Kind.MATERIAL, "今月のおすすめの本を展示しています。", ticked=True
        )
        parts.decide(director, [first.id], shown=[first.digest], ticked=True)
        house.publish()
        second = parts.write(poster, Kind.MATERIAL, "二つ目の展示です。12月1日から。", ticked=True)
        parts.edit(poster, second.id, "二つ目の展示です。12月2日から。", ticked=True)
        third = parts.write(
            poster, Kind.TOLD, "広報でもお知らせしました。", origin="広報11月号", ticked=True
        )
        parts.return_(director, third.id, "日時を確かめてください")
        fourth = parts.write(poster, Kind.MATERIAL, "四つ目の展示です。", ticked=True)
        parts.decide(director, [fourth.id], shown=[fourth.digest], ticked=True)
        right = parts.correct(
            poster,
            first.id,
            "今月のおすすめの本を、二階で展示しています。",
            reason="階の誤り",
            ticked=True,
        )
        parts.decide(director, [right.id], shown=[right.digest], ticked=True)
        # the first waits for its deletion
        parts.posted(
            poster, right.id, f"https://x.com/{right.content.account}/status/2125395291141046077"
        )
        parts.correct(
            poster,
            right.id,
            "12月まで展示します。",
            reason="書きもらし",
            addition=True,
            ticked=True,
        )
        parts.remove(poster, right.id, "展示が中止になった")
        ahead = [NOW.date() + timedelta(days=n) for n in (20, 30, 40)]
        store.closings.propose(
            [
                Closing(
                    id=0,
                    first=day,
                    last=day,
                    why="館内整理日",
                    words=f"{day:%-m月%-d日}は館内整理日",
                )
                for day in ahead
            ],
            JournalLine("sync", "closings", NOW),
        )
        parts.office.settle_closing(poster, 1, "confirm")
        parts.office.settle_closing(poster, 2, "refuse")
        account = house.parts.account(store)
        account.add_impostor(
            poster,
            account="mihon_1ib",
            on=None,
            url="https://x.com/mihon_1ib",
            note="ロゴを使っている",
        )
        for troll in ("troll_1", "troll_1", "a_long_name_2", "a_long_name_2"):
            account.add_incident(
                poster,
                account=troll,
                on=None,
                clause="7(3)",
                way="mention",
                url="https://x.com/mihon_lib/status/1",
                note="暴言",
            )
        account.decide(director, "troll_1", ["block"], "くり返し")
    house.draft("要確認の文", findings=(FINDING,))
    return desk
