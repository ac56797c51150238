"""Pure: what a text claims — days, hours, series, places, numbers with their units, and choices
such as 先着 or 抽選. Whether a thing takes place at all is read by standing.py.

Page and draft are read by the same readers of days, hours and labels (bridge/text, bridge/topics),
so that both sides of a comparison mean the same. A choice is data: values that exclude each other,
each with the words that say it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from bridge.policy.folding import fold
from bridge.text.dates import Mention, mentions
from bridge.text.landmarks import around
from bridge.text.limits import FOLLOWING
from bridge.text.mentions import number_of
from bridge.text.possible import DOUBT
from bridge.text.times import Times, find_times
from bridge.topics.labels import labelled
from bridge.topics.sorts import Sort, role_of
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

DAY: Final = 24 * 60  #: minutes
_MORNING: Final = 8  #: the first hour that a page says without its half for one of the morning

#: what stands for a full stop, behind a sentence: 閉まります🚗 ネット予約は
_PICTURES: Final = "\U0001f300-\U0001faff"
_MARKS: Final = "♪☆★✨!"
_PASSAGE: Final = re.compile(r"[^。\n]+")
_SENTENCE: Final = re.compile(
    rf"(?:[^。\n{_MARKS}{_PICTURES}]|(?<=[\d)日曜])[{_PICTURES}](?=\d)"
    rf"|(?<!ます)(?<!です)(?<!した)(?<!せん)(?<!さい)[{_MARKS}](?![ \u3000]))+"
)
_HALF: Final = re.compile(r"午前|午後|ごぜん|ごご|朝|夜|夕|未明|正午|[AaPp]\.?[Mm]")
_SERIES: Final = re.compile(
    r"(?:毎週|第\s?[1-5一二三四五](?:\s?[・、,と]?\s?第?\s?[1-5一二三四五])*)\s?(?:の)?[月火水木金土日](?:[・、,と][月火水木金土日])*(?:曜|(?=\s\d))|毎週[月火水木金土日](?:[・、,と][月火水木金土日])*(?=[(\s])"
)
_PLACES: Final = (
    "図書館|分館|本館|別館|新館|公民館|会館|体育館|博物館|美術館|児童館|資料館|文学館|市役所"
    "|支所|出張所|待合所|小学校|中学校|高校|大学|保育園|幼稚園|劇場|広場|公園|講堂|工房|文庫"
    "|[一-龠々](?<!教)室|ホール|ルーム|センター|コーナー|ロビー|ギャラリー|プラザ|スペース|スタジオ"
    "|ラウンジ|サロン|カフェ|テラス|シアター|アリーナ|ビル"
)
#: ひばりが丘, みどり台: the name of a quarter that begins in hiragana
_KANA: Final = (
    r"(?<![ぁ-ん一-龠々ァ-ヶー])[ぁ-ん]{1,5}"
    r"(?:(?<![はをにでもとのらが])[台野川山町原島池沢橋浦崎]|(?<=が)丘)"
)
_PLACE: Final = re.compile(
    rf"(?:{_KANA}|[一-龠々]{{1,5}}(?:通り|が丘|の[森杜里丘])|(?:[一-龠々ヶァ-ヴー]|[A-Za-z0-9]){{0,9}}?)(?:{_PLACES}|駐[車輪]場(?=[でに(]))(?![員生])"
    r"(?:[A-Z](?![A-Za-z])|[1-9](?=[。、)(\s]|[でにへは]|$))?"
    r"|(?:おはなし|お話|こども|子ども|子供|えほん|絵本|赤ちゃん|あかちゃん|読書|学習)の(?:部屋|へや)"
)
#: the letters with which a place ends: most lines have none of them
_PLACE_ENDS: Final = re.compile(
    f"[場屋や{''.join(sorted({one[-1] for one in _PLACES.split('|')}))}]"
)
#: before a place, and no part of its name
_ANY: Final = re.compile(r"^(?:市内の?|市立|当|同|各|全|本日|普段)")
#: 図書館 by itself, and a library's full name: the page says them in its head
_ANY_LIBRARY: Final = re.compile(
    r"(?:.*[市町村区県都府道]立)?(?:図書館|当館|本館)|.*[市町村区県都府道]立\S{0,6}図書館"
)
_NOWHERE: Final = re.compile(rf"電子図書館|{_ANY_LIBRARY.pattern}")  #: no place
#: what a number counts; of two that begin alike the longer one stands first
_COUNTER: Final = (
    r"年生|にん|えん|さつ|まい|てん|くみ|さい|ふくろ|年間|年度|年齢|年|[かカヵヶ箇]月|月|週間|週|日間|日|泊|時間|時|分間|分|秒|世紀|周年|世帯|人|名|組|席|円|歳|才|代"
    r"|階|F|冊|回|枚|点|本|台|箱|袋|部|号車|号室|号|巻|章|話|曲|問|種類|種|[かカヵヶ箇]所|館|室|区画|件|社|校|店|団体|列|番線|番地|番|丁目|頭"
    r"|匹|羽|株|杯|個|つ|位|等|級|割|倍|%|パーセント|ページ|ポイント|セット|クラス|コース|チーム|グループ|タイトル"
    r"|km|cm|mm|kg|メートル|キロ|[一-龠々]"
)
#: behind 一冊 or 一人 that is counted: お一人につき, 一冊100円
ONE_EACH: Final = re.compile(r"\s?(?:につき|に?\d|様|さま|あたり|まで|限|のみ|だけ|当たり|、\s?\d)")
#: what a number begins with: many lines have none
_DIGIT: Final = re.compile(r"[\d一二三四五六七八九十百]")
_UNIT: Final = re.compile(
    rf"(?={_DIGIT.pattern})"
    rf"(?:(?<![\d.])(?P<number>\d{{1,12}})(?:[^\S\n]?(?P<unit>{_COUNTER})"
    rf"|(?=\s?(?:~|-|から|、|・|,|と|か|または)\s?(?:小学|中学|高校|第)?\s?\d{{1,12}}\s?(?P<next>{_COUNTER})))?"
    r"|(?<![一二三四五六七八九十百千第])(?P<kanji>[一二三四五六七八九十百]{1,4})"
    r"(?P<of>人(?!一首|ひとり)|名(?!前|作)|組|冊|歳|才|年生|階(?!段)|回(?!り)|枚|円|週間|日間|[かカヵヶ箇]月|台))"
)
_SAME_UNIT: Final = {
    "F": "階",
    "名": "人",
    "席": "人",
    "才": "歳",
    "種": "種類",
    "週": "週間",
    "パーセント": "%",
    "センチ": "cm",
    "センチメートル": "cm",
    "ミリメートル": "mm",
    "メートル": "m",
    "キロ": "km",
    "キロメートル": "km",
    "グラム": "g",
    "リットル": "l",
    "にん": "人",
    "えん": "円",
    "さつ": "冊",
    "まい": "枚",
    "てん": "点",
    "くみ": "組",
    "さい": "歳",
    "ふくろ": "袋",
}
#: ミリリットル, ルーメン, ml: a unit that no list has, right behind its number
_WORD: Final = re.compile(r"[ァ-ヴー]{2,20}|[A-Za-z]{1,12}")
KATAKANA: Final = re.compile(r"[ァ-ヴー]{2,20}")
_LETTER: Final = re.compile(r"[A-Za-z]")
_OF_SCHOOL: Final = re.compile(r"(?:小|中|高|小学|中学|高校)(?:\d{1}\s?[~・-]\s?)?$")
_YEARS: Final = ("小", "中", "高")  #: before a school year: 小2
#: 休館しません, 先着順ではありません, behind the word that is denied
DENIAL: Final = re.compile(
    r"順?(?:での?受付)?(?:では|じゃ|は|も)?\s?(?:あり|ござい|いたし|し)ません"
)
#: 電話・メールでは受け付けません, 電話での申し込みはできません, behind the way
_NO_WAY: Final = re.compile(
    r"(?:(?:[・やと、]|または)?お?(?:電話|メール|ファクス|FAX|はがき|窓口|カウンター))*(?:による|から)?[でや]?[のは]?"
    r"(?:[^、。\s()]{1,10}の)?(?:[おご]?(?:申し?込み?|予約|受付|応募))?[はもを]?(?:[^、。\s\d]{1,6}[中間]は?)?\s?(?:お?受け?(?:付け?)?(?:でき|し|られ)?|(?:お?申し?込み?|ご?予約|応募)?(?:でき|いただけ)|いたし|行っ|申し込め|あり)"
    r"(?:て(?:い|お)り?)?(?:いたし)?(?:ません|ない|かね)"
    r"|(?:[・やと、](?:電話|メール|ファクス|FAX|窓口))*(?:での?)?(?:[おご]?(?:申し?込み?|予約|受付|応募))?[はも]?\s?(?:不可|NG|×|ご?遠慮|お断り|ごめん)"
)
#: a day, an hour: they have readers of their own, and several ways to be written
MOMENTS: Final = frozenset(
    ("年", "年度", "月", "日", "時", "分", "時間", "分間", "秒", "世紀", "周年", "")
)
#: 1. おはなし会 ⏎ 2. 工作: the number of a line counts nothing
_NUMBERED: Final = re.compile(r"(?m)^[(【\s]*\d{1,2}\s?[.)】:、]\s?(?!\d)")
#: 042-471-1234, 0424711234, 042(471)1234, 203-0054
_CHAIN: Final = re.compile(
    r"(?=\d)(?:(?<![\d-])0\d{1,4}[-( ]\d{1,4}[-) ]\d{3,4}(?![\d-])|(?<!\d)\d{3}-\d{4}(?![\d-]))"
)
#: 駐車場はありません, 駐車場は10台分あります, 飲食可, 託児:なし, 予約は要りません: a thing, and
#: whether it is there, allowed or needed
_ANSWER: Final = re.compile(
    r"(?P<thing>[一-龠々ァ-ヴーA-Za-z・-]{2,20})[みき]?(?:の(?:ご?利用|ご?使用|ご?用意|ご?持参|貸し?出し?|サービス|提供))?\s?"
    r"(?:[はがもをに:]|について)?[はも]?\s?、?(?:自由に|無料で|ご?利用|ご?使用|お使い|ご?参加|ご?持参)?[にはがを]?"
    r"(?P<some>(?:約|およそ)?\d{1,4}\s?[一-龠]{0,3}(?:ほど|程度|だけ|しか)?\s?)?(?:"
    r"(?P<no>ありません|ございません|(?:でき|なれ|いただけ|使え|入れ|[停止と]められ|いたし|設け|行い|受け?付け|用意し)(?:て(?:い|お)り)?ません|[一-龠ぁ-ん]{1,4}[てで](?:い|おり)ません|なし|無し|不可|(?:は|を)?(?:ご遠慮|お断り|お控え)|禁止)"
    r"|(?P<yes>あります|ございます|(?:でき|なれ|いただけ|使え|入れ|[停止と]められ|設け|行い|受け?付け|用意し)(?:て(?:い|お)り)?ます|あり|有り|可能?)"
    r"|(?P<needless>不要|(?:いり|要り|必要(?:は)?あり)ません)|(?P<needed>必要|要り?ます|いります))"
)
#: with what each of them ends
_REPLY: Final = re.compile(
    "ます|ません|[なし無]し|[あ有]り|不[可要]|可|必要|要り|いり|遠慮|断り|控え|禁止"
)
_REPLIES: Final = (
    ("no", "有無", "なし"),
    ("yes", "有無", "あり"),
    ("needless", "要否", "不要"),
    ("needed", "要否", "必要"),
)
_ASKS: Final = re.compile(r"か(?!ら)")
_USE: Final = re.compile(r"(?:ご?利用|使用|参加|持参|用意)$")
_NO_THING: Final = frozenset(("こと", "必要", "場合", "予定", "可能性", "利用", "参加"))
#: not 市内に住んでいる人なら誰でも
_EVERYBODY: Final = re.compile(
    r"(?<!なら)(?<!れば)(?<!でしたら)(?<!(?:から|以上|まで))(?:どなた|だれ|誰)(?:で)?も"
)
_FOR: Final = re.compile(
    r"[一-龠々ァ-ヴー]{0,6}(?:性|[高中小大]学生|高校生|幼児|児童|親子|成人|大人|シニア|高齢者|会員|在住|在勤|在学)(?:の(?:方|かた|人|お子さん|みなさん)(?!々)|を?対象|向け|に限)"
)
#: for whom alone
_NARROWED: Final = re.compile(
    r"(?P<who>[一-龠々ァ-ヴー]{0,8}(?:性|子|生|者|児|人|員|方|世代|家族|民|在住|在勤|在学|シニア|ママ|パパ))"
    r"(?:の(?:方|かた|人|お子さん|子ども|みなさま?))?(?:限定|のみ(?!な)|だけ(?!で)|に限(?:り|定|る))"
)

#: (受付13:30～) is beside what takes place then
_ASIDE: Final = re.compile(r"[(（](?:受付|開場|集合)[^()（）]*[)）]")
_FAR: Final = 300  #: letters around a day within which it is said what it is
_NEAR: Final = 80  #: letters before a verb among which its noun is looked for
_NOUN: Final = re.compile(r"[一-龠々ァ-ヴーA-Za-z]{2,20}|申し込み?")
#: what can be done to nearly anything
ANY_NOUN: Final = re.compile(
    r"申し?込み?|予約|受付|応募|手続き?|利用|使用|参加|来館|来場|入場|当日|場合|図書館|自由|無料|対応|実施"
)
#: 1回100円, 1人10冊, 週4日
_RATE: Final = re.compile(
    r"(?=[\d週])(?:(?<!\d)(?P<n>\d{1,3})\s?(?P<per>回|人|名|組|家族|世帯|枚|冊|点|時間|日)|(?<![今来先毎翌\d])(?P<week>週))(?:に|につき|あたり)?\s?(?P<of>\d{1,6})\s?(?P<unit>円|冊|点|枚|袋|個|本|日)"
)
_ONE: Final = re.compile(r"お?一(?=人|名|家族|世帯|組|回)")
#: who may come in: 未就学児の入場不可, 未就学児も入れます
_ADMITTED: Final = re.compile(
    r"(?P<who>未就学児|乳幼児|幼児|乳児|赤ちゃん|(?:小|中|高校|大)学?生(?:以下|未満)?|子ども|大人|男性|女性|ペット|市外|外国)(?:の?(?:方|お子さん|人))?"
    r"(?:の|は|も|が|でも)?(?:ご?(?:入場|入館|入室|来場|参加|利用))?(?:は|も|が|を)?、?"
    r"(?:(?P<no>不可|できません|お断り|ご?遠慮|入れません|除(?:く|き)|以外)|可(?!能)|できます|入れます|いただけます|歓迎|どうぞ)"
)
_LIMIT: Final = re.compile(
    r"(?:未就学児|小学生|中学生|高校生|大学生|小学校?\s?[1-6]年生|中学校?\s?[1-3]年生|(?<!\d)\d{1,2}\s?(?:歳|才))(?:は)?\s?(?:以下|以上|未満)"
)
_LIMIT_SIGN: Final = re.compile("以[下上]|未満")
#: by telephone 受け付けます: applying; at the counter 受け付け、…: what takes place
_NO_NEED: Final = re.compile(
    r"(?:事前の?)?(?:お?申し?込み?|ご?予約|受付)(?:など)?(?:は|も)?(?:不要|なし|[い要]りません|[い要]ら(?:ず|ない))"
)
_TAKEN: Final = re.compile(r"受け?付け?(?:ます|て(?:い|お)ります|ています|開始|期間)")
_TELLS: Final = re.compile(r"[^。\n]{0,20}(?:お知らせし|通知し|お返事|連絡し)")
_UNTIL: Final = re.compile(r"\s?(?:\([^()]{0,6}\))?\s?(?:まで|必着|の?消印)")
_STARTS: Final = re.compile(
    r"\s?(?:\([^()]{0,6}\))?\s?(?:から|より|以降|~|(?:受付|申込|募集)?開始"
    r"|[にで]\s?(?:始ま|始め|スタート|開幕|オープン))(?!前)"
)
#: between a day and から
_HOUR: Final = re.compile(
    r"^\s?(?:\([^()]{0,6}\))?\s?(?:の|、)?(?:午前|午後)?\s?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d)"
)
_LAST: Final = re.compile(
    r"\s?(?:\([^()]{0,6}\))?\s?(?:まで|必着|の?消印|(?:[がにで]\s?)?(?:締め?切|〆切|しめきり|最終日)"
    r"|[にで]\s?(?:終わ|おわ|終了|閉幕))"
)
#: right before a last day
_LAST_IS: Final = re.compile(r"(?:締め?切り?|〆切り?|しめきり|期限)日?[はが:)】\s]{0,3}$")
#: what a name may have before its kanji: ひばりが丘
_ON_A_HILL: Final = (
    r"(?:(?<=[はもとのやでに])|(?<![ぁ-ん]))(?![はもとのやでにを])"
    r"[ぁ-ん]{2,4}[がヶケ](?=[丘台原浜谷森里])"
)
#: a library of several: 本館, 滝山図書館, 駅前分室
_A_HOUSE: Final = re.compile(
    rf"(?<![一-龠々ァ-ヶー])(?:(?:{_KANA}|(?:{_ON_A_HILL})?[一-龠々ァ-ヶー]{{1,8}}?)(?:図書館|分館|分室)|本館|別館|新館)(?![長員])"
)
#: 次のとおり休館します。⏎ 12月28日から: it is said of the days below
BELOW: Final = re.compile(rf"(?:次|下記|{FOLLOWING})の(?:とおり|通り|日|期間)")
#: one library's 開館 or 休館, denied or not; no 開館時間, no 休館中
_STATE: Final = re.compile(
    r"(?:(?P<closed>休館|休室)|(?:開館|開室))(?!時間|日|中|前|後|明け|期間|のお知らせ)"
    r"(?P<not>(?:では|は|も)?(?:し|いたし|あり|ござい)ません)?"
)
#: 更新日: of the page, and no state of a library's; a day beside a sort alone: 重要 2025年5月20日
_STAMP: Final = re.compile(
    r"\s*(?:(?:更新|掲載|公開|発行|投稿)日|(?!.{0,8}[休開])[一-龠ァ-ヴー・]{2,8}\s?(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?\s*$)"
)
#: what each of those states has
OPEN_SIGN: Final = re.compile("[休開][館室]")
_BY: Final = re.compile(
    r"(?:はがき|ハガキ|電話|窓口|メール|フォーム|ファクス|FAX|カウンター|郵送|持参)(?:[でにへは]|か|または|、)[^。\n]{0,12}$"
)
#: 16時終了, but not 10時 終了12時
_ENDS: Final = re.compile(
    r"\s?(?:ごろ)?(?:に|で)?(?:終了|終わ|おわ|おしまい|閉[会館場まじめ]|解散)(?!(?:時間|時刻|予定)?[\s:は]{0,3}(?:午[前後])?\d)"
)
#: 終了12時
_END_IS: Final = re.compile(
    r"(?:終了|終わり|閉会|閉館|終演|解散)(?:時間|時刻|予定)?(?:[\s:は]{0,3}|[がは](?:[^。、\d]{0,12}|[^。、]{0,12}て))(?:午[前後])?$"
)
#: a day to which something is moved, by the words behind it
_MOVED_TO: Final = re.compile(
    r"\s?(?:\([^()\n]{0,8}\))?\s?(?:の?(?:午前|午後)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d)[\s~から]{0,3}"
    r"|[^。、\n\d]{0,12}?)(?:に|へ)\s?(?:延期|変更|順延|振り?替え|移(?:し|り))"
)
#: between two days of one thing
_TOGETHER: Final = re.compile(r"\s?(?:と|・|、|~|から|および|及び)?\s?")
_ARROW: Final = re.compile(r"[^。\n\d]{0,12}?[→⇒➡⇨][^。\n\d]{0,12}")
MOVED: Final = re.compile(
    r"延期|順延|振り?替|(?:日程|日時|開催日|期日)[^。\n]{0,6}変更|変更(?:し|に|と)"
)
#: 申込み: in the middle of a row begins something else
_LABEL: Final = re.compile(r"\s[^\s:]{1,4}\s?[^\s:]{0,4}:")


@dataclass(frozen=True, slots=True)
class Choice:
    """Values that exclude each other."""

    name: str  #: as staff call it
    values: Mapping[str, re.Pattern[str]]
    within: re.Pattern[str] | None = None  #: a passage counts only where this stands, too
    outright: bool = False  #: True: what is said as a possibility does not count
    unless: re.Pattern[str] | None = None  #: a passage in which this stands does not count
    denial: re.Pattern[str] | None = None  #: what denies a value right behind it
    other: re.Pattern[str] | None = None  #: right behind a value makes it none
    silent: bool = False  #: True: where the page says none of the values, it is a stop as well


def _values(**patterns: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


_APPLYING: Final = re.compile(r"申し?込|予約|応募|受付|受け付け|エントリー|申請")

#: by which day a way of applying is told: 往復はがきで1月8日必着
_APPLIED: Final = re.compile(rf"{_APPLYING.pattern}|必着|消印|締め?切り?|〆切")
#: 申込書はカウンターで配布します, behind the way: by which one only gets something
_GOT: Final = re.compile(r"(?:での?|にて|から)も?、?(?:お?渡し(?!でき)|お?配|お知らせ)")

CHOICES: Final = (
    Choice(
        "費用",
        _values(
            無料=r"無料|(?:費用|参加費|料金|お金|お代)[はもを]?(?:かかりません|いただきません|[い要][りら](?:ません|ず|ない)|いただかず|取りません|不要|なし|0円)|[はもが]ただで[、すきどご]",
            有料=r"有料|有償|販売|(?:手数料|料金)[がもは]?(?:かかります|必要)",
        ),
        unless=re.compile(r"(?:かかります|必要です)か"),
        denial=DENIAL,
    ),
    Choice(
        "決め方",
        _values(
            先着=r"先着|(?:申し?込み?|受付|予約)順|早い(?:者|順|方から)|(?:申し?込み?|応募)の早い|(?:申し?込み?|応募)の順|定員に(?:なり|達し)(?:しだい|次第)|早(?:く|かった)[^。\n]{0,14}(?:順|[方人]から)|(?:届い|届き|申し込[まん]|お申し込み|着い|来館|いらし)[^。\n]{0,4}順",
            抽選=r"抽選|抽せん|くじ(?:引き|を引|で)",
        ),
        denial=DENIAL,
    ),
    Choice(
        "申込みの方法",
        _values(
            電話=r"電話[^番不]|(?:か|または|や|[へに])電話|TEL|☎|℡",
            はがき=r"はがき|ハガキ|葉書|郵送[^複貸サ]|封書",
            窓口=r"(?<!返却)窓口|カウンター|来館|直接|じかに|総合案内",
            メール=r"メール",
            ファクス=r"ファクス|ファックス|FAX|ファクシミリ",
            フォーム=r"フォーム|インターネット|ホームページ|オンライン|ウェブ|Web|WEB|ネット[^サワ]|電子申請|二次元|QR",
        ),
        within=_APPLIED,
        denial=_NO_WAY,
        other=_GOT,
        unless=re.compile(r"問い?合わ?せ[^。\n]*(?:電話|TEL|☎|℡)[\s:は]{0,2}[(]?\d"),
    ),
    Choice(
        "出席",
        _values(
            全回=r"全(?:て|部)?の?\d?回(?:に|とも|を)?[^。\n]{0,8}(?:出席|参加|出られ|来られ|受講)",
            一回=r"(?:1回|一回|1日)(?:だけ)?でも|[^。\n]{0,6}(?:来られる|都合のよい|好きな|出られる)(?:回|日)だけ|途中から(?:の|でも)",
        ),
    ),
    Choice(
        "知らせ方",
        _values(
            電話=r"電話で",
            メール=r"メールで",
            ネット=r"(?:ホームページ|サイト|SNS)(?:[でにへ]|上|、)",
            放送=r"放送|防災無線|無線で",
            書面=r"は?がきで|ハガキで|郵[送便]で|書面で",
            掲示=r"掲示",
        ),
        within=re.compile(r"お?知らせ(?:し|いた)|通知し|ご連絡し|流し|放送し|発表し|掲示し"),
    ),
    Choice(
        "はがきの種類",
        _values(
            往復はがき=r"往復(?:はがき|ハガキ|葉書)",
            はがき=r"(?<!往復)(?:はがき|ハガキ|葉書)",
        ),
    ),
    Choice(
        "申込み",
        _values(
            不要=r"(?:申し?込み?|予約|手続き?)[\s:はがも]{0,2}(?:不要|[い要][りら](?:ません|ず|ない)|必要(?:ありません|なし)|なし)|(?:当日|直接)[^。\n]{0,6}(?:会場|お越し|お集まり)",
            必要=r"(?:から|まで)、?(?:電話|ファクス|メール|窓口|カウンター|はがき|フォーム)[^。\n]{0,12}(?:で|へ)|(?:前もって|あらかじめ)[^。\n]{0,12}席|(?:電話|窓口|カウンター|メール|はがき|フォーム)(?:で|から|にて)の?お?申し?込|(?:前もって|あらかじめ|事前に)[^。\n]{0,10}(?:申し?込|予約)|要(?:事前)?(?:申し?込|予約)|(?:事前)?(?:申し?込み?|予約|手続き)(?:が|は|も)?(?:必要[でとに]|要り?ます|要します)|(?:申し?込み?|予約)が必要|(?:申込|予約)制|(?:申し?込み?|応募)は?[^。\n不無な方済]{1,24}(?:で|へ|に|から|まで)|予約は?[^。\n不無な方済も休止]{1,24}(?:で|へ|に|から|まで)|(?:申し?込み?|予約|応募)(?:受付|期間|方法|開始|締切)",
        ),
    ),
    Choice(
        "住まい",
        _values(
            市内=r"[市町村]内",
            市外=r"[市区町村県]外|近隣|市内外",
            都内=r"[都道府県]内",
            区内=r"区内",
            在勤=r"在勤|お勤め|通勤|勤務|勤め|働(?:く|いて)|会社(?:や学校)?[にへ]通",
            在学=r"在学|通学|学ぶ|学んで|学校[にへ]通",
        ),
        within=re.compile(r"在住|在勤|在学|住まい|住んで|[市区町村]外の方|市内の方|市内外"),
    ),
    *(
        Choice(
            f"{name}のとき",
            _values(
                中止=rf"(?:{sky})(?:時|の?場合|の?とき)?[はも、]{{0,2}}お?\s?(?:中止|休み|順延|延期)",
                決行=rf"(?:{sky})(?:時|の?場合|の?とき)?[はもで]{{0,2}}\s?(?:決行|行い|開[催き]|巡回|運行|走|まわ|回り|[^。\n]{{0,8}}(?:ロビー|ホール|室|屋内|室内|集会所|テント))|{also}",
            ),
            silent=True,
        )
        for name, sky, also in (
            (
                "雨",
                r"(?<![小大])雨天|(?<![小大])雨の(?:日|とき|場合)",
                r"(?<![小大])雨(?:天?でも|が降っても)",
            ),
            ("小雨", r"小雨(?:なら|程度)?", r"小雨でも"),
            ("荒天", r"荒天|悪天候|荒れた天気|大雨|暴風", r"荒天でも"),
        )
    ),
    Choice(
        "延長・短縮",
        _values(延長=r"延長|[長遅]く(?:開|な|し)", 短縮=r"短縮|短く(?:な|し)|早く閉"),
        within=re.compile(r"[開閉]館|時間|[開閉][いきけくま]"),
    ),
    Choice("出入口", _values(東口="東口", 西口="西口", 南口="南口", 北口="北口")),
    Choice("締切の日", _values(前日=r"前日まで", 当日=r"当日まで", 翌日=r"翌日まで")),
    Choice(
        "用意",
        _values(
            貸します=r"お?貸し(?:し|いたし)ます|無料で(?:お?貸|使え|借り)|(?:図書館|当館|こちら)(?:で|が)[^。\n]{0,4}用意",
            各自=r"(?:各自|ご自分)[^。\n]{0,6}(?:用意|持)|ご用意くだ|お持ちくだ|ご?持参",
        ),
    ),
    Choice(
        "期限の数え方",
        _values(
            必着=r"必着|届(?:くように|いたもの|かない(?:と|もの)|かなければ|いていない(?:と|もの))",
            消印=r"消印|郵便局[かへにで][^。、\n]{0,6}(?:出|差し出)|投函",
        ),
    ),
    Choice("ひん度", _values(毎日=r"毎日", 毎週=r"毎週", 隔週=r"隔週", 毎月=r"毎月")),
    Choice(
        "付き添い",
        _values(
            要ります=r"保護者[^。\n]{0,6}(?:一緒|いっしょ|同伴|付き?添)|親子で",
            子だけ=r"(?:子ども|子供|こども|お子さ[んま])(?:たち)?だけ|保護者(?:の方)?の(?:入室|入場|参加|付き?添い)は?(?:ご?遠慮|でき|不要)",
        ),
    ),
    Choice("時間帯", _values(午前=r"午前|ごぜん|AM", 午後=r"午後|ごご|PM")),
)

#: how the words of each are looked for
_SEARCHES: Final = tuple(
    (choice, tuple(pattern.search for pattern in choice.values.values())) for choice in CHOICES
)
#: what a title and its text, or a list and its page, may not say differently
TITLED: Final = (
    Choice(
        "臨時の開館・休館",
        _values(
            臨時休館="臨時(?:休館|休室|閉館)|(?:より|から)[^。]{0,12}休館(?:し|いたし)ます",
            臨時開館="臨時(?:開館|開室)",
        ),
        outright=True,
    ),
    *(choice for choice in CHOICES if choice.name in {"費用", "決め方"}),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, and the part it plays."""

    mention: Mention
    role: str  #: apply, lent, open, closed, aside; "": something takes place


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or line with what it claims."""

    text: str  #: folded
    start: int  #: where it stands in its text
    role: str
    days: tuple[Day, ...]
    times: tuple[Times, ...]
    dates: frozenset[tuple[int, int]]  #: month and day of each
    first: bool = True  #: of its line

    def __hash__(self) -> int:
        """Return what tells most passages apart: all that is in one would be dearer to hash than
        what is kept of it.
        """
        return hash((self.text, self.start))


@dataclass(frozen=True, slots=True)
class HouseState:
    """What a text says of one library: that it is open, or closed, on some days."""

    house: str
    value: str  #: 開館, 休館
    dates: frozenset[tuple[int, int]]  #: month and day of each
    words: str


def month_day(mention: Mention) -> tuple[int, int] | None:
    """Return month and day; None for a day that is none. The year is another claim: drafts leave it
    out.
    """
    return (mention.date.month, mention.date.day) if mention.date else None


_start: Final = attrgetter("start")


@lru_cache(8)  # the parts of one draft and its page are compared several times
def passages(text: str, near: date) -> tuple[Passage, ...]:
    """Return the passages of `text`; `near` is the day of reference for a missing year."""
    flat = fold(text)
    days, times = mentions(text, near), find_times(text)
    passages = []
    none = (Sort.SENTENCE, "")
    above = none  # a label that stands alone speaks of the line below it: 募集期間 ⏎ 1/6～1/20
    for piece in _SENTENCE.finditer(flat):
        start, end = piece.span()
        sort, label, value = labelled(piece[0].strip()) or (*above, "-")
        above = none if value else (sort, label)
        inside = days[bisect_left(days, start, key=_start) : bisect_left(days, end, key=_start)]
        whole = (
            "apply" if sort in (Sort.APPLY, Sort.TERM) else "aside" if sort == Sort.ASIDE else ""
        )
        roles = [
            whole
            or _part(_behind(flat[day.end : inside[n + 1].start if n + 1 < len(inside) else end]))
            or _part(f"{label} {flat[max(start, day.start - _FAR) : day.start]}")
            or _applied(flat[max(start, day.start - _FAR) : day.start], flat[day.end : end])
            for n, day in enumerate(inside)
        ]
        for n in range(len(inside) - 1, -1, -1):
            behind = _HOUR.sub("", flat[inside[n].end : min(end, inside[n].end + _FAR)])
            after = roles[n + 1] if n + 1 < len(inside) else ""
            both = after == "apply" and _UNTIL.match(behind)  # Aは7日まで、Bは6日まで受付
            span = after and inside[n + 1].joined == "~"  # 12月1日から20日まで受付
            if _HELD.match(behind) and not _OF_APPLYING.search(flat[start : inside[n].start]):
                roles[n] = whole
            elif span or both:
                roles[n] = roles[n] or after
        passages.append(
            Passage(
                text=piece[0],
                start=start,
                role=whole or _part(piece[0]),
                days=tuple(map(Day, inside, roles)),
                times=tuple(
                    _ended(one, flat)
                    for one in times[
                        bisect_left(times, start, key=_start) : bisect_left(times, end, key=_start)
                    ]
                ),
                dates=frozenset(key for day in inside if (key := month_day(day))),
                first=flat[start - 1 : start] in ("", "\n"),
            )
        )
    return tuple(passages)


def edges(passage: Passage, *, past_hours: bool = False) -> Iterator[tuple[Day, str]]:
    """Yield each day and what it is by the words beside it: "start" (12月1日から),
    "end" (12月8日まで, 締め切り 12月8日), empty for neither. Of a day of applying, or `past_hours`,
    12月1日10時から begins as well.
    """
    for n, day in enumerate(passage.days):
        start, end = day.mention.start - passage.start, day.mention.end - passage.start
        behind = passage.text[end : end + _FAR]
        outright = _STARTS.match(behind)
        if day.role == "apply" or past_hours:
            behind = _HOUR.sub("", behind)
        before = passage.text[max(0, start - _FAR) : start]
        after = passage.days[n + 1].mention.joined if n + 1 < len(passage.days) else ""
        within = day.mention.joined == "~"  # 10月23日~11月6日の10時から16時まで
        if after == "~" or (outright if within else _STARTS.match(behind)):
            yield day, "start"
        elif within or _LAST.match(behind) or _LAST_IS.search(before):
            yield day, "end"
        else:
            yield day, ""


def openings(passages: Iterable[Passage]) -> tuple[HouseState, ...]:
    """Return what passages say of each library by its name: that it is open or closed, and on which
    days. A statement without a day speaks of the days before it, one without a library of the
    library before it in its passage, 次のとおり休館します of the libraries and days below it.
    """
    statements: list[HouseState] = []
    dates: frozenset[tuple[int, int]] = frozenset()
    below, heads = ("", ""), tuple[str, ...]()
    passages = tuple(passages)
    if not any(OPEN_SIGN.search(passage.text) for passage in passages):  # most texts
        return ()
    for passage in passages:
        if DOUBT.search(passage.text) or _STAMP.match(passage.text):
            continue
        states = tuple(_STATE.finditer(passage.text))
        if states:
            value = "休館" if bool(states[-1]["closed"]) != bool(states[-1]["not"]) else "開館"
            told = BELOW.search(passage.text) and not passage.dates
            if told or passage.dates or any(houses_in(passage.text)):  # not the head of a column
                below, heads = (value, states[-1][0]) if told else ("", ""), ()
        elif below[0]:
            heads = tuple(houses_in(passage.text)) or heads
            statements += [HouseState(one, below[0], passage.dates, below[1]) for one in heads]
        start = 0
        houses: tuple[str, ...] = ()
        for state in states:
            closed = bool(state["closed"]) != bool(state["not"])
            value = "休館" if closed else "開館"
            for own_houses, own in _in_turns(passage, start, state.start()):
                houses, dates = own_houses or houses, own or dates
                statements += [HouseState(house, value, dates, state[0]) for house in houses]
            start = state.end()
        dates = passage.dates or dates
    return tuple(statements)


def _in_turns(
    passage: Passage, start: int, end: int
) -> list[tuple[tuple[str, ...], frozenset[tuple[int, int]]]]:
    """Return the libraries between two places of a passage, each with the days behind it:
    本館は28日から、分室は29日から休館します. All with all where they do not stand in turns.
    """
    marks: list[tuple[int, str, tuple[int, int] | None]] = [
        (match.start(), match[0], None) for match in _A_HOUSE.finditer(passage.text, start, end)
    ]
    for day in passage.days:
        place = day.mention.start - passage.start
        if start <= place < end and (key := month_day(day.mention)):
            marks.append((place, "", key))
    turns: list[tuple[list[str], list[tuple[int, int]]]] = []
    for _, house, at in sorted(marks):
        if house and (not turns or turns[-1][1]):
            turns.append(([], []))
        if at is None:
            turns[-1][0].append(house)
        else:
            turns = turns or [([], [])]
            turns[-1][1].append(at)
    if turns and not (turns[0][0] and turns[-1][1]):
        turns = [([h for one in turns for h in one[0]], [d for one in turns for d in one[1]])]
    return [(tuple(some), frozenset(days)) for some, days in turns or [([], [])]]


def _is_target(passage: Passage, n: int) -> bool:
    """Return whether the n-th day of a passage is one to which something is moved."""
    day = passage.days[n].mention
    return bool(
        _MOVED_TO.match(passage.text, day.end - passage.start)
        or (n and _ARROW.fullmatch(_between(passage, n - 1)))
    )


def _moved_from(passage: Passage, n: int) -> set[date]:
    """Return the days before the n-th that belong to what is moved to it: the one before it, and
    those that are told together with that one.
    """
    old: set[date] = set()
    for before in range(n - 1, -1, -1):
        day = passage.days[before]
        if day.role != passage.days[n].role or (
            before < n - 1 and not _TOGETHER.fullmatch(_between(passage, before))
        ):
            break
        old |= {day.mention.date} if day.mention.date else set()
    return old


def _between(passage: Passage, n: int) -> str:
    """Return the words between the n-th day and the one behind it."""
    first, second = passage.days[n].mention, passage.days[n + 1].mention
    return passage.text[first.end - passage.start : second.start - passage.start]


def moved(passages: Iterable[Passage]) -> tuple[set[date], set[date]]:
    """Return the days from which something is moved, and those to which: 5日(土)は12日(土)に延期,
    5日(土)→12日(土). Of a passage that names the new day alone the old one is not known.
    """
    old: set[date] = set()
    new: set[date] = set()
    for passage in passages:
        if any(day.role == "lent" for day in passage.days):
            continue  # 返却期限が16日の資料は、23日に変更します: nothing else of the 16th is moved
        for n, day in enumerate(passage.days):
            if not day.mention.date or not _is_target(passage, n):
                continue
            new.add(day.mention.date)
            old |= _moved_from(passage, n)
    return old - new, new


#: 9月1日まで開催した展示とあわせて応募を…: that day is the exhibition's
_HELD: Final = re.compile(
    r"(?:まで|に|から|より)?、?(?:開催|実施|展示|公開|上映)(?:し|され)(?:てい)?た"
    r"(?![^、。]{0,12}(?:募集|受付|応募|申し?込|フォーム|予約))"
)
_OF_APPLYING: Final = re.compile(r"(?:申し?込み?|応募|受付|募集|締め?切り?)(?:期[間限])?[はも、:]")


def _applied(before: str, behind: str) -> str:
    """Return "apply" for a last day beside the way to apply: 往復はがきで12月24日までに."""
    told_by_then = "結果" in before or _TELLS.match(behind)
    return "apply" if _UNTIL.match(behind) and _BY.search(before) and not told_by_then else ""


@lru_cache(256)  # a draft has the lines of its page
def _part(words: str) -> str:
    """Return the part that a day plays by the words around it (topics/sorts.py)."""
    words = _NO_NEED.sub("", words)
    return role_of(words) or ("apply" if _TAKEN.search(words) else "")


def _ended(one: Times, flat: str) -> Times:
    """Return a time, as an end where its words say so: 16時終了, 終了16時."""
    before = flat[max(0, one.start - 12) : one.start]
    if one.ends is None and one.begins and (_ENDS.match(flat, one.end) or _END_IS.search(before)):
        return replace(one, begins=None, ends=one.begins)
    return one


def _behind(text: str) -> str:
    """Return what stands behind a day and still speaks of it: up to the next label of its row."""
    return _LABEL.split(_ASIDE.sub("", text), maxsplit=1)[0]


def moments(times: Times, *, page: bool = False) -> tuple[frozenset[int], ...]:
    """Return for the beginning and the end the minutes of the day that may be meant: two where no
    half is named. A `page` tells no evening as 9時から: from eight on its beginnings are of the
    morning, and what ends before noon behind one is, too.
    """
    sure = bool(_HALF.search(times.words))
    early = page and times.begins is not None and times.begins.hour >= _MORNING
    return tuple(
        frozenset(
            (minute,)
            if sure or early or at.hour >= 12 or at.hour == 0
            else (minute, minute + DAY // 2)
        )
        for at in (times.begins, times.ends)
        if at is not None
        for minute in (at.hour * 60 + at.minute,)
    )


def topic(before: str) -> str:
    """Return the noun nearest to the end of some words that is not of any notice (電話 of
    電話での申込は), else the nearest; empty where there is none.
    """
    nouns = _NOUN.findall(before[-_NEAR:])
    return next((one for one in reversed(nouns) if not ANY_NOUN.fullmatch(one)), "") or (
        nouns[-1] if nouns else ""
    )


def shares(noun: str, sentence: str) -> bool:
    """Return whether two letters of a noun that follow each other stand in a sentence; whether it
    is empty.
    """
    return not noun or any(noun[n : n + 2] in sentence for n in range(len(noun) - 1))


def admissions(text: str) -> dict[str, dict[bool, str]]:
    """Return who a folded text says may come in, or may not, with its words."""
    who: dict[str, dict[bool, str]] = {}
    for match in _ADMITTED.finditer(text):
        who.setdefault(match["who"], {})[not match["no"]] = match[0]
    return who


def pairs(text: str) -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    """Return the rates of a folded text without thousands' commas, by their units: 1回100円 →
    {("回", "円"): {("1", "100"): "1回100円"}}.
    """
    rates: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for match in _RATE.finditer(_ONE.sub("1", text)):
        units = match["per"] or match["week"], match["unit"]
        rates.setdefault(units, {})[match["n"] or "1", match["of"]] = match[0]
    return rates


def limits(text: str) -> dict[str, str]:
    """Return for whom something is said in a folded text, by its limit: 中学生以上."""
    matches = _LIMIT.finditer(text) if _LIMIT_SIGN.search(text) else ()
    return {re.sub(r"\s", "", match[0]): match[0] for match in matches}


def series(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each series of a folded text: its words, and its weeks and weekdays one by one (毎土,
    1土, 3土).
    """
    for match in _SERIES.finditer(text):
        words = match[0].removesuffix("曜")
        weekdays = re.findall("[月火水木金土日]", re.sub(r"毎週", "", words))
        weeks = ["毎"] if words.startswith("毎週") else re.findall(r"[1-5一二三四五]", words)
        numbers = {n: str("一二三四五".find(n) + 1 or n) for n in weeks}
        yield match[0], frozenset(f"{numbers[week]}{day}" for week in weeks for day in weekdays)


