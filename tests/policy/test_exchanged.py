"""6(9): what a text tells of one of several things, and its page of another of them."""

from __future__ import annotations

import pytest
from policy.samples import TODAY, found, stops

from bridge.policy import claims, exchanged, things
from bridge.policy.calls import calls
from bridge.policy.folding import fold
from bridge.text.numerals import ungrouped

HOUSES = """年末年始の予定
館名 年内の最後の日 年始の最初の日
中央館 12月28日(月)17時まで 1月5日(火)10時から
川べり分館 12月27日(日)16時まで 1月6日(水)9時から
駅前分館 12月29日(火)19時まで 1月4日(月)9時30分から
冬の貸出は12月12日(土)からです。"""
POOLS = """夏のプール
【屋外プール】7月4日(土)から8月30日(日) 9時から17時
【屋内プール】一年じゅう 10時から21時
区分 屋外 屋内
一般 400円 600円
高校生 200円 300円"""
COURSES = """子ども教室のご案内
名前 対象 時間 定員 決め方
めだか 5歳以上 9:30~10:20 12人 抽選
かわせみ 8歳以上 10:40~11:40 20人 先着順
とびうお 10歳以上 13:30~14:45 24人 抽選"""
BUS = """バスの運賃が変わります
区分 3月31日まで 4月1日から
大人 150円 200円
小学生 80円 100円
回数券 1,000円 1,500円"""
EVENTS = """冬の催し
ゆき祭り
とき 1月10日(日)14時
ところ 大ホール
入場料 1,500円(全席指定)
発売 11月21日(土)から
ことば寄席
とき 2月6日(土)18時
ところ 小ホール
入場料 2,000円(全席自由)
発売 12月5日(土)から"""
LIST = """あわせて楽しむ催し
・講演会「塩の来た町」 10月18日(日)14時 講堂 80人
・見どころ案内 10月10日(土)11時 展示室 20人
・体験「和船をつくる」 11月22日(日)10時 工作室 12人"""
TALKS = """秋の講座
第1回は10月17日(土)、午後1時30分から3時まで、A棟教室で話します。第2回は10月31日(土)、時間は第1回と同じです。
第3回は11月7日(土)、午前10時から11時30分まで、B棟教室で話します。
定員は第1回が120人、第2回が40人、第3回が80人です。"""
CHECKS = """検診のお知らせ
期日 会場 受付 受けられる検診
10月13日(火) 広場 8時30分~10時30分 胃・肺・大腸
10月14日(水) 公民館 8時~10時 肺・大腸
10月25日(日) センター 13時~15時 胃・乳
胃は50歳以上で900円、肺は40歳以上で300円、大腸は40歳以上で500円です。"""
PROGRAMME = """みなと図書館まつり
■10月3日(土)
10:00~10:40  影絵「北風とコート」(2階視聴室)  先着50人
13:00~15:00  革のしおり作り(1階工作室)  材料費200円
■10月4日(日)
10:30~11:30  星のおはなし会(1階工作室)  先着20人
14:00~16:00  本の交換会(中庭)  材料費なし
■申し込み
しおり作りは9月26日(土)までに窓口へ。10月4日(日)は午後6時まで開館します。"""
ROUNDS = """ひなた号の巡回
東コース(火曜日)  10月6日・20日
 浜小学校  10:00~10:40
 若草集会所  13:00~13:40
西コース(木曜日)  10月8日・22日
 山の公民館  10:20~11:00
 湯の里センター  14:00~14:50"""
STOPS = """ひなた号の巡回
コース  場所  時間  10月  11月
東(火曜)  浜小学校  10:00~10:40  6日  10日
東(火曜)  若草集会所  13:00~13:40  6日  10日
西(木曜)  山の公民館  10:20~11:00  8日  12日"""
GROUPS = """親子の会
曜日  会  時間  定員
火曜  めだか  10:00~10:40  12人
火曜  こじか  13:00~13:40  20人
木曜  ひばり  10:20~11:00  15人"""
TERMS = """利用のきまりが変わります
項目  これまで(3月31日まで)  これから(4月1日から)
平日の開館  9時30分~18時  9時~19時
本の貸出  8冊・2週間  12冊・3週間"""
FIRE = """救命講習のおさそい
普通講習
とき 2月6日(土)9時から
ところ 本署
上級講習
とき 2月28日(日)10時から
ところ 南分署
お申込みは、普通が電話、上級が窓口です。普通は1月18日(月)から先着順。上級は1月25日(月)から受け付け、多いときは抽選します。"""
DATED = """楽しい日
10月24日(土)10時から、あおぞらの会の読み聞かせ。
11月18日(水)15時30分から、5年生の紹介。
12月4日(金)10時30分から、わらべうた。"""


