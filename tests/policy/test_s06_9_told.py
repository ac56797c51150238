"""6(9): what a page tells in its own words is told wrong, or right, in the words of daily life."""

from __future__ import annotations

from dataclasses import replace

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

TURN = Page(
    URL,
    "開館時間などが変わります",
    "開館時間などが変わります\n2月1日(月)から、次のとおり変更します。\n"
    "1 開館時間\n 平日 変更前 午前10時~午後6時 変更後 午前10時~午後7時\n"
    " 土・日・祝日 変更ありません(午前10時~午後5時)\n"
    "2 貸出点数\n 本 変更前 8点 変更後 12点\n"
    "3 取り置き期間\n 変更前 14日間 変更後 7日間\n貸出期間(2週間)は変わりません。",
)
JOB = Page(
    URL,
    "補助員の募集",
    "補助員の募集\n応募資格 パソコンを使える方(司書資格は問いません)\n募集人数 3人(谷西図書館2人、森台図書館1人)\n勤務日 週4日\n"
    "申込方法 申込書に写真を貼り、谷西図書館へ持参または郵送してください。\n"
    " 申込書は両館のカウンターで配ります。",
)
CRAFT = Page(
    URL,
    "工作教室",
    "工作教室\n申込方法 希望する館の窓口、または申込フォーム(電話での申込みはできません)\n"
    "未就学児は保護者同伴でご参加ください。\n抽選を行い、12月18日(金)までに全員にメールでお知らせします。",
)
WALK = Page(
    URL,
    "文学さんぽ",
    "文学さんぽ\n2月6日(土)午前10時 集合:中央図書館1階ロビー 雨天中止\n"
    "小学生は保護者同伴、先着15人\n参加料 300円。ただし、高校生は無料です。",
)
PLAYS = Page(
    URL,
    "人形劇の会",
    "人形劇の会\n【日時】12月19日(土)\n 第1部 午前10時30分から11時まで\n"
    " 第2部 午後2時から2時40分まで\n【会場】中央図書館 2階集会室\n【対象】\n"
    " 第1部 0歳から2歳までのお子さんと保護者\n 第2部 3歳から小学2年生までのお子さん\n"
    "【定員】第1部 10組 第2部 25人(いずれも先着順)\n"
    "※第2部に参加したお子さんには、カードをお渡しします。\n"
    "※当日、北分館のおはなし会はお休みします。\n※東分館では12月26日(土)に映画会をします。",
)
CLAY = Page(
    URL,
    "冬の教室",
    "冬の教室\n●粘土の教室 1月16日(土)10時 5歳から小学3年生 参加費1組300円\n"
    "●切り絵の教室 1月23日(土)13時 小学4年生から6年生 参加は無料\n"
    "●劇の教室 1月30日(土)14時 高校生以下は無料 参加費200円",
)
ROOMS = Page(
    URL,
    "見学会",
    "見学会\n①10時から 小学3年生~6年生 8人\n②11時から 中学生以上 10人\n③13時から 親子 5組",
)
ADULTS = Page(
    URL,
    "郷土史の話",
    "郷土史の話\n高校生以上の方が対象で、定員は60人です。\n託児(1歳から就学前まで、先着5人)があります。",
)
BATTLE = Page(
    URL,
    "本の紹介合戦",
    "本の紹介合戦\n発表者が1人5分で本を紹介します。\n定員6人(発表)、観覧者50人",
)
BRIDGE = Page(
    URL,
    "橋の話",
    "橋の話\n日時 3月14日(日)午後2時から\n会場 旧駅舎ホール\n対象 中学生以上の方 先着70人\n"
    "参加費 300円(資料代)\n高校生以下の方は無料です。",
)
RENEWAL = Page(
    URL,
    "機器の入れ替え",
    "機器の入れ替え\nパスワードは引き継がれません。新しいものを登録してください。\n"
    "停止の前に申し込んだ予約は引き継がれます。",
)
PAUSE = Page(
    URL,
    "サービスの停止",
    "サービスの停止\n2月8日(月)から、次のサービスを停止します。\n"
    "蔵書検索、予約、メールでのお知らせ",
)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2月1日から、土日祝は夜7時まで開きます。", TURN),
        ("2月1日から、本は8点まで借りられます。", TURN),
        ("工作教室の申込みは、メールで12月8日から。", CRAFT),
        ("工作教室は申し込んだ順に決まります。", CRAFT),
        ("谷西1名、森台2名を募集します。", JOB),
        ("週3日の仕事です。", JOB),
        ("応募できるのは司書資格をお持ちの方。", JOB),
        ("文学さんぽは雨が降っても歩きます。", WALK),
        ("文学さんぽは駅の前に集合です。", WALK),
        ("文学さんぽの集合は駅前広場です。", WALK),
        ("文学さんぽは小学生の子も一人で来てだいじょうぶです。", WALK),
        ("文学さんぽ、参加は無料です。", WALK),
        ("郷土史の話は中学生も参加できます。", ADULTS),
        ("12月19日、北分館で人形劇の会をします。", PLAYS),
        ("第1部は10:30から3歳~小2のお子さん。", PLAYS),
        ("粘土の教室は1月16日の10時から。お金をいただかずに参加できます。", CLAY),
        ("①10時からは中学生以上8人です。", ROOMS),
        ("今のパスワードのままログインできます。", RENEWAL),
        ("先に入れていただいた予約は全部なくなります。", RENEWAL),
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
    """A line each of what a falsified text said and no word list had: 申し込んだ順, 一人で来て,
    お電話一本で.
    """
    assert stops(text, page)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2月1日から、平日は夜7時まで開きます。", TURN),
        ("本は12点まで、2月1日からです。", TURN),
        ("取り置きは1週間に短くなります。", TURN),
        ("谷西2名、森台1名を募集します。", JOB),
        ("発表者6名を募集します。", BATTLE),
        ("3月14日に橋の話。中学生以上、先着70人。資料代300円、高校生までは無料。", BRIDGE),
        ("工作教室は小学生なら一人で参加できます。", CRAFT),
        ("12月26日、東分館で映画会をします。", PLAYS),
        ("週4日の仕事です。今週3日まで受け付けます。", JOB),
        ("文学さんぽはロビーに集合です。", WALK),
        ("文学さんぽの集合は図書館です。", WALK),
        ("文学さんぽは中学生も参加できます。高校生は無料です。", WALK),
        ("12月19日、みどり町中央図書館で人形劇の会をします。", PLAYS),
        ("第2部は14:00から3歳~小2のお子さん。", PLAYS),
        ("劇の教室は1月30日の14時、200円、高校生までは無料。", CLAY),
        ("司書資格をお持ちの方は申込書にお書きください。", JOB),
        ("土日と祝日の閉館は変わらず17時です。", TURN),
        ("申込書は谷西・森台どちらのカウンターでもお渡しします。", JOB),
        ("申込書は谷西図書館に。郵送でもかまいません。", JOB),
        ("工作教室の申込みは、窓口かフォームで。", CRAFT),
        ("2月8日から、ネットでの検索や予約ができません。", PAUSE),
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
    """Their true neighbours, each of which a rule for the ones above once stopped."""
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
    """※…メールでの申込みはできません below the ways: メールでも is told wrong."""
    page = Page(
        URL,
        "おはなし会",
        "おはなし会\n12月19日(土)\n申込 12月5日(土)から、窓口か電話で受け付けます。\n※ファクス・メールでの申込みはできません。",
    )
    assert stops("12/5から受付をはじめます。窓口や電話に行けない方はメールでも大丈夫です!", page)