@lru_cache(256)  # of the same lines it is asked by each rule
def places(text: str) -> tuple[str, ...]:
    """Return each named place of a folded text: a library, a room, a hall; not 図書館 by itself."""
    if not _PLACE_ENDS.search(text):
        return ()
    matches = around(_PLACE, text, _PLACE_ENDS, before=20, behind=5)
    names = (
        _ANY.sub(
            "",
            # 18:30ホール; of 場所:2階集会室 it is the floor
            re.sub(r"^\d+(?![\d階F])", "", match[0])
            if text[: match.start()][-1:] in ("/", ":")
            else match[0],
        )
        for match in matches
    )
    return tuple(one for one in names if len(one) > 1 and not _NOWHERE.fullmatch(one))


def houses_in(text: str) -> Iterator[str]:
    """Yield each library of a folded text that has several: 本館, 滝山図書館, 駅前分室."""
    for match in _A_HOUSE.finditer(text):
        if not _ANY_LIBRARY.fullmatch(match[0]) or match[0] == "本館":
            yield match[0]


def numbers(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield each number of a folded text without thousands' commas: the match, the number without
    zeros, what it counts; empty when nothing is said (定員 20). In 5～7歳 both count years. A unit
    that no list has is the word right behind the number (ミリリットル).
    """
    for match in _UNIT.finditer(text) if _DIGIT.search(text) else ():
        if kanji := match["kanji"]:
            number, unit = str(number_of(kanji)), match["of"]
        else:
            number = match["number"].lstrip("0")
            unit = match["unit"] or match["next"] or ""
            school = _OF_SCHOOL.search(text, match.start() - 6, match.start())
            if text[match.start() - 1 : match.start()] in _YEARS or (school and unit in ("年", "")):
                unit = "年生"  # 3歳~小2、15人; 小学4~6年
            # A4サイズ: a name
            if not unit and not _LETTER.match(text[match.start() - 1 : match.start()]):
                word = _WORD.match(text, match.end())
                unit = word[0] if word else ""
        unit = re.sub("[カヵヶ箇](?=[月所])", "か", unit)
        before = text[max(0, match.start() - 2) : match.start()]
        one_of = "第" in before or re.search(r"\d[~-]$", before)  # 1~3回は2階
        if unit == "回" and (one_of or text.startswith("目", match.end())):
            unit = "回目"  # 第2回: which one, not how many
        yield match, number, _SAME_UNIT.get(unit, unit)


def chains(text: str) -> Iterator[re.Match[str]]:
    """Yield each telephone number and postal code of a folded text."""
    return _CHAIN.finditer(text)


def counts(text: str) -> dict[str, set[str]]:
    """Return what each number of a folded text counts; what only numbers a line is left out."""
    units: dict[str, set[str]] = {}
    for _, number, unit in numbers(_CHAIN.sub(" ", _NUMBERED.sub(" ", text))):
        units.setdefault(number, set()).add(unit)
    return units


def answers(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return what a folded text answers, by thing and question (ある, 要る): 駐車場はありません →
    {("駐車場", "有無"): {"なし": "駐車場はありません"}}.
    """
    replies: dict[tuple[str, str], dict[str, str]] = {}
    for match in around(_ANSWER, text, _REPLY, before=70, behind=10):
        if _ASKS.match(text, match.end()) or text.startswith("でした", match.end()):
            continue  # 設けておりませんでしたが
        for thing in (_USE.sub("", one) for one in match["thing"].split("・")):
            if len(thing) < 2 or thing in _NO_THING:
                continue
            question, value = next(reply for name, *reply in _REPLIES if match[name])
            if (
                match["some"]
                and question == "有無"
                and (value == "なし") == match["some"].strip().endswith("しか")
            ):
                value = "あり"  # 3台分しかありません
            replies.setdefault((thing, question), {}).setdefault(value, match[0])
    return replies


def narrowings(text: str) -> Iterator[tuple[str, str]]:
    """Yield for whom alone a folded text says something is, with its words: 女性 of
    女性の方のみ.
    """
    for match in _NARROWED.finditer(text):
        yield match["who"], match[0]


def audience(text: str) -> tuple[str, bool]:
    """Return the words by which a folded text says for whom something is (小学生の方), empty for
    none; and whether it is for everybody.
    """
    match = _FOR.search(text)
    return match[0] if match else "", bool(_EVERYBODY.search(text))


def offered(text: str) -> Iterator[Choice]:
    """Yield the choices of which a folded text has some words, as it has of few."""
    for choice, searches in _SEARCHES:
        for search in searches:
            if search(text):
                yield choice
                break


def chosen(choice: Choice, text: str, values: Collection[str] | None = None) -> dict[str, str]:
    """Return the values of a choice, or those of some `values`, that a folded text says, each with
    its words.
    """
    said: dict[str, str] = {}
    # what stands nowhere in the text stands in no passage of it
    ahead = {
        value: _place(choice.values[value], text, 0)
        for value in (choice.values if values is None else values)
    }
    while ahead := {value: place for value, place in ahead.items() if place >= 0}:
        first = min(ahead.values())
        start = max(text.rfind(mark, 0, first) for mark in "。\n") + 1
        passage = _PASSAGE.match(text, start)
        piece = passage[0] if passage else ""
        end = start + len(piece)
        here = [value for value, place in ahead.items() if place <= end]
        words = ((value, _undenied(choice, choice.values[value], piece)) for value in here)
        own = {value: found for value, found in words if found is not None}
        said_so = tuple(own.values())
        # 申込みはいりませんので、袋を持って会場へ: no 申込みは…会場へ
        own = {v: w for v, w in own.items() if not _begins_with(w, said_so)}
        if own and _counts(choice, piece):
            said |= own
        for value in here:
            ahead[value] = -1 if value in said else _place(choice.values[value], text, end + 1)
    return said


def _begins_with(words: str, others: Iterable[str]) -> bool:
    """Return whether words begin with others, and go on."""
    return any(words != one and words.startswith(one) for one in others)


def _place(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where an expression matches first from a place on; -1 where it does not."""
    match = pattern.search(text, start)
    return match.start() if match else -1


def _undenied(choice: Choice, value: re.Pattern[str], piece: str) -> str | None:
    """Return the words with which a passage says a value and does not deny it."""
    behind = [pattern for pattern in (choice.denial, choice.other) if pattern]
    for found in value.finditer(piece):
        if not any(pattern.match(piece, found.end()) for pattern in behind):
            return found[0]
    return None


def _counts(choice: Choice, piece: str) -> bool:
    """Return whether what a passage says of a choice is said of it, and as decided."""
    doubt = choice.outright and DOUBT.search(piece)
    beside = choice.within and not choice.within.search(piece)
    return not (doubt or beside or (choice.unless and choice.unless.search(piece)))


def denied(choice: Choice, text: str) -> dict[str, str]:
    """Return the values of a choice that a folded text denies, with its words:
    先着順ではありません.
    """
    if choice.denial is None:
        return {}
    return {
        value: found[0] + denial[0]
        for value, pattern in choice.values.items()
        for found in pattern.finditer(text)
        if (denial := choice.denial.match(text, found.end()))
    }
