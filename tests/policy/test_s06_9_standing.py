"""6(9), 5(3)イ: whether a thing takes place is told alike by its list, its page and the draft."""

from __future__ import annotations

import pytest
from policy.samples import URL, context, found, stops

from bridge.model import Finding, Kind, Page
from bridge.policy.examine import Manuscript, examine

TITLE = "映画会「北の灯」"
DAY = "日時 12月6日(日)14時"


def draft(
    listed: str, page: str, text: str = "詳しくはリンク先をご覧ください。", title: str = TITLE
) -> tuple[Finding, ...]:
    """What is found by 6(9) in a draft whose page stands under another title in its list."""
    one = Manuscript(
        kind=Kind.PAGE,
        title=title,
        text=f"{title}\n{text}\n{URL}",
        url=URL,
        image=None,
        page=Page(URL, title, page),
        facts=None,
        source="home",
        listed=listed,
    )
    return tuple(f for f in examine(one, context()) if f.clause == "6(9)")


def off(findings: tuple[Finding, ...]) -> list[str]:
    """The words of the titles that stop."""
    return [one.found for one in findings if one.stop and "題名とページ" in one.why]


@pytest.mark.parametrize(
    ("listed", "page", "found"),
    [
        (f"【中止】{TITLE}", DAY, "中止"),
        (f"【中止】{TITLE}", "12月6日(日)の会は取りやめます。", ""),
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", ""),
        (f"【中止】{TITLE}", f"{DAY}\n会を取り止めます。", ""),
        (f"【中止】{TITLE}", f"{DAY}\n今回は開催を見合わせます。", ""),
        (f"【中止】{TITLE}", "雨天の場合は中止します。", "中止"),
        (f"【中止】{TITLE}", f"{DAY}\n飲食は中止しています。", "中止"),
        (f"【中止】{TITLE}", f"{DAY}\n12月20日に延期します。", "中止"),
        (f"{TITLE}は延期します", DAY, "延期"),
        (f"{TITLE}は延期します", "12月6日から20日に変更します。", ""),
        (f"【延期】{TITLE}", f"{DAY}\n電話番号が変更になりました。", "延期"),
        (f"【日程変更】{TITLE}", DAY, "日程変更"),
        (f"【満席】{TITLE}", DAY, "満席"),
        (f"【満席】{TITLE}", "定員に達しました。", ""),
        (f"【満席】{TITLE}", "お申し込みは締め切りました。", ""),
        (f"【満席】{TITLE}", "キャンセル待ちのみ受け付けます。", ""),
        (f"【満席】{TITLE}", "申込みは12月1日に受付を終了します。", "満席"),
        (f"【キャンセル待ち】{TITLE}", DAY, "キャンセル待ち"),
        (f"【ご好評につき終了】{TITLE}", DAY, "ご好評につき終了"),
        (f"{TITLE}(締切りました)", DAY, "締切りました"),
        (f"【キャンセル】{TITLE}", DAY, "キャンセル"),
        (f"{TITLE}を取り止めます", DAY, "取り止め"),
        (f"{TITLE}は開催しません", DAY, "開催しません"),
        (f"{TITLE}の開催を見合わせます", DAY, "見合わせます"),
        (f"{TITLE}を休止します", DAY, "休止"),
        (f"{TITLE}(お休みします)", DAY, "お休みし"),
        (f"{TITLE}※雨天中止", DAY, ""),
        (f"延期していた{TITLE}", DAY, ""),
        (TITLE, "雨天中止", ""),
        (f"{TITLE}【受付終了】", "10時開始 12時終了 申込締切:12月1日", "受付終了"),
        (f"【キャンセル】{TITLE}", "キャンセルの場合は電話を。", "キャンセル"),
        (f"【締切間近】{TITLE}", DAY, ""),
    ],
)
def test_6_9_what_a_list_calls_off_its_page_must_know(listed: str, page: str, found: str) -> None:
    """In whatever words: a page that is silent of it would be told as if nothing had happened."""
    assert off(draft(listed, page)) == ([found] if found else [])


