"""A finished draft of a page of several parts: what is of one is told by its name."""

from __future__ import annotations

from in_short import TODAY, URL, blocks, summary

from bridge.draft.whose import by_name, lines_of_parts
from bridge.model import Page, PartLine
from bridge.topics.builder import outline_of

CLUBS = (
    "## 本の病院",
    "日時：7月18日(土) 10時～",
    "人数：5人くらい",
    "破れた本をなおします。",
    "## 布の絵本の会",
    "日時：7月25日(土) 13時～",
    "人数：8人まで",
    "布をぬって絵本にします。",
)


def _said(*told: str) -> tuple[PartLine, ...]:
    page = Page(URL, "手伝いの募集", "\n".join(told), published=TODAY, blocks=blocks(*told))
    return lines_of_parts(outline_of(page, TODAY))


def _first(text: str, *told: str, title: str = "手伝いの募集") -> str:
    """Return the summary with all names; as it is where it may stand so."""
    lines = next(by_name(title, text, _said(*(told or CLUBS)), TODAY), (text,))
    return "\n".join(lines)


def test_5_1_a_a_labelled_line_of_one_part_stands_behind_its_name() -> None:
    """Two of them at the end of a draft below it, before other lines each behind it."""
    assert _first("人数：5人") == "本の病院 人数：5人"
    both = "日時：7月18日(土)10時～\n人数：5人"
    assert _first(both) == f"【本の病院】\n{both}"
    open_to_all = "どなたもどうぞ。"
    assert _first(f"{both}\n{open_to_all}") == (
        f"本の病院 日時：7月18日(土)10時～\n本の病院 人数：5人\n{open_to_all}"
    )


def test_5_1_a_a_sentence_of_one_part_stands_behind_its_name() -> None:
    """With those beside it that are of the same; one that says itself of what it is needs none."""
    assert _first("破れた本をなおします。") == "本の病院：破れた本をなおします。"
    told = (*CLUBS[:4], "水曜の朝に集まっています。", *CLUBS[4:])
    both = "破れた本をなおします。水曜の朝に集まっています。"
    assert _first(both, *told) == f"本の病院：{both}"
    itself = (*CLUBS[:4], "道具箱は、7月10日に届きます。", *CLUBS[4:])
    assert _first("道具箱は、7月10日に届きます。", *itself) == "道具箱は、7月10日に届きます。"


def test_5_1_a_what_needs_no_name_stands_as_it_is() -> None:
    """The name is heard: in the title, in the line, in a line up to three above; or it is of all,
    of both, or of several at once.
    """
    line = "人数：5人"
    for text in ("本の病院 人数：5人", f"本の病院：毎月\n{line}", f"・本の病院：毎月\n{line}"):
        assert _first(text) == text
    assert _first(line, title="本の病院の手伝い") == line
    far = ("・本の病院：毎月", *("ほん。",) * 2)
    assert _first("\n".join((*far, line))).endswith(f"\n{line}")
    assert _first("\n".join((*far, "ほん。", line))).endswith(f"\n本の病院 {line}")
    day = "開く日：7月18日(土)"
    assert _first(day) == f"本の病院 {day}"
    assert _first(day, title="手伝いの募集(7月18日から)") == day
    assert _first(line, "全部で5人です。", *CLUBS) == line
    assert _first(line, "人数：5人まで", *CLUBS[4:], *CLUBS[:4]) == line
    assert _first("日時：7月18日(土)、25日(土)") == "日時：7月18日(土)、25日(土)"
    assert _first("時間：10時") == "本の病院 時間：10時"
    told = (*CLUBS[:4], "ことしは絵本をよく直しました", "7月11日(土)に並べます。", *CLUBS[4:])
    last = "7月11日(土)に並べます。"
    assert _first(last, *told) == f"本の病院：{last}"
    assert _first(f"ことしは絵本をよく直しました：{last}", *told).startswith("ことしは")
    change = "人数：3人 → 5人"
    assert _first(change, *CLUBS[:2], change, *CLUBS[4:]) == change
    assert _first("館内におまかせください。") == "館内におまかせください。"


def test_5_1_a_sections_of_one_thing_are_no_parts() -> None:
    """部門 has nobody's day but the last to apply; of three headings two tell more of one thing."""
    works = ("## 部門", "申込：7月18日(土)まで", "## 作品のゆくえ", "返却：7月25日(土)から")
    assert _first("申込：7月18日(土)まで", *works) == "申込：7月18日(土)まで"
    assert _said(*CLUBS)
    assert _said(*CLUBS, "## 対象", "どなたでも")
    assert _said(*CLUBS, "## 対象", "どなたでも", "## 会場", "和室")
    assert not _said(*CLUBS, "## 対象", "どなたでも", "## 会場", "和室", "## 持ち物", "はさみ")
    assert _said("## 本の病院", "日時：毎週土曜日の朝", "## 布の会", "日時：毎週日曜日の夜")
    assert not _said("## 本の病院", "本を5人で直します。", "## 布の会", "8人で布を縫います。")
    assert not _said(*CLUBS[:4], "## 対象", "7月25日に15歳以上の人", "## 会場", "7月25日は和室")