def passages(text: str) -> tuple[claims.Passage, ...]:
    return claims.passages(ungrouped(text), TODAY)


def beside(page: str, text: str) -> exchanged.Exchanged:
    return exchanged.Exchanged(passages(text), passages(page))


FOREIGN = [
    # each text, and what in it is another thing's
    (HOUSES, "川べり分館は1月6日の9時30分に開きます。", ["9時30分"]),
    (HOUSES, "中央館の年内の最後の日は12月27日(日)です。", ["12月27日(日)"]),
    (POOLS, "屋外プールは21時までです。", ["21時まで"]),
    (POOLS, "高校生は屋内プールを200円で使えます。", ["200円"]),
    (POOLS, "一般の屋外の料金は600円です。", ["600円"]),
    (COURSES, "かわせみは9時30分からです。", ["9時30分～"]),
    (COURSES, "めだかの定員は20人です。", ["20人"]),
    (COURSES, "めだかは先着順です。", ["先着", "先着順"]),
    (COURSES, "とびうおは8歳以上の子が来られます。", ["8歳以上"]),
    (BUS, "小学生は4月から200円です。", ["200円"]),
    (BUS, "大人は4月から150円です。", ["150円"]),
    (BUS, "大人の運賃は150円です。", ["150円"]),  # no word of before: what is
    (BUS, "回数券は1000円です。", ["1000円"]),
    (EVENTS, "ことば寄席は大ホールで。", ["大ホール"]),
    (EVENTS, "ことば寄席の券は11月21日(土)に発売です。", ["11月21日(土)"]),
    (EVENTS, "ゆき祭りは全席自由です。", ["全席自由"]),
    (EVENTS, "ゆき祭りは2月6日(土)です。", ["2月6日(土)"]),
    (LIST, "「塩の来た町」は工作室です。10月18日です。", ["工作室"]),
    (LIST, "和船は講堂でつくります。", ["講堂"]),
    (LIST, "見どころ案内は10月10日の14時からです。", ["14時～"]),
    (TALKS, "第3回は11月7日、午後1時30分からです。", ["午後1時30分～"]),
    (TALKS, "第3回の定員は120人です。", ["120人"]),
    (CHECKS, "公民館では胃の検診もあります。", ["胃"]),
    (CHECKS, "センターの受付は8時からです。", ["8時～"]),
    (CHECKS, "胃の検診は900円、40歳以上です。", ["40歳以上"]),
    (CHECKS, "大腸は300円です。", ["300円"]),
    (FIRE, "上級講習は本署で行います。", ["本署"]),
    (FIRE, "上級講習の申込みは1月18日(月)から。", ["1月18日(月)"]),
    (FIRE, "上級講習は先着順です。", ["先着"]),
    (FIRE, "普通講習はお早めに窓口へ。", ["窓口"]),
    (DATED, "11月18日は10時30分からです。", ["10時30分～"]),
    (PROGRAMME, "影絵「北風とコート」は10月4日(日)10時から。", ["10月4日(日)"]),
    (PROGRAMME, "星のおはなし会は2階視聴室で開きます。", ["2階視聴室"]),
    (PROGRAMME, "革のしおり作りは10時30分からです。", ["10時30分～"]),
    (ROUNDS, "山の公民館は10月6日の10時20分からです。", ["10月6日"]),
    (ROUNDS, "浜小学校は10時20分からです。", ["10時20分～"]),
    (STOPS, "若草集会所は10時からです。", ["10時～"]),
    (GROUPS, "こじかの定員は12人です。", ["12人"]),
    (TERMS, "4月からの平日の開館は9時30分から19時までになります。", ["9時30分～19時"]),
    (HOUSES, "川べり分館は、年始は1月5日(火)に開きます。", ["1月5日(火)"]),
]
TRUE = [
    (HOUSES, "川べり分館は1月6日の9時、駅前分館は1月4日の9時30分に開きます。"),
    (HOUSES, "12月27日は川べり分館が16時に、28日は中央館が17時に閉まります。"),  # days first
    (HOUSES, "中央館は12月29日から1月4日まで休みます。"),  # on the other side of what is told
    (HOUSES, "冬の貸出は12月12日から。中央館でどうぞ。"),
    (HOUSES, "中央館より遅く、駅前分館は19時まで開きます。"),
    (HOUSES, "中央館は川べり分館と違い、12月28日が最後です。"),
    (POOLS, "屋外プールは17時までですが、屋内は21時までです。"),
    (POOLS, "一般の屋外は400円、屋内は600円です。"),
    (COURSES, "めだかとかわせみは、9時30分と10時40分からです。"),
    (COURSES, "かわせみは先着順です。ほかは抽選です。"),
    (BUS, "大人はこれまで150円でした。"),
    (BUS, "大人は150円から200円になります。"),
    (EVENTS, "ゆき祭りは1月10日、大ホールで。ことば寄席は2月6日、小ホールで。"),
    (LIST, "講演会「塩の来た町」は10月18日の14時から、講堂で。"),
    (LIST, "和船や塩など、昔の暮らしを知る催しです。講堂や工作室で開きます。"),
    (TALKS, "第2回は10月31日、第1回と同じ午後1時30分からです。"),
    (TALKS, "第1回は10月17日、最終回は11月7日です。"),
    (CHECKS, "公民館は10月14日です。胃はありません。"),
    (CHECKS, "胃と肺の検診は10月13日の広場で受けられます。"),
    (FIRE, "普通講習は2月6日、上級講習は2月28日です。"),
    (FIRE, "上級講習は多いときは抽選です。1月25日から窓口で。"),
    (DATED, "10月24日から12月4日まで、楽しい日がつづきます。"),
    (PROGRAMME, "影絵は10月3日10時から2階視聴室で、星のおはなし会は4日10時30分から。"),
    (PROGRAMME, "しおり作りは9月26日までに窓口へ。10月3日の13時からです。"),
    (ROUNDS, "山の公民館は10月8日と22日の10時20分から。"),
    (ROUNDS, "10月6日は浜小学校と若草集会所にうかがいます。"),
    (STOPS, "若草集会所は10月6日と11月10日の13時からです。"),
    (TERMS, "平日の開館は9時30分から9時に早まります。"),
    (TERMS, "本の貸出はこれまで8冊・2週間でした。"),
    (HOUSES, "川べり分館は、年始は1月6日に開きます(中央館は5日から)。"),
]


