"""The desk by the kinds of 5(1): what each of them asks for before it waits for a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, READER, Clock, Scripted, packaged_words, settings
from test_publish import decided, gate

from bridge.desk import Desk
from bridge.draft.make import Place, from_person, links_in
from bridge.draft.rules import Rules
from bridge.errors import (
    ClockDoubtful,
    NotAllowed,
    StepRefused,
    Unacknowledged,
    UsageRefused,
    WrongState,
)
from bridge.model import Confirmation, Image, Item, ItemState, Kind, Memory, Page, Sighting, State
from bridge.policy.s05_1_signoff import on_screen
from bridge.record.store import Store
from bridge.sighting import keys_of


@pytest.fixture
def desk(store: Store) -> Desk:
    rules = Rules(settings(), packaged_words)
    return Desk(store, rules, Clock())


def test_5_1_i_what_citizens_were_told_needs_its_origin(desk: Desk) -> None:
    """5(1)イ: the origin is noted, or nothing is opened."""
    with pytest.raises(StepRefused, match="もとになったお知らせ"):
        desk.write(POSTER, Kind.TOLD, "12月1日は休館です。")
    made = desk.write(POSTER, Kind.TOLD, "12月1日は休館です。", origin=" 広報12月1日号 ")
    assert (made.origin, made.state, made.source) == ("広報12月1日号", State.WAITING, "staff")


def test_a_title_has_no_address_cut_in_two(desk: Desk) -> None:
    """http://www would be another host; a whole one stays."""
    long = "冬の本の展示を2階で開いています。どうぞゆっくりご覧になってお楽しみください。詳しくは "
    for text, title in (
        (f"{long}https://lib.example.jp/news/12.html", f"{long.rstrip()}…"),
        ("本の展示です https://lib.example.jp/", "本の展示です https://lib.example.jp/"),
        ("あ" * 70, "あ" * 59 + "…"),
        ("あ" * 60, "あ" * 60),
        (
            "【臨時休館】\n中央図書館は休館します。\nまた明日。",
            "【臨時休館】中央図書館は休館します。",
        ),
        ("【臨時休館】 中央図書館\n休館します。", "【臨時休館】 中央図書館"),
    ):
        assert desk.preview(POSTER, Kind.MATERIAL, text).title == title


def test_5_1_u_materials_are_introduced_by_hand(desk: Desk) -> None:
    """5(1)ウ: a hand-written draft that waits for the same decision as any other; a reader writes
    none.
    """
    made = desk.write(POSTER, Kind.MATERIAL, "今月の新しい本を紹介します。")
    assert (made.kind, made.state, made.decision) == (Kind.MATERIAL, State.WAITING, None)
    with pytest.raises(NotAllowed):
        desk.write(READER, Kind.MATERIAL, "今月の新しい本を紹介します。")


def test_5_3_i_a_text_whose_days_passed_before_its_decision_is_written_anew(
    store: Store,
) -> None:
    """What was found in it was found on the day of its writing: nobody decides it or puts it
    forward again; written anew, it has its finding.
    """
    clock = Clock()
    desk = Desk(store, Rules(settings(), packaged_words), clock)
    made = desk.write(POSTER, Kind.MATERIAL, "11月27日(金)に本の会を行います。")
    report = desk.write(POSTER, Kind.MATERIAL, "11月25日(水)に本の会を行いました。")
    clock.forward(days=2)
    with pytest.raises(NotAllowed):  # on its own day only its role stands in the way
        desk.decide(READER, [made.id], shown=[made.digest])
    clock.forward(days=1)
    desk.decide(DIRECTOR, [report.id], shown=[report.digest])
    for step in (
        lambda: desk.decide(DIRECTOR, [made.id], shown=[made.digest]),
        lambda: desk.resubmit(POSTER, desk.return_(DIRECTOR, made.id, "見直し").id),
    ):
        with pytest.raises(StepRefused) as refused:
            step()
        assert (refused.value.code, refused.value.facts["draft"]) == ("draft.over", made.id)
    with pytest.raises(Unacknowledged):
        desk.edit(POSTER, made.id, "11月27日(金)の本の会は、予定どおり行います。")


def test_5_3_i_a_text_whose_last_day_to_apply_passed_is_decided_by_nobody(store: Store) -> None:
    """What it announces lies ahead; who wrote it does not matter."""
    clock = Clock()
    desk = Desk(store, Rules(settings(), packaged_words), clock)
    text = "12月20日(日)の本の会\n申込:11月26日(木)までに電話で"
    made = desk.write(POSTER, Kind.MATERIAL, text)
    clock.forward(days=2)
    with pytest.raises(StepRefused) as refused:
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    assert "申込みの期限(11月26日)" in str(refused.value.facts["why"])


