"""What kind of page it is, and whether it hurries."""

from __future__ import annotations

import pytest

from bridge.draft.kinds import is_urgent, kind_of, label_of


@pytest.mark.parametrize(
    ("title", "sentence", "label"),
    [
        ("「工作会」中止のお知らせ", "", "中止"),
        ("【中止】工作会", "", "中止"),
        ("イベントの開催を中止します", "", "中止"),
        ("工作会について", "7月4日の工作会は中止します。", "中止"),
        ("工作会について", "工作会は、中止といたしました。", "中止"),
        ("星空観察会の延期について", "", "延期"),
        ("図書館だよりの訂正とお詫び", "", "訂正"),
        ("お詫びと訂正", "", "訂正"),
        ("台風接近時の催しについて", "警報が出た場合は中止とします。", ""),
        ("七夕まつり(雨天中止)", "", ""),
        ("工作会", "天候により中止することがあります。", ""),
        ("工作会", "中止となる可能性があります。", ""),
        ("中止していたおはなし会を再開します", "", ""),
        ("予約の受付について", "貸出を延長します。", ""),
    ],
)
def test_a_notice_is_one_only_when_the_page_says_so_outright(
    title: str, sentence: str, label: str
) -> None:
    """6(9): a condition is no cancellation."""
    assert label_of(title, [sentence] if sentence else []) == label


@pytest.mark.parametrize(
    ("title", "sentence", "urgent"),
    [
        ("臨時休館のお知らせ", "", True),
        ("台風第12号の接近に伴う対応について", "", True),
        ("図書館システムの障害について", "", True),
        ("空調設備故障のお知らせ", "", True),
        ("お知らせ", "停電のため、全館休館しています。", True),
        ("お知らせ", "停電した場合は休館します。", False),
        ("防災講座「台風に備える」", "", False),
        ("ミニ展示「地震の本」", "", False),
        ("大地震60年 移動パネル展", "", False),
        ("大雨をうつした写真展の会期", "", False),
        ("展望室の停電について", "", True),
        ("蔵書点検に伴う臨時休館", "", False),
        ("システムは復旧しました", "", False),
        ("おはなし会", "", False),
    ],
)
def test_2_what_hurries(title: str, sentence: str, urgent: bool) -> None:
    """Closures at short notice, weather, failures; no planned closing, no talk about disasters."""
    assert is_urgent(title, [sentence] if sentence else []) is urgent


@pytest.mark.parametrize(
    ("title", "label", "labels", "urgent", "dated", "kind"),
    [
        ("会", "中止", "", True, True, "cancelled"),
        ("臨時休館", "", "", True, False, "emergency"),
        ("年末年始の休館について", "", "休館期間", False, False, "closure"),
        ("展示室の利用者を募集します", "", "", False, False, "recruitment"),
        ("標語募集 関連ミニ展示", "", "展示期間", False, True, "exhibition"),
        ("ミニ展示「川」", "", "期間", False, True, "exhibition"),
        ("図書館だより 7月号", "", "", False, False, "newsletter"),
        ("予約サービスの変更について", "", "", False, False, "service"),
        # what is used every day, with its days or without
        ("かもめ号の停車場所がかわります", "", "日時", False, True, "service"),
        ("図書館カードの有効期限について", "", "日時", False, True, "service"),
        ("下水道工事に伴う駐車場の出入りについて", "", "期間", False, True, "service"),
        ("電子図書館が10月1日にオープンします", "", "日時", False, True, "service"),
        ("5月から開館時間が変わります", "", "", False, False, "service"),
        # what is held is none, whatever becomes of it
        ("古文書講座の会場の変更について", "", "日時", False, True, "event"),
        ("移動図書館の見学会", "", "日時", False, True, "event"),
        ("録音図書ができました", "", "", False, False, "notice"),
        ("おはなし会", "", "日時", False, True, "event"),
        ("本を大切に", "", "", False, False, "notice"),
    ],
)
def test_kinds(title: str, label: str, labels: str, urgent: bool, dated: bool, kind: str) -> None:
    """One kind a page; feeds.toml may give each a template."""
    assert kind_of(title, label, labels, urgent=urgent, dated=dated) == kind
