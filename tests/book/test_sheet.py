"""The decision sheet: whole, truthful, on one A4, whatever the draft."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, FINDING, LINK, NOW, POSTER, TOKYO, draft, wording
from tables import in_brief

from bridge import lifecycle
from bridge.book import Cover, html, plain, table
from bridge.book.sheet import Sheet, sheet
from bridge.book.sheet_pdf import SIZES, pdf, printable
from bridge.model import (
    Check,
    Content,
    Decision,
    Dossier,
    Image,
    Item,
    ItemState,
    Kind,
    Memory,
    Opening,
    Page,
    Post,
    PostId,
    Sighting,
    State,
)
from bridge.record.store import Store
from bridge.text import threads
from bridge.text.years import Year

PAGES = re.compile(rb"/Type\s*/Page\b")


def dossier(**fixed: object) -> Dossier:
    plain = Dossier(
        draft=draft(),
        page=None,
        seen_at=None,
        versions=((NOW, wording()),),
        decisions=(),
        confirmations=(),
        attempts=(),
        checks=(),
        first=None,
        corrections=(),
        lines="[]",
    )
    return replace(plain, **fixed)  # type: ignore[arg-type]


def told(made: Dossier) -> dict[str, str]:
    return {row.heading: row.words for row in sheet(made, "見本図書館", "2021-04-01", TOKYO).rows}


def laid(made: Dossier) -> Sheet:
    return sheet(made, "見本図書館", "2021-04-01", TOKYO)


def test_the_sheet_says_what_was_decided_and_what_became_of_it() -> None:
    """Exact text, decision, post with its cost, both ticks."""
    at = NOW + timedelta(hours=1)
    done = draft(
        State.CHECKED,
        decision=Decision(
            id=1,
            draft=1,
            version=1,
            digest="d",
            person="館長",
            at=NOW,
            way="director",
            outside_hours="台風",
            policy_version="2021-04-01",
        ),
        post=Post(
            draft=1,
            attempt=1,
            what=PostId("77"),
            url="https://x.com/mihon_lib/status/77",
            at=at,
            through="x",
            cost=0.2,
        ),
    )
    rows = told(
        dossier(
            draft=done, checks=(Check(1, "director", "館長", at), Check(1, "poster", "職員", at))
        )
    )
    assert rows["投稿する文\n60/280"] == done.content.text
    assert rows["決裁"] == "館長 2026-11-25 10:00(運用方針 2021-04-01)\n開館時間外に出す理由: 台風"
    assert rows["投稿"] == "2026-11-25 11:00 XのAPI US$0.200\nhttps://x.com/mihon_lib/status/77"
    assert "館長 2026-11-25 11:00" in rows["確認 9(2)"]
    assert "職員 2026-11-25 11:00" in rows["確認 9(2)"]
    assert laid(dossier(draft=done)).digest == done.digest


def test_without_a_decision_there_is_room_for_a_seal() -> None:
    """A paper that goes round is stamped by hand."""
    assert [row.heading for row in laid(dossier()).rows if row.stamp] == ["決裁"]


def test_6_a_finding_says_who_took_it_on(store: Store) -> None:
    """Who drafted and who decided, each by their own acknowledgement of this version."""
    made = wording(findings=(FINDING,), author="職員")
    id = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.MATERIAL),
            wording=made,
            by="職員",
            at=NOW,
            acknowledged=[FINDING.key],
        )
    )
    assert told(store.export.dossier(id))["指摘"] == "要確認 5(3)ウ 題名「(案)」 承知: 職員"
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, acknowledged=[FINDING.clause]))
    assert told(store.export.dossier(id))["指摘"].endswith("承知: 職員、館長")
    store.apply(
        lifecycle.edit(store.draft(id), replace(made, title="二版"), POSTER, NOW, acknowledged=[])
    )
    assert told(store.export.dossier(id))["指摘"].endswith("承知: まだ")


def test_6_a_note_says_who_acknowledged_it_and_nothing_where_nobody_did(store: Store) -> None:
    """A note asks for no word; where somebody gave one, it stands there."""
    note = replace(FINDING, stop=False)
    id = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.MATERIAL),
            wording=wording(findings=(note,), author="職員"),
            by="職員",
            at=NOW,
        )
    )
    assert told(store.export.dossier(id))["指摘"] == "注意 5(3)ウ 題名「(案)」"
    step = lifecycle.decide(store.draft(id), DIRECTOR, NOW)
    assert step.decision is not None
    store.apply(replace(step, decision=replace(step.decision, acknowledged=(note.key,))))
    assert told(store.export.dossier(id))["指摘"].endswith("承知: 館長")


def test_9_2_a_correction_says_of_what_and_why() -> None:
    """The first post's address and the reason stand on the sheet of the correction, and the other
    way round.
    """
    first = draft(
        State.POSTED,
        id=3,
        post=Post(
            draft=3,
            attempt=1,
            what=PostId("5"),
            url="https://x.com/mihon_lib/status/5",
            at=NOW,
            through="x",
        ),
    )
    content = replace(first.content, replaces=PostId("5"))
    right = draft(id=4, content=content, origin="日付の誤り", corrects=3)
    assert told(dossier(draft=right, first=first))["訂正・追記・\n削除 9(2)"] == (
        "起案3の訂正 https://x.com/mihon_lib/status/5 理由: 日付の誤り"
    )
    assert told(dossier(draft=first, corrections=(right,)))["訂正・追記・\n削除 9(2)"] == (
        "起案4で訂正(決裁待ち) 理由: 日付の誤り"
    )


LONG = "あ" * 139
HEAVY = [
    "あ" * 128 + "\n" + LINK,
    "A" * 280,
    "\n".join("い" * 93),
    "<b>&amp;</i><br/><font size=90>" * 8,
    "📚" * 139,
]


@pytest.mark.parametrize("text", in_brief(HEAVY, len(HEAVY)))
def test_the_longest_draft_is_one_page(text: str) -> None:
    """Twelve findings, ten versions, long notes, a picture, corrections: one A4."""
    findings = tuple(replace(FINDING, found=f"{LONG}{n}") for n in range(12))
    content = Content(
        text, LINK + "?" + "q" * 2000, "mihon_lib", Image(LINK * 20, LONG * 9, LONG * 9)
    )
    big = draft(title=LONG * 9, content=content, findings=findings, origin=LONG * 9)
    other = draft(id=2, origin=LONG * 9)
    row = {
        "id": 1,
        "at": NOW.isoformat(),
        "actor": "職員" * 20,
        "action": "edit",
        "version": 1,
        "detail": "{}",
    }
    made = dossier(
        draft=big,
        versions=((NOW, wording(author="係" * 40)),) * 10,
        corrections=(other,) * 12,
        lines=json.dumps([row] * 40),
    )
    page = pdf(laid(made))
    assert len(PAGES.findall(page)) == 1
    assert page.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox \[ 0 0 595\.\d+ 841\.\d+ \]", page)


def test_the_longest_thread_is_one_page_with_all_its_addresses() -> None:
    """Six posts, each as long as X takes it, numbered; where it was left is said."""
    parts = tuple("あ" * 60 + "\n" + "い" * 70 + f"\n{n}" for n in range(6))
    text, cuts = threads.whole(parts)
    posts = [
        Post(
            draft=1,
            attempt=n,
            what=PostId(str(n)),
            url=f"https://x.com/mihon_lib/status/{n}",
            at=NOW,
            through="x",
            cost=0.015,
            id=n,
            part=n,
        )
        for n in range(1, 6)
    ]
    made = draft(
        State.POSTED,
        content=Content(text, "", "mihon_lib", cuts=cuts),
        post=posts[0],
        further=tuple(posts[1:]),
    )
    rows = told(dossier(draft=made))
    assert "(6/6)" in rows[f"投稿する文\n{made.weight}/280"]
    assert "US$0.075(6件のうち5件目まで)" in rows["投稿"]
    assert all(post.url in rows["投稿"] for post in posts)
    assert len(PAGES.findall(pdf(laid(dossier(draft=made))))) == 1


def test_a_text_of_many_lines_has_its_breaks_written_out() -> None:
    """Each of them, so that the text is still exact."""
    text = "A\n" * 100
    [row] = [
        row
        for row in laid(dossier(draft=draft(content=Content(text, "", "mihon_lib")))).rows
        if row.exact
    ]
    assert row.words.replace("⟦改行⟧", "\n") == text
    assert "\n" not in row.words


def test_the_more_there_is_the_smaller_it_is_set() -> None:
    """For browsers, which shrink nothing by themselves."""
    findings = tuple(replace(FINDING, found=f"{LONG}{n}") for n in range(12))
    assert laid(dossier()).points == 9
    assert laid(dossier(draft=draft(title=LONG, origin=LONG, findings=findings * 3))).points < 8


def test_the_same_sheet_gives_the_same_bytes() -> None:
    """No clock and no chance goes into the file."""
    assert pdf(laid(dossier())) == pdf(laid(dossier()))


def test_an_ordinary_sheet_is_set_large() -> None:
    """Nothing is shrunk that need not be."""
    from bridge.book.sheet_pdf import _table

    pdf(laid(dossier()))  # registers the font
    assert _table(laid(dossier()), SIZES[0], 510).wrap(510, 757)[1] <= 757


def test_no_character_is_missing_on_paper() -> None:
    """Markup is shown, not obeyed; what the font lacks is shown by its number."""
    assert printable("a<b>&\nb") == "a&lt;b&gt;&amp;<br/>b"
    assert printable("📚〜～髙") == "[U+1F4DA]〜～髙"
    assert printable("\u202eabc") == "[U+202E]abc"


def test_5_1_the_page_stands_as_it_was_at_the_decision(store: Store) -> None:
    """It says another thing today; sheet, data, table and print show what the director decided on."""
    store.sightings.remember(
        "home",
        Memory(succeeded_at=NOW),
        [
            Sighting(
                Item(id=0, source="home", url=LINK, title="題", state=ItemState.NEW, seen_at=NOW),
                ("a",),
            )
        ],
    )
    then = Page(LINK, "冬のおはなし会", "12月1日(火)午前10時から。", (("会場", "中央図書館"),))
    store.sightings.keep_page(1, page=then, validators=("", ""), digest="", at=NOW)
    id = store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(), "sync", NOW))
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))
    store.sightings.keep_page(
        1,
        page=replace(then, text="中止になりました。"),
        validators=("", ""),
        digest="",
        at=NOW + timedelta(days=1),
    )
    made = store.export.dossier(id)
    assert made.pages == {1: (NOW, then)}
    assert told(made)["元のページ"] == (
        f"冬のおはなし会\n{LINK}\n決裁のとき(2026-11-25 10:00に確認): 12月1日(火)午前10時から。"
    )
    cover = Cover(
        library="見本図書館",
        account="mihon_lib",
        year=Year(2026),
        made_at=NOW,
        count=1,
        rows=2,
        head="h",
        broken_at=None,
    )
    printed = b"".join(html.pages(cover, store.export.leaves([id]))).decode()
    assert "12月1日(火)午前10時から。" in printed
    assert "会場: 中央図書館" in printed
    assert (
        "12月1日(火)午前10時から。"
        in b"".join(table.pages(cover, store.export.leaves([id]))).decode()
    )
    [leaf] = store.export.leaves([id]).data()
    [decision] = json.loads(plain.Writer(TOKYO, cover.records).text(leaf))["decisions"]
    assert decision["page"] == {
        "seen_at": NOW.isoformat(),
        "title": "冬のおはなし会",
        "url": LINK,
        "text": then.text,
        "rows": [["会場", "中央図書館"]],
    }
    line = json.loads(made.journal[-1]["detail"])
    assert len(line["page"]) == 64  # bound by the chain, too
