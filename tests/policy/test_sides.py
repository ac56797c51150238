"""6(9): on which side a text puts a thing, beside the page that puts it on the other."""

from __future__ import annotations

from datetime import date

import pytest
from policy.samples import found, stops

from bridge.policy import claims, sides

TODAY = date(2026, 11, 25)


def sides_of(text: str) -> list[sides.Side]:
    return list(sides.sides(claims.passages(text, TODAY)))


@pytest.mark.parametrize(
    ("verb", "example"),
    [(one, example) for one in sides.VERBS for example in one.examples],
    ids=lambda one: one if isinstance(one, str) else f"{one.axis}-{one.yes}",
)
def test_6_9_each_verb_reads_its_examples(verb: sides.Predicate, example: str) -> None:
    """One thing, on the side that the verb names."""
    seen = {(one.axis, one.yes) for one in sides_of(example)}
    assert (verb.axis, verb.yes) in seen
    assert (verb.axis, not verb.yes) not in seen


@pytest.mark.parametrize(
    ("verb", "harmless"),
    [(one, text) for one in sides.VERBS for text in one.harmless],
    ids=lambda one: one if isinstance(one, str) else f"{one.axis}-{one.yes}",
)
def test_6_9_what_only_looks_like_a_verb_says_nothing(verb: sides.Predicate, harmless: str) -> None:
    """What is possible, what is a name."""
    seen = {(one.axis, one.yes) for one in sides_of(harmless)}
    assert (verb.axis, verb.yes) not in seen


POST = "雑誌は返却ポストにお返しください。CD・DVDや紙芝居は、こわれるおそれがあるためポストには入れず、窓口へお持ちください。"
OPEN = """工事の間もご利用いただけるもの
 ホームページからの予約・貸出延長
 電子図書館
 3階 自習室(午前9時から午後6時まで)
工事の間は、電話による予約・お問い合わせは受け付けておりません。"""
RENEWAL = """新しいシステムへの切り替え
移動図書館そよかぜ号
 12月7日(月)から12月11日(金)まで運休、12月14日(月)から再開
電子図書館
 切り替えの間も通常どおりご利用いただけます。
予約について
 今の予約はそのまま新しいシステムに引き継がれます。
 利用カードは、これまでのカードをそのまま使えます。
返却ポストは休館中もご利用いただけます。"""
RULES = """貸出の規則が変わります
1 予約資料の取り置き期間
 連絡の日から10日間を7日間に短縮します。
 ※分館の開館時間に変更はありません。
2 休館日
 毎週月曜日(変更ありません)
ファクスによる予約の受け付けは、12月27日(日)をもって終了します。"""
HELPERS = "朗読の手伝いを募集します。経験は問いません。交通費の支給はありません。"
HOUSES = "本の市\n東図書館 12月5日(土)午前10時から\n北図書館 今年度は改修のため中止します"


