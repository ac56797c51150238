"""A title that names two things, of which a draft tells one."""

from __future__ import annotations

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.draft.twofold import left_out, things
from bridge.model import Page


@pytest.mark.parametrize(
    ("title", "both"),
    [
        ("図書館システムの更新に伴う休館及びサービスの停止について", ("休館", "サービスの停止")),
        ("停電にともなう休館と、蔵書検索の停止のお知らせ", ("休館", "蔵書検索の停止")),
        ("【本館】試験期の開館時間延長および臨時休館のご案内", ("開館時間延長", "臨時休館")),
        ("企画展示「海と山」とギャラリートーク(10月)", ("企画展示「海と山」", "ギャラリートーク")),
        (
            "読書感想画を展示しています／1月の休館日",
            ("読書感想画を展示しています", "1月の休館日"),
        ),
        ("「板倉図書館の休館」及び「映画会の中止」", ("板倉図書館の休館", "映画会の中止")),
        ("工事ならびに蔵書点検に伴う臨時休館のお知らせ", ()),  # two reasons of one
        ("特別整理期間にともなう休館について", ()),
        ("企画展示「海と山」を開催します", ()),  # within a name
        ("親子と友だちと図書館", ()),  # three
        ("おはなし会のお知らせ", ()),
        ("ことし、ひとりで読む本", ()),
    ],
)
def test_5_1_a_a_title_names_two_things(title: str, both: tuple[str, ...]) -> None:
    """Without why, and what is said of them."""
    assert things(title) == both


@pytest.mark.parametrize(
    ("summary", "untold"),
    [
        ("期間：7月1日(水)～7月8日(水) 開館時間の延長", "臨時休館"),
        ("7月4日(土)は臨時休館します。", "開館時間延長"),
        ("開館時間を延長し、7月4日(土)は臨時休館します。", ""),
        ("7月1日(水)からです。", ""),  # neither: nobody knows of which it is
    ],
)
def test_5_1_a_of_two_things_the_one_that_is_not_told(summary: str, untold: str) -> None:
    """By the words of each; nothing where the page has no word of it either."""
    title = "開館時間延長と臨時休館のお知らせ"
    assert left_out(title, summary, "開館時間を延長します。臨時休館もします。") == untold
    assert not left_out(title, summary, "お知らせします。")


def test_5_1_a_an_exhibition_is_told_by_its_label() -> None:
    """企画展「海と山」 is what is shown from when till when; the talk beside it is another thing."""
    title, page = "企画展「海と山」およびお茶会", "企画展「海と山」です。お茶会もします。"
    assert left_out(title, "展示：7月1日(水)～12日(日)", page) == "お茶会"
    assert left_out(title, "日時：7月1日(水) お茶会", page) == "企画展「海と山」"


def test_5_3_i_the_thing_that_is_left_out_is_a_note() -> None:
    """Half of the news is a note by its name; a draft that only leads to the page has its own."""
    title = "夜の映画会と消しゴムはんこの年賀状"
    lines = (
        "夜の映画会は、7月4日(土)の夜7時から、2階の和室でひらきます。",
        "もうひとつは消しゴムはんこの年賀状です。",
    )

    def notes(*lines: str) -> tuple[str, ...]:
        page = Page(URL, title, "\n".join(lines), blocks=blocks(*lines))
        facts = read_facts(page, TODAY)
        return compose(page, facts=facts, style=Style(), url=URL, today=TODAY).notes

    told = "題にある「消しゴムはんこの年賀状」のことが下書きに入っていません"
    assert told in notes(lines[0], "ひとつめは映画です。", "消しゴムはんこ…年賀状")
    assert told not in notes(lines[0])
    assert not any("題にある" in one for one in notes("→ 消しゴムはんこ…年賀状"))
