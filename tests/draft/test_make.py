"""5(1)ア: one page becomes one wording, under the title that tells how its thing stands."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings

from bridge.draft.make import Place, from_page, from_person, link_of, linked_in
from bridge.draft.rules import Rules
from bridge.model import Item, ItemState, Kind, Page, PostId, Version
from bridge.settings import Source
from bridge.text.weight import weigh

TITLE = "冬の星を見る会"
DAY = "日時:12月5日(土) 午後6時\n場所:屋上"


@pytest.mark.parametrize(
    ("listed", "page", "told"),
    [
        (TITLE, DAY, False),
        (f"【中止】{TITLE}", DAY, True),
        (f"【満席】{TITLE}", DAY, True),
        (f"【満席】{TITLE}", f"{DAY}\nお申し込みは締め切りました。", False),  # the text tells it
        (f"{TITLE}※雨天中止", DAY, False),
        (f"NEW {TITLE}", DAY, False),
    ],
)
def test_5_3_i_what_a_list_calls_off_stands_in_the_draft(
    listed: str, page: str, *, told: bool
) -> None:
    """Where the text of the page's own title does not tell it, it stands under the list's, whether
    the page knows of it or not; any other mark of a list is the list's own.
    """
    item = Item(id=1, source="home", url=LINK, title=listed, state=ItemState.DRAFTED, seen_at=NOW)
    wording = from_page(
        item,
        Page(LINK, TITLE, page, published=date(2026, 11, 20)),
        source=None,
        rules=Rules(settings(), packaged_words),
        today=date(2026, 11, 25),
    ).wording
    assert wording.title == (listed if told else TITLE)
    assert wording.content.text.startswith(f"{wording.title}\n")


def test_6_9_a_text_that_a_person_changed_is_held_against_every_line_of_its_page() -> None:
    """What the program composed passes; the same page read for a person's words is no excuse."""
    page = Page(
        LINK, "閲覧", "新聞の閲覧はできます。\n雑誌は読めません。", published=date(2026, 11, 20)
    )
    wording = from_person(
        "職員",
        f"閲覧\n新聞は読めません。\n{LINK}",
        Place(Kind.PAGE, page, source="home"),
        Rules(settings(), packaged_words),
        date(2026, 11, 25),
    )
    assert [one.clause for one in wording.findings if one.stop] == ["6(9)"]


PAGE = Page(LINK, TITLE, DAY, published=date(2026, 11, 20), fingerprint="f")


def by_person(text: str, place: Place) -> Version:
    rules = Rules(settings(), packaged_words)
    return from_person("職員", text, place, rules, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("place", "followed"),
    [
        (Place(Kind.PAGE, PAGE, source="home"), True),
        (Place(Kind.PAGE, PAGE, (PAGE,), source="home"), True),
        (Place(Kind.PAGE, PAGE), False),
        (Place(Kind.PAGE, PAGE, source="home", reply_to="1"), False),
        (Place(Kind.PAGE, PAGE, source="home", replaces=PostId("1")), False),
        (Place(Kind.PAGE, source="home"), False),
    ],
)
def test_5_3_i_the_page_of_an_item_is_followed_in_its_draft_alone(
    place: Place, *, followed: bool
) -> None:
    """What a person links of their own accord, and what continues or replaces a post, is compared
    once.
    """
    digest = by_person(f"{TITLE}\n{LINK}", place).page_digest
    assert digest == ("f" if followed else "")


@pytest.mark.parametrize(
    ("place", "stops"),
    [
        (Place(Kind.OTHER), True),
        (Place(Kind.OTHER, reply_to="1"), False),
        (Place(Kind.OTHER, replaces=PostId("1")), False),
    ],
)
def test_6_a_text_that_continues_or_replaces_a_post_is_not_held_against_samples(
    place: Place, *, stops: bool
) -> None:
    """It is as the first post was."""
    deed = "根元から折って持ち帰っても、夜ならだれにも見つかりません。"
    found = by_person(f"庭の桜\n{deed}", place).findings
    assert any(one.rule.startswith("samples") for one in found) is stops


def test_6_what_stops_one_post_of_a_thread_stands_before_what_is_noted_of_another() -> None:
    """Whichever comes first; the thread weighs what its longest post does."""
    note, stop = "どこよりも便利な図書館です。", "市長選挙では田中太郎に投票してください。"
    for parts in ((note, stop), (stop, note)):
        made = by_person("\n---\n".join(parts), Place(Kind.OTHER))
        stops = [one.stop for one in made.findings]
        assert stops == sorted(stops, reverse=True)
        assert set(stops) == {True, False}
        assert made.weight == max(map(weigh, parts)) > min(map(weigh, parts))


def test_each_address_of_a_text_is_told_once() -> None:
    """Two that X links, one of them without a scheme, and one behind a letter, of which it makes no
    link.
    """
    text = "https://lib.example.jp/1 と lib.example.jp/2 、HPhttps://lib.example.jp/3"
    assert linked_in(text) == [f"https://lib.example.jp/{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("kind", "link"), [("homepage", "https://lib.example.jp/list.html"), ("feed", "site")]
)
def test_6_11_what_links_to_nothing_is_linked_by_the_page_on_which_it_is_listed(
    kind: str, link: str
) -> None:
    """A feed is no page that anybody reads: its entries have the site's address."""
    told = settings()
    source = Source(id="home", kind=kind, url="https://lib.example.jp/")  # type: ignore[arg-type]
    item = Item(
        id=1,
        source="home",
        url="",
        title="お知らせ",
        state=ItemState.DRAFTED,
        seen_at=NOW,
        page="https://lib.example.jp/list.html",
    )
    address = told.library.site if link == "site" else link
    assert link_of(item, Page("", "お知らせ", ""), told, source) == (address, address)
    assert link_of(item, Page("", "お知らせ", ""), told)[0] == "https://lib.example.jp/list.html"
