"""The road by hand in a browser: what a stop, a second tab or the back button still shows of an
offer that is over.
"""

from __future__ import annotations

from typing import Any

import pytest
from browser.conftest import SIZES, Desk
from browser.test_screens import OVER, violations
from fakes import NOW

from bridge.model import Kind, State
from bridge.posting.manual import number_at

TEXT = "手で投稿する展示のお知らせです。"


def decided(desk: Desk) -> int:
    """Let one draft be decided on the road by hand."""
    desk.house.through("manual")

    def act(at: Any, who: Any) -> int:
        id: int = at.write(who, Kind.MATERIAL, TEXT, ticked=True).id
        at.decide(who, [id], shown=[at.store.draft(id).digest], ticked=True)
        return id

    id: int = desk.house.do(act, "director")
    return id


def test_truth_1_a_stop_takes_the_text_away_from_the_hands_that_have_it(desk: Desk) -> None:
    """Taken on the phone, stopped at the desk: X's window does not open, and neither a reload nor
    the back button shows the text.
    """
    id = decided(desk)
    poster, director = desk.open("poster", "phone"), desk.open("director")
    poster.goto(f"{desk.url}/by-hand")
    assert "x.com/intent" not in poster.content()
    poster.click(f"text=いま投稿します(起案{id}を引き受ける)")
    assert poster.locator("textarea").count() == 0
    director.goto(f"{desk.url}/stop")
    director.fill("[name=reason]", "事故のため")
    director.click("main form button")
    with poster.context.expect_page() as opened:
        poster.click("text=投稿画面を開く")
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(desk.url)
    assert "投稿を止めています" in opened.value.locator("main").inner_text()
    assert "intent" not in opened.value.content()
    poster.reload()
    assert TEXT not in poster.locator("main .steps").inner_text()
    assert "文を写す" not in poster.locator("main .steps").inner_text()
    poster.goto(f"{desk.url}/")
    poster.go_back()
    assert poster.locator("textarea").count() == 0
    poster.click("text=投稿せずに返す")
    assert desk.house.get(id).state is State.DECIDED
    assert poster.locator("text=いま投稿します").count() == 0


def test_a_form_that_another_tab_has_made_old_records_nothing(desk: Desk) -> None:
    """Posted in one tab; the other, open since before, says so and writes nothing; the address is
    put right on the draft's page.
    """
    id = decided(desk)
    account = desk.house.get(id).content.account
    first, second = (f"https://x.com/{account}/status/{int(number_at(NOW)) + n}" for n in (1, 2))
    poster = desk.open("poster")
    poster.goto(f"{desk.url}/by-hand")
    poster.click("text=いま投稿します")
    other = poster.context.new_page()
    other.goto(poster.url)
    for page, url in ((poster, first), (other, second)):
        page.fill("input[name=url]", url)
        page.click("main li:last-child button:has-text('記録する')")
    assert "先に進んでいます" in other.locator("main").inner_text()
    post = desk.house.get(id).post
    assert post is not None
    assert post.url == first
    poster.goto(f"{desk.url}/drafts/{id}")
    poster.click("summary:has-text('投稿のURLを直す')")
    poster.fill("form[action$=put-right] input[name=url]", second)
    poster.fill("form[action$=put-right] input[name=reason]", "別の投稿のURLを貼っていた")
    poster.click("text=URLを直す >> nth=-1")
    post = desk.house.get(id).post
    assert post is not None
    assert post.url == second


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_what_was_taken_is_usable_by_everybody(desk: Desk, size: str) -> None:
    """For who posts by hand, and for whoever looks over their shoulder: axe finds nothing, nothing
    scrolls sideways.
    """
    decided(desk)
    poster = desk.open("poster", size, color_scheme="dark" if size == "phone" else "light")
    poster.goto(f"{desk.url}/by-hand")
    poster.click("text=いま投稿します")
    poster.click("button:has-text('文を写す')")
    poster.wait_for_selector("textarea")
    assert poster.input_value("textarea") == TEXT
    wrong: list[object] = []
    for page in (poster, desk.open("director", size), desk.open("reader", size)):
        page.goto(poster.url)
        wrong += violations(page)
        wrong += [over] if (over := page.evaluate(OVER)) else []
    assert wrong == []
