"""6(9): of which piece of its page a clause of a text speaks, and what that piece says otherwise."""

from __future__ import annotations

import pytest
from policy.samples import TODAY, URL, context, stops

from bridge.model import Kind, Page
from bridge.policy import aligned, claims, pieces
from bridge.policy.examine import Manuscript, examine

COURSE = """朗読の講座を開きます
●日程 全3回
第1回 1月12日(火) 声を出す 午前10時～正午
第2回 1月19日(火) 詩を読む 午前10時～正午
第3回 2月2日(火) 発表会 午後2時～4時
●会場 第1回～第2回 中央図書館 3階研修室
第3回 港図書館 1階ホール
●締切 12月18日(金)必着
●結果 12月25日(金)までに返信はがきでお知らせします。
●駐車場 駐車場は使えません。"""
FAIR = """冬の催しのご案内
【工作の会】
日時 1月16日(土)午前10時～11時30分
対象 中学生以上
定員 30人(先着順)
参加費 300円
申込み 12月5日(土)から電話で
【星を見る夕べ】
日時 1月23日(土)午後6時～7時
対象 小学生以上
定員 15人(抽選)
参加費 無料
申込み はがきで 1月8日(金)必着"""
RULES = """貸出が変わります
1月から貸出の決まりを改めます。
項目 これまで 1月5日(火)から
受取場所 駅前売店 海辺公民館
受取日 毎週火曜日・金曜日 毎週水曜日・土曜日
冊数 6冊まで 10冊まで
取置き 7日間 14日間
カードは窓口でその場で作れます。"""
EVENING = """封筒を折る夕べ
市民会館で催しを開きます。
申込みはいりません。
この催しは毎年の恒例です。
開催は12月17日(木)の午後6時30分からです。
会場は2階の和室です。1階の閲覧室ではありません。
どなたでもご参加いただけます。
同じ日の朝に予定していた「あさの紙芝居」は中止します。
喫茶コーナーの営業は休まず続けています。"""

CASES = [
    # each text: of what kind it is, and whether it stops
    (COURSE, "詩を読む回は2月2日です。", True),
    (COURSE, "詩を読む回は1月19日です。", False),
    (COURSE, "最終回の2月2日は、中央図書館の研修室です。", True),
    (COURSE, "最終回の2月2日は、港図書館のホールです。", False),
    (COURSE, "朗読の講座の応募は12月25日(金)必着です。", True),
    (COURSE, "朗読の講座の応募は12月18日(金)必着です。", False),
    (COURSE, "2月2日の発表会は、午前中の2時間です。", True),
    (COURSE, "2月2日の発表会は、午後の2時間です。", False),
    (COURSE, "2月2日の発表会は夜2時からです。", True),
    (COURSE, "お車は駐車場にとめてください。", False),  # no word of whether one can
    (FAIR, "工作の会は小学生から入れます。", True),
    (FAIR, "星を見る夕べは小学生から入れます。", False),
    (FAIR, "星を見る夕べは先着15人です。", True),
    (FAIR, "星を見る夕べは抽選で15人です。", False),
    (FAIR, "星を見る夕べの申込みは電話で。", True),
    (FAIR, "星を見る夕べの申込みははがきで。", False),
    (FAIR, "工作の会は300円。星を見る夕べは無料です。", False),
    (RULES, "1月から、受け取れるのは6冊までです。", True),
    (RULES, "1月から、受け取れるのは10冊までです。", False),
    (RULES, "6冊だったのが10冊になります。", False),
    (RULES, "取置きは1週間です。", True),
    (RULES, "取置きは2週間です。", False),
    (RULES, "受け取れるのは火曜と金曜です。", True),
    (RULES, "受け取れるのは水曜と土曜です。", False),
    (RULES, "カードは窓口では作れません。", True),
    (RULES, "カードは窓口ですぐ作れます。", False),
    (EVENING, "封筒を折る夕べは1階の閲覧室です。", True),
    (EVENING, "封筒を折る夕べは2階の和室です。", False),
    (EVENING, "「あさの紙芝居」はお休みです。夜の会は開きます。", False),
    (EVENING, "喫茶コーナーの営業は休みます。", True),
]


HOURS = """開館時間とサービスが変わります
開館時間
平日 9時30分～19時
受取り窓口 9時～16時
休館日 毎週水曜日
止まるのは12月24日(木)17時から1月6日(水)10時までです。
運休のときは防災無線でお知らせします。
貸出期間は2週間から4週間に延ばします(12月22日から1月11日まで)。
講座は4回すべてに出席できる方。
停止しないもの
本の予約、自動貸出機"""
NOTICE = """川のつどい
1月14日(木)のつどいは1月21日(木)に延期します。
3月20日(土)のまち歩きは雨天中止。
1月28日(木) 川口漁村センター 11時～11時30分
1月29日(金) 南公民館 10時～10時30分
申込み 1月9日(土)9時から電話で。申込みの順に受け付けます。"""
#: the other rules of 6(9), in the same way
CASES += [
    (HOURS, "平日は9時から19時まで開きます。", True),
    (HOURS, "平日は9時30分から19時まで開きます。", False),
    (HOURS, "受取りは夜9時からです。", True),
    (HOURS, "月曜日はお休みです。", True),
    (HOURS, "水曜日はお休みです。", False),
    (HOURS, "12月24日の17時から年明け6日の10時まで止まります。", False),
    (HOURS, "運休のときはホームページでお知らせします。", True),
    (HOURS, "貸出期間は3週間です。", True),
    (HOURS, "自動貸出機は止まりません。", False),
    (NOTICE, "つどいは1月14日ではなく21日です。", False),
    (NOTICE, "3月20日のまち歩きは、雨なら中止です。", False),
    (NOTICE, "1/28川口漁村センターは11時から。", False),
    (NOTICE, "申込みは1月9日から、先着順です。", False),
]


