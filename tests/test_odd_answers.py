"""Answers that are an answer and yet no article: an empty body, a redirect to another host, to the
front page, to another place of the site.
"""

from __future__ import annotations

import pytest
from fakes import DIRECTOR, Clock
from test_sync import HOME, SITE, Library, article

from bridge.desk import Desk
from bridge.errors import Unacknowledged
from bridge.model import Draft, State
from bridge.policy.words import Words
from bridge.record.store import Store

PLACE = f"{SITE}news/4.html"


@pytest.fixture
def library(store: Store, words: Words) -> Library:
    """A library whose baseline is taken, and whose list has a fourth piece of news."""
    made = Library(store, words, HOME)
    made.sync()
    made.show(4, 3, 2, 1)
    return made


def drafted(library: Library) -> Draft:
    """Return the one draft of the fourth piece of news; further looks make no second."""
    library.sync()
    (made,) = library.store.drafts()
    library.sync()
    assert library.store.drafts() == [library.store.draft(made.id)]
    return made


@pytest.mark.parametrize("body", [b"", b" \n ", b"<html></html>"])
def test_an_article_without_a_body_gives_title_and_link_and_says_so(
    library: Library, body: bytes
) -> None:
    """Nothing is invented; the decider is told that there was nothing to read."""
    library.web.pages[PLACE] = body
    made = drafted(library)
    assert made.content.text == f"お知らせ4\n{PLACE}"
    assert made.note == "本文なし"


def test_6_11_an_article_that_leads_to_another_host_is_not_read_and_stops(
    library: Library,
) -> None:
    """What stands there is not asked for; the director decides it knowingly or not at all."""
    away = "https://ads.example.com/x.html"
    library.web.moved[PLACE] = away
    library.web.pages[away] = article("お知らせ4", "いまなら半額です。")
    made = drafted(library)
    assert "半額" not in made.content.text
    assert away not in made.content.text
    (seen,) = made.findings
    assert seen.stop
    assert "ads.example.com" in seen.why
    desk = Desk(library.store, library.rules, Clock(library.clock.now))
    with pytest.raises(Unacknowledged):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    assert library.store.draft(made.id).state is State.WAITING


def test_5_1_a_an_article_that_moved_inside_the_site_is_linked_where_it_stands(
    library: Library,
) -> None:
    """Its text is read there."""
    library.web.moved[PLACE] = f"{SITE}new/4.html"
    library.web.pages[f"{SITE}new/4.html"] = article("お知らせ4")
    made = drafted(library)
    assert made.content.url == f"{SITE}new/4.html"
    assert "本の修理の講座" in made.content.text


def test_an_article_that_leads_to_the_front_page_says_nothing_of_its_own(
    library: Library,
) -> None:
    """The words of the front page are no article's: title and link, and a note."""
    library.web.moved[PLACE] = SITE
    made = drafted(library)
    assert made.content.text.startswith("お知らせ4\n")
    assert "お知らせ1" not in made.content.text
    assert made.note == "要約にできる文がありません"


def test_a_list_without_a_body_is_a_failure_that_is_told_and_the_next_look_goes_on(
    library: Library,
) -> None:
    """No item is taken for gone."""
    list_of_news, library.web.pages[SITE] = library.web.pages[SITE], b""
    report = library.sync()
    assert [source.outcome for source in report.sources] == ["failed"]
    assert "一覧が見つかりません" in str(report.errors[0])
    library.web.pages[SITE] = list_of_news
    assert len(library.sync().drafted) == 1
