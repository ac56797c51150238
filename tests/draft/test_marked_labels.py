"""5(1)ア: labelled lines are known by their sign, stand whole, keep their page's words, and go with
what limits them.
"""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.forms import SHORT
from bridge.draft.hollow import says_again
from bridge.draft.idlelines import without_idle
from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.draft.shorter import tersely, written_on
from bridge.draft.values import value_of
from bridge.draft.verbatim import with_labelled
from bridge.model import Block, Item, ItemState, Labelled, Page
from bridge.topics.lines import joined
from bridge.topics.sorts import Sort

TITLE = "凧の絵コンテスト"
DAY = date(2026, 11, 25)
LONG = "凧は風の子です。" * 20


def page(*lines: str, title: str = TITLE) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=tuple(blocks(*lines)))


def told(*lines: str) -> list[str]:
    """The labelled lines of a page of these."""
    made = page(*lines)
    return [one.text for one in with_labelled(read_facts(made, DAY), made, DAY).labelled]


def draft(*lines: str, title: str = TITLE) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page(*lines, title=title), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def forms(sort: Sort, text: str) -> list[str]:
    return [form(Labelled(24, sort, text)) for form in SHORT]


def test_lines_with_the_sign_of_a_label_are_labels() -> None:
    """A line alone with the sign of a label before it heads what stands below it, known or not: it
    is no part of the value above, and no other thing begins.
    """
    lines = [
        "(1)応募資格 町内の小学生",
        "(2)凧の大きさ",
        "たて50センチまで。",
        "(3)応募方法",
        "事務室へお持ちください。",
        "(4)締切 12月20日（日）",
    ]
    assert told(*lines) == [
        "応募資格：町内の小学生",
        "応募方法：事務室へお持ちください",
        "締切：12月20日(日)",
    ]


@pytest.mark.parametrize("sign", ["🪁", "▼", "2 "])
def test_a_label_behind_an_unknown_head_is_told(sign: str) -> None:
    """What looks like a heading by its sign alone ends nothing, whichever sign that is."""
    lines = [f"{sign}対象", "町内の方", f"{sign}ほかの糸", "凧の糸", f"{sign}応募先", "公民館"]
    lines += [f"{sign}締切", "12月20日（日）"]
    assert told(*lines) == ["対象：町内の方", "応募先：公民館", "締切：12月20日(日)"]


def test_an_unknown_head_without_that_sign_begins_another_thing() -> None:
    """A short line without the sign of the labels parts what stands below it."""
    lines = ["▼対象", "町内の方", "▼応募先", "公民館", "凧あげ大会", "▼締切", "12月20日（日）"]
    assert "締切：12月20日(日)" not in told(*lines)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("窓口へ直接、または", "窓口へ直接、または電話で"),
        ("窓口に届けるか、", "窓口に届けるか、電話で"),
        ("窓口で", "窓口で|電話で"),
    ],
)
def test_a_value_that_a_break_cuts_stands_whole(line: str, value: str) -> None:
    """A labelled value that ends on a word for or is one with the line below it; another is not."""
    block = Block("text", (f"申込：{line}", "電話で"))
    (whole,) = joined([block])
    assert "|".join(whole.lines) == f"申込：{value}"


def test_a_cut_value_does_not_take_the_next_label() -> None:
    """What begins a label of its own stays a line of its own."""
    (whole,) = joined([Block("text", ("申込：窓口、または", "締切：12月4日"))])
    assert len(whole.lines) == 2


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("申込書（別添）を出す", "申込書を出す"),
        ("応募票（下記からダウンロード）を出す", "応募票を出す"),
        ("別紙の申込用紙で", "申込用紙で"),
        ("作品を下記住所あてに郵送", "作品を郵送"),
        ("別紙の地図の場所", "別紙の地図の場所"),
        ("下記住所に住む方", "下記住所に住む方"),
    ],
)
def test_a_form_points_at_nothing(line: str, bare: str) -> None:
    """What only says where on the page a form or an address is stays out, and nothing else."""
    (block,) = without_idle(page(line), DAY).blocks
    assert block.lines == (bare,)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("「凧の会」のようすです。", False),
        ("posted by 図書館", False),
        ("会場、凧の会のようすを流します。", True),
        ("写真・凧 12月20日（日）", True),
        ("課題：空のようす", True),
    ],
)
def test_a_caption_is_no_news(line: str, stays: bool) -> None:
    """A line below a picture tells nothing."""
    kept = without_idle(page("凧をあげます。", line), DAY).blocks
    assert (len(kept) == 2) is stays


