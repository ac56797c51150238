"""5(1)ア: of a title that names two things the second is told, where the page has a sentence of it."""

from __future__ import annotations

from datetime import date

from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.draft.second import LONGEST, MOST, with_things
from bridge.model import Item, ItemState, Page

DAY = date(2026, 7, 1)
TITLE = "本館の休館と貸出期限の変更について"
SHUT = "7月13日（月）から17日（金）まで休館します。"
LENT = "貸出期限は、休みの分だけ変更になります。"
ROWS = [f"{n}日（{day}）→7月{n + 17}日" for n, day in ((1, "水"), (2, "木"), (3, "金"), (4, "土"))]


def page_of(*lines: str, title: str = TITLE) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=blocks(*lines))


def things(*lines: str, title: str = TITLE) -> tuple[str, ...]:
    page = page_of(*lines, title=title)
    return with_things(read_facts(page, DAY), page, DAY).things


def test_the_second_thing_of_a_title_is_told() -> None:
    """Beside the days of the first, where rows of days are not."""
    fill = [
        f"{what}は、休みのあいだもお使いになれますが、いつもより時間がかかることがあります。"
        for what in ("インターネットの予約", "郵便での申し込み", "町の返却箱", "電子図書館", "電話")
    ]
    page = page_of(SHUT, *fill, LENT, *ROWS)
    item = Item(id=1, source="home", url=LINK, title=TITLE, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    text = from_page(item, page, source=None, rules=rules, today=DAY).wording.content.text
    assert "休館" in text
    assert LENT in text


def test_it_is_a_sentence_that_stands_by_itself() -> None:
    """None that points, asks, only announces, is no sentence or is long; of a title of one thing
    none.
    """
    assert LENT in things(SHUT, LENT)
    assert things(LENT, title="貸出期限の変更について") == ()
    for other in (
        "その貸出期限は変更になります。",
        "貸出期限の変更は下記の表です。",
        "貸出期限の変更をお知らせします。",
        "貸出期限の変更",
        f"{'とても' * (LONGEST // 3)}貸出期限は変更になります。",
    ):
        assert things(other) == ()
    assert len(things(*[LENT.replace("休み", name) for name in ("雨", "風", "雪")])) == MOST
