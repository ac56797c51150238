"""6: the tick of the thirteen kinds on every road: drafted, edited, corrected, urgent, retweeted,
decided, released.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, Clock, content, packaged_words, settings, wording
from test_publish import decided

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import Unacknowledged
from bridge.model import Confirmation, Draft, Finding, JournalLine, Kind, Opening, Person, State
from bridge.policy import s06_checklist
from bridge.posting.oembed import PostView
from bridge.record.store import Store
from bridge.settings import Extent, RetweetSettings

TWEET = "https://x.com/higashi_city/status/2125395291141046001"


def desk_of(store: Store, extent: Extent = "own") -> Desk:
    told = replace(settings(), checklist=extent, retweets=RetweetSettings(("higashi_city",)))
    return Desk(store, Rules(told, packaged_words), Clock())


def of_a_page(store: Store) -> Draft:
    return store.draft(
        store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), wording(), "sync", NOW))
    )


def parts(draft: Draft) -> list[tuple[str, str]]:
    return [(tick.part, tick.person) for tick in draft.checklists]


ROADS: dict[str, Callable[[Desk, bool], Draft]] = {
    "draft": lambda desk, ticked: desk.write(
        POSTER, Kind.MATERIAL, "本を紹介します。", ticked=ticked
    ),
    "urgent": lambda desk, ticked: desk.write(
        POSTER, Kind.TOLD, "臨時休館します。", origin="館長の指示", urgent=True, ticked=ticked
    ),
    "edit": lambda desk, ticked: desk.edit(
        POSTER, of_a_page(desk.store).id, "言い換えました。", ticked=ticked
    ),
    "retweet": lambda desk, ticked: desk.retweet(
        POSTER, TWEET, "防災の情報", seen=PostView("大雨に注意", "higashi_city"), ticked=ticked
    ),
}


@pytest.mark.parametrize("road", ROADS)
def test_6_who_drafts_a_text_of_their_own_ticks_the_thirteen(store: Store, road: str) -> None:
    """Without the tick nothing is opened and it says what to do; with it the draft carries who
    ticked, and when.
    """
    desk = desk_of(store)
    before = len(store.drafts())
    with pytest.raises(Unacknowledged, match="どれにもあたりません") as refused:
        ROADS[road](desk, False)
    assert refused.value.unticked is not None
    assert "--none-of-the-thirteen" in refused.value.todo
    assert len(store.drafts(State.WAITING)) == before + (road == "edit")
    made = ROADS[road](desk, True)
    assert parts(made) == [("draft", POSTER.name)]
    assert store.proof.whole().faults == ()


@pytest.mark.parametrize("addition", [False, True])
def test_6_a_correction_and_an_addition_are_ticked_a_deletion_is_not(
    store: Store, addition: bool
) -> None:
    """The fast lane is no way round the thirteen kinds; where nothing goes out nothing is asked."""
    posted, desk = decided(store), desk_of(store)
    desk.posted(POSTER, posted, "https://x.com/mihon_lib/status/2125395291141046011")
    with pytest.raises(Unacknowledged):
        desk.correct(POSTER, posted, "正しい文です。", reason="誤り", addition=addition)
    made = desk.correct(
        POSTER, posted, "正しい文です。", reason="誤り", addition=addition, ticked=True
    )
    assert parts(made) == [("draft", POSTER.name)]
    desk.withdraw(POSTER, made.id)
    gone = desk.remove(POSTER, posted, "誤り")
    assert desk.decide(DIRECTOR, [gone.id], shown=[gone.digest])[0].state is State.DECIDED


def test_6_who_decides_a_persons_text_ticks_too(store: Store) -> None:
    """Both ticks stand with the very text: an edit has neither until its own are given."""
    desk = desk_of(store)
    made = ROADS["draft"](desk, True)
    with pytest.raises(Unacknowledged, match=f"起案{made.id}には"):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    done = desk.decide(DIRECTOR, [made.id], shown=[made.digest], ticked=True)[0]
    assert parts(done) == [("draft", POSTER.name), ("decision", DIRECTOR.name)]
    again = desk.edit(DIRECTOR, made.id, "言い換えました。", ticked=True)
    assert parts(again) == [("draft", DIRECTOR.name)]
    assert len(store.checklists(made.id)) == 3
    assert desk.decide(DIRECTOR, [made.id], shown=[again.digest])[0].state is State.DECIDED
    assert store.proof.whole().faults == ()


def test_6_a_page_as_it_is_stands_under_the_deciders_word(store: Store) -> None:
    """In the default nothing is asked, and no tick is kept that nobody gave, also when it goes
    along with others.
    """
    desk, page = desk_of(store), of_a_page(store)
    own = ROADS["draft"](desk, True)
    both = desk.decide(DIRECTOR, [page.id, own.id], shown=[page.digest, own.digest], ticked=True)
    assert [parts(one) for one in both] == [
        [],
        [("draft", POSTER.name), ("decision", DIRECTOR.name)],
    ]
    assert s06_checklist.decider(both[0]).why == "決裁の判断に含みます"


def test_6_each_draft_asks_where_the_library_wants_it(store: Store) -> None:
    """[policy] checklist = "each": a page's draft, too."""
    desk, page = desk_of(store, "each"), of_a_page(store)
    with pytest.raises(Unacknowledged):
        desk.decide(DIRECTOR, [page.id], shown=[page.digest])
    assert parts(desk.decide(DIRECTOR, [page.id], shown=[page.digest], ticked=True)[0]) == [
        ("decision", DIRECTOR.name)
    ]


