"""6(9): what a page tells in its own words is told wrong, or right, in the words of daily life."""

from __future__ import annotations

import pytest
from policy.samples import URL, found
from policy.test_s06_9_signs import stops

from bridge.model import Page
from bridge.policy import aligned, pieces
from bridge.policy.pieces import Fragment

SHOW = Page(
    URL,
    "写真展「坂のあるまち」",
    "写真展「坂のあるまち」\n前期 令和8年12月5日(土)~令和9年1月11日(月・祝)\n"
    "後期 令和9年1月16日(土)~2月14日(日)\n"
    "会場 中央図書館 1階ロビー\n休館日 毎週月曜日(1月11日は開館)\n"
    "学芸員のはなし 12月20日(日) 午前11時~ / 1月24日(日) 午後2時~",
)
DESK = Page(
    URL,
    "1月から学習席のきまりが変わります",
    "1月から学習席のきまりが変わります\n1月5日(火)から\n"
    "電話による事前予約制を廃止し、当日の先着順とします。\n席数は36席です。\n"
    "利用できるのは中学生以上の方です。コピーは高校生以下は無料です。\n"
    "西分館は1月12日(火)から、東分館は1月19日(火)から。",
)
TALK = Page(
    URL,
    "講演会「川をわたる」",
    "講演会「川をわたる」\n日時 2月14日(日)午後2時から\n会場 市民会館 小ホール\n対象 中学生以上\n"
    "定員 80人(応募者多数の場合は抽選)\n参加費 500円(高校生以下は無料)\n"
    "申込 往復はがきに住所、氏名を書いて、1月20日(水)必着。\n または図書館のフォームから。\n"
    "電話での申込みはできません。\n保育(8人)を希望する方は、1月20日(水)までに電話で。",
)
HOUSES = Page(
    URL,
    "1月の行事",
    "1月の行事\n行事 日時 会場 定員\nおはなしのじかん 1月9日(土)・23日(土) 午後2時~ 緑町図書館 おはなし室 15人\n"
    "かるた大会 1月10日(日) 午前10時~ 川端図書館 和室 30人\n"
    "科学あそび 1月17日(日) 午後1時30分~ 緑町図書館 多目的室 20人\n"
    "ぬいぐるみの会 1月30日(土) 午後3時30分~ さくら図書館 集会室 10人\n"
    "1月12日(火)は川端図書館を臨時休館します。",
)
HALLS = Page(
    URL,
    "冬のおはなし会と映画会",
    "冬のおはなし会と映画会\n■クリスマスおはなし会\n日時 12月19日(土) 午前10時30分~\n"
    "場所 中央図書館2階 おはなしのへや\n■冬休み映画会\n日時 12月26日(土) 午後1時30分~\n"
    "場所 東分館 多目的ホール",
)
SYSTEM = Page(
    URL,
    "システムの入れ替え",
    "システムの入れ替え\n3月1日(月)から3月5日(金)まで検索が止まります。\n"
    "マイ本棚の内容は引き継がれません。\n利用カードは今のものをそのままお使いいただけます。",
)
PRIZES = Page(
    URL,
    "俳句の募集",
    "俳句の募集\n12月1日(火)から\n最優秀1点、優秀3点、佳作10点\n"
    "定員：会場20人、オンライン30人\n福袋 子ども向け30袋、大人向け20袋",
)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("講演会は、どなたも無料です。", TALK),
        ("講演会は、お金はいりません。", TALK),
        ("マイ本棚はそのまま移りますのでご安心を。", SYSTEM),
        ("利用カードも新しいものに取り替えます。", SYSTEM),
        ("定員は50人です。", PRIZES),
        ("会場の定員は30人です。", PRIZES),
        ("子ども向けは20袋です。", PRIZES),
        ("最優秀3点を選びます。", PRIZES),
        ("1月11日の祝日は、展示もお休みです。", SHOW),
        ("1月11日は図書館が閉まるため、ご覧になれません。", SHOW),
        ("写真展は12月5日から2月11日まで。", SHOW),
        ("学芸員のはなしは12月20日が午後2時、1月24日が午前11時から。", SHOW),
        ("学習席は電話による事前予約制です。", DESK),
        ("学習席は小学生から使えます。36席あります。", DESK),
        ("東分館は1月12日から変わります。", DESK),
        ("講演会は小学生から参加できます。", TALK),
        ("講演会の申込みは、お電話一本で。", TALK),
        ("講演会の応募は図書館にお電話をください。", TALK),
        ("講演会の受付中です!はがきのない方は電話でも大丈夫です。", TALK),
        ("講演会は、申込みの早かった方から80人まで。", TALK),
        ("講演会の申込みは、1月20日までに郵便局から出せば間に合います。", TALK),
        ("17日は川端で科学あそびです。", HOUSES),
        ("さくら図書館は1月10日です。", HOUSES),
        ("緑町図書館のおはなしのじかん、1月は9日と30日の土曜です。", HOUSES),
        ("川端図書館のかるた大会、1月10日の朝10時から。定員は20人。", HOUSES),
        ("クリスマスおはなし会を東分館で開きます。", HALLS),
    ],
)
def test_6_9_what_is_told_wrong_in_other_words_stops(text: str, page: Page) -> None:
    assert stops(text, page)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("高校生のみなさんは無料で聞けます。", TALK),
        ("お子さんをお預かりします。無料で8人まで。", TALK),
        ("マイ本棚は引き継がれません。カードはそのまま使えます。", SYSTEM),
        ("定員は合わせて50人です。", PRIZES),
        ("会場の定員は20人です。", PRIZES),
        ("子ども向けは30袋、大人向けは20袋です。", PRIZES),
        ("最優秀1点、優秀3点を選びます。", PRIZES),
        ("1月11日の祝日も見られます。月曜はお休みです。", SHOW),
        ("写真展は12月5日から2月14日まで。", SHOW),
        ("前期は1月11日まで、後期は1月16日から。", SHOW),
        ("学芸員のはなしは12月20日が午前11時、1月24日が午後2時から。", SHOW),
        ("学習席は予約なし、当日の先着順に変わります。", DESK),
        ("学習席の予約制をやめます。", DESK),
        ("学習席は中学生から使えます。", DESK),
        ("西分館は1月12日から変わります。", DESK),
        ("講演会は中学生から参加できます。", TALK),
        ("講演会の申込みは往復はがきかフォームで1月20日までに。", TALK),
        ("電話での申込みは1月中はできません。", TALK),
        ("保育は、電話で1月20日までに申し込んでください。", TALK),
        ("往復はがきは1月20日までに届くように送ってください。", TALK),
        ("17日は緑町で科学あそびです。", HOUSES),
        ("さくら図書館は1月30日です。", HOUSES),
        ("緑町図書館は1月12日も開館します。", HOUSES),
        ("緑町図書館のおはなしのじかん、1月は9日と23日の土曜です。", HOUSES),
        ("川端図書館のかるた大会、1月10日の朝10時から。定員は30人。", HOUSES),
        ("クリスマスおはなし会を中央図書館で、映画会を東分館で開きます。", HALLS),
    ],
)
def test_6_9_what_is_told_right_in_other_words_stops_nothing(text: str, page: Page) -> None:
    assert stops(text, page) == []


