"""What a post of an event usually tells, and which of it a draft does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.draft.usual import unsaid
from bridge.model import Page

SAID = (("会場", "南館 2"), ("会場", "北館 ロ"), ("時刻", ""), ("申込み", ""), ("無料", ""))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("7月4日(土)です。", ("会場", "時刻", "申込み", "無料")),
        ("7月4日(土)14時～", ("会場", "申込み", "無料")),
        ("7月4日(土) 北館 ロビー", ("時刻", "申込み", "無料")),  # one of several will do
        ("当日、直接お越しください。参加費は200円", ("会場", "時刻")),
        ("定員20人。無料", ("会場", "時刻")),
    ],
)
def test_5_1_a_what_a_post_of_an_event_usually_tells(text: str, names: tuple[str, ...]) -> None:
    """By the lines that the page has of each; without such a line nothing is missed."""
    assert unsaid(SAID, text) == names
    assert not unsaid((), text)


def test_5_3_i_what_an_event_is_not_told_of_is_a_note() -> None:
    """One note with all names; none of what the draft tells, and none beside another kind."""

    def notes(title: str, *lines: str) -> str:
        page = Page(URL, title, "\n".join(lines), blocks=blocks(*lines))
        facts = read_facts(page, TODAY)
        return "\n".join(compose(page, facts=facts, style=Style(), url=URL, today=TODAY).notes)

    each = ("とき：7月4日(土)14時から", "ところ：集会室", "申込み：電話で", "参加費：無料")
    assert "ことがページにありますが" not in notes("朗読会のお知らせ", *each)
    several = (
        "読書週間の間、図書館では子どものための催しを開きます。",
        "期間：7月4日(土)～20日(月)",
        "# 青空ひろば",
        "日時：7月5日(日)10時～",
        "会場：前庭",
        "# 紙芝居の時間",
        "日時：7月12日(日)14時～",
        "会場：集会室",
    )
    told = notes("夏の読書週間を開きます", *several)
    assert told == "会場・時刻のことがページにありますが、下書きには入っていません"
    assert not notes("休館のお知らせ", "7月4日(土)は休館します。", "返却は無料の宅配で")
    assert "のことが" not in notes(
        "催しのお知らせ", "会場：前庭"
    )  # the link alone has its own note


FILMS = ("## 昼の映画", "7月4日(土) 14時～", "## 夜の映画", "7月11日(土) 19時～")


@pytest.mark.parametrize(
    ("lines", "free"),
    [
        (("どちらも申込みはいりません。", *FILMS), ("申込不要",)),
        ((*FILMS, "どちらも入場無料、申込みは不要です。"), ("申込不要", "無料")),
        ((*FILMS, "入場は無料です。"), ()),  # of the last one, it may be
        (("入場は無料です。", *FILMS), ("無料",)),
        (("どちらも無料です。", *FILMS, "お茶は100円です。"), ()),
        (("どちらも申込みはいりません。", *FILMS, "夜の映画は要予約です。"), ()),
        (("どちらも申込みはいりません(夜の映画を除く)。", *FILMS), ()),
        (("どちらも駐車場は無料です。", *FILMS), ()),
        (("7月4日(土)は申込み不要です。", *FILMS), ()),
        (("昼の映画：7月4日(土) 14時～ 申込み不要", "夜の映画：7月11日(土)19時～"), ()),
    ],
)
def test_5_1_a_what_nobody_has_to_ask_for_or_to_pay_is_told_in_a_word(
    lines: tuple[str, ...], free: tuple[str, ...]
) -> None:
    """Where a sentence says so of all, and no other line has it otherwise."""
    page = Page(URL, "映画の会", "\n".join(lines), blocks=blocks(*lines))
    facts = read_facts(page, TODAY)
    assert facts.free == free
    made = compose(page, facts=facts, style=Style(), url=URL, today=TODAY)
    told = made.summary.split("\n")
    assert all(word in made.summary for word in free)
    assert free or not {"申込不要", "無料", "申込不要、無料"} & {*told}


def test_5_1_a_what_is_told_of_applying_needs_no_such_word() -> None:
    """Nor does a price; of nothing that is held it is asked."""
    lines = ("どちらも入場無料、申込みは不要です。", *FILMS)
    page = Page(URL, "映画の会", "\n".join(lines), blocks=blocks(*lines))
    facts = replace(read_facts(page, TODAY), usual=(("無料", ""),))
    made = compose(page, facts=facts, style=Style(), url=URL, today=TODAY)
    assert "申込不要" not in made.summary
    shut = Page(URL, "休館のお知らせ", "どちらも無料です。", blocks=blocks("どちらも無料です。"))
    assert read_facts(shut, TODAY).free == ()