def test_what_limits_a_value_goes_with_it() -> None:
    """To whom it is limited, and what begins later, stand behind the value, and what is asked of
    those who come does not.
    """
    lines = [
        "配布日：12月8日（火）から毎週火曜日",
        "※凧糸は1月から",
        "場所：玄関",
        "対象：小学生",
        "※初めての方に限ります",
        "※袋をお持ちください",
    ]
    assert told(*lines) == [
        "配布日：12月8日(火)から毎週火曜日※凧糸は1月から",
        "場所：玄関",
        "対象：小学生※初めての方に限ります",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("小学生 ※初めての方に限ります", "小学生(初めての方に限ります)"),
        ("小学生 ※袋をお持ちください", "小学生"),
    ],
)
def test_a_limit_behind_a_value_stands_in_brackets(text: str, value: str) -> None:
    """Of remarks behind a value the one that says to whom it is limited stays."""
    assert value_of(text, DAY) == value


def test_what_may_change_says_so() -> None:
    """(予定) stays with its value in every form, an aside that decides nothing does not."""
    shown = forms(Sort.OTHER, "報酬：時給1,200円(予定)。交通費を別に支給します。")
    assert all("(予定)" in form for form in shown if form)
    assert any(
        "おやつ" not in form for form in forms(Sort.OTHER, "作品：凧(おやつの時間)の絵") if form
    )


def test_weekend_work_is_not_cut_off() -> None:
    """Hours of work are told with the days that decide, or not at all."""
    text = "勤務時間：週5日。土曜日の勤務があります。"
    assert all("土曜日" in form for form in forms(Sort.OTHER, text) if form)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("申込書に氏名を記入し、事務室へ提出", "申込書を事務室へ提出"),
        ("申込書に氏名を記入し、事務室へ申し込む", "申込書で事務室へ申し込む"),
        ("はがきに氏名を書いて、事務室へ郵送", "はがきで事務室へ郵送"),
        (
            "用紙に書いてください。題を書き、事務室へ提出",
            "用紙に書いてください。題を書き、事務室へ提出",
        ),
    ],
)
def test_a_form_is_handed_in(value: str, short: str) -> None:
    """A form is handed in, one applies with it; and what to write ends with its sentence."""
    assert written_on(value) == short


def test_by_lot_only_if_there_are_more() -> None:
    """In the fewest letters a lot is still drawn only if there are many."""
    assert tersely(["定員：9人(申込多数の場合は抽選)"]) == ["定員：9人(多数抽選)"]


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["応募締切：12月20日（日）"], "応募締切"),
        (["応募方法：窓口へ", "しめきり：12月20日（日）"], "しめきり"),
        (["しめ切り：12月20日（日）"], "しめ切り"),
        (["応募方法：窓口へ"], "応募締切"),
        (["申込方法：窓口へ"], ""),
        (["募集期間：12月20日（日）まで"], ""),
    ],
)
def test_a_last_day_keeps_its_label(lines: list[str], label: str) -> None:
    """The last day to apply has the page's own label, or the word that it has for applying."""
    facts = read_facts(page(*lines, title="凧の絵を募集します"), DAY)
    assert dict(facts.labels).get(Sort.TERM, "") == label


def test_a_last_day_is_told_by_that_label() -> None:
    """The draft has it where it has no line of its own for it."""
    lines = [LONG * 7, "応募資格：町内の方", "しめ切り：12月20日（日）"]
    assert "しめ切り：12月20日(日)" in draft(*lines, title="凧の絵を募集します")