def test_6_9_a_pause_is_known_to_a_page_that_says_what_cannot_be_used() -> None:
    """貸出を休止 is the page's 貸出を停止."""
    listed = "雑誌の貸出を休止します"
    assert off(draft(listed, "点検のため停止します。", title="雑誌の貸出")) == []
    assert off(draft(listed, "新しい雑誌が入ります。", title="雑誌の貸出")) == ["休止"]


@pytest.mark.parametrize(
    ("listed", "page", "text", "stops_at"),
    [
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", DAY, [True]),
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", f"{DAY}\n開催しません。", []),
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", "詳しくはリンク先へ", [False]),
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", "12月6日(日)に集まります。", [True]),
        (f"【中止】{TITLE}", f"{DAY}\n開催しません。", "午後2時に集まります。", [True]),
        (f"【延期】{TITLE}", f"{DAY}\n12月12日(土)午後2時に変更します。", DAY, [True]),
        (
            f"【延期】{TITLE}",
            f"{DAY}\n12月12日(土)午後2時に変更します。",
            "日時 12月12日(土)午後2時",
            [],
        ),
        (f"【満席】{TITLE}", f"{DAY}\n定員に達しました。", DAY, [False]),
    ],
)
def test_5_3_i_a_day_of_what_is_called_off_is_not_told_as_if_nothing_had_happened(
    listed: str, page: str, text: str, stops_at: list[bool]
) -> None:
    """The page knows of it, and the draft says nothing: a stop where it names a day or an hour, a
    note where it names none; of what is full it is a note.
    """
    assert [one.stop for one in draft(listed, page, text) if "投稿の文に" in one.why] == stops_at


@pytest.mark.parametrize(
    ("title", "page", "words"),
    [
        (f"【中止】{TITLE}", "会は12月20日に延期します。", "中止"),
        (f"【満席】{TITLE}", "会は中止します。", "満席"),
        (f"【中止・延期】{TITLE}", "会は延期します。", ""),
        (f"【満席】{TITLE}", "会は12月20日に延期します。", ""),
        (f"【中止】{TITLE}", DAY, ""),
    ],
)
def test_6_9_a_title_that_its_own_text_contradicts_stops(title: str, page: str, words: str) -> None:
    """One of 中止 and 延期; what is full may be put off, and a title alone may tell it."""
    seen = [f for f in draft(title, page, title=title) if "題名と本文" in f.why and f.stop]
    assert [one.found for one in seen] == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "page", "words"),
    [
        ("会は中止します。", DAY, "中止"),
        ("12月6日(日)の会は開催しません。", DAY, "開催しません"),
        ("会は中止します。", f"{DAY}\n飲食は中止しています。", "中止"),
        ("会は中止ではありません。", "会は中止します。", "中止"),
        ("会は中止ではありません。", "会は延期しません。", ""),
        ("会は中止します。", "会は開催しません。", ""),
        ("飲食は中止しています。", f"{DAY}\n飲食を中止しています。", ""),
        ("満席です。", "申込みは締め切りました。", ""),
    ],
)
def test_6_9_a_draft_calls_off_only_what_its_page_does(text: str, page: str, words: str) -> None:
    """Of the same thing, in whatever words."""
    seen = [f for f in found(text, title=TITLE, page=page) if "行うかどうか" in f.why]
    assert [one.found for one in seen] == ([words] if words else [])
    if not words:
        assert not [s for s in stops(found(text, title=TITLE, page=page)) if s[0] == "6(9)"]


def test_6_9_a_list_is_held_against_no_page_that_was_not_asked_for() -> None:
    """What nobody read is silent of everything; that it was not read is found by itself."""
    page = Page(URL, TITLE, DAY, unread="許可されていません")
    one = Manuscript(
        kind=Kind.PAGE,
        title=TITLE,
        text=f"{TITLE}\n{URL}",
        url=URL,
        image=None,
        page=page,
        facts=None,
        source="home",
        listed=f"【中止】{TITLE}",
    )
    seen = examine(one, context())
    assert off(seen) == []
    assert ("6(9)", TITLE) in stops(seen)