@pytest.mark.parametrize(("page", "text", "words"), FOREIGN)
def test_6_9_a_value_of_another_thing_is_found(page: str, text: str, words: list[str]) -> None:
    """Of rows, sections, items and what is told by turns."""
    assert list(dict.fromkeys(one.words for one in beside(page, text).foreign())) == words


@pytest.mark.parametrize(("page", "text"), TRUE)
def test_6_9_what_a_page_tells_of_each_thing_is_no_exchange(page: str, text: str) -> None:
    """In its order or another one, of one thing, of several, and of what is beside them."""
    assert list(beside(page, text).foreign()) == []


def test_6_9_a_finding_shows_the_thing_that_the_text_names() -> None:
    """The row of かわせみ, not the one that has the hour: who reads it sees what is right."""
    one = next(beside(COURSES, "かわせみは9時30分からです。").foreign())
    assert one.line == "かわせみ 8歳以上 10:40~11:40 20人 先着順"


@pytest.mark.parametrize(
    ("page", "text", "words", "borne"),
    [
        (COURSES, "かわせみは10時40分からです。", "10時40分～", True),
        (COURSES, "かわせみは10時40分からです。", "10時40分", True),  # less than it tells
        (COURSES, "かわせみは定員20人です。", "定員20人", True),  # more words, no more figures
        (
            COURSES,
            "かわせみは20人です。めだかは20人です。",
            "20人",
            False,
        ),  # twice, once of another
        (COURSES, "かわせみは9時30分からです。", "9時30分～", False),
        (COURSES, "めだかとかわせみは10時40分からです。", "10時40分～", False),  # of which
        (COURSES, "かわせみは10時40分から14時45分までです。", "10時40分～14時45分", False),
        (EVENTS, "ゆき祭りは11月21日(土)です。", "11月21日(土)", False),  # of how one comes in
        (EVENTS, "ゆき祭りは11月21日(土)に発売です。", "11月21日(土)", True),
        (BUS, "大人は150円です。", "150円", False),  # what was
        (BUS, "大人は200円です。", "200円", True),
        (BUS, "お得です。", "200円", False),
    ],
)
def test_6_9_what_the_named_thing_has_is_borne_out(
    page: str, text: str, words: str, borne: bool
) -> None:
    """In its own words or fewer figures, told once and of it alone; not what was, nor of how one
    comes in.
    """
    assert beside(page, text).bears_out(words) is borne