def test_6_9_a_day_that_depends_on_the_weather_is_open_and_closed() -> None:
    """6日(日) stands with both words; of the two the text may tell the first."""
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


def test_6_9_the_day_beside_a_notice_s_sort_is_no_closing() -> None:
    """重要 2026年11月20日 above all is when it was posted; 休館 2026年12月4日 is a closing."""
    body = "\n見本図書館では、配管の工事のため、下記の期間、休館します。\n期間\n12月7日(月)から12月20日(日)まで"
    text = "見本図書館は12月7日(月)から12月20日(日)まで休館します。"
    assert stops(text, Page(URL, "工事による休館", f"重要2026年11月20日{body}")) == []
    shut = "臨時休館2026年12月4日\n見本図書館は休館します。\n12月7日(月)から開きます。"
    page = Page(URL, "休館のお知らせ", shut)
    assert "休館" in stops("見本図書館は12月7日(月)に休館します。", page)


def test_6_9_the_hour_from_which_one_applies_is_nothing_against_that_of_the_event() -> None:
    """Though the line of it names the house of which the text speaks; an hour of applying is."""
    page = Page(
        URL,
        "秋の読書週間の催し",
        "お知らせ\n中央図書館\n人形のお泊まり会\n紙の人形が図書館に一晩とまります。\n"
        "お預かり：12月5日(土)15時～16時(はじめに15分ほどのおはなし会があります)\n"
        "申込：11月28日(土)9時30分から、中央図書館こどもカウンターまたは電話で\n"
        "東図書館\n大きな絵本の会\n日時：12月12日(土)11時～11時30分\n場所：1階 おはなしのへや\n申込：不要です。直接お越しください。",
    )
    for text in (
        "人形のお泊まり会(中央図書館、要申込)：お預かり12月5日(土)15時～16時",
        "人形のお泊まり会：中央図書館、お預かり12月5日(土)15時～16時、申込11月28日(土)9時30分から",
    ):
        assert stops(text, page) == [], text
    lines = [one for one in page.text.split("\n") if one.startswith(("お預かり", "申込：11月"))]
    assert len(lines) == 2
    assert stops(text, replace(page, title="催し", text="\n".join(lines))) == []
    wrong = "人形のお泊まり会：中央図書館、お預かり12月5日(土)15時～16時、申込11月28日(土)15時から"
    assert stops(wrong, page)


