"""6(9): the names and things of a person's text that its page does not have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from growth import growth
from policy.samples import (
    CAFE,
    CLOSED,
    COFFEE,
    DELIVERY,
    HOME_LOANS,
    LECTURE,
    PAGE,
    TALK,
    TRUE,
    URL,
    YEAR_END,
    context,
)

from bridge import dictionary
from bridge.model import Finding, Kind, Page
from bridge.policy import s06_9_words
from bridge.policy.examine import Manuscript, examine
from bridge.policy.matter import Matter
from bridge.text.morphemes import Morpheme

READING = dictionary.load() if dictionary.installed() else None


def manuscript(text: str, page: str, *, by_hand: bool = True) -> Manuscript:
    return Manuscript(
        kind=Kind.TOLD,
        title="お知らせ",
        text=f"{text}\n{URL}",
        url=URL,
        image=None,
        page=Page(URL, "お知らせ", page, published=date(2026, 11, 20)),
        facts=None,
        source="home",
        by_hand=by_hand,
    )


def new_words(text: str, page: str, *, by_hand: bool = True, **around: object) -> list[Finding]:
    """The note, without the other findings of 6(9)."""
    one = manuscript(text, page, by_hand=by_hand)
    return list(s06_9_words.findings(Matter(one, context(**around))))


ADDED = [
    (f"{TRUE}宇宙飛行士も来ます。", PAGE, "宇宙飛行"),
    (f"{TALK}サインとケーキつき。", LECTURE, "ケーキ"),
    (f"{CLOSED}WiFiも止まります。", YEAR_END, "WiFi"),
    (f"{TALK}出演は「そらまめ座」。", LECTURE, "そらまめ座"),
    (f"{TALK}合唱団も登場。", LECTURE, "合唱団"),
]


@pytest.mark.parametrize(("text", "page", "word"), ADDED)
def test_6_9_words_that_are_not_on_the_page_are_one_note(text: str, page: str, word: str) -> None:
    """It stops nothing, and stands once, however many they are."""
    (note,) = new_words(text, page)
    assert word in note.found
    assert (note.clause, note.stop) == ("6(9)", False)
    assert note.key in [one.key for one in examine(manuscript(text, page), context())]


@pytest.mark.skipif(READING is None, reason="the dictionary is not installed")
@pytest.mark.parametrize(("text", "page", "word"), ADDED[:2])
def test_6_9_the_dictionary_tells_them_too(text: str, page: str, word: str) -> None:
    """It adds the names that stand in no frame."""
    (note,) = new_words(f"{text}札幌から。", page, reading=READING)
    assert word in note.found
    assert note.found.endswith("札幌")


TRUE_TEXTS = [
    (TRUE, PAGE),
    (TALK, LECTURE),
    (CLOSED, YEAR_END),
    (COFFEE, CAFE),
    (DELIVERY, HOME_LOANS),
]


@pytest.mark.parametrize(("text", "page"), TRUE_TEXTS)
@pytest.mark.parametrize("reading", [None, READING], ids=["plain", "dictionary"])
def test_6_9_the_pages_own_words_are_no_note(text: str, page: str, reading: object) -> None:
    """In another order, with the words of any notice and a hashtag between them."""
    said = f"{text}詳しくはリンク先のページをご覧ください。 #見本市の図書館"
    assert new_words(said, page, reading=reading) == []


def test_6_9_a_draft_that_nobody_touched_has_no_such_note() -> None:
    """Its words are the page's, or the program's."""
    text = f"{TRUE}宇宙飛行士も来ます。"
    assert new_words(text, PAGE, by_hand=False) == []
    assert new_words(text, PAGE) != []


def test_6_9_a_page_that_nobody_read_is_no_measure() -> None:
    """All words would be new."""
    one = manuscript(f"{TRUE}宇宙飛行士も来ます。", "")
    assert one.page is not None
    unread = replace(one, page=replace(one.page, unread="読めません"))
    assert list(s06_9_words.findings(Matter(unread, context()))) == []
    assert list(s06_9_words.findings(Matter(replace(one, page=None), context()))) == []


def test_6_9_a_word_that_the_dictionary_spells_as_the_page_does_is_none_of_them() -> None:
    """リンゴ for 林檎."""
    word = Morpheme(0, 3, "リンゴ", "リンゴ", "林檎", "", proper=True)
    assert new_words("リンゴ", "林檎の本", reading=lambda _: [word]) == []
    assert new_words("リンゴ", "蜜柑の本", reading=lambda _: [word])[0].found == "リンゴ"


@pytest.mark.parametrize(
    ("text", "page", "new"),
    [
        ("工作会", "親子の工作", []),
        ("親子工作", "工作を親子で", []),
        ("陶芸工作", "工作を親子で", ["陶芸工作"]),
        ("3階会議室", "会議室は3階", []),
        ("年末年始工作", "親子の工作", []),
        ("東町図書館工作", "親子の工作", []),
    ],
)
def test_6_9_without_the_dictionary_a_run_of_kanji_is_made_of_the_pages_pieces(
    text: str, page: str, new: list[str]
) -> None:
    """Two letters or more each, but for one at the end."""
    assert [one.found for one in new_words(f"{text}が登場。", page)] == new


@pytest.mark.parametrize(("sign", "new"), [("", 0), (" ", 0), ("も登場。", 1), ("、", 0)])
def test_6_9_a_run_without_an_end_is_looked_up_in_time(sign: str, new: int) -> None:
    """A piece has ten letters; a run of more than a hundred is no word, one of a hundred that
    something is said of is one, and is told once.
    """
    ten = "東西南北春夏秋冬山川"

    def look(count: int) -> None:
        run = sign.join([ten * 10] * count)
        assert new_words(run, f"{ten * 250} {'あ' * 10_000}") == []
        assert len(new_words(run, "あ" * 12_500)) == new

    assert growth(look, 20) < 9


@pytest.mark.parametrize(
    "text",
    [
        "お仕事帰りや電車の中で、スマホからどうぞ。スタッフ一同お待ちしています。",
        "年に一度の大仕事。一冊一冊、棚を確かめます。",
        "お天気が気になる季節、マイバッグを忘れずに。間違えても大丈夫です。",
        "「読んでみたい!」「また来たい」の声にこたえて、もう一度。",
    ],
)
@pytest.mark.parametrize("reading", [None, READING], ids=["plain", "dictionary"])
def test_6_9_everyday_words_are_no_note(text: str, reading: object) -> None:
    """A page is retold in whatever words."""
    assert new_words(f"{TRUE}{text}", PAGE, reading=reading) == []


@pytest.mark.parametrize("length", [10, 11, 19, 99])
def test_6_9_a_long_piece_of_the_page_is_made_of_its_pieces(length: int) -> None:
    """Of ten letters each at most."""
    run = "".join(chr(0x4E00 + n) for n in range(length)) + "も登場"
    page = run.removesuffix("も登場")
    assert new_words(run, f"あ{page}い") == []
    assert new_words(run, f"あ{page[1:]}い") != []


def test_6_9_five_words_are_told_at_most() -> None:
    """The others are on the screen, beside it."""
    text = "アルパカ、コアラ、ゴリラ、キリンも来ます。パンダとライオンが登場。"
    (note,) = new_words(text, "動物の本")
    assert note.found == "アルパカ、コアラ、ゴリラ、キリン、パンダ"


def test_6_9_a_fact_that_stops_is_not_noted_as_well() -> None:
    """A room that is not the page's is one finding; a word beside it is another."""
    page = "場所 中央図書館 集会室"
    seen = examine(manuscript("中央図書館の視聴覚ルームで。アルパカも来ます。", page), context())
    assert [(one.found, one.stop) for one in seen if one.clause == "6(9)"] == [
        ("視聴覚ルーム", True),
        ("アルパカ", False),
    ]
