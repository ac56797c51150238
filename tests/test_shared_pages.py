"""Several items of a list have one address: each has a draft of its own, of its own words."""

from __future__ import annotations

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from fakes import NOW, Web
from test_publish import Scripted
from test_publish import run as publish
from test_sync import FEED, SITE, Library, decide

from bridge.model import Draft, ItemState, State
from bridge.policy.words import Words
from bridge.record.store import Store

PAGE = f"{SITE}event.html"
MONTH = Path(__file__).parents[1] / "benchmarks" / "month.py"


def feed(*numbers: int, title: str = "第{}回朗読会", guid: str = "g{}") -> bytes:
    items = "".join(
        f"<item><title>{title.format(n)}</title><link>{PAGE}</link>"
        f"<guid isPermaLink='false'>{guid.format(n)}</guid>"
        f"<pubDate>{n:02d} Nov 2026 09:00:00 +0900</pubDate></item>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>館</title>{items}</channel></rss>".encode()


def page(*numbers: int, what: str = "本を読みます", **other: str) -> bytes:
    news = "".join(
        f"<h2>第{n}回朗読会</h2><p>12月{n}日(土)午後2時から、中央図書館で開きます。定員は{n + 10}人です。"
        f"{other.get(f'n{n}', what)}。</p>"
        for n in numbers
    )
    return f"<html><title>お知らせ</title><body><h1>お知らせ</h1>{news}</body></html>".encode()


class Shared(Library):
    """A feed whose items all link to one page, looked at once with two of them."""

    def show(self, *numbers: int) -> None:
        """Show these, the newest first, on the list and on the page."""
        self.web.pages[FEED.url], self.web.pages[PAGE] = feed(*numbers), page(*numbers)

    def draft(self, number: int) -> Draft:
        """Return the draft of an item."""
        drafts = {self.store.sightings.item(one.item or 0).title: one for one in self.all()}
        return drafts[f"第{number}回朗読会"]

    def all(self) -> list[Draft]:
        """Return all drafts."""
        return list(self.store.drafts())


@pytest.fixture
def shared(store: Store, words: Words) -> Shared:
    """Two of the news are the baseline."""
    made = Shared(store, words, FEED)
    made.show(12, 11)
    made.sync()
    return made


def test_each_item_of_a_page_that_others_share_has_its_own_draft(shared: Shared) -> None:
    """Its title is the list's, its facts are those below its own heading."""
    shared.show(19, 12, 11)
    shared.sync()
    shared.show(26, 19, 12, 11)
    shared.sync()
    assert len(shared.all()) == 2
    for number, other in ((19, 26), (26, 19)):
        draft = shared.draft(number)
        assert draft.title == f"第{number}回朗読会"
        assert f"12月{number}日" in draft.content.text
        assert f"{other}" not in draft.content.text


def test_another_items_change_of_a_shared_page_changes_no_draft(shared: Shared) -> None:
    """New ones above, another one's words: the draft and its decision stand. Its own words: a new
    version, and no decision.
    """
    shared.show(19, 12, 11)
    shared.sync()
    decide(shared, shared.draft(19).id)
    shared.show(26, 19, 12)
    shared.web.pages[PAGE] = page(26, 19, 12, n12="中止します")
    shared.sync()
    assert (shared.draft(19).version, shared.draft(19).state) == (1, State.DECIDED)
    shared.web.pages[PAGE] = page(26, 19, 12, n19="椅子を持ってきてください")
    shared.sync(anew=True)
    assert [(shared.draft(n).version, shared.draft(n).state) for n in (19, 26)] == [
        (2, State.WAITING),
        (1, State.WAITING),
    ]


@pytest.mark.parametrize(
    "body",
    [
        page(26),
        b"<html><title>x</title><body><h1>x</h1><p>12/26 14:00</p></body></html>",
        b"%PDF-1.7",
    ],
    ids=["another's", "nobody's", "a file"],
)
def test_6_9_what_a_shared_page_does_not_say_of_an_item_its_draft_does_not(
    shared: Shared, body: bytes
) -> None:
    """The page has the newest only, or no headings: the draft is of the list's words, and stops
    until a person has looked at the page.
    """
    shared.show(19, 12, 11)
    shared.web.pages[PAGE] = body
    shared.sync()
    draft = shared.draft(19)
    assert draft.content.text == f"第19回朗読会\n{PAGE}"
    (finding,) = draft.findings
    assert (finding.clause, finding.stop) == ("6(9)", True)
    assert "見出しが見つかりません" in finding.why


def test_truth_2_an_item_that_left_its_shared_page_holds_its_draft_alone(shared: Shared) -> None:
    """As a page that is gone: a person looks. It is there again: the finding goes, no other's."""
    shared.show(26, 19, 12)
    shared.sync()
    shared.web.pages[PAGE] = page(12)
    assert len(shared.sync(anew=True).held) == 2
    assert "載らなくなりました" in shared.draft(19).note
    shared.web.pages[PAGE] = page(26, 12)
    shared.sync(anew=True)
    away = [
        [one.found for one in shared.draft(n).findings if one.clause == "5(3)イ"] for n in (26, 19)
    ]
    assert away == [[], [PAGE]]


def test_truth_2_an_item_that_left_its_shared_page_is_not_posted(shared: Shared) -> None:
    """At the last look of the gate, too."""
    shared.show(19, 12, 11)
    shared.sync()
    id = shared.draft(19).id
    decide(shared, id)
    poster, web = Scripted(), Web({PAGE: page(12), FEED.url: feed(12)})
    assert publish(shared.store, poster, NOW + timedelta(hours=1), web=web).held == [id]
    assert poster.calls == []


def test_a_monthly_one_under_one_address_is_no_article_that_is_a_draft_already(
    shared: Shared,
) -> None:
    """休館日のお知らせ: the same words, another day. Nothing is lost; that the texts are one stops."""
    shared.web.pages[PAGE] = b"<html><title>x</title><body><p>x</p></body></html>"
    for numbers in ((19, 12), (26, 19, 12)):
        shared.web.pages[FEED.url] = feed(*numbers, title="休館日のお知らせ")
        shared.sync()
    assert shared.store.sightings.items(ItemState.SET_ASIDE) == []
    newest = max(shared.all(), key=lambda one: one.id)
    assert any(one.clause == "5(3)イ" and one.stop for one in newest.findings)


def test_a_draft_of_a_shared_page_from_before_becomes_its_items(shared: Shared) -> None:
    """An older release read the whole page for each: at the next look it is put right."""
    shared.show(19, 12, 11)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bridge.record.sightings.shared_key", lambda _: "")
        shared.sync()
    shared.web.pages[PAGE] = page(12)
    assert shared.sync(anew=True).held == []
    assert shared.draft(19).content.text == f"第19回朗読会\n{PAGE}"


@pytest.fixture
def month() -> ModuleType:
    """Load the benchmark of a month on many layouts."""
    spec = importlib.util.spec_from_file_location("month", MONTH)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["month"] = made
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("layout", "single"),
    [
        ("RSS 2.0, one address", False),
        ("RSS 2.0, guids, one address", True),
        ("anchors of one page", False),
    ],
)
def test_some_weeks_of_news_under_one_address_lose_nothing(
    month: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    layout: str,
    *,
    single: bool,
) -> None:
    """Each is drafted once and stays what it is, whether the page holds all news or the newest:
    the first days of the benchmark of a month.
    """
    monkeypatch.setattr(month, "DAYS", 9)
    if single:
        monkeypatch.setattr(month, "everything", lambda news: month.article(news[0]))
    made = month.simulate(*month.LAYOUTS[layout], tmp_path, month.SEED)
    assert made.new > 5
    assert (made.missed, made.twice, made.false) == ([], [], [])