def test_5_3_i_the_same_words_saved_anew_are_looked_at_today(store: Store) -> None:
    """What is over since it was written has a way out: saved as it stands it is a version of today,
    with today's finding; what is not over stays as it is, decision and all.
    """
    clock = Clock()
    desk = Desk(store, Rules(settings(), packaged_words), clock)
    made = desk.write(POSTER, Kind.MATERIAL, "11月27日(金)に本の会を行います。")
    assert desk.edit(POSTER, made.id, made.content.text).version == 1
    clock.forward(days=3)
    with pytest.raises(StepRefused, match="過ぎました"):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    with pytest.raises(StepRefused, match="過ぎました"):  # before anybody is asked a thing
        desk.to_decide(DIRECTOR, made.id)
    with pytest.raises(Unacknowledged):
        desk.edit(POSTER, made.id, made.content.text)
    again = desk.edit(POSTER, made.id, made.content.text, acknowledged=["5(3)イ"])
    assert (again.version, again.digest) == (2, made.digest)
    assert desk.over(again) is None
    assert any(finding.stop for finding in again.findings)
    assert desk.edit(POSTER, made.id, made.content.text, acknowledged=["5(3)イ"]).version == 2
    (decided,) = desk.decide(DIRECTOR, [made.id], shown=[again.digest], acknowledged=["5(3)イ"])
    assert decided.state is State.DECIDED


@pytest.mark.parametrize("state", ["waiting", "returned", "decided", "withdrawn"])
def test_5_3_i_what_is_over_is_told_while_it_may_yet_go_out(store: Store, state: str) -> None:
    """Wherever it waits; of what is done with nobody needs to know."""
    clock = Clock()
    desk = Desk(store, Rules(settings(), packaged_words), clock)
    made = desk.write(POSTER, Kind.MATERIAL, "11月27日(金)に本の会を行います。")
    if state == "returned":
        desk.return_(DIRECTOR, made.id, "見直し")
    elif state == "decided":
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    elif state == "withdrawn":
        desk.withdraw(POSTER, made.id)
    clock.forward(days=2)
    assert desk.over(store.draft(made.id)) is None
    clock.forward(days=1)
    assert (desk.over(store.draft(made.id)) is None) is (state == "withdrawn")


def test_5_1_what_is_decided_already_has_not_changed(store: Store, desk: Desk) -> None:
    """A second word of the director on one draft is told where it stands, not that its text is
    another.
    """
    made = desk.write(POSTER, Kind.MATERIAL, "今月の新しい本を紹介します。")
    desk.edit(POSTER, made.id, "来月の新しい本を紹介します。")
    shown = on_screen(store.draft(made.id))
    desk.decide(DIRECTOR, [made.id], shown=[shown])
    with pytest.raises(WrongState) as refused:
        desk.decide(DIRECTOR, [made.id], shown=[shown])
    assert refused.value.code == "draft.wrong_state"


@pytest.mark.parametrize("text", ["\uffff", "\ufdd0 \U0001ffff", "\u2800\n\ufffe"])
def test_5_1_a_text_of_no_letters_is_none(desk: Desk, text: str) -> None:
    """Nobody sees it, and X takes no such letters."""
    with pytest.raises(StepRefused):
        desk.write(POSTER, Kind.MATERIAL, text)


def test_a_text_that_is_far_too_long_is_looked_at_by_nobody(desk: Desk) -> None:
    """On every road, before any rule: some of them take the square of its length."""
    long = "1月1日" * 1_500
    made = desk.write(POSTER, Kind.MATERIAL, "今月の新しい本を紹介します。")
    for step in (
        lambda: desk.preview(POSTER, Kind.MATERIAL, long),
        lambda: desk.preview(POSTER, Kind.MATERIAL, "本", title=long),
        lambda: desk.reword(POSTER, made.id, long),
        lambda: desk.reword(POSTER, made.id, "本", image=Image("", long, "館で撮影", "a" * 64)),
    ):
        with pytest.raises(UsageRefused) as refused:
            step()
        assert refused.value.code == "draft.text_too_long"
    assert desk.preview(POSTER, Kind.MATERIAL, "あ" * 5_000).weight == 10_000


