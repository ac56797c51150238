"""The block that `feedbridge try` proposes."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Listing, Page
from bridge.read.propose import block, hours

HOME = "https://www.lib.example.jp/"


def test_a_homepage_with_a_feed_has_both_the_feed_as_a_remark() -> None:
    """The block is ready to paste, and the better road is named."""
    text = block(
        HOME,
        Listing((), how="お知らせ(dl/dt/dd 6件)", feeds=(f"{HOME}feed/event.rdf",)),
        "みどり町図書館",
    )
    assert text.splitlines() == [
        "# みどり町図書館",
        "# 見つかったもの: お知らせ(dl/dt/dd 6件)",
        "[[source]]",
        'id = "homepage"',
        'kind = "homepage"',
        f'url = "{HOME}"',
        "",
        "# このページはフィードも知らせています。使うときは、上の代わりに次の行の # を外してください。",
        "# [[source]]",
        '# id = "event"',
        '# kind = "feed"',
        f'# url = "{HOME}feed/event.rdf"',
    ]


@pytest.mark.parametrize(
    ("url", "how", "id", "kind"),
    [
        (f"{HOME}feed/index.rdf", "RSS 1.0 3件", "feed", "feed"),
        (f"{HOME}news/", "お知らせ(ul/li 3件)", "news", "homepage"),
        (f"{HOME}event/index.html?p=1", "ul/li 3件", "event", "homepage"),
        (f"{HOME}お知らせ/", "ul/li 3件", "homepage", "homepage"),
        (f"{HOME}2026/07/", "ul/li 3件", "homepage", "homepage"),
    ],
)
def test_kind_and_id_come_from_what_was_read(url: str, how: str, id: str, kind: str) -> None:
    """A name that staff recognise."""
    (source,) = tomllib.loads(block(url, Listing((), how=how), ""))["source"]
    assert source == {"id": id, "kind": kind, "url": url}


@given(*[st.text(max_size=40)] * 4)
def test_nothing_of_a_page_gets_out_of_its_place(url: str, title: str, how: str, feed: str) -> None:
    """Whatever title and address say, the block is valid TOML with three keys."""
    (source,) = tomllib.loads(block(url, Listing((), how=how, feeds=(feed,)), title))["source"]
    assert set(source) == {"id", "kind", "url"}
    assert source["id"]


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("開館時間 午前9時～午後7時 休館日 毎週月曜日、祝日", "9:00-19:00"),
        ("開館時間：火曜日～日曜日 9時～17時", "9:00-17:00"),
        ("開館時間：火曜日から日曜日まで 9時～17時", "9:00-17:00"),
        ("開館時間 午前9時～午後7時(土日は午後5時まで) 休館日 毎週月曜日", ""),
        ("開館時間 平日 9:30～20:00 土・日曜日、祝日 9:30～17:00", ""),
        ("開館時間 ９：３０～２０：００（土曜・日曜・祝日は１７：００まで）", ""),
        ("開館時間 4月～9月 9時～19時、10月～3月 9時～18時", ""),
    ],
)
def test_hours_that_are_not_those_of_each_day_are_proposed_for_none(
    line: str, opening: str
) -> None:
    """By a wrong hour a post goes out while the library is closed (5(2)): the site's words stand
    there, and a person fills in the week.
    """
    assert hours([Page(HOME, "みどり町図書館", line)])[1] == opening
    assert hours([Page(HOME, "みどり町図書館", f"{line}\n分室 開館時間 10時～16時")])[1] == opening
