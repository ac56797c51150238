"""5(1)ア: what a report, results, a survey tell."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.behind import answers, won
from bridge.draft.make import from_page
from bridge.draft.rules import Rules
from bridge.model import Item, ItemState, Page
from bridge.topics.builder import outline_of

DAY = date(2026, 11, 25)
FILL = "".join(
    f"会場の{place}には、町内の小学生がつくった紙の花が飾られました。" for place in "東西南北上下中"
)


def page(title: str, *lines: str) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=blocks(*lines))


def draft(title: str, *lines: str) -> list[str]:
    made = page(title, *lines)
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    content = from_page(item, made, source=None, rules=rules, today=DAY).wording.content
    return content.text.split("\n")[1:-1]


def test_5_1_a_a_report_of_an_exhibition_begins_with_what_was() -> None:
    """Although it says 無事に; then how many came, and nothing of single visitors."""
    told = draft(
        "写真展「川の町」 ありがとうございました",
        "10月1日から11月3日まで開いた写真展「川の町」は、おかげさまで無事に終わりました。来場者は1,024人でした。",
        FILL,
        "橋の写真には、写っている方が3人も名乗り出てくださいました。",
    )
    assert told == [
        "10月1日から11月3日まで開いた写真展「川の町」は、おかげさまで無事に終わりました。来場者は1,024人でした。"
    ]


def test_5_1_a_what_is_for_some_of_a_report_is_not_told_to_all() -> None:
    """参加された方は…, behind one of many things."""
    told = draft(
        "秋まつりを終えて",
        "11月3日に秋まつりをひらきました。",
        FILL,
        "粘土の皿は窯で焼いています。参加された方は12月20日に取りにきてください。",
    )
    assert "取りにきて" not in "".join(told)


def test_5_1_a_what_is_to_come_stands_behind_what_it_comes_of() -> None:
    """In one paragraph; what has its own は stands alone."""
    begin = "11月3日に秋まつりをひらき、500人が来ました。"
    sold = "売上は全額を分館の絵本の購入にあてます。"
    row = (begin, FILL, f"{sold}12月10日に贈呈式を行います。")
    assert f"{sold}12月10日に贈呈式を行います。" in "".join(draft("秋まつりの報告", *row))
    alone = (begin, FILL, f"{sold}写真の展示は12月10日まで行います。")
    assert draft("秋まつりの報告", *alone) == [f"{begin}写真の展示は12月10日まで行います。"]


def test_5_1_a_an_answer_is_not_told_without_its_question() -> None:
    """Below a heading of opinions, or behind A."""
    told = draft(
        "利用者アンケートの結果",
        "9月に行ったアンケートに、300人が答えてくださいました。",
        FILL,
        "# ご意見と回答",
        "## 席が足りない",
        "12月10日から会議室を開けます。",
        "= A | 12月12日に部品を取り換えます。",
    )
    assert told == ["9月に行ったアンケートに、300人が答えてくださいました。"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("= 回答数 | 1,020件（紙 600件）",), (("回答数", "1,020件"),)),
        (
            ("方法 用紙及びウェブ回答\n回答数 1,020件（紙 600件） 前年度 900件",),
            (("回答数", "1,020件"),),
        ),
        (
            (
                "= 調査状況 | （一般）回収数 80 | （児童）回収数 20 | （合計）回収数 100 回収率 50％",
            ),
            (("調査状況", "合計 回収数 100 回収率 50％"),),
        ),
        (("= 調査状況 | （一般）回収数 80 | （児童）回収数 20",), ()),  # a part is not the whole
        (("= 回答方法 | 用紙とウェブ",), ()),
    ],
)
def test_5_1_a_how_many_answered(lines: tuple[str, ...], told: tuple[tuple[str, str], ...]) -> None:
    """Of all groups, or of the one; without what it was before."""
    made = page("利用者アンケートの結果", "9月にアンケートを行いました。", *lines)
    assert answers(outline_of(made, DAY)) == told


CLASSES = (
    "# 中学生の部",
    "チャンプ本　『海の地図』（北川 実）",
    "# 一般の部（7人）",
    "チャンプ本　『坂の店』（南 みどり）",
)


def test_5_1_a_of_several_classes_all_winners_are_told_in_one_line() -> None:
    """So that none is left out."""
    made = page("書評合戦の結果", *CLASSES)
    told = (("中学生の部", "チャンプ本『海の地図』、一般の部チャンプ本『坂の店』"),)
    assert won(outline_of(made, DAY), made.text) == told


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("書評合戦の結果", (*CLASSES[:2], "# 一般の部", "該当なし")),  # one has none
        ("読書感想画コンクールの結果", CLASSES),  # the title is the book's
    ],
)
def test_5_1_a_of_several_classes_none_is_told_alone(title: str, lines: tuple[str, ...]) -> None:
    """One without a winner; a book that somebody painted."""
    made = page(title, *lines)
    assert "、" not in "".join(work for _, work in won(outline_of(made, DAY), made.text))
    assert "の部" not in "".join(name for name, _ in won(outline_of(made, DAY), made.text))


def test_5_1_a_a_book_has_not_won() -> None:
    """町長賞 | 東小 | 読んだ本."""
    rows = (
        "|| 賞 | 学校 | 読んだ本",
        "| 町長賞 | 東小 | 「海の地図」",
        "| 館長賞 | 西小 | 「坂の店」",
    )
    made = page("感想画コンクールの結果", *rows)
    assert won(outline_of(made, DAY), made.text) == ()


def test_5_1_a_where_works_are_shown_is_named() -> None:
    """入選の作品：12月1日～ would be when they were painted."""
    told = draft(
        "絵のコンクールの結果",
        FILL,
        "# 作品の展示",
        "入選の作品　12月1日（火）～20日（日）　図書館ロビー",
    )
    assert "入選の作品の展示：12月1日(火)～20日(日)" in "\n".join(told)
