"""A sentence made to stand by itself."""

from __future__ import annotations

import pytest

from bridge.draft.standalone import undressed


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
