"""11: what is personal goes, and takes nothing else of its paragraph with it."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.draft.sentences import names_nobody
from bridge.model import Page

TODAY = date(2026, 11, 25)
TOLD = "12月5日(土)午後2時から、中央図書館 2階 視聴覚室で催しを開きます。"


def drafted(text: str) -> str:
    page = Page("https://lib.example.jp/a", "冬の催し", text)
    return compose(
        page, facts=read_facts(page, TODAY), style=Style(), url=page.url, today=TODAY
    ).text


@pytest.mark.parametrize(
    "tail",
    [
        "http://a.example/ を見てください",
        "問合せは mail.to@lib.example.jp へ",
        "電話 042-000-0000 担当 例示太郎まで",
    ],
)
def test_11_a_personal_sentence_takes_no_other_with_it(tail: str) -> None:
    """Day, time and place of the sentence before it stay."""
    text = drafted(TOLD + tail)
    assert TOLD in text
    assert not any(word in text for word in ("mail", "a.example", "042", "例示"))


@pytest.mark.parametrize(
    ("told", "kept"), [("担当 例示太郎まで", ""), ("担当 児童係まで", "児童係")]
)
def test_11_who_answers_the_telephone_is_no_fact(told: str, kept: str) -> None:
    """A name behind 担当 goes with the number; an office may stay."""
    text = drafted(f"日時：12月5日(土)14時\n会場：中央図書館\n申込：電話042-000-0000 {told}")
    assert "例示" not in text
    assert kept in text


@pytest.mark.parametrize("who", ["ボランティア", "助産師", "保育士", "生徒", "利用者"])
def test_11_what_somebody_is_names_nobody(who: str) -> None:
    """助産師さんが来ます; 例田剛士さん, 例田礼さん are persons."""
    assert names_nobody(f"{who}さんが来て、はかれます。")
    assert not names_nobody("例田剛士さんが来て、はかれます。")
    assert not names_nobody("例田礼さんが来て、はかれます。")
