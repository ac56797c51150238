"""What a post of an event usually tells, and which of it a draft does not."""

from __future__ import annotations

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
