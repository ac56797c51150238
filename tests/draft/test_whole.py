"""Whether what is called off is the whole of the news."""

from __future__ import annotations

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Page


def label(title: str, *told: str) -> str:
    """The label of a page with these lines."""
    page = Page(URL, title, "\n".join(told), published=TODAY, blocks=blocks(*told))
    return read_facts(page, TODAY).label


def test_5_3_i_a_thing_by_another_name_is_not_the_page() -> None:
    """「星を見る会」 below the summer's programme; by the title's own name it is the page's."""
    told = "※「星を見る会」は、講師の都合で8月22日(土)に延期しました。"
    assert label("夏のこどもプログラム", "楽しい催しです。", told) == ""
    assert label("星を見る会について", told) == "延期"
    assert label("お知らせ", told.removeprefix("※")) == "延期"  # a title that names nothing


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("工作の会は、中止します。", True),
        ("③コースの工作の会は、中止します。", False),
        ("工作の会の午後の部は、今回から休止します。", False),
        ("一部の工作の会を中止します。", False),
    ],
)
def test_5_3_i_a_part_is_not_the_whole(sentence: str, whole: bool) -> None:
    """A course, a class, half of a day; unless the title names it."""
    assert bool(label("工作の会について", sentence)) is whole


def test_5_3_i_a_part_that_the_title_names_is_the_whole() -> None:
    """東分館の工作の会 below 東分館の工作の会, and below 工作の会."""
    off = "東分館の工作の会は、中止します。"
    assert label("東分館の工作の会について", off) == "中止"
    assert label("工作の会について", off) == ""


def test_5_3_i_one_day_of_several_is_not_the_whole() -> None:
    """Where others are left on which it is held; the day of the title is the page's."""
    off = "7月11日(土)の工作の会は中止します。"
    assert label("工作の会について", off, "日時：7月4日(土)、11日(土)10時～") == ""
    assert label("工作の会について", off, "日時：7月11日(土)10時～") == "中止"
    assert label("工作の会(7月11日)について", off, "日時：7月4日(土)10時～") == "中止"
    put_off = off.replace("中止します", "延期します")
    assert label("工作の会について", put_off, "日時：7月18日(土)10時～") == "延期"  # the new day
    days = ("日時：7月4日(土)、18日(土)、25日(土)10時～",)
    assert label("工作の会について", put_off, *days) == ""


def test_5_3_i_what_stands_below_one_of_several_headings_is_of_that_one() -> None:
    """A remark below one of two things that have their days; below the only one it is the page's."""
    two = (
        "# 工作の会",
        "7月4日(土)10時～",
        "※都合により中止します。",
        "# 星の会",
        "7月5日(日)18時～",
    )
    assert label("夏の会", *two) == ""
    assert label("夏の会", *two[:3]) == "中止"


def test_5_3_i_a_correction_is_of_the_page_whatever_it_names() -> None:
    """第3回を延期するというお知らせを訂正します."""
    assert label("会のお知らせ", "第3回を延期するというお知らせを訂正します。") == "訂正"


def test_5_3_i_another_day_is_said_once() -> None:
    """【日程変更】 says what 【延期】 would; of what is called off both stand."""
    told = "7月4日(土)の工作の会は、都合により{}します。"
    for word, title in (("延期", "【日程変更】工作の会"), ("中止", "【中止】【日程変更】工作の会")):
        page = Page(URL, "【日程変更】工作の会", told.format(word), published=TODAY)
        page = Page(
            URL,
            "【日程変更】工作の会",
            told.format(word),
            published=TODAY,
            blocks=blocks(told.format(word)),
        )
        made = compose(page, read_facts(page, TODAY), Style(), URL, TODAY)
        assert made.title == title


def test_5_3_i_a_title_of_what_is_off_and_what_is_put_off_has_neither_word_before_it() -> None:
    """星の会の中止と延期 says both; 星の会の延期 one."""
    for title, made_of in (("会の中止と延期について", ""), ("会の延期について", "【延期】")):
        text = "延期した会の日は決まっていません。"
        page = Page(URL, title, text, published=TODAY, blocks=blocks(text))
        made = compose(page, read_facts(page, TODAY), Style(), URL, TODAY)
        assert made.title == f"{made_of}{title}"