FEAST = """冬まつりのごあんない
1月30日(土)と31日(日)に冬まつりを開きます。
■30日(土)
・人形劇 10時30分～ 2階ホール 先着80人
■31日(日)
・作家のお話 14時～ 2階ホール 60人(抽選)
・しおり作り 10時～ 児童室
雪の日の休み
2月3日(水) 北館 休館、中央館 午後3時で閉館
配本車 2月3日(水)から6日(土)まで運休します。
仕上げの会は2月5日(金)です。"""
CASES += [
    (FEAST, "人形劇は30日の10時半からです。", False),
    (FEAST, "作家のお話は、申込みの早い方から60人です。", True),
    (FEAST, "作家のお話は日曜の14時から。", False),
    (FEAST, "配本車は2月5日まで運休です。", True),
    (FEAST, "配本車は2月6日まで運休です。", False),
    (FEAST, "中央館のみなさん、3日は15時で閉めます。", False),
]
SHOWN = """絵はがきの展示を開きます
○前期
期間 12月8日(火)～1月11日(月)
内容 写真と看板
○後期
期間 1月16日(土)～2月14日(日)
内容 時刻表と切符
○観覧料 無料
○関連行事 ギャラリートーク
①12月20日(日)午後2時～ 中央図書館
②1月24日(日)午後2時～ 波止場分館 【中止】講師の都合によりとりやめます。
北町図書館 1月9日(土) 小さな展示
南台図書館 1月23日(土) 小さな展示"""
CASES += [
    (SHOWN, "前期は時刻表、後期は写真です。", True),  # named of the other head alone
    (SHOWN, "前期は写真、後期は時刻表です。", False),
    (SHOWN, "1月24日(日)、波止場分館でギャラリートークがあります。", True),
    (SHOWN, "12月20日(日)、中央図書館でギャラリートークがあります。", False),
    (SHOWN, "小さな展示は、北町が1月23日(土)、南台が1月9日(土)です。", True),
    (SHOWN, "小さな展示は、北町が1月9日(土)、南台が1月23日(土)です。", False),
]
TALK = """講演会「古い道の地図」
日時 2月21日(日)午後1時30分～3時30分
会場 市民会館 小ホール
定員 80人(抽選)
参加費 500円
◎手話通訳があります。
◎一時保育 1歳から就学前のお子さん8人。2月5日(金)までに電話で中央図書館へ。
◎関連展示「わが町の古い道」
2月2日(火)～28日(日) 中央図書館1階 展示コーナー(観覧無料)"""
MOVES = """図書館が変わります
1月5日(火)から変更します。
館名・曜日 変更前 変更後
本館(平日) 9時30分～19時 9時～20時
本館(土日) 9時30分～17時 変更なし
1月30日(土)の本館のおはなし会は中止します。2月6日(土)は予定どおり午後3時から行います。
本館は2月11日(木・祝)午前9時30分から開館します。"""
LOANS = """貸出が変わります
1月5日(火)から変更します。
図書 10点まで → 15点まで
CD 3点まで → 変更なし
コピー 50円→30円"""
CREW = """働く方を募集します
人数 終日係 2人、半日係 5人
勤務場所 終日係は本館、半日係は本館または若葉分館(2人)
面接 1月24日(日)、本館3階"""
CASES += [
    (
        TALK,
        "「古い道の地図」の講演会は2月21日(日)、市民会館の小ホールです。",
        False,
    ),  # words of the title
    (MOVES, "土日は今までと同じ9時30分から17時までです。", False),
    (MOVES, "平日は9時30分から19時までです。", True),
    (MOVES, "おはなし会の次は、6日の15時から本館です。", False),  # 6日 is 2月6日
    (LOANS, "CDは3点のままです。", False),
    (LOANS, "図書は10点までです。", True),
    (CREW, "終日係は2人、半日係は5人です。", False),
    (CREW, "終日係は5人です。", True),
]


