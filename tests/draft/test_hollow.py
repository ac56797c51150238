"""5(3)イ: what tells nothing beside the title takes no room of the news."""

from __future__ import annotations

import pytest

from bridge.draft.hollow import hollow, is_quote, points_only, repeats, tells_of


@pytest.mark.parametrize(
    ("sentence", "title", "empty"),
    [
        ("書庫の改修についてお知らせします。", "書庫の改修", True),
        ("書庫の改修について、次のとおりお知らせします。", "書庫の改修", True),
        ("書庫の改修に関するお願いについて、お願いがあります。", "書庫の改修", True),
        ("書庫の改修をお知らせします。", "書庫の改修", True),
        ("書庫の改修のご案内です。", "書庫の改修", True),
        ("12月の書庫の改修についてお知らせします。", "書庫の改修", False),  # when
        ("北館の書庫の改修についてお知らせします。", "書庫の改修", False),  # of which house
        ("「声の書庫」の改修についてお知らせします。", "書庫の改修", False),  # of what
        ("書庫の改修についてお知らせします。", "お知らせ", False),  # the title does not say it
        ("職員が書庫をご案内します。", "書庫見学の日", False),  # is done
        ("棚が傾き、危ない書庫についてお知らせします。", "書庫の改修", False),
        ("書庫の改修", "書庫の改修について", True),
        ("【書庫の改修のお知らせ】", "書庫の改修", True),
        ("書庫の改修と移転", "書庫の改修", False),
        ("書庫の改修をします。", "書庫の改修", False),
        ("", "書庫の改修", False),
    ],
)
def test_what_announces_the_title_says_nothing(sentence: str, title: str, *, empty: bool) -> None:
    """What names a day, a house or a thing of its own does."""
    assert hollow(sentence, title) is empty


def test_the_title_over_again_is_known_in_brackets_and_in_short() -> None:
    """Most of the letters of both are the same."""
    assert repeats(
        "【館内の時計の修理と、正午の鐘の変更について】", "館内の時計の修理と正午の鐘の変更"
    )
    assert not repeats("【館内の時計の修理】", "館内の時計の修理と正午の鐘の変更")
    assert not repeats("", "")


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("こちら（PDF：120KB）", True),
        ("別紙のとおり", True),
        ("下の一覧をご覧ください", True),
        ("（町内）（PDF）　（町外）（PDF）", True),
        ("資料1（Word）、資料2（Excel：40KB）", True),
        ("様式", False),  # nothing says that it is a file
        ("写真", False),
        ("申込書（PDF）に書いて窓口へ", False),
        ("1月8日（PDF）", False),
        ("14:00", False),
        ("無料", False),
    ],
)
def test_a_value_of_files_and_links_says_nothing(value: str, *, points: bool) -> None:
    """A day, an hour, and what is done with the file are no link."""
    assert points_only(value) is points


def test_what_somebody_else_said_and_what_a_notice_is_of_are_known() -> None:
    """A name in brackets within a sentence is no quotation of its own."""
    assert is_quote("「早く払ってください」など")
    assert not is_quote("「声の書庫」を開きます。")
    assert tells_of("戸口で金を求める人について、気をつけることをお知らせします。")
    assert not tells_of("1月8日の停電についてお知らせします。")
    assert not tells_of("停電の日をお知らせします。")