ROOMS = """集会室の使用料
室名 午前 午後
大集会室 1,500円 2,000円
和室 400円 600円
音楽室 800円 1,000円"""
SHOWS = """各館の催し
館名 日時 内容 定員
本館 12月19日(土)14時 映画 80人
新館 12月20日(日)10時 人形劇 50人
東館 12月26日(土)13時 工作 20人"""
PLAYS = """催し
・人形劇 1月10日(日)10時から 本館 申込は窓口で
・映画 1月17日(日)14時から 南館 申込は電話で"""
OUT = """外でたのしむ会
【落ち葉たき】
日時 12月5日(土)10時～12時
予備日 12月12日(土)
集合 9時45分 中央図書館 玄関
申込 1月15日(金)までに窓口で
【星の会】
日時 1月9日(土)18時～19時30分
予備日 1月16日(土)
集合 17時40分 西公民館 前庭
申込 電話で"""


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (ROOMS, "和室は400円から使えます。"),  # 午前 is no column of what was
        (ROOMS, "大集会室は、午前1500円、午後2000円です。"),
        (ROOMS, "音楽室は午後1000円。和室より400円高くなります。"),
        (SHOWS, "本の好きな方に。12月20日の10時から、人形劇です。"),  # 本, of 本館
        (SHOWS, "新しい催しです。12月26日の13時から、工作をします。"),
        (PLAYS, "人形劇は1月10日です。お問い合わせは電話で。"),
        (PLAYS, "人形劇のほか、1月17日には映画もあります。"),
        (BUS, "大人は150円→200円です。"),
        (BUS, "大人は3月まで150円です。"),
        (BUS, "大人は200円に。50円の値上げです。"),
        (EVENTS, "ことば寄席も2月6日に、ゆき祭りは1月10日に開きます。"),
    ],
)
def test_6_9_what_only_looks_like_an_exchange_stops_nothing(page: str, text: str) -> None:
    """Halves of a day for before and after, a letter for a name, a way to ask, what was."""
    assert list(beside(page, text).foreign()) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("星の会は電話では申し込めません。", "電話"),  # denied
        ("落ち葉たきは9時45分に始まります。", "9時45分"),  # 集合
        ("星の会は1月16日(土)です。", "1月16日(土)"),  # 予備日
        ("落ち葉たきは1人12月5日です。", "1人12月5日"),  # more than the thing has
    ],
)
def test_6_9_what_a_thing_has_otherwise_is_not_borne_out(text: str, words: str) -> None:
    """A way that is refused, the hour to meet, the day kept in reserve have the same figures and
    another meaning.
    """
    assert not beside(OUT, text).bears_out(words)
    assert beside(OUT, "星の会の集合は17時40分です。").bears_out("17時40分")


@pytest.mark.parametrize("tables", [10, 45, 300])
def test_6_9_of_a_page_of_very_many_groups_nothing_is_said(tables: int) -> None:
    """Each group is held against all the rest of its page."""
    page = "".join(
        f"\n見出し{n}です。\n名前 日 数\n甲{n} 1月{n % 28 + 1}日 {n}人\n乙{n} 2月3日 {n + 1}人\n丙{n} 3月3日 9人"
        for n in range(tables)
    )
    assert bool(things.groups(passages(f"お知らせ{page}"))) is (tables == 10)


