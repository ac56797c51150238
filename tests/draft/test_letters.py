"""Whether a letter of many things tells its closed days, and nothing of one thing as of all."""

from __future__ import annotations

from dataclasses import replace

from in_short import TODAY, summary

from bridge.draft.letters import of_letter
from bridge.model import Facts
from bridge.topics.outline import Outline

THINGS = (
    "木々の緑が濃くなりました。",
    "# おはなし会",
    "絵本と手遊びの会です。どうぞお楽しみに。",
    "# 花だんの手入れ",
    "水やりを手伝ってくださる方を待っています。",
    "# 本の修理",
    "のりとはさみを用意しています。",
)


def letter(*lines: str, title: str = "図書館だより 7月号") -> str:
    """The summary of a letter with these lines before its things."""
    return summary(title, *lines, *THINGS)


def test_5_3_i_a_letter_tells_the_days_on_which_the_house_is_closed() -> None:
    """All of them that one label has; not of one house, not of half a day, not what is over."""
    said = letter("7月の休館日：6日(月)・13日(月)・27日(月)")
    assert "7月の休館日：7月6日(月)・13日(月)・27日(月)" in said
    for days in (
        "7月の休館日：南分館 6日(月)・13日(月)",
        "7月の休館日：6日(月)の午後・13日(月)",
        "7月の休館日：6日(火)・13日(月)",
        "6月の休館日：6月1日(月)・8日(月)",
        "7月の行事の日：6日(月)・13日(月)",
    ):
        assert "休館日：" not in letter(days)


def test_5_3_i_days_up_to_the_year_s_end_are_not_all() -> None:
    """What is closed on 12月31日 is closed in January as well."""
    title = "図書館だより 12月号"
    assert "休館日：" not in letter("12月の休館日：28日(月)～31日(木)", title=title)
    assert "12月28日" in letter("12月の休館日：28日(月)～1月4日(月)", title=title)


def test_5_3_i_what_one_thing_asks_for_is_not_told_of_a_letter() -> None:
    """Nor is what it says of the season; what has a day is."""
    assert "緑が濃く" not in letter()
    dated = ("27日は3時に閉めます。", 1, 190, ())
    facts = Facts(
        title="図書館だより 7月号",
        beside=(("申込", "7月8日(水)から電話で"), ("受付期間", "7月8日(水)～"), ("編集", "川の会")),
        further=(("雨が続きます。", 0, 190, ()), dated),
    )
    heads = replace(facts, events=(("おはなし会", ""), ("本の修理", "")))
    told = of_letter(heads, Outline("図書館だより 7月号", TODAY, TODAY), TODAY)
    assert told.beside == (("編集", "川の会"),)
    assert told.further == (dated,)
    with_days = replace(facts, events=(("おはなし会", "7月18日(土)"),))
    for other in (facts, with_days):
        outline = Outline("図書館だより 7月号", TODAY, TODAY)
        assert of_letter(other, outline, TODAY).further == facts.further