@pytest.mark.parametrize(
    ("page", "text", "stopped"),
    [
        (POST, "DVDもポストに入れて大丈夫です。", True),
        (POST, "紙芝居はポストに返せます。", True),
        (POST, "CDや紙芝居はポストに入れないでくださいね。", False),
        (POST, "雑誌はポストに返せます。", False),
        (OPEN, "工事の間は、3階の自習室も閉めさせていただきます。", True),
        (OPEN, "工事の間も、予約はホームページのほかお電話でも承ります。", True),
        (OPEN, "工事の間は、ネットでの予約も止まります。", True),
        (OPEN, "ネット予約と貸出延長、電子図書館は使えます。", False),
        (OPEN, "お電話での予約やお問い合わせはお受けできません。", False),
        (OPEN, "自習室は開いています。", False),
        (RENEWAL, "電子図書館も止まります。", True),
        (RENEWAL, "そよかぜ号は12月7日から11日も、いつもどおり巡回します。", True),
        (RENEWAL, "今の予約はすべて消えてしまいます。", True),
        (RENEWAL, "お持ちの利用カードは使えなくなります。", True),
        (RENEWAL, "休館中は返却ポストを閉めます。", True),
        (RENEWAL, "そよかぜ号は12月7日から11日まで走りません。", False),
        (RENEWAL, "お休みの間も電子図書館と返却ポストは使えます。", False),
        (RENEWAL, "そよかぜ号は12月14日から、いつもどおり巡回します。", False),
        (RENEWAL, "予約は引き継がれるので、入れ直さなくて大丈夫です。", False),
        (RULES, "予約した本の取り置きは、少し長くなります。", True),
        (RULES, "分館も19時までになります。", True),
        (RULES, "分館の時間は今までと同じです。", False),
        (RULES, "月曜日も開館!", True),
        (RULES, "月曜はこれまでどおりお休みです。", False),
        (RULES, "ファクスでの予約は12月27日(日)から受け付けを始めます。", True),
        (RULES, "ファクスでの予約は12月27日(日)でおしまいです。", False),
        (HELPERS, "読み聞かせの経験がある方だけご応募いただけます。", True),
        (HELPERS, "電車賃やバス代をお出しします。", True),
        (HELPERS, "交通費は出ません。初めての方もどうぞ。", False),
        (HOUSES, "北図書館でも今年度行います。", True),
        (HOUSES, "北図書館は改修のため、今年度はお休みです。", False),
        ("天候\n大雨警報が出ている場合は中止します。", "警報が出ていたら中止になります。", False),
        ("展示室は撮影できません。", "庭での撮影はできますか?", False),
        ("雑誌は中央図書館のみで配ります。", "ほかの館では雑誌は出ません。", False),
        ("新聞の閲覧はできます。", "新聞は読めません。", True),
        ("オンライン配信は行いません。", "オンラインでもご覧いただけます。", True),
        ("見学は自由です。", "見学はできません。", True),
        ("利用料はかかりません。", "利用料がかかります。", True),
        ("付き添いは必要ありません。", "付き添いが必要です。", True),
        ("学習席の予約制は12月で廃止します。", "学習席の予約制は続きます。", True),
        ("百科事典は受け付けません。", "百科事典も受け付けます。", True),
        (
            "児童室は工事のため使えません。閲覧室は開いています。",
            "児童室は使えませんが、閲覧室でお過ごしいただけます。",
            False,
        ),
        ("ふだんは入れない書庫をご案内します。", "書庫の見学会を行います。", False),
        (
            "鳩島図書館 休館しません(平常どおり開館します)",
            "鳩島図書館はお休みがありません。",
            False,
        ),
        ("西館のポストは、12月8日(火)のみ使えません。", "西館のポストは8日だけ使えません。", False),
        (POST, "DVDの返却は、お休みの間もポストに入れていただいて大丈夫です。", True),
        ("雑誌の貸出はできます。", "雑誌の予約はできません。", False),
        (
            "雑誌やCD、他市からの取り寄せ資料は、ポストに入れず窓口へお返しください。",
            "雑誌もポストに入れて大丈夫です。",
            True,
        ),
        (
            "館名 休館期間\n桜通り図書館 12月8日(火)～12月9日(水)\n港図書館 12月15日(火)～12月16日(水)",
            "港図書館は12月8日(火)から9日(水)まで、桜通り図書館は12月15日(火)から16日(水)までお休みします。",
            True,
        ),
        ("会員証の番号は引き継がれません。", "会員証の番号は、そのまま使えます。", True),
        ("市外の方は20日だけ参加できます。", "市外の方は参加できません。", True),
    ],
)
def test_6_9_a_thing_on_the_other_side_stops(page: str, text: str, stopped: bool) -> None:
    """The same thing, by the same way, on the same days, told outright by both."""
    seen = [each for each in stops(found(text, title="お知らせ", page=page)) if each[0] == "6(9)"]
    assert bool(seen) == stopped, seen


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        ("予約制を4月1日に始めます。", "予約制は3月31日で終了します。", False),
        ("予約制を4月1日に始めます。", "予約制は終了します。", False),
        ("予約制を4月1日に始めます。", "予約制は4月1日で終了します。", True),
        ("予約制は続けます。", "予約制は終了します。", True),
        ("予約制は終了します。", "予約制は続けます。", True),
    ],
)
def test_6_9_what_begins_on_one_day_may_end_on_another(page: str, text: str, told: bool) -> None:
    """What goes on ends on no day."""
    ours, theirs = claims.passages(text, TODAY), tuple(claims.passages(page, TODAY))
    assert any(sides.opposed(ours, theirs)) == told


@pytest.mark.parametrize(
    ("text", "page", "stopped"),
    [
        ("本館は2月1日にお休みします。", "休館の間も、本館と分館の返却ポストは使えます。", False),
        ("本館の返却ポストは使えません。", "休館の間も、本館と分館の返却ポストは使えます。", True),
        ("本館は2月1日に休館します。", "本館は2月1日も開館します。", True),
        ("電子図書館も止まります。", "電子図書館は使えます。", True),  # a service itself
    ],
)
def test_6_9_a_closed_house_has_its_services_still(text: str, page: str, stopped: bool) -> None:
    """The return box stays in use while the house is shut: neither says the opposite of the other."""
    ours, theirs = (claims.passages(one, TODAY) for one in (text, page))
    assert bool(list(sides.opposed(ours, theirs))) is stopped