def test_6_9_what_is_handed_out_needs_no_applying() -> None:
    """申込みはいりませんので、袋を持って会場へ is no 申込みは…会場へ."""
    page = Page(
        URL,
        "本のリサイクル市",
        "本のリサイクル市\n1月16日(土)\n申込不要。直接会場へお越しください。",
    )
    assert stops("申込みはいりませんので、袋を持って会場へどうぞ。", page) == []
    assert stops("申込みは12月20日から窓口で。", page)


def test_6_9_a_room_of_two_lines_of_one_house_is_its_own() -> None:
    """A line with the day of a house, and one with its room."""
    page = Page(
        URL,
        "本のリサイクル市",
        "本のリサイクル市\n 会場  日程  時間\n 若草図書館  令和9年1月16日(土)  午前10時~午後4時\n"
        " 川辺図書館  令和9年1月23日(土)  午前10時~正午\n"
        " みどりの森図書館  令和9年1月31日(日)  午後1時~午後4時\n"
        "【場所】\n 若草図書館 3階会議室\n 川辺図書館 1階ロビー\n みどりの森図書館 2階研修室",
    )
    text = "みどりの森図書館は1月31日日曜日、13:00-16:00、2階の研修室で開きます。"
    assert stops(text, page) == []


def test_6_9_a_way_is_refused_in_the_sentence_behind() -> None:
    page = Page(
        URL,
        "おはなし会",
        "おはなし会\n12月19日(土)\n申込 12月5日(土)から、窓口か電話で受け付けます。\n※ファクス・メールでの申込みはできません。",
    )
    assert stops("12/5から受付をはじめます。窓口や電話に行けない方はメールでも大丈夫です!", page)


