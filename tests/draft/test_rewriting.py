"""A second wording by the library's program: what it is given, and what of its answer is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings

from bridge.draft.make import Composition, from_page
from bridge.draft.rewriting import _source, _worded, question, reworded
from bridge.draft.rules import Rules
from bridge.model import Content, Draft, Facts, Item, ItemState, Kind, Page, State
from bridge.text.weight import weigh

TODAY = date(2026, 11, 25)
TEXT = "冬の星座を、望遠鏡で観察します。\n日時：12月5日(土) 午後6時～7時\n会場：中央図書館 屋上\n対象：小学生以上\n■おはなし会\n日時：12月12日(土) 午前10時\n会場：東分館"
PAGE = Page(LINK, "冬の星を見る会", TEXT, published=date(2026, 11, 20))
ITEM = Item(
    id=1, source="home", url=LINK, title="冬の星を見る会", state=ItemState.DRAFTED, seen_at=NOW
)
GOOD = "12月5日(土)の18時から、中央図書館 屋上で冬の星座を観察します。小学生以上の方が対象です。"


def made(page: Page = PAGE) -> Composition:
    return from_page(
        ITEM,
        page,
        source=None,
        rules=Rules(settings(), packaged_words),
        today=TODAY,
    )


def draft(one: Composition) -> Draft:
    content: Content = one.wording.content
    return Draft(
        id=7,
        item=1,
        source="home",
        kind=Kind.PAGE,
        state=State.WAITING,
        version=2,
        title=one.wording.title,
        content=content,
        digest="d",
        weight=1,
        findings=(),
        author="sync",
        created_at=NOW,
        changed_at=NOW,
    )


def answered(text: str | bytes, page: Page = PAGE) -> tuple[str, str]:
    one = made(page)
    told = reworded(
        draft(one),
        page,
        composition=one,
        answer=text if isinstance(text, bytes) else text.encode(),
        rules=Rules(settings(), packaged_words),
        today=TODAY,
    )
    assert (told.draft, told.version) == (7, 2)
    assert bool(told.text) != bool(told.refusal)
    return told.text, told.refusal


def test_the_program_is_given_the_facts_and_the_topic_as_json() -> None:
    """And how much room there is between title and link, their line breaks counted."""
    told = json.loads(question(PAGE, made(), TODAY))
    assert (told["title"], told["url"], told["published"]) == ("冬の星を見る会", LINK, "2026-11-20")
    assert told["facts"]["place"] == "中央図書館 屋上"
    assert "冬の星座を、望遠鏡で観察します。" in told["topic"]
    assert "12月12日" not in json.dumps(told, ensure_ascii=False)
    assert told["room"] == 280 - weigh(f"冬の星を見る会\n\n{LINK}")


def test_a_sound_answer_takes_the_place_of_the_summary() -> None:
    """Title and link stay as they are, whole; blank lines and blanks around it go."""
    assert answered(f"  {GOOD}\n\n") == (f"冬の星を見る会\n{GOOD}\n{LINK}", "")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "空です"),
        (" \n\u200b", "空です"),
        (b"\xff\xfe", "UTF-8"),
        (GOOD.replace("5日(土)", "6日(日)"), "12月6日"),
        (GOOD.replace("18時", "19時30分"), "19時30分"),
        (GOOD.replace("屋上", "集会室"), "集会室"),
        (GOOD.replace("5日(土)の18時", "12日(土)の10時"), "12月12日"),
        (GOOD.replace("屋上で", "屋上と東分館で"), "東分館"),
        (GOOD + "定員は20人です。", "20"),
        (GOOD + f" {LINK}", "リンク"),
        (GOOD + " @mihon_lib #星", "リンク"),
        (GOOD * 6, "長すぎます"),
        (GOOD.removesuffix("です。") + "で、", "途中で切れて"),
        (GOOD + "明日です。", "明日"),
        (GOOD.replace("小学生以上の方が対象です", "だれでも来られます"), "小学生以上"),
        (GOOD + "死ね。", "おとしめる"),
    ],
)
def test_truth_7_an_answer_with_another_value_or_a_fault_is_refused(
    answer: str | bytes, why: str
) -> None:
    """Nothing of it is shown; the reason is."""
    text, refusal = answered(answer)
    assert text == ""
    assert why in refusal


def test_a_page_of_several_things_may_be_told_with_two_of_their_days_or_names() -> None:
    """The program is given all its lines below their headings; a list of its own is no fault, one
    day that would pass for all is.
    """
    page = replace(
        PAGE,
        title="12月の催し",
        text="■冬の星を見る会\n日時：12月5日(土) 午後6時～7時\n会場：屋上\n■おはなし会\n日時：12月12日(土) 午前10時\n会場：東分館",
    )
    lines = json.loads(question(page, made(page), TODAY))["topic"]
    assert (lines[0], lines[3], lines[-1]) == ("■冬の星を見る会", "■おはなし会", "会場：東分館")
    both = "「冬の星を見る会」：12月5日(土)18時～19時\n「おはなし会」：12月12日(土)10時～、東分館"
    assert answered(both, page)[1] == ""
    assert answered("12月5日(土)と12月12日(土)に催しを行います。", page)[1] == ""
    assert (
        answered("見る会は：12月5日(土)18時から。\nおはなしは：12月12日(土)10時から。", page)[1]
        == ""
    )
    assert "いくつもある" in answered("12月5日(土)18時から19時まで。", page)[1]


def test_words_that_any_notice_has_need_not_stand_on_the_page() -> None:
    """Whether it is so the rules of 6(9) ask: 先着順 is said by no page that draws lots."""
    page = replace(PAGE, text=f"{TEXT.partition('■')[0]}申込みはいりません。定員10人")
    assert answered(GOOD + "申込不要です。", page)[1] == ""
    page = replace(PAGE, text=f"{TEXT.partition('■')[0]}申込：電話で。先着10人")
    assert answered(GOOD + "申込不要です。", page)[1] != ""


def test_what_a_page_says_in_words_of_its_own_may_be_told_in_the_fields() -> None:
    """お金はいりません is 無料, and a place may be told without the town's name before it."""
    for words in ("お金はいりません。", "お茶は出しますが、お代はいただきません。"):
        free = replace(PAGE, text=f"{TEXT.partition('■')[0]}{words}")
        assert answered(GOOD + "無料です。", free)[1] == "", words
    assert "無料" in answered(GOOD + "無料です。")[1]
    assert answered(GOOD.replace("中央図書館 屋上", "図書館の屋上"))[1] != ""
    assert answered(GOOD.replace("中央図書館 屋上", "中央図書館"))[1] == ""


