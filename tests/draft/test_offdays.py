"""Whether the days on which a room is closed are none of its use, and stand beside it."""

from __future__ import annotations

from dataclasses import replace

from in_short import TODAY, blocks, summary

from bridge.draft.offdays import off_days, with_off_days, without_off
from bridge.model import Facts
from bridge.text.dates import say_all
from bridge.topics.sorts import occasions_in

TITLE = "夏休みの自習室"


def off(*page: str, title: str = TITLE) -> str:
    """The days that a page takes out."""
    return say_all(off_days(blocks(*page), title, TODAY), TODAY)


def test_truth_7_days_are_taken_out_by_a_word_in_their_line_above_it_or_below_it() -> None:
    """Brackets are apart from what stands before them; a day without its month is of the last."""
    span = "7月21日(火)～8月31日(月) 9時～17時"
    assert off(span, "8月10日(月)は休館日です。") == "8月10日(月)"
    assert off(f"{span}(8月10日(月)～15日(土)は休館のため使えません)") == "8月10日(月)～15日(土)"
    assert (
        off(span, "ただし、次の日を除く", "・8月3日(月)", "・8月5日(水)")
        == "8月3日(月)、8月5日(水)"
    )
    assert off(span, "※お盆 8月12日(水)", "講座 8月20日(木)", "は除きます。").startswith(
        "8月12日(水)"
    )
    assert off(span, "8月20日(木)", "は除きます。") == "8月20日(木)"
    assert off(span, "※8月3日(月)は休館日です。12日(水)は使えません。") == "8月3日(月)、8月12日(水)"


def test_truth_7_nothing_is_taken_out_where_nothing_says_so() -> None:
    """Days of its use, a room that is open on a closed day, a summer's holidays, another page."""
    assert off("7月21日(火)～8月31日(月)", "夏休み中の8月3日(月)も使えます。") == ""
    assert off("8月10日(月)は休館日ですが、自習室は使えます。") == ""
    assert off("期間：7月21日(火)～8月31日(月)", "は除きます。") == ""
    assert off("お盆 8月12日(水)", "", "よろしくお願いします。") == ""
    assert off("8月10日(月)は休館日です。", title="夏のおはなし会") == ""


def test_truth_7_the_days_taken_out_stand_below_those_of_its_use() -> None:
    """Within what is told, and not twice; no line of them is one of its use."""
    told = summary(
        "夏休みは会議室を学習に開けます",
        "# 使える日",
        "7月21日(火)～8月31日(月) 9時～17時",
        "[お盆の休館]8月11日(火)～14日(金)は使えません",
        "# 場所",
        "2階会議室",
    )
    assert "除く日：8月11日(火)～14日(金)" in told.split("\n")
    assert "8月11日(火)～14日(金)9時" not in told
    days = occasions_in("8月11日(火)～14日(金)", TODAY)
    use = occasions_in("7月21日(火)～8月31日(月)", TODAY)
    assert without_off((*use, *days), days) == use
    facts = Facts(TITLE, when=(("期間", "7月21日(火)～8月31日(月)"),), occasions=use)
    assert len(with_off_days(facts, days, TODAY).when) == 2
    assert with_off_days(replace(facts, several=True), days, TODAY).when == facts.when
    late = occasions_in("9月11日(金)", TODAY)
    assert with_off_days(facts, late, TODAY).when == facts.when
    said = replace(facts, when=(("期間", "7月21日～8月31日(8月11日(火)～14日(金)は休み)"),))
    assert with_off_days(said, days, TODAY) == said