def test_9_a_clock_that_went_back_dates_no_draft_and_no_decision(store: Store) -> None:
    """The last run lies ahead: a decision would be older than its draft. What stops something is
    taken all the same.
    """
    clock = Clock()
    desk = Desk(store, Rules(settings(), packaged_words), clock)
    made = desk.write(POSTER, Kind.MATERIAL, "今月の新しい本を紹介します。")
    other = desk.write(POSTER, Kind.MATERIAL, "来月の新しい本を紹介します。")
    store.visits.keep(clock(), ran=True)
    clock.forward(days=-11)
    for step in (
        lambda: desk.decide(DIRECTOR, [made.id], shown=[made.digest]),
        lambda: desk.write(POSTER, Kind.MATERIAL, "別の本を紹介します。"),
        lambda: desk.edit(POSTER, made.id, "別の本を紹介します。"),
        lambda: desk.resubmit(POSTER, desk.return_(DIRECTOR, other.id, "見直し").id),
    ):
        with pytest.raises(ClockDoubtful) as refused:
            step()
        assert refused.value.code == "record.clock_behind"
    assert store.draft(other.id).state is State.RETURNED
    store.visits.keep(clock(), ran=True)  # a person had all looked at anew: the clock is right
    assert desk.decide(DIRECTOR, [made.id], shown=[made.digest])[0].state is State.DECIDED


def test_6_9_an_address_is_one_in_capitals_too() -> None:
    """A page is compared whatever the case of its address's scheme."""
    assert links_in("本の会 HTTPS://lib.example.jp/a.html へ") == ["HTTPS://lib.example.jp/a.html"]


def test_6_9_a_value_of_another_linked_page_is_a_note() -> None:
    """Two pages are linked: what only the second says is no stop, and is told; the first alone
    stops.
    """
    first = Page(
        "https://lib.example.jp/a.html", "講座", "講座は12月5日(土)14時、集会室、20人です。"
    )
    other = Page(
        "https://lib.example.jp/b.html", "映画会", "映画会は12月12日(土)10時、視聴覚室です。"
    )
    text = f"講座は12月12日(土)10時から、視聴覚室で。\n{first.url}\n{other.url}"
    rules = Rules(settings(), packaged_words)

    def hits(*beside: Page) -> dict[str, bool]:
        place = Place(Kind.OTHER, first, beside)
        made = from_person("職員", text, place, rules, NOW.date())
        return {one.found: one.stop for one in made.findings if one.clause == "6(9)"}

    assert hits()["12月12日(土)"] is True
    both = hits(other)
    assert both["12月12日(土)"] is False
    assert "視聴覚室" not in [words for words, stop in both.items() if stop]


def test_6_9_the_order_of_links_does_not_decide_whose_values_are_told() -> None:
    """The text names おはなし会 and has the values of the 映画会, whichever is linked first."""
    film = Page("https://lib.example.jp/b.html", "映画会", "12月6日(日)、30人、抽選、500円です。")
    tales = Page("https://lib.example.jp/a.html", "おはなし会", "12月5日(土)、20人です。")
    rules = Rules(settings(), packaged_words)
    for first, other in ((film, tales), (tales, film)):
        text = f"おはなし会は12月6日(日)、30人、抽選です。\n{first.url}\n{other.url}"
        made = from_person("職員", text, Place(Kind.OTHER, first, (other,)), rules, NOW.date())
        assert {"12月6日(日)", "30人"} <= {f.found for f in made.findings if f.clause == "6(9)"}


def test_5_1_e_other_things_need_the_directors_own_decision(desk: Desk) -> None:
    """5(1)エ: no prior confirmation covers them, and none can be given for them."""
    made = desk.write(POSTER, Kind.OTHER, "市制の記念日です。")
    given = Confirmation(
        number="",
        persons=(POSTER.name,),
        sources=(),
        kinds=(Kind.OTHER,),
        first=NOW.date(),
        last=NOW.date(),
        per_day=5,
        given_by="",
    )
    desk.office.save_person(None, DIRECTOR, "correct horse battery")
    desk.office.save_person(DIRECTOR, POSTER, "correct horse battery")
    with pytest.raises(StepRefused, match="種別エ"):
        desk.office.confirm(DIRECTOR, given)
    with pytest.raises(NotAllowed):
        desk.decide(POSTER, [made.id], shown=[made.digest])
    assert desk.decide(DIRECTOR, [made.id], shown=[made.digest])[0].state is State.DECIDED


