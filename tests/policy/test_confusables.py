"""Letters that only look like the right ones (UTS 39)."""

from __future__ import annotations

import pytest
from policy.samples import found, stops

from bridge.policy.confusables import confusables
from bridge.policy.folding import fold


def words(text: str) -> list[str]:
    folded = fold(text)
    return [text[start:end] for start, end in confusables(folded)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("セン夕ーの休館", "セン夕ー"),
        ("二ュースです", "二ュース"),
        ("口ビーで展示", "口ビー"),
        ("ユ一ザ登録", "ユ一ザ"),
        ("ラべルを貼る", "ラべル"),
        ("へルプデスク", "へルプデスク"),
        ("北の入ロから", "ロ"),
        ("10月1O日", "1O"),
        ("図書館のВook", "Вook"),
        ("РОСАの会", "РОСА"),
        ("ОКの会", "ОК"),
        ("Ηello", "Ηello"),
        ("ニ階の閲覧室", "ニ"),
        ("ハ月のおはなし会", "ハ"),
    ],
)
def test_5_3_i_a_letter_that_looks_like_another_is_found(text: str, word: str) -> None:
    """Kanji for kana, kana for kanji, hiragana in katakana, a letter for a digit, other scripts."""
    assert words(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "二ページ目、千メートル、八ヶ岳、一セット",
        "口コミ、口パク、力コブ、夕ダチ",
        "コミュニケーション力、センター口、チーム力",
        "ハ長調とニ短調、アンニ回顧展、イ 日時 ロ 会場 ハ 対象",
        "入口と出口、人口、工作、夕方、力作",
        "公民館へバスで行く。図書館へルートを案内する",
        "④TENAMU、CO₂、α波、Привет, 5G、A4",
        "べんとう、ぺこぺこ、ヘンゼルとグレーテル",
    ],
)
def test_5_3_i_words_that_are_spelt_so_are_none(text: str) -> None:
    """Counters, particles, names of signs, words of another language."""
    assert words(text) == []


def test_5_3_i_a_look_alike_stops_the_draft() -> None:
    """In the title as in the text."""
    assert ("5(3)イ", "二ュース") in stops(found("ご案内", title="図書館二ュース"))
