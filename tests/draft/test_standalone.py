"""A sentence made to stand by itself."""

from __future__ import annotations

import pytest

from bridge.draft.standalone import reasonless, undressed


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