def test_6_9_a_day_that_depends_on_the_weather_is_open_and_closed() -> None:
    page = Page(
        URL,
        "臨時休館",
        "臨時休館\n10月6日(日)は運動会のため休館します。\n雨で順延のときは、6日(日)は開館し、7日(月)に休館します。",
    )
    assert stops("10月6日(日)は休館します。", page) == []


def test_6_9_a_new_house_and_a_town_s_house_are_no_others() -> None:
    """鳴滝分館 becomes 新館; 桐山中央図書館 is 中央図書館."""
    page = Page(
        URL,
        "鳴滝分館は移転します",
        "鳴滝分館は移転します\n3月28日(日)閉館、5月15日(土)新館オープン\n"
        "鳴滝分館の新館は5月15日(土)から開きます。\n説明会は3月6日(土)です。",
    )
    assert stops("新館は5月15日(土)に開きます。", page) == []
    course = Page(
        URL,
        "音訳の講座",
        "音訳の講座\n会場\n桐山中央図書館 3階研修室\n定員\n12人(選考)\n費用\nテキスト代1,500円\n申込\n"
        "3月19日(金)20:00までに、申込書を中央図書館カウンターへ(郵送は当日必着)\n選考\n結果は3月末に郵送\n説明会を開きます\n3月6日(土)10:00~11:00。申込不要。",
    )
    text = "桐山中央図書館、12人(選考)、テキスト代1,500円。申込は3月19日(金)まで。"
    assert stops(text, course) == []


def test_6_9_a_festival_of_a_library_is_no_house() -> None:
    page = Page(
        URL,
        "図書館まつりの報告",
        "図書館まつりの報告\n11月3日(火・祝)、「第8回 青谷町図書館まつり」を開催しました。\n"
        "古本市には300冊が並びました。\n手づくり絵本展は11月29日(日)まで2階ロビーで展示しています。",
    )
    assert stops("11月3日(火・祝)の第8回図書館まつりにお越しくださり、ありがとう。", page) == []


def test_6_9_part_of_a_word_says_nothing() -> None:
    """なし of おはなし, 時半 and 部 are no words of the page."""
    page = Page(
        URL,
        "1月のおはなし会",
        "1月のおはなし会\n第1部 10時30分~11時 0歳から\n第2部 14時~14時45分 4歳から\n"
        "※第2部は、保護者の方の入室はご遠慮ください。\n※東館は工事のため、1階和室で行います。",
    )
    assert stops("東館はだっこでおはなし、1階の和室です。", page) == []
    assert stops("小さい子の部は10時半から11時まで、大きい子の部は14時から。", page) == []


def test_6_9_a_house_with_its_town_is_one_house() -> None:
    central = Fragment("中央図書館", (), frozenset({("館", "中央図書館")}))
    assert not aligned._excluded(frozenset({("館", "桐山中央図書館")}), central, "日")
    assert aligned._excluded(frozenset({("館", "東図書館")}), central, "日")


def test_6_9_a_day_until_whose_hour_something_is_is_an_end() -> None:
    assert pieces._EDGE.match("(月)の20時までにメモを")
    assert not pieces._EDGE.match("の20時に始まります")


def test_6_9_a_way_that_is_denied_for_a_while_is_denied() -> None:
    page = Page(
        URL,
        "蔵書点検",
        "蔵書点検\n2月1日(月)から8日(月)まで休館します。\n【予約】\n"
        "休館中もインターネットからの予約はできます。電話での予約は受け付けません。",
    )
    text = "ネットで予約できます。電話での予約は休み中はできません。"
    assert stops(text, page) == []


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("閉館は4月1日より午後9時から午後8時に早まります。", False),
        ("午後9時から午後8時まで開いています。", True),
    ],
)
def test_5_3_b_from_what_hour_to_what_one_is_no_span(text: str, *, stopped: bool) -> None:
    words = [one.why for one in found(text, title="お知らせ") if "始まりより前" in one.why]
    assert bool(words) is stopped
