"""The whole way in a browser, with JavaScript off, on a desk and on a phone: from a new page to the
two ticks.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from browser.conftest import SIZES, serving
from fakes import NOW
from web.house import Still

from bridge.demo.site import SampleSite, demo_toml
from bridge.model import State
from bridge.web.app import create_app
from bridge.web.server import first_invitation


def sign_up(context: Any, link: str, name: str, url: str) -> Any:
    """Follow an invitation, choose a password, log in; returns the page."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(link)
    if page.locator("input[name=name]:not([type=hidden])").count():
        page.fill("input[name=name]", name)
    page.fill("input[name=password]", "long words of mine")
    page.fill("input[name=again]", "long words of mine")
    page.click("text=登録する")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", "long words of mine")
    page.click("main button")
    assert page.url == f"{url}/"
    return page


@pytest.mark.parametrize("size", SIZES)
def test_from_a_new_page_to_the_two_ticks_without_javascript(
    tmp_path: Any, chromium: Any, size: str
) -> None:
    """Invitation, login, people, edit, decision, post, two ticks: each with nothing but forms and
    links.
    """
    Still.moment = NOW
    with SampleSite(NOW.date()) as site:
        parts = Still(tmp_path / "feeds.toml", tmp_path / "state.db")
        parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        app = create_app(parts)

        def run(*, publish: bool = False) -> None:
            with parts.store(run=True) as store, parts.fetcher() as fetcher:
                parts.sync(store, fetcher, lambda *_: None).run()
                if publish:
                    parts.publish(store, fetcher).run()

        run()
        site.grow()
        run()
        with serving(app) as url:
            contexts = [
                chromium.new_context(viewport=SIZES[size], java_script_enabled=False)
                for _ in range(2)
            ]
            director = sign_up(contexts[0], url + first_invitation(app, parts), "山田館長", url)

            director.goto(f"{url}/menu")
            director.click('.menu a:text-is("人")')
            director.fill("#invite input[name=name]", "佐藤")
            director.select_option("#invite select[name=role]", "poster")
            director.fill("#invite input[name=password]", "long words of mine")
            director.click("text=招待のリンクを作る")
            link = director.locator("#link").input_value()
            assert link.startswith(f"{url}/invitation/")
            poster = sign_up(contexts[1], link, "佐藤", url)

            if size == "desktop":
                poster.click(".list a:has-text('科学あそび')")
            poster.click("article:has-text('科学あそび') >> text=直す")
            poster.fill(
                "textarea[name=text]",
                poster.locator("textarea[name=text]").input_value() + "\n申込受付中",
            )
            poster.click("text=数える・見え方を確かめる")
            assert poster.locator("#look .words").inner_text().endswith("申込受付中")
            poster.check("#none input")
            poster.click("text=保存して決裁に出す")

            director.goto(f"{url}/")
            if size == "desktop":
                director.click(".list a:has-text('科学あそび')")
            card = director.locator("article", has_text="科学あそび")
            assert "申込受付中" in card.inner_text()
            assert "起案した佐藤も" in card.inner_text()
            for box in card.locator("input[name=acknowledge], input[name=thirteen]").all():
                box.check()
            card.locator("text=決裁する").last.click()
            assert "決裁しました" in director.locator("[role=status]").first.inner_text()

            run(publish=True)
            for page in (poster, director):
                page.goto(f"{url}/checks")
                assert "決裁した文と同じです" in page.locator("main").inner_text()
                page.click("text=見ました")
            assert (
                "二人の確認がそろいました" in director.locator("[role=status]").first.inner_text()
            )
            with parts.store() as store:
                checked = store.drafts(State.CHECKED)
                assert [re.sub(r"\s.*", "", d.title, flags=re.DOTALL)[:2] for d in checked] == [
                    "親子"
                ]
                assert {check.person for check in store.checks(checked[0].id)} == {
                    "佐藤",
                    "山田館長",
                }
                assert store.verify_journal().broken_at is None
            for context in contexts:
                context.close()
