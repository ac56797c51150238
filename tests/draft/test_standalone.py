"""A sentence made to stand by itself."""

from __future__ import annotations

import pytest
from in_short import TODAY

from bridge.draft import standalone
from bridge.draft.standalone import reasonless, undressed
from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.sorts import Sort


@pytest.mark.parametrize(
    ("dressed", "bare"),
    [
        ("貸出を終了させていただくこととなりました。", "貸出を終了します。"),
        ("来月から開室することといたしました。", "来月から開室します。"),
        ("全館を休館とさせていただきます。", "全館を休館とします。"),
        ("臨時休館させていただきました。", "臨時休館しました。"),
        ("変更させていただく場合がございます。", "変更する場合があります。"),
        ("お宅までお届けいたします。", "お宅までお届けします。"),
        ("検索を停止いたしておりますが、", "検索を停止していますが、"),
        ("予定しておりました「相談会」は", "予定していた「相談会」は"),
        ("使用しております機械を", "使用している機械を"),
        ("公開しておりません。", "公開していません。"),
        ("入場は無料でございます。", "入場は無料です。"),
        # what is no dress of a verb stays
        ("会場として使わせていただきます。", "会場として使わせていただきます。"),
        ("ご利用ありがとうございます。", "ご利用ありがとうございます。"),
        ("ご利用いただけます。", "ご利用いただけます。"),
    ],
)
def test_5_3_2_a_verb_stands_without_the_dress_of_courtesy(dressed: str, bare: str) -> None:
    """The room is for what a sentence tells: 休館します of 休館とさせていただきます."""
    assert undressed(dressed) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (
            "空調設備の工事に伴い、北分館は7月6日(月)から休館します。",
            "北分館は7月6日(月)から休館します。",
        ),
        (
            "北分館は、空調設備の工事のため、7月6日(月)から全館を休館します。",
            "北分館は、7月6日(月)から全館を休館します。",
        ),
        (
            "7月1日に制度が変わることに伴い、7月10日(金)から利用方法が変わります。",
            "7月10日(金)から利用方法が変わります。",
        ),
        ("作業のため、サービスの一部を停止します。", "サービスの一部を停止します。"),
        # the day, or all of the news, stands in it; a survey is for something
        (
            "次の計画をつくる参考とするため、図書館では利用者アンケートを行います。",
            "次の計画をつくる参考とするため、図書館では利用者アンケートを行います。",
        ),
        (
            "7月6日(月)は停電のため、図書館は終日ご利用いただけません。",
            "7月6日(月)は停電のため、図書館は終日ご利用いただけません。",
        ),
        ("大雪のため、休館します。", "大雪のため、休館します。"),
        (
            "8時までに警報が出たときは休館としますので、あらかじめご承知のうえご来館いただきます。",
            "8時までに警報が出たときは休館としますので、あらかじめご承知のうえご来館いただきます。",
        ),
        (
            "電話により、7月6日(月)までにお申し込みいただきます。",
            "電話により、7月6日(月)までにお申し込みいただきます。",
        ),
    ],
)
def test_5_3_2_where_room_is_short_a_sentence_does_not_say_why(text: str, bare: str) -> None:
    """What is done, when, and of what stays; a reason that has any of it stays with it."""
    assert reasonless(text) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        # twenty letters behind the reason stand by themselves, nineteen do not
        (
            "工事のため、入口を北側の大とびらに移して開館します。",
            "入口を北側の大とびらに移して開館します。",
        ),
        (
            "工事のため、入口を北側のとびらに移して開館します。",
            "工事のため、入口を北側のとびらに移して開館します。",
        ),
        # a cause without a word for it goes before the day, where the rest says of what it is
        (
            "館内の本が増えて、7月6日に書庫を広げる工事を始めます。",
            "7月6日に書庫を広げる工事を始めます。",
        ),
        ("館内の本が増えて、7月6日に休みます。", "館内の本が増えて、7月6日に休みます。"),
        (
            "館内の本が増えて、7月6日に書庫を広げる工事を始める予定",
            "館内の本が増えて、7月6日に書庫を広げる工事を始める予定",
        ),
        # a year before the reason, a day as its head, a bracket that the reason opens
        (
            "昨年度は、水ぬれなどにより、百冊をこえる本を買いかえることになりました。",
            "昨年度は、百冊をこえる本を買いかえることになりました。",
        ),
        (
            "7月6日(月)に、工事のため、入口を北側の小さなとびらに移して開館します。",
            "7月6日(月)に、入口を北側の小さなとびらに移して開館します。",
        ),
        (
            "7月から、工事のため、入口を北側の小さなとびらに移して開館します。",
            "7月から、入口を北側の小さなとびらに移して開館します。",
        ),
        (
            "7月6日に予定した、雨のため、一日のばした星を見る会を屋上で開きます。",
            "7月6日に予定した、雨のため、一日のばした星を見る会を屋上で開きます。",
        ),
        (
            "展示「雨のため、町に出られない日に読む本」を二階の展示室で開きます。",
            "展示「雨のため、町に出られない日に読む本」を二階の展示室で開きます。",
        ),
        (
            "館では、7月6日の工事のため、入口を北側の小さなとびらに移して開館します。",
            "館では、7月6日の工事のため、入口を北側の小さなとびらに移して開館します。",
        ),
    ],
)
def test_5_3_2_a_sentence_stands_without_its_reason_where_enough_is_left(
    text: str, bare: str
) -> None:
    """What it leaves has twenty letters, its day, its year, and both of its brackets."""
    assert standalone._reason_left_out(text) == bare