GROUPS = [
    (HOUSES, [["中央館", "川べり分館", "駅前分館"]]),
    (POOLS, [["一般", "高校生"], ["屋外プール", "屋内プール"]]),
    (EVENTS, [["ゆき祭り", "ことば寄席"]]),
    (LIST, [["講演会「塩の来た町」", "見どころ案内", "体験「和船をつくる」"]]),
    (TALKS, [["第1回", "第2回", "第3回"]]),
    (DATED, [["10月24日(土)", "11月18日(水)", "12月4日(金)"]]),
    ("お知らせ\n日時 1月10日\n会場 本館\n定員 20人", []),  # labels of one thing
    ("お知らせ\n■日時\n1月10日\n■会場\n本館", []),  # what is told of it
    ("お知らせ\n・歌の会 1月3日\n・歌の会 1月9日", []),  # two of one name
    ("お知らせ\n・歌の会 1月3日\n受付\n・本の会 1月9日", [["歌の会", "本の会"]]),
]


@pytest.mark.parametrize(("page", "names"), GROUPS)
def test_things_are_told_side_by_side(page: str, names: list[list[str]]) -> None:
    """Rows below their labels, sections with labels in common, items, and by number or day."""
    found = [[one.name for one in group] for group in things.groups(passages(fold(page)))]
    assert sorted(found) == sorted(names)


def test_a_row_has_a_cell_a_column_and_each_its_values() -> None:
    """Each cell bears the head of its column, by which the values of two things are held side by
    side.
    """
    row = things.groups(passages(COURSES))[0][1]
    assert [(one.label, one.text) for one in row.cells] == [
        ("名前", "かわせみ"),
        ("対象", "8歳以上"),
        ("時間", "10:40~11:40"),
        ("定員", "20人"),
        ("決め方", "先着順"),
    ]
    assert [value.words for value in row.cells[3].values] == ["20人"]


def test_a_chapter_with_things_inside_is_none_beside_others() -> None:
    """講座 holds two that are compared with each other; itself it is no thing like 展示 and 喫茶."""
    page = passages(
        "秋の予定\n■展示\n10月1日から。\n■講座\n・海の回 10月3日\n・空の回 10月9日\n■喫茶\n10時から。"
    )
    assert [[one.name for one in group] for group in things.groups(page)] == [
        ["展示", "喫茶"],
        ["海の回", "空の回"],
    ]


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (("東部線", "西部線", "沢線"), "東部は5便です。", [{0}]),  # without what all have
        (("東部線", "西部線", "沢線"), "この線は5便です。", []),
        (("大人", "1日乗車券"), "1日乗車券は500円です。", [{1}]),
        (("胃", "大腸"), "胃の検診。胃腸の話。", [{0}]),  # a kanji by itself
        (("ひよこ組", "うさぎ組"), "うさぎは2時から。", [{1}]),
        (("プール開き", "プール納め"), "プールは9時から。", []),
        (("1日(月)", "2日(火)"), "1日は月曜です。", []),  # days are no names
    ],
)
def test_a_thing_is_called_by_its_own_words(
    names: tuple[str, ...], text: str, found: list[set[int]]
) -> None:
    """Without what all have in common (線, 組); 胃 is not in 胃腸, a day is no name."""
    assert [set(which) for _, _, which in calls(names).find(text)] == found


def test_part_of_a_name_that_is_part_of_another_word_calls_nothing() -> None:
    """地域の大人, beside 地域開放; with a title's word only beside another thing."""
    names = ("地域の大人", "市内の生徒")
    assert calls(names, beside="学校の地域開放です").find("地域の大人へ") != []
    assert calls(names, beside="学校の地域開放です").find("地域に開きます") == []
    assert calls(names, beside="").find("地域に開きます") != []
    titled = ("冬休み映画会", "夜の朗読会")
    assert calls(titled, title="映画会のご案内").find("映画会は2時から") == []
    assert len(calls(titled, title="映画会のご案内").find("朗読会は1時、映画会は2時")) == 2