def test_6_9_a_festival_of_a_library_is_no_house() -> None:
    """青谷町図書館まつり and 図書館まつり are not two houses of which one is named wrongly."""
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
    """桐山中央図書館 is the 中央図書館 of the page; 東図書館 is another."""
    central = Fragment("中央図書館", (), frozenset({("館", "中央図書館")}))
    assert not aligned._excluded(frozenset({("館", "桐山中央図書館")}), central, "日")
    assert aligned._excluded(frozenset({("館", "東図書館")}), central, "日")


def test_6_9_a_day_until_whose_hour_something_is_is_an_end() -> None:
    """(月)の20時までに ends there; の20時に begins."""
    assert pieces._EDGE.match("(月)の20時までにメモを")
    assert not pieces._EDGE.match("の20時に始まります")


def test_6_9_a_way_that_is_denied_for_a_while_is_denied() -> None:
    """休み中はできません says of the telephone what the page says; it was read as a way that the
    page refuses.
    """
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
    """9時から8時に早まる is a change; 9時から8時まで ends before it begins."""
    words = [one.why for one in found(text, title="お知らせ") if "始まりより前" in one.why]
    assert bool(words) is stopped


def test_6_9_whom_a_thing_is_for_is_told_by_the_words_that_name_them() -> None:
    """高校生以上の方が対象で: what stands behind 対象で names nobody."""
    whole = f"{ADULTS.title}\n{ADULTS.text}"
    seen = found("中学生も参加できます。", title=ADULTS.title, page=whole, by_hand=True)
    (why,) = [one.why for one in seen if one.found == "中学生も参加"]
    assert "高校生以上" in why


def test_6_9_what_is_not_needed_is_so_in_each_form() -> None:
    """要らず, 要らない, いりません, 不要; what is needed is told otherwise."""
    for needless in (
        "申し込みは要らず、観覧料だけで聞けます。",
        "申し込みの要らない会です。",
        "申込不要",
    ):
        page = Page(URL, "展示の案内", f"案内は10月17日(土)午後2時から。{needless}")
        assert stops("申し込みはいりません。10月17日(土)の午後2時から。", page) == []
    needed = Page(URL, "展示の案内", "案内は10月17日(土)午後2時から。要申込")
    assert stops("申し込みはいりません。10月17日(土)の午後2時から。", needed)