def test_what_is_far_too_long_is_told_so_and_nothing_else() -> None:
    """The other checks could take long, and would not help."""
    assert "長すぎます" in answered("火星は見えません。" * 40)[1]
    assert "、" not in answered("火星は見えません。" * 40)[1].replace("。全角", "")
    assert "、" in answered("火星は見えません。" * 16)[1]


def test_a_summary_that_is_the_first_one_again_is_none() -> None:
    """There is nothing to choose."""
    assert answered(made().composed.summary)[1] == "はじめの文案と同じです"


def test_where_there_was_no_summary_it_stands_below_the_title() -> None:
    """A scanned PDF with a title alone: the title's words are all that may be said."""
    page = replace(PAGE, text="", notes=("PDF",))
    assert made(page).composed.summary == ""
    assert answered("冬の星を見る会のお知らせです。", page) == (
        f"冬の星を見る会\n冬の星を見る会のお知らせです。\n{LINK}",
        "",
    )


def test_a_wording_stands_below_the_title_once_wherever_its_words_come_again() -> None:
    """A hashtag of the same words is no second place to put it."""
    one = made(replace(PAGE, text="", notes=("PDF",)))
    twice = replace(one.composed, text=f"{one.composed.text}\n#{one.composed.title}")
    text = _worded(replace(one, composed=twice), "星を見ます。")
    assert text == f"冬の星を見る会\n星を見ます。\n{LINK}\n#冬の星を見る会"


@pytest.mark.parametrize(("more", "long"), [(0, False), (1, True)])
def test_an_answer_may_fill_the_post_to_its_last_character(more: int, *, long: bool) -> None:
    """280, weighed, with title and link; one more is too long."""
    room = 280 - weigh(f"冬の星を見る会\n{GOOD}\n{LINK}") + more
    _, refusal = answered(GOOD + "!" * room)
    assert refusal.startswith("長すぎます(281/280)") == long


def test_an_answer_is_held_against_each_word_of_the_facts() -> None:
    """Those of pairs, too: the label of a time and the time."""
    text = _source(Facts("星を見る会", when=(("日時", "12月5日(土)"),)), ("冬の星座",))
    assert {"星を見る会", "冬の星座", "日時", "12月5日(土)"} <= set(text.split("\n"))