def test_5_1_a_the_part_that_the_title_names_needs_no_name() -> None:
    """ワークショップ of two headings in the title; not where both are such."""
    name = "木工と竹細工のワークショップ入門"
    for other, words in (("おはなしの会", ""), ("夜に学ぶワークショップ応用", f"{name} ")):
        told = (f"## {name}", *CLUBS[1:4], f"## {other}", *CLUBS[5:])
        line = "人数：5人"
        assert _first(line, *told, title="豆本ワークショップのお知らせ") == f"{words}{line}"


def test_5_1_a_a_title_that_names_two_parts_says_of_no_line_which_it_is_of() -> None:
    """本の病院と布の絵本の会 above 人数; of one alone it does."""
    line = "人数：5人"
    assert _first(line, title="本の病院と布の絵本の会") == f"本の病院 {line}"
    assert _first(line, title="本の病院と影絵の会") == line


def test_5_1_a_a_heading_of_what_concerns_all_is_no_part() -> None:
    """ご利用について, いままで; 会議室のご利用について is 会議室."""
    hours = "日時：7月25日(土) 13時～"
    for heading, named in (
        ("会議室のご利用について", "会議室 "),
        ("会議室", "会議室 "),
        ("ご利用について", ""),
        ("いままで", ""),
    ):
        told = (
            "## 和室",
            "日時：7月18日(土) 10時～",
            "## 茶室",
            "近日中に",
            f"## {heading}",
            hours,
        )
        assert _first("日時：7月25日(土)", *told) == f"{named}日時：7月25日(土)"


def test_5_1_a_a_row_of_a_list_has_the_name_where_its_own_is_none() -> None:
    """It is never taken away; one whose name the part does not have is not of it."""
    told = (
        "## ぬいぐるみの会",
        "おむかえ：7月18日(土)",
        "## 影絵の会",
        "日時：7月25日(土) 13時～",
    )
    assert _first("・おむかえ：7月18日(土)", *told) == "・ぬいぐるみの会 おむかえ：7月18日(土)"
    assert _first("・蔵書点検：7月18日(土)", *told) == "・蔵書点検：7月18日(土)"
    two = "・おむかえ：7月18日(土)\n・蔵書点検：7月26日(日)"
    assert _first(two, *told) == two
    mine = ("## ぬいぐるみの会", "おあずかり：7月17日(金)", *told[1:])
    rows = "・{}おあずかり：7月17日(金)\n・{}おむかえ：7月18日(土)"
    assert _first(rows.format("", ""), *mine) == rows.format(*["ぬいぐるみの会 "] * 2)
    said = _said(*told)
    assert [*by_name("会", "・おむかえ：7月18日(土)", said, TODAY)][-1] == (
        "・おむかえ：7月18日(土)",
    )


def test_5_1_a_what_has_no_room_goes_with_its_name_the_last_first() -> None:
    """A name longer than a line may bear is none."""
    told = "日時：7月18日(土)10時～\nどなたもどうぞ。\n人数：8人"
    assert ["\n".join(lines) for lines in by_name("手伝い", told, _said(*CLUBS), TODAY)] == [
        "本の病院 日時：7月18日(土)10時～\nどなたもどうぞ。\n布の絵本の会 人数：8人",
        "本の病院 日時：7月18日(土)10時～\nどなたもどうぞ。",
        "どなたもどうぞ。",
    ]
    name = "山の歌と海の詩と川の話と森の絵と空の本と星の文と風の音と"
    for more, words in (("雪の", f"{name}雪の "), ("雪の夜", "")):
        assert len(name) == 28
        told = (*CLUBS, f"## {name}{more}", "7月19日(日)", "人数：3人")
        assert _first("人数：3人", *told) == f"{words}人数：3人"


def test_5_1_a_a_name_is_heard_by_half_of_it() -> None:
    """Or by all but what stands in brackets; of one letter by that; of two parts with one number
    the one with the label is meant.
    """
    assert _first("病院の人数：5人") == "本の病院 病院の人数：5人"
    assert _first("の病院の人数：5人") == "の病院の人数：5人"
    for heading, text, words in (
        ("本の病院(毎月第三土曜の朝)", "本の病院の人数：5人", ""),
        ("星", "人数：5人", "星 "),
        ("星", "星の人数：5人", ""),
    ):
        told = (f"## {heading}", *CLUBS[1:])
        assert _first(text, *told) == f"{words}{text}"
    told = (*CLUBS[:6], "定員：5人")
    assert _first("布の絵本の会ほか\n人数：5人", *told) == "布の絵本の会ほか\n本の病院 人数：5人"
    assert _first("人数：5人", *told) == "本の病院 人数：5人"
    assert _first("男女：5人", *told) == "男女：5人"
    for place, words in (("和室", ""), ("二階の和室", "本の病院 ")):
        told = (*CLUBS[:2], f"場所：{place}", *CLUBS[4:])
        assert _first(f"場所：{place}", *told) == f"{words}場所：{place}"


def test_5_1_a_a_draft_of_clubs_names_whose_the_number_is() -> None:
    """Nothing of one stands as if it were of all."""
    told = summary("手伝いの募集", *CLUBS)
    for line in told.split("\n"):
        assert "5人" not in line or "本の病院" in told
        assert "8人" not in line or "布の絵本の会" in told