def test_6_9_halves_of_a_day_are_borne_out_as_they_are() -> None:
    """午前 is no column of what was before."""
    assert beside(ROOMS, "和室は400円です。").bears_out("400円")


def test_6_9_of_a_page_of_very_many_sentences_nothing_is_said() -> None:
    """The same page that is told by turns, with four hundred lines behind it, takes no time and
    brings no finding.
    """
    assert things.groups(passages(COURSES))
    assert not things.groups(passages(COURSES + "\n本を読みます。" * 400))


@pytest.mark.parametrize(("edge", "stopped"), [("から", True), ("まで", False)])
def test_6_9_another_end_than_the_things_own_stops(edge: str, stopped: bool) -> None:
    """Its day is the thing's, and it is the last one."""
    title, _, rest = OUT.partition("\n")
    seen = found(
        f"落ち葉たきの申込みは1月15日(金){edge}です。", title=title, page=rest, by_hand=True
    )
    assert ("6(9)" in [clause for clause, _ in stops(seen)]) is stopped


def as_long_as(text: str, length: int) -> str:
    """Return a text with more words at its end, up to so many characters."""
    return text + "わ" * (length - len(text))


@pytest.mark.parametrize(("length", "read"), [(things.SAID, True), (things.SAID + 1, False)])
def test_of_a_sentence_of_very_many_words_no_values_are_read(length: int, read: bool) -> None:
    """Of an item, of what is told by turns or by number; and none in a text, whatever it names."""
    assert things.SAID == 300
    item = f"会のご案内\n{as_long_as('・海の会 10人', length)}\n・山の会 20人"
    assert bool(things.groups(passages(item))[0][0].values) is read
    turns = as_long_as("胃は900円、大腸は500円", length)
    assert bool(things.groups(passages(turns))) is read
    numbers = as_long_as("第1回は10人、第2回は20人", length)
    assert all(bool(one.values) is read for one in things.groups(passages(numbers))[-1])
    text = f"{as_long_as('かわせみは9時30分から', length)}。"
    assert bool(list(beside(COURSES, text).foreign())) is read


def test_6_9_what_follows_a_very_long_sentence_is_of_nobody() -> None:
    """Beyond 300 letters nobody knows of what the next sentence speaks."""
    text = "かわせみです。{}9時30分からです。"
    assert list(beside(COURSES, text.format("")).foreign()) != []
    long = as_long_as("わくわく", things.SAID)
    assert list(beside(COURSES, text.format(f"{long}。")).foreign()) != []
    assert list(beside(COURSES, text.format(f"わ{long}。")).foreign()) == []


@pytest.mark.parametrize(("rows", "told"), [(60, True), (61, False)])
def test_of_a_group_of_very_many_things_nothing_is_said(rows: int, told: bool) -> None:
    """Sixty items are compared; sixty-one are a catalogue."""
    items = "".join(f"\n・{chr(0x4E00 + n)}の会 {n}人" for n in range(rows))
    assert bool(things.groups(passages(f"会のご案内{items}"))) is told


@pytest.mark.parametrize(("some", "groups"), [(24, 24), (25, 0)])
def test_of_a_page_of_more_than_twenty_four_groups_nothing_is_said(some: int, groups: int) -> None:
    """A page that tells so much side by side is a catalogue: none of it is held against another."""
    page = "。".join(f"胃は{n}円、肺は{n}00円" for n in range(1, some + 1))
    assert len(things.groups(passages(page))) == groups


@pytest.mark.parametrize(("sentences", "told"), [(400, True), (401, False)])
def test_of_a_page_of_very_many_sentences_nothing_is_said(sentences: int, told: bool) -> None:
    """Four hundred are read, one more is not: time is bounded."""
    page = "・海の会 10人\n・山の会 20人" + "\n本を読みます。" * (sentences - 2)
    assert len(passages(page)) == sentences
    assert (things.groups(passages(page)) == ()) is not told


def test_6_9_a_weekday_is_of_no_thing() -> None:
    """Of any thing there may be another day."""
    page = "会のご案内\n・うみの会 土曜日\n・やまの会 日曜日"
    assert list(beside(page, "うみの会は日曜日にもあります。").foreign()) == []