def _with_items(text: str, *items: str) -> str:
    """A sentence with what its list says."""
    units = [Unit(text), *(Unit(one, Sort.WORD, at=n) for n, one in enumerate(items, start=1))]
    sections = [Section(0, -1, "", ("h", "2"))]
    outline = Outline("お知らせ", TODAY, TODAY, units=units, sections=sections)
    return standalone.itemed(outline, units[0])


WARNED = "次の警報のいずれかが出たときは休みます。"
LONG = "町の古い絵本と地図と歌の本と川の本と山の本の展示"  # twenty-four letters
SEARCH = "図書館の本の検索と本の取り寄せの相談の窓"  # twenty


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (("大雨警報",), ""),
        (("大雨警報", "暴風警報"), "大雨警報、暴風警報"),
        (("大雨", "暴風", "大雪", "暴風雪"), "大雨、暴風、大雪、暴風雪"),
        (("大雨", "暴風", "大雪", "暴風雪", "高潮"), ""),
        (
            ("川があふれるほどの大雨の警報", "暴風"),
            "川があふれるほどの大雨の警報、暴風",
        ),  # fourteen
        (("川があふれるほどのひどい大雨警報", "暴風"), ""),
    ],
)
def test_5_1_a_two_to_four_short_cases_stand_in_the_sentence(
    items: tuple[str, ...], told: str
) -> None:
    """Of 次のいずれか: one alone is none of several, a fifth or fifteen letters of one make a list."""
    assert _with_items(WARNED, *items) == (
        f"{told}のいずれかが出たときは休みます。" if told else WARNED
    )


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (("貸出",), ""),
        (("貸出", "予約"), "貸出、予約"),
        (("貸",) * 10, "、".join(("貸",) * 10)),
        (("貸",) * 11, ""),
        (("貸出", LONG), f"貸出、{LONG}"),
        (("貸出", f"{LONG}会"), ""),  # twenty-five
        (("貸出", "予約", f"{LONG}会"), "貸出、予約など"),
        ((LONG, SEARCH, "本の郵送"), f"{LONG}、{SEARCH}、本の郵送"),
        ((LONG, f"{SEARCH}口", "本の郵送"), f"{LONG}、{SEARCH}口など"),  # fifty-one
    ],
)
def test_5_1_a_what_cannot_be_used_stands_in_the_sentence_as_far_as_there_is_room(
    items: tuple[str, ...], told: str
) -> None:
    """Up to ten things of fifty letters."""
    text = "下記のサービスが使えません。"
    assert _with_items(text, *items) == (f"サービス({told})が使えません。" if told else text)
    assert _with_items("サービスが使えません。", *items) == "サービスが使えません。"


@pytest.mark.parametrize(
    ("text", "full"),
    [("来年,令和5年は休みます", True), ("来年,1,000円になります", False), ("1,000円です", False)],
)
def test_commas_are_the_pages_full_ones_where_none_parts_a_number(text: str, *, full: bool) -> None:
    """来年,令和5年は has 来年、; 1,000円 keeps its own."""
    from bridge.draft.sentences import _full_commas

    assert _full_commas(text) is full