def test_9_1_draft_decision_post_stand_in_the_record_with_person_and_time(
    desk: Desk, store: Store
) -> None:
    """9(1): each step of the procedure has its person and its moment."""
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    desk.return_(DIRECTOR, made.id, "書名を入れる")
    edited = desk.edit(POSTER, made.id, "『朝の本』を紹介します。")
    desk.decide(DIRECTOR, [made.id], shown=[edited.digest])
    desk.posted(POSTER, made.id, "https://x.com/mihon_lib/status/2125395291141046001")
    told = [(line["action"], line["actor"]) for line in store.history(made.id)]
    assert told == [
        ("open", "職員"),
        ("return", "館長"),
        ("edit", "職員"),
        ("decide", "館長"),
        ("posted", "職員"),
    ]
    assert all(line["at"].startswith(NOW.date().isoformat()) for line in store.history(made.id))


def test_6_the_drafter_acknowledges_what_stops_a_draft(desk: Desk, store: Store) -> None:
    """6(9), 11: nothing is opened or changed until the drafter knows of it; the record keeps that
    he does.
    """
    text = "申込は 042-123-4567 へ。"
    with pytest.raises(Unacknowledged) as refused:
        desk.write(POSTER, Kind.MATERIAL, text)
    assert [f.clause for f in refused.value.findings] == ["11"]  # type: ignore[attr-defined]
    assert store.drafts() == []
    made = desk.write(POSTER, Kind.MATERIAL, text, acknowledged=["11"])
    assert '"acknowledged": ["11:042-123-4567"]' in store.history(made.id)[0]["detail"]
    with pytest.raises(Unacknowledged):
        desk.edit(POSTER, made.id, text + "お待ちします。")
    edited = desk.edit(POSTER, made.id, text + "お待ちします。", acknowledged=["11:042-123-4567"])
    assert edited.version == 2
    with pytest.raises(Unacknowledged):  # the decider's own word is needed all the same
        desk.decide(DIRECTOR, [made.id], shown=[edited.digest])


def test_6_a_text_of_letters_that_nobody_sees_is_an_empty_one(desk: Desk, store: Store) -> None:
    """Nothing is opened: what would go out shows nothing."""
    with pytest.raises(StepRefused, match="本文が空"):
        desk.write(POSTER, Kind.MATERIAL, "\u3164\u2800 \u00ad\U000e0041")
    assert store.drafts() == []
    assert (
        desk.write(POSTER, Kind.MATERIAL, "本\u00adの\U000e0041日\u3164").content.text == "本の日"
    )


def test_6_9_a_text_with_a_link_is_compared_with_the_page_that_was_read(
    desk: Desk, store: Store
) -> None:
    """By hand and as a correction: 抽選 on the page is no 先着, whatever stands behind the address."""
    item = Item(id=0, source="home", url=LINK, title="工作教室", state=ItemState.NEW, seen_at=NOW)
    known = store.sightings.remember(
        "home", Memory(count=1, succeeded_at=NOW), [Sighting(item, keys_of(LINK))]
    )[0]
    store.sightings.keep_page(
        known,
        page=Page(LINK, "工作教室", "定員20人(抽選)"),
        validators=("", ""),
        digest="d",
        at=NOW,
    )
    with pytest.raises(Unacknowledged) as refused:
        desk.write(POSTER, Kind.MATERIAL, f"工作教室 定員20人(先着)\n{LINK}?utm_source=x")
    assert [f.found for f in refused.value.findings] == ["先着"]  # type: ignore[attr-defined]
    made = desk.write(POSTER, Kind.MATERIAL, f"工作教室 定員20人(抽選)\n{LINK}?utm_source=x")
    assert made.findings == ()
    with pytest.raises(Unacknowledged):
        desk.edit(POSTER, made.id, f"工作教室 定員30人(抽選)\n{LINK}")
    id = decided(store)
    gate(store, Scripted()).run()
    with pytest.raises(Unacknowledged):
        desk.correct(DIRECTOR, id, f"工作教室 定員20人(先着)\n{LINK}", reason="誤り")


@pytest.mark.parametrize("urgent", [False, True])
def test_2_an_urgent_decision_waits_for_nobody_to_take_it_back(store: Store, urgent: bool) -> None:
    """2: it may go out at once; any other may be taken back for some minutes."""
    plain = settings()
    patient = replace(plain, posting=replace(plain.posting, take_back_minutes=5))
    desk = Desk(store, Rules(patient, packaged_words), Clock())
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。", urgent=urgent)
    [draft] = desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    assert draft.decision is not None
    assert draft.decision.not_before == (None if urgent else NOW + timedelta(minutes=5))