@pytest.mark.parametrize(("page", "text", "stopped"), CASES)
def test_6_9_a_clause_is_held_against_the_piece_of_which_it_speaks(
    page: str, text: str, stopped: bool
) -> None:
    """Rows, what has their head, sections, columns of before and after, what is denied."""
    title, _, rest = page.partition("\n")
    draft = Manuscript(
        kind=Kind.MATERIAL,
        title=title,
        text=f"{text}\n{URL}",
        url=URL,
        image=None,
        page=Page(URL, title, rest),
        facts=None,
        source="staff",
        by_hand=True,
    )
    assert bool(stops(examine(draft, context()))) == stopped


def beside(page: str, text: str) -> aligned.Beside:
    title = page.partition("\n")[0]
    return aligned.Beside(claims.passages(text, TODAY), claims.passages(page, TODAY), title)


def test_6_9_what_the_piece_of_a_clause_has_alone_is_borne_out() -> None:
    """Of the section that it names; no value that stands there beside another of its kind."""
    assert beside(FAIR, "工作の会は300円です。").bears_out("300円")
    assert not beside(FAIR, "星を見る夕べは300円です。").bears_out("300円")
    assert not beside("入場料\n大人500円、子ども200円", "大人は200円です。").bears_out("200円")


def test_6_9_a_page_of_any_length_is_read_as_far_as_it_is_about_some_few_things() -> None:
    """Neither a sentence without an end nor thousands of lines cost more."""
    endless = claims.passages("第1回12月5日(土)" * 200, TODAY)
    assert pieces.of_page(endless) == ((), ())
    lines = claims.passages("\n".join(f"第{n}回 {n}冊" for n in range(900)), TODAY)
    assert len(pieces.of_page(lines)[0]) < 900


def test_6_9_a_page_is_read_up_to_its_three_hundredth_sentence() -> None:
    """And of a sentence what has three hundred letters, not one more."""

    def told(text: str) -> int:
        return len(pieces.of_page(claims.passages(text, TODAY))[0])

    assert [told("本を読む会です。\n" * n) for n in (299, 300, 301)] == [299, 300, 300]
    long = "本を読む会と" * 50
    assert [told(f"{long[:-n]}会です。") > 0 for n in (3, 2)] == [True, False]


@pytest.mark.parametrize(
    ("page", "text", "stopped"),
    [
        # a heading that another one is said to be like
        (
            "講座\n第1回は10月3日(土)、10時から。第2回は10月9日(金)、時間は第1回と同じ、会場は北館の集会室です。",
            "第2回は10月9日(金)、北館の集会室で。",
            False,
        ),
        # what was, before が
        (
            "貸出\nこれまで本は8冊まででしたが、本は10冊、雑誌は5冊になります。",
            "本は10冊です。",
            False,
        ),
        (
            "貸出\n延長は2回から1回になります。予約は6件です。\n申込みは窓口へ。",
            "延長は2回です。",
            True,
        ),
        (
            "貸出\n延長は2回から1回になります。予約は6件です。\n申込みは窓口へ。",
            "延長は1回です。",
            False,
        ),
        # the last words of a sentence that tells of several days
        (
            "送迎\n17日(土)は7時40分、21日(水)は12時40分に、役場前から送迎車を出します。\n行事\n5月2日(土)は休みです。",
            "送迎車は役場前を17日(土)の7時40分に出ます。",
            False,
        ),
    ],
)
def test_6_9_what_was_and_what_is_like_another_is_read_so(
    page: str, text: str, stopped: bool
) -> None:
    """これまで…が and …から…になる tell of before; 第1回と同じ names another thing without being
    it.
    """
    title, _, rest = page.partition("\n")
    beside = aligned.Beside(
        claims.passages(text, TODAY), claims.passages(f"{title}\n{rest}", TODAY), title
    )
    contradictions = (*beside.apart(), *beside.named_otherwise())
    assert bool(contradictions) is stopped


def test_a_head_that_another_one_is_said_to_be_like_heads_nothing() -> None:
    """第1回と同じ and 第3回に同じ stand in the row of the second: its values are not theirs."""
    heads = [mark for _, _, mark in pieces.heads_of("第2回は9日、時間は第1回と同じ、第3回に同じ")]
    assert heads == [("回", "2")]


def test_6_9_the_last_words_of_a_sentence_are_of_each_day_in_it() -> None:
    """役場前から of both days: a true text that parts the two was stopped."""
    page = "送迎のご案内\n10月17日(土)は午前7時40分、10月21日(水)は午後0時40分に、役場前から無料の送迎車を出します。\n検診は10月8日(木)に公民館であります。"
    text = "送迎車は役場前を10月17日(土)が7時40分、10月21日(水)が12時40分に出ます。"
    both = (claims.passages(text, TODAY), claims.passages(page, TODAY))
    assert list(aligned.Beside(*both, "検診のお知らせ").named_otherwise()) == []


def test_6_9_weeks_are_days_where_they_are_a_number() -> None:
    """3週間 is 21日間; 0週間 is no length that could be compared."""

    def told(text: str) -> list[tuple[str, str]]:
        [one] = claims.passages(text, TODAY)
        return [(value.kind, value.value) for value in pieces.values_of(one, page=False)]

    assert told("3週間借りられます") == [("日間", "21")]
    assert told("0週間になりました") == [("週間", "")]