def test_6_where_only_findings_ask_a_harmless_text_is_free(store: Store) -> None:
    """[policy] checklist = "findings": the tick is due once the machine saw one of the thirteen."""
    desk = desk_of(store, "findings")
    assert parts(ROADS["draft"](desk, False)) == []
    sale = "本を100円で販売します。"
    seen = desk.preview(POSTER, Kind.MATERIAL, sale)
    assert any(one.clause == "6(6)" for one in seen.findings)
    every = [one.clause for one in seen.findings]
    with pytest.raises(Unacknowledged) as refused:
        desk.write(POSTER, Kind.MATERIAL, sale, acknowledged=every)
    assert refused.value.unticked == seen.findings
    assert desk.write(POSTER, Kind.MATERIAL, sale, acknowledged=every, ticked=True).checklists


@pytest.mark.parametrize("extent", ["each", "own", "findings"])
def test_6_a_note_among_the_thirteen_is_acknowledged_on_every_road(
    store: Store, extent: Extent
) -> None:
    """Where the tick is asked for, each kind of which something is noted asks for its own: who
    drafts, who edits, who decides; what was noted stands with the decision.
    """
    desk, text = desk_of(store, extent), "選挙の標語"
    note = desk.preview(POSTER, Kind.MATERIAL, text).findings
    assert [(one.clause, one.stop) for one in note] == [("6(4)", False)]
    with pytest.raises(Unacknowledged) as refused:
        desk.write(POSTER, Kind.MATERIAL, text, ticked=True)
    assert (refused.value.findings, refused.value.unticked) == (note, note)
    made = desk.write(POSTER, Kind.MATERIAL, text, ticked=True, acknowledged=["6(4)"])
    with pytest.raises(Unacknowledged):
        desk.edit(POSTER, made.id, f"{text}をもう一つ", ticked=True)
    with pytest.raises(Unacknowledged):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest], ticked=True)
    (done,) = desk.decide(
        DIRECTOR, [made.id], shown=[made.digest], ticked=True, acknowledged=[note[0].key]
    )
    assert done.decision is not None
    assert done.decision.acknowledged == (note[0].key,)
    assert store.proof.whole().faults == ()


def test_6_a_note_of_a_retweets_post_has_its_own_tick(store: Store) -> None:
    """What the shown post says is noted to who drafts, as of a text of their own."""
    desk, seen = desk_of(store), PostView("選挙の標語", "higashi_city")
    with pytest.raises(Unacknowledged):
        desk.retweet(POSTER, TWEET, "啓発", seen=seen, ticked=True)
    draft = desk.retweet(POSTER, TWEET, "啓発", seen=seen, ticked=True, acknowledged=["6(4)"])
    assert parts(draft) == [("draft", POSTER.name)]


def test_6_a_pages_draft_that_asks_for_no_tick_asks_for_none_of_a_note(store: Store) -> None:
    """The decision itself covers a page as it is (5(1)ア), notes and all."""
    noted = replace(
        wording(), findings=(Finding("6(6)", "販売", "本文", "広告です。", stop=False),)
    )
    id = store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), noted, "sync", NOW))
    (done,) = desk_of(store).decide(DIRECTOR, [id], shown=[noted.digest])
    assert done.state is State.DECIDED


def test_6_a_release_under_a_prior_confirmation_is_ticked_by_who_releases(store: Store) -> None:
    """5(1): the persons named beforehand look at the thirteen kinds as the director would."""
    deputy, desk = Person("代理", POSTER.role), desk_of(store)
    for person in (DIRECTOR, POSTER, deputy):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    today = NOW.date()
    desk.office.confirm(
        DIRECTOR,
        Confirmation(
            number="",
            persons=("代理",),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=today,
            last=today + timedelta(9),
            per_day=3,
            given_by="",
        ),
    )
    made = ROADS["draft"](desk, True)
    with pytest.raises(Unacknowledged):
        desk.decide(deputy, [made.id], shown=[made.digest])
    done = desk.decide(deputy, [made.id], shown=[made.digest], ticked=True)[0]
    assert parts(done)[-1] == ("decision", "代理")


def test_6_9_a_link_that_nobody_compared_is_not_released_unseen(store: Store) -> None:
    """5(1): who releases under a prior confirmation acknowledges the note of the unread page."""
    deputy, desk = Person("代理", POSTER.role), desk_of(store)
    for person in (DIRECTOR, POSTER, deputy):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    desk.office.confirm(
        DIRECTOR,
        Confirmation(
            number="",
            persons=("代理",),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=NOW.date(),
            last=NOW.date() + timedelta(9),
            per_day=3,
            given_by="",
        ),
    )
    text = "本を紹介します。\nhttps://lib.example.jp/news/unread.html"
    made = desk.write(POSTER, Kind.MATERIAL, text, ticked=True, acknowledged=["6(9)"])
    with pytest.raises(Unacknowledged, match="unread"):
        desk.decide(deputy, [made.id], shown=[made.digest], ticked=True)
    known = [finding.key for finding in made.findings]
    (done,) = desk.decide(deputy, [made.id], shown=[made.digest], ticked=True, acknowledged=known)
    assert done.decision is not None
    assert done.decision.acknowledged == tuple(known)


def test_6_what_was_decided_before_the_tick_existed_goes_out(store: Store) -> None:
    """An upgrade voids nothing: a person's text without ticks is decided, and said to be without a
    record of it.
    """
    old = wording(content("前からの文です。", ""), author=POSTER.name)
    id = store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), old, POSTER.name, NOW)
    )
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))
    draft = store.draft(id)
    assert (s06_checklist.drafter(draft).why, s06_checklist.decider(draft).why) == (
        "記録なし",
        "記録なし",
    )
    assert store.proof.whole().faults == ()
    assert desk_of(store).asks(DIRECTOR, draft)