def test_one_may_apply_at_any_time() -> None:
    """A page that takes applications at any time has no day, and is told all the same."""
    lines = ["募集期間：随時", "対象：町内の商店", "申込方法：窓口へ"]
    assert told(*lines) == lines
    assert told("募集期間：未定", *lines[1:]) == []


def test_hours_alone_are_not_told_as_the_whole() -> None:
    """Where labelled lines have hours and no day, the days stand elsewhere."""
    lines = ["時間：いずれも14時から", "場所：玄関", "申込：12月4日までに窓口へ"]
    assert told(*lines) == []
    assert told("時間：毎週土曜日14時から", *lines[1:])


def test_who_may_attend_how() -> None:
    """How to attend stands below a heading of its own, with 〜について or without."""
    lines = [
        "#日時",
        "12月16日（水）10時から",
        "#場所",
        "会議室",
        "#傍聴について",
        "当日、直接会場へ。",
    ]
    assert told(*lines)[-1] == "傍聴：当日、直接会場へ"


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("今年も凧の絵コンテストを開催します！", True),
        ("今年も凧の絵コンテストを12月5日に開催します！", False),
        ("今年も玄関で竹馬の会を開催します！", False),
        ("今年も「いかだこ座」による凧の絵コンテストを開催します！", False),
        ("凧の絵コンテストを開催します！", False),
    ],
)
def test_a_sentence_may_only_say_the_title_again(line: str, again: bool) -> None:
    """That the title's thing is held, and nothing else, is no sentence of a draft."""
    assert says_again(line, TITLE) is again


def test_below_a_label_alone_all_lines_of_its_block_are_its_value() -> None:
    """One condition of two is none: they are told together, without an address or a remark."""
    lines = [
        "#応募資格",
        "18歳以上の方。\n車の免許をお持ちの方。\n※経験のある方を歓迎します。\n電話：00-0000-0000",
        "#応募方法",
        "窓口へ",
        "#締切",
        "12月20日（日）",
    ]
    assert told(*lines)[0] == "応募資格：18歳以上の方。車の免許をお持ちの方。"
    shown = forms(Sort.AUDIENCE, told(*lines)[0])
    assert all("免許" in form for form in shown if form)
    assert "応募資格：18歳以上の方" in forms(
        Sort.AUDIENCE, "応募資格：18歳以上の方。お待ちしています。"
    )


def test_a_line_is_told_without_what_may_not_be() -> None:
    """A further sentence with a person's name goes, the day and the way stay."""
    lines = [
        "対象：町内の方",
        "応募先：公民館",
        "申込：12月4日（金）までに窓口へ。岡田さんに言ってもかまいません。",
    ]
    assert told(*lines)[-1] == "申込：12月4日(金)までに窓口へ"


def test_a_number_before_a_label_is_left_out() -> None:
    """Of a list of labelled lines some are told, and their numbers say nothing."""
    lines = ["1 日時 12月13日（日）10時", "2 会場 玄関", "3 凧を3本お持ちください。"]
    assert draft(*lines) == ["日時：12月13日(日)10時", "会場：玄関", "3 凧を3本お持ちください。"]


def test_what_is_for_some_is_not_told_to_all() -> None:
    """What stands below a heading of those for whom it is, or a heading below that, is no lead."""
    lines = [
        "#カードをお持ちでない方",
        "##東の窓口",
        "住所のわかるものを窓口へお持ちください。",
        LONG * 3,
    ]
    assert not any("住所" in line for line in draft(*lines, title="カードのご案内"))


def test_it_stands_right_behind_what_it_names() -> None:
    """これは, behind a labelled line, would be said of that."""
    first = "町では、平成20年度から「凧オーナー制度」を行っています。"
    told_ = draft(
        first + "これは、凧の糸を買っていただく制度です。", "期間：4月から翌年3月まで", LONG * 3
    )
    places = [n for n, line in enumerate(told_) if "これは" in line]
    assert all(told_[n].startswith("町では") for n in places)
