"""Pure: from a page's blocks to its outline: headings by tag, look or mark, labels with their
values, records of tables.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import category

from bridge.model import Block
from bridge.text.clean import folded, plain
from bridge.text.dates import mentions
from bridge.text.limits import FOLLOWING
from bridge.text.times import HOUR, find_times, fold
from bridge.topics.foot import without_foot
from bridge.topics.heads import name_and_day, number_style, style_of
from bridge.topics.labels import (
    COLUMNS,
    FIELD,
    NO_PLACE,
    SLASH,
    STOPS,
    field_of,
    housed,
    key_of,
    known_field,
    labelled,
    parted,
    slashed,
    without_aside,
)
from bridge.topics.lines import LENGTH, LINES, MARK, Piece, blocks_of_text, joined, pieces
from bridge.topics.outline import Outline, Section, Unit, is_library, is_name, split
from bridge.topics.phrases import (
    CLOSED,
    COUNT,
    OPENS,
    clause_facts,
    closed_days,
    first_of_days,
    goes_on_with,
    is_venue,
    labelled_clause,
    name_cell,
    shut_day,
    with_weekday,
)
from bridge.topics.seams import put_right
from bridge.topics.sorts import (
    NOTE,
    Sort,
    day_first,
    has_day,
    is_time,
    lead_time,
    named_time,
    occasions_in,
    rest_of,
    ruled,
    sort_of,
    without_ends,
)
from bridge.topics.tidy import (
    CONTACT,
    DIGRESSION,
    ENDS,
    FURNITURE,
    PAST,
    RUBY,
    is_filed,
    is_prose,
    stripped,
    tidy,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bridge.model import Page

#: blocks at the top of an article, among which its day of publication stands
HEAD_BLOCKS: Final = 5
#: a label of what, and when: 使えない箇所と期間
_THING_AND_DAYS: Final = re.compile(
    r"(?:箇所|場所|施設|フロア|サービス|もの|資料|コーナー)(?:と|・|および|及び)(?:期間|日時|日程|日)$"
)
#: 12月24日(木)(中止)
_OFF_ALONE: Final = re.compile(r"\s*[(【\[](?:中止|延期|休講)[)】\]]\s*$")
_OFF: Final = re.compile(r"中止|延期|休講")
_SHUT: Final = re.compile(r"休館|休室|閉館|閉室|休止")
#: behind days, a request of its own
_ASKED_BEHIND: Final = re.compile(
    r"(?<=\S)\s+(?P<asked>[^\s。]*(?:場合|方|とき)は、?[^。]*ください。?)$"
)
_COUNTS: Final = re.compile(r"第\s?\d{1,2}\s?回")
#: what becomes of a place, and no place: 市民会館に変わりました, 中央館のままです
_STAYS: Final = re.compile(r"(?:ました|まま(?:です)?|変わりません)。?$")
_VENUE: Final = re.compile(r"[^はがをで、。]{2,24}")
#: one of several by its name in brackets, and its day: (英語)12月5日(土)10時～ 3～6歳
_HEADED: Final = re.compile(
    r"[(【〔\[](?P<name>(?!予定|変更|訂正|中止|延期|追加|祝)[^()【】〔〕\d][^()【】〔〕\[\]]{1,11})[)】〕\]]\s?"
    r"(?P<rest>\d{1,2}月\s?\d{1,2}日[^。]*)"
)
#: what goes on from an hour, and is no name: 14時～16時ごろ 途中10分休けい
_OF_HOUR: Final = re.compile(r"(?:ごろ|ころ|頃)(?=\s|[、(（]|$)|途中\s?[\d休]|休(?:憩|けい)")
_SPARE: Final = re.compile(r"(?:雨天|荒天)?(?:予備日|順延日?)")
#: in brackets, what a line was or is: a label
_MARKED_AS: Final = re.compile(
    r"^\s*(?:[(（【〔\[]\s*(?P<label>[誤正旧新]|変更[前後]|改[正定][前後])\s*[)）】〕\]]"
    r"|(?P<half>[誤正])\s*[)）])\s*[:：]?\s*(?=\S)"
)
#: what stands below cannot be had: 以下の場所はご利用いただけません
_WITHOUT: Final = re.compile(
    rf"(?:次|つぎ|{FOLLOWING}|下記)の[^。、]{{1,12}}[がをはも][^。]*(?:ません|停止|休止|閉鎖|制限)"
)
#: a name, and a day behind it
_NAMED_DAY: Final = re.compile(
    r"[^\d:]*?[一-龠ァ-ヶー][^\d:]*[\s:]\d{1,2}月\s?\d{1,2}日\s?\([月火水木金土日]"
)
SECTIONS: Final = 200  #: sections looked at
_QUOTED_HEAD: Final = re.compile(
    r"(?P<name>[「『【][^「」『』【】]{2,40}[」』】])\s*(?:・{2,}|…+|‥+)\s*(?P<rest>\S.*)"
)
_RUBRIC: Final = re.compile(
    r"(?:図書館(?:から)?の?)?(?:お知らせ|おしらせ|新着情報|最新情報|トピックス|ニュース|イベント情報|記事|詳細|本文)(?:詳細|一覧)?(?:\s*[A-Za-z]{4,12})?"
)
#: days, a house and what is said of its days: 12月1日(火)～6日(日)中央図書館(最終日は正午まで)
_HOUSED: Final = re.compile(
    r"(?P<days>\d{1,2}月\d{1,2}日(?:\([^()]{1,5}\))?\s*~\s*(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,5}\))?)\s*"
    r"(?P<house>[^\d\s()、。]{2,14})\((?P<beside>(?:[^()]|\([^()]*\)){4,60})\)"
)
_MONTH: Final = re.compile(
    r"(?:\d{4}年|(?:令和|平成)\s*[\d元]{1,2}年)?(?<!\d)(?:1[0-2]|[1-9])月(?!\s*\d(?!\d?月)|間|刊|末|分)"
)
#: 講演会 11月7日(土)13時～ 定員40人(要申込): the name and its time
_SEATS: Final = re.compile(r"(?<=\S{3})\s+(?:定員|先着)\s?\d{1,3}(?:人|名|組)(?:\([^()]*\))?$")
#: 講演会 11月7日(土)13時～(要申込): of what stands before it
_ASKED: Final = re.compile(r"(?<=\S{3})\s*[(（](?:要|事前)?(?:申し?込み?|予約)(?:不要|制)?[)）]$")
#: 和とじ体験 11月1日(日)14:00～16:00 要申込
_TERMS_BEHIND: Final = re.compile(
    r"(?<=\S{3})(?:\s+(?:要(?:事前)?(?:申し?込み?|予約)|(?:申し?込み?|予約)不要|(?:参加|入場)?無料|先着順|抽選|随時受付))+$"
)
#: 会場は3階の相談室で、ご相談の秘密は守られます。
_FIRST_CLAUSE: Final = re.compile(
    r"(?P<label>会場|場所|参加費|受講料|入場料)は、?(?P<value>[^。、はが]{2,40}?)(?:で(?:あり|す)?|になり)、"
)
#: fields of which a sentence among others may be the value: 今回の上映は、「…」です。
_TOLD_SO: Final = (Sort.THEME, Sort.PLACE)
#: 期間は10月31日(火)～12月24日(日)(期間中の月曜日は休館)
_SPAN: Final = re.compile(
    r"(?P<label>期間|会期|展示期間|開催期間)は、?(?P<days>[^。、]*\d日(?:\([月火水木金土日]\))?)(?:\([^()]*(?:\([^()]*\))?[^()]*\))?。?"
)
#: what a value of a field has
_FITS: Final = {
    Sort.CAPACITY: re.compile(r"\d\s?(?:人|名|組|席)"),
    Sort.FEE: re.compile(r"無料|\d円|有料"),
    Sort.AUDIENCE: re.compile(r"方$|人$|生$|以上|歳|どなた"),
}
_NEVER: Final = re.compile(r"$^")
#: ①ちょっぴりこわい回 午後4時30分～5時
_PART_NUMBERED: Final = re.compile(
    r"(?P<number>[①-⑤])\s*(?P<name>[^\d\s]{1,14}(?=\s))?\s*"
    rf"(?P<hours>{HOUR}\s*(?:~|から)\s*(?:{HOUR})?(?:まで)?)"
)
#: ○夜の部 18時～20時 ※お仕事帰りにどうぞ
_PART_OF_DAY: Final = re.compile(
    r"[○〇◯◎・●]\s*(?P<name>(?:[昼夜朝]|夕方?|午[前後])の部)\s*:?\s*"
    rf"(?P<hours>{HOUR}\s*(?:~|から)\s*(?:{HOUR})?(?:まで)?)\s*(?:※.*)?"
)
#: what the house does on a part of a day
_PART_SHUT: Final = re.compile(
    r"(?P<day>\d{1,2}月\d{1,2}日(?:\([月火水木金土日](?:・祝)?\))?)\s+"
    r"(?P<state>(?:午前中?は|午[前後]\d{1,2}時(?:\d{1,2}分|半)?(?:から|より|に|で))[^。]{0,8}(?:平常|通常|開館|休館|閉館).{0,40})"
)
#: between two labels of one heading
_TWO_FIELDS: Final = re.compile(r"および|及び|ならびに|・|と|、|/")
#: 上記を2月5日(金)までに図書館へ持参または郵送(必着)してください。
_HANDED_IN: Final = re.compile(
    r"^(?:上記|下記|必要書類|次の書類|以下の書類)[^、。]{0,8}を、?(?P<way>(?=[^。]*までに)[^。]*(?:持参|郵送|提出)(?:[(（][^()（）]*[)）])?)"
)
#: a label in its brackets, among the lines of another
_BOXED_LABEL: Final = re.compile(r"【(?P<label>[^】\d]{2,16})】")
_UNTIL_DAY: Final = re.compile(
    r"(?:期間は|展示は)?、?(?P<day>\d{1,2}月\d{1,2}日(?:\([^()]{1,3}\))?まで)(?:です)?。?"
)
_SHOWS: Final = re.compile(r"展示|展(?:$|[「『\s])|特集|コーナー|フェア")
#: what stands beside a title to print it or to send it on
_TOOLS: Final = re.compile(
    r"(?:PDF|印刷(?:する)?|プリント|シェア|ポスト|ツイート|共有|文字サイズ|[大中小]|\s)+"
)
#: the hours of all days, in the brackets of what heads their column
_HOURS_IN_HEAD: Final = re.compile(
    r"(?P<label>日時|日程|期日|開催日|月日)[(（](?:各[回日]|いずれも|毎回)?、?(?P<hours>(?:午[前後])?\d{1,2}(?:時|:\d\d)[^()（）]*)[)）]"
)
#: いずれも午前9時30分～12時 どれか1日をえらんでください: the hours of the days above
_OF_ALL_DAYS: Final = re.compile(
    r"(?:いずれも|各[日回](?:とも)?|両日とも|どの日も)、?\s*"
    rf"(?P<hours>{HOUR}\s*(?:~|から)\s*(?:{HOUR}|正午)(?:まで)?)"
)
#: 日にちは6月27日の土曜日、朝の10時半から1時間ほど。
_DAY_IS: Final = re.compile(
    r"(?P<label>日にち|日時|期日|日程|開催日|とき)は、?(?P<days>\d{1,2}月\d{1,2}日[^。]{0,30}?)(?:です|となります)?。?"
)
#: ②往復はがき(必着) 住所、氏名…: the next way, and what is to be done with it
_WAY_NUMBER: Final = re.compile(
    r"[■◆●○・\s]*(?P<number>[②-⑤])\s*(?P<way>[^\s:：。、(]{2,14}(?:[(（][^()（）]{1,8}[)）])?)"
)
#: 中央・北・南 12月28日(月)～1月4日(月)
_BEFORE_DAYS: Final = re.compile(
    r"(?P<names>[^\s\d:：()「」『』。]{1,24})[\s:：]+(?P<days>(?:\d|令和|毎[週月]).*)"
)
_FACTS: Final = frozenset((Sort.WHEN, Sort.PLACE, Sort.AUDIENCE, Sort.CAPACITY, Sort.TERM))
#: labels whose value may be sentences, told like any other
_TELLING: Final = ("概要", "経緯", "経過", "状況", "趣旨", "内容")
_TELLER: Final = re.compile(r"(?:読み手|語り手|話し手|講師|担当|出演)\s*[:：]?")
#: …で行われ、応募期間は10月25日(土)から11月25日(火)までです。
_TERM: Final = re.compile(
    r"(?P<label>(?:応募|募集|申込|申し込み|受付)期間|(?<![^。])受付(?=は、?\d{1,2}月))は、?(?P<days>[^。、]*\d日[^。、]*?(?:まで|\d日(?:\([月火水木金土日]\))?))(?:です|となり|とし|。|$)"
)
#: how the columns of what changes end: 11月30日まで, 12月1日から
_CHANGES: Final = (["まで", "から"], ["まで", "より"])
#: 申し込みは7月18日(土)10時から、カウンターまたは電話で。
_ASKED_FOR: Final = re.compile(
    r"(?:お?申し?込み?|参加申込)は、?(?P<way>[^。]{4,60}(?:で|から|まで|へ))(?:どうぞ|お願いします|お申し?込みください)?。?"
)
#: 3月3日(水)から29日(月)まで。
_DAYS_ALONE: Final = re.compile(
    r"\d{1,2}月\d{1,2}日(?:\([^()]{1,5}\))?(?:から|~)(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,5}\))?(?:まで)?(?:です)?。"
)
#: 12月2日から毎週水曜日、15時～15時40分。
_WEEKLY_ALONE: Final = re.compile(
    r"(?:\d{1,2}月\d{1,2}日[^。、]{0,24}|毎月)?(?:毎週|第\d)[\d第・]*[月火水木金土日](?:(?!ます|です)[^。はがをも]){0,36}。"
)
#: a label of a day and of more
_DAY_AND: Final = re.compile(r"[^、・と]{1,8}日(?=[、・と])")
HEAD_CELL: Final = 6  #: letters of the head of a column that names its rows
#: the head of a column of values
_HEAD_CELL: Final = re.compile(
    r"(?:休館|休室|閉館|開館|実施|開催|利用|停止|巡回)(?:する|の)?(?:日|期間|日程|日時|時間)(?:等|など)?"
    r"|(?:日程|日時|期間|時間|開始|内容)(?:等|など)?"
)
_FURTHER: Final = frozenset(("その他", "備考"))
_ASKED_BESIDE: Final = re.compile(
    r"(?:電話|FAX|ファクス|窓口|カウンター|メール|フォーム|はがき)[^。]{0,8}(?:申し?込み?(?:受付|を?受け?付|ください)|受付)"
)
_STAMP_WORD: Final = re.compile(
    r"(?:カテゴリー?|分類|タグ)\b.*|(?:現在|時点|更新|掲載|公開|発表|発行|投稿|登録|作成|配信|送信|受信)(?:日時?)?$"
)
#: the day of publication before a line that begins with a day of its own
_GLUED: Final = re.compile(r"^20\d\d[年./-]\s?\d{1,2}[月./-]\s?\d{1,2}日?\s?(?=\d{1,2}月\d{1,2}日)")
#: the day of publication with the tag of its list beside it: 2026.06.20図書館, 重要 2026/6/20
_POSTED: Final = re.compile(
    r"(?:[^\s\d:：]{1,10}\s*[:：]?\s*)?(?P<day>20\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?)\s*(?:\([^()]{1,3}\))?\s*(?:\(?\d{1,2}:\d\d(?::\d\d)?\)?|\d{1,2}時\d{1,2}分(?:\d{1,2}秒)?)?\s*[^\s\d:：]{0,10}"
)
#: below the day of a blog's entry: under what it is filed, and who wrote it
_FILED: Final = re.compile(r"(?:テーマ|カテゴリー?|投稿者|作成者|記入者|書いた人)\s?[:：]")
#: 募集要項 [134KB]: a file that hangs beside the page
_FILE: Final = re.compile(
    r".{0,40}[\[(]\s?[^\[\]()]{0,16}\d\s?(?:KB|MB|キロバイト)[^\[\]()]{0,8}[\])]"
)
#: alone on its line, above what was and what will be
_WAS_BELOW: Final = re.compile(r"(?:変更前|改定前|改正前|これまで|[今い]まで|現行|旧)")
_WILL_BE_BELOW: Final = re.compile(r"(?:変更後|改定後|改正後|これから|今後|新)")
_ARROW_ALONE: Final = re.compile(r"[⇩⇓↓⬇▼⇒→➡]+")
#: 25日(金), and a day without month and weekday
_WITH_WEEKDAY: Final = re.compile(r"(?<![\d月/.])(\d{1,2})日\s?\([月火水木金土日][^()]{0,3}\)")
_BARE_NUMBER: Final = re.compile(r"(?<![\d月/.])(\d{1,2})日(?!間|目|前|\s?\()")
#: what was told wrong, and what is right: with their days each stands under its word
_CORRECTED: Final = frozenset(("誤", "正"))
#: (12:30～12:50は点検のため退館をお願いします), (12:30～12:50 同上) behind hours
_ASIDE_IN_HOURS: Final = re.compile(
    r"(?<=[時分0-9０-９])\s*[(（](?:[^()（）]*同上|[^()（）]{8,60}(?:ます|ません|ください))[)）]"
)
#: 公開日時 4月23日(金) 午前10時: of what is to be shown, if that is to come
_SHOWN_FROM: Final = re.compile(r"\W*公開(?:日時?|開始日?)?[\s:：]")
#: an update above what it replaces: (以下は、12月5日に掲載した内容です)
_OLD: Final = re.compile(
    r"\W*(?:以下は|これより下は).{0,16}(?:掲載|発表|公開|お知らせ)した"
    r"|\W*(?:以下、?)?(?:これまで|従来|以前|変更前)の(?:ご?案内|お知らせ|内容|情報)(?:です)?\W*(?:[(（](?:廃止|終了)[)）])?\W*$"
)
#: ＝臨時休館について＝県内の…: a heading at the head of its own paragraph
_INLINE_HEAD: Final = re.compile(
    r"[＝=〓]{1,3}(?P<name>[^＝=〓。]{3,40})[＝=〓]{1,3}(?P<rest>\S.{15,})"
)
#: a mark and a label within a line, which begins one of its own
_LABEL_INSIDE: Final = re.compile(
    r"(?<=\S)\s*[■◆●〇○◎☆◇▼](?=\s*(?:"
    + "|".join(
        label
        for label in FIELD
        if len(label) > 1 and FIELD[label] not in (Sort.ASIDE, Sort.LIBRARY)
    )
    + r"|[一-龠]{1,4}(?:期間|日時|日程))[\s:：=＝])"
)
#: where the article begins
_BODY: Final = re.compile(r"\W*(?:ここから本文|本文ここから)(?:です)?\W*")
#: 西図書館・東図書館：終日休館
_STATE: Final = re.compile(
    r"(?P<house>[^:：。]{2,40}(?:[館室]|センター))\s*[:：]\s*(?P<state>"
    r"(?:(?:正午|(?:午前|午後)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d))(?:から|より|で|に|をもって)?)?"
    r"(?:終日|臨時|通常|平常)?(?:通り|どおり)?(?:に|の)?(?:休館|開館|閉館|休室|休業|休止)[^。:：]{0,12})"
)
#: a label of days and of where
_PLACES: Final = re.compile(r"場所|会場")
#: 会場:体験室(工事のため、となりの建物です), behind a day
_PLACE_BEHIND: Final = re.compile(r"\s(?:会場|場所|ところ)\s*[:：].*$")
_DAY_FIRST: Final = re.compile(r"(?:(?:令和\d{1,2}|20\d\d)年)?\d{1,2}月\d{1,2}日")
#: what a house does at an hour: 18時で閉館します, 13時に開館する予定です
_DOES: Final = re.compile(
    r"\d(?:時(?:半|\d{1,2}分)?|\d{2})(?:で|に|から|より|をもって)[^。]{0,6}(?:閉館|休館|開館|再開)[^。]{0,8}(?:ます|です)"
)
#: 期日と内容, whose lines each begin with a day
_DAYS_AND: Final = re.compile(
    r"(?:日時|日程|期日|日にち)(?:・|と|及び|および)(?:内容|テーマ|演題|講師)"
)
#: 中高生の部 6人 ⏎ 一般の部 6人(18歳以上)
_DIVISION: Final = re.compile(r"\S{1,8}(?:の部|コース|クラス|[班組])[\s:：(（]")
_MONTH_OF: Final = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])月")
_LED: Final = re.compile(r"(\S*\d{1,2}\s*(?:日|\([月火水木金土日]\))\S*)\s+(\S.*)")
#: 駐車できる台数 120台 → 45台
_CHANGE: Final = re.compile(
    r"(?P<label>[^\s→⇒\d:：()]{2,12})\s+(?!\()(?P<value>(?=[^→⇒]*\d)[^→⇒]{1,24}[→⇒]\s*[^→⇒]{1,30})"
)
#: 返却だけの方 ポストへ。: a list's own words, no sentence by itself
_PAIR: Final = re.compile(r"[^\s、。「」\d]{2,14}(?<![にはをがでとのなるたう])\s[^\s\d(]")
_STAMPED: Final = re.compile(
    r"(?:掲載|公開|発信|投稿|登録|更新|作成|配信|送信|受信)日?(?:時|年月日)?\s*:?\s*(?=(?:令和|20)\d)|^\s*\[?(?=20\d\d[./年-]\s?\d{1,2}[./月-]\s?\d{1,2}日?(?:\s*\(?[月火水木金土日A-Za-z]*\)?)?(?:\s*\d{1,2}(?::|時)\d{1,2}分?)?\s*$)",
    re.MULTILINE,
)


def outline_of(page: Page, today: date) -> Outline:
    """Return the outline of `page` as read on `today`; at most LINES lines and LENGTH characters
    are looked at.
    """
    title = RUBY.sub("", " ".join(fold(plain(page.title)).split()))
    published = published_on(page, today)
    outline = Outline(title, published or today, published)
    _Builder(outline, page).build()
    if not outline.units and page.text.strip():  # a word of its menu passed for an excursion
        outline = Outline(title, published or today, published)
        _Builder(outline, page, whole=True).build()
    return outline


def published_on(page: Page, today: date) -> date | None:
    """Return the day of publication, as the page or its text tells it; None where neither does."""
    return page.published or _stamp(page.text, today) or _said(page.text, today)


_DAY_ALONE: Final = re.compile(r"\d{1,2}月\d{1,2}日")
LATELY: Final = timedelta(days=14)  #: before a page is read


def is_day_of_page(line: str, near: date) -> bool:
    """Return whether the first line of a page is the day on which it was posted: a day alone,
    without its weekday, and lately past.
    """
    flat = fold(line).strip()
    day = next(iter(mentions(flat, near)), None) if _DAY_ALONE.fullmatch(flat) else None
    return bool(day and day.date and near - LATELY <= day.date <= near)


#: 本日29日(日), 明日30日(月): which day it was written on
_TODAY: Final = re.compile(
    r"(?P<word>本日|今日|きょう|明日|あした|あす)[、,\s(]*(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:\(?(?P<weekday>[月火水木金土日])[)・曜])?"
)
WEEK: Final = 7  #: days back to which a page may be written that is new


def _said(text: str, today: date) -> date | None:
    """Return the day on which a text was written that says its today or its tomorrow with the day
    beside it; None where no day of the week up to `today` is it.
    """
    match = _TODAY.search(fold(plain(text[:1500])))
    if match is None or not (match["month"] or match["weekday"]):
        return None  # of which month it is
    later = timedelta(days="本日今日きょう".find(match["word"]) < 0)
    for back in range(WEEK):
        day = today - timedelta(days=back) + later
        month_fits = match["month"] is None or int(match["month"]) == day.month
        weekday_fits = match["weekday"] in (None, "月火水木金土日"[day.weekday()])
        if day.day == int(match["day"]) and month_fits and weekday_fits:
            return day - later
    return None


def _stamp(text: str, today: date) -> date | None:
    """Return the day of publication as the text itself tells it; a bare day to come is none."""
    flat = fold(plain(text[:1500]))
    for match in _STAMPED.finditer(flat):
        day = next(iter(mentions(flat[match.end() : match.end() + 24], today)), None)
        labelled_so = bool(match[0].strip(" ["))
        written = day is not None and day.year_given and day.start <= 1
        if day and day.date and written and (labelled_so or day.date <= today):
            return day.date
    return None


def _begins_body(block: Block) -> bool:
    """Whether a block begins with the words behind which the article stands."""
    return (
        block.sort in ("text", "heading")
        and bool(block.lines)
        and _BODY.fullmatch(block.lines[0]) is not None
    )


def _where(text: str, sort: Sort, label: str) -> tuple[Sort, str]:
    """Return what a value below 図書館 or 会場 is, with its label: a place, or something else."""
    if has_day(text) and is_time(text):
        # 図書館：12月28日(月)～1月4日(月); 日程・会場：中央図書館 ⏎ 7月8日(水)
        return (Sort.ENTRY, label) if sort == Sort.LIBRARY else (Sort.WHEN, "")
    return (Sort.OTHER, "") if NO_PLACE.match(text) else (sort, label)  # 会場は先着順で、…


def relabelled(raw: str) -> str:
    """Return a line whose label stands in brackets with a colon behind it: （変更前）11月26日."""
    marked = _MARKED_AS.match(raw)
    return f"{marked['label'] or marked['half']}：{raw[marked.end() :]}" if marked else raw


_BULLET: Final = re.compile(r"^\s*[・･•▪○●\-]\s*")
_BARE_MONTH: Final = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])月(?=\s*\d)")
_PARTED: Final = re.compile(r"[、/]")
#: 16日(水)19時～ 申込は11月30日まで: of the day itself nothing is said behind
_APPLIED_FOR: Final = re.compile(r"(?:申し?込|締め?切|〆切?|受付|応募|予約|整理券|抽選|返却).*")
#: 【要申込】製本体験 1月30日(土)13時～: how one takes part, before what it is of
_HOW_FIRST: Final = re.compile(
    r"^(?P<mark>[・●○◆■]?)[【\[［〔](?P<how>要(?:申し?込み?|予約)|(?:申し?込み?|予約)不要)[】\]］〕]\s*"
    r"(?P<rest>[^。]{2,}\d(?:日|[(（][月火水木金土日])[^。]*)$"
)
#: what names a month beside the days of the thing itself
_BESIDE_DAYS: Final = frozenset((Sort.SENTENCE, Sort.APPLY, Sort.TERM, Sort.OTHER))


class _Builder:
    """Walks the blocks of a page once."""

    def __init__(self, outline: Outline, page: Page, *, whole: bool = False) -> None:
        self.outline, self.page = outline, page
        self.whole = whole  #: nothing is passed over as an excursion
        self.blocks = tuple(joined(page.blocks)) or blocks_of_text(page)
        begin = next((n for n, b in enumerate(self.blocks) if _begins_body(b)), None)
        if begin is not None:  # what stands above is no article
            head = self.blocks[begin]
            rest = replace(
                head, lines=head.lines[1:], loud=tuple(n - 1 for n in head.loud if n > 0)
            )
            self.blocks = (*((rest,) if rest.lines else ()), *self.blocks[begin + 1 :])
        self.blocks = without_foot(self.blocks)
        self.titled = tuple(_MONTH.findall(outline.title))
        self.month = self._one_of(self.titled)  #: of the bare days of lines and rows below
        self.spoken = ""  #: of those of sentences, if one has named another since
        self.seen: set[str] = set()
        self.known = folded(outline.title)
        self.waiting: tuple[Sort, str, int] | None = (
            None  #: field and label of a label alone; its block, -1: its section
        )
        self.skipping = False
        self.digressing = False  #: what is skipped is an excursion, not whom to ask
        self.old = False  #: what follows was published before
        self.posted = False  #: the day of the entry has been passed over
        self.section = 0
        text = [block for block in self.blocks if block.sort == "text"]
        loud = sum(
            len(line) for block in text for n, line in enumerate(block.lines) if n in block.loud
        )
        self.loud_tells = (
            2 * loud <= sum(len(line) for block in text for line in block.lines) or len(text) < 3
        )

    def build(self) -> None:
        """Fill the outline."""
        self._begin("", ("page", ""), -1)
        room, lines, length = LENGTH, LINES, 0
        for number, block in enumerate(self.blocks):
            if lines <= 0 or room <= 0 or len(self.outline.sections) >= SECTIONS:
                break
            if len(block.lines) > lines:
                block = replace(block, lines=block.lines[:lines])  # noqa: PLW2901
            size = sum(map(len, block.lines))
            room, lines = room - size, lines - len(block.lines)
            first = fold(block.lines[0]) if block.lines else ""
            if (
                block.sort != "row"
                and PAST.match(first)
                and len(first) <= 24
                and len(block.lines) <= 2
            ):
                if length >= 2:
                    break
                continue
            length += 1
            if block.sort == "pair" and block.lines[0] in _CORRECTED:
                self._add("".join(block.lines[1:]), Sort.OTHER, block.lines[0])
            elif block.sort == "pair":
                self._pair(block)
            elif block.sort == "row":
                self._row(block)
            else:
                for piece in pieces(block, number, loud_tells=self.loud_tells):
                    self._piece(piece)
        put_right(self.outline)

    def _is_nth_part(self, raw: str) -> bool:
        """Give a day the hours of its parts, each with its number and name: 8月7日(金) ⏎
        ①こわい回 午後4時30分～5時 ⏎ ②もっとこわい回 午後6時30分～7時15分.
        """
        units = self.outline.units
        if self._is_part_of_day(raw):
            return True
        part = _PART_NUMBERED.fullmatch(raw.strip())
        last = units[-1] if units and part else None
        if part is None or last is None or last.sort != Sort.WHEN:
            return False
        before = chr(ord(part["number"]) - 1)
        if part["number"] == "①" and find_times(last.text):
            return False
        if part["number"] != "①" and before not in last.text:
            return False
        words = part["number"] + (f"{part['name']} " if part["name"] else "")
        units[-1] = replace(last, text=f"{last.text} {words}{part['hours']}")
        return True

    def _is_part_of_day(self, raw: str) -> bool:
        """Give a day the hours of its halves: 7月17日(金) ⏎ ○昼の部 13時30分～15時30分 ⏎ ○夜の部
        18時～20時.
        """
        units = self.outline.units
        part = _PART_OF_DAY.fullmatch(raw.strip())
        last = units[-1] if units and part else None
        if part is None or last is None or last.sort != Sort.WHEN:
            return False
        if find_times(last.text) and "の部" not in last.text:
            return False
        units[-1] = replace(last, text=f"{last.text} {part['name']} {part['hours']}")
        return True

    def _is_next_way(self, raw: str) -> bool:
        """Give a way to apply the next one that counts on from it, as short as it begins: 申込：
        …①Webフォーム ⏎ ②往復はがき(必着) 住所、氏名を書いて….
        """
        units = self.outline.units
        number = _WAY_NUMBER.match(fold(raw))
        first = units[-1] if units and number else None
        if number is None or first is None or first.sort != Sort.APPLY:
            return False
        if chr(ord(number["number"]) - 1) not in first.text or first.section != self.section:
            return False
        units[-1] = replace(first, text=f"{first.text} {number['number']}{number['way']}")
        return True

    def _begin(
        self, heading: str, style: tuple[str, str], above: int, *, record: bool = False
    ) -> int:
        sections = self.outline.sections
        sections.append(
            Section(index=len(sections), above=above, heading=heading, style=style, record=record)
        )
        if not record:
            self.section = len(sections) - 1
        if months := _MONTH.findall(heading):
            self.month, self.spoken = months[0], ""
        return len(sections) - 1

    def _above(self, style: tuple[str, str]) -> int:
        """Return the section in which one of that style stands: headings that look alike are
        siblings.
        """
        path = self.outline.path(self.section)
        styles = [self.outline.sections[s].style for s in path]
        if style[0] == "h":
            return next(
                (
                    s
                    for s, at in zip(path, styles, strict=True)
                    if at[0] == "page" or (at[0] == "h" and at[1] < style[1])
                ),
                0,
            )
        if style in styles:
            return self.outline.sections[path[styles.index(style)]].above
        return self.section

    def _again(self, sort: Sort, label: str, text: str) -> None:
        """Open a new topic where a label comes again after others, or a name stands after a time: a
        list without headings.
        """
        here = [u for u in self.outline.units if u.section == self.section and u.label]
        by_name = sort == Sort.NAME and any(u.sort == Sort.WHEN for u in here)
        place = next((n for n, u in enumerate(here) if u.label == label and u.sort == sort), None)
        since = {u.label for u in here[place:]} if place is not None else set()
        if not by_name and (sort not in (Sort.WHEN, Sort.PLACE) or len(since) < 2):
            return
        style = ("name", "") if by_name else ("again", "")
        above = (
            self._above(style)
            if self.outline.sections[self.section].style == style
            else self.section
        )
        self._begin(text if by_name and is_name(text) else "", style, above)

    def _add(
        self,
        text: str,
        sort: Sort,
        label: str = "",
        *,
        bare: bool = True,
        section: int | None = None,
        raw: str = "",
    ) -> None:
        text = text.strip()
        if not text or is_filed(label, text):
            return
        if (
            sort == Sort.ASIDE
            and label in _TELLING
            and re.search(r"(?:ます|まし?た|です|でした|ません)。?$", text)
        ):
            for sentence in split(f"{text.rstrip('。')}。"):  # 概要：…が見える状況で送信しました
                self._add(sentence, Sort.SENTENCE, bare=bare, section=section, raw=raw or text)
            return
        if sort == Sort.ASIDE and label in _FURTHER and _ASKED_BESIDE.search(text):
            sort, label = Sort.APPLY, "申込"  # その他：2月1日(月)より電話にて申込受付
        if sort == Sort.WHEN and (request := _ASKED_BEHIND.search(text)):
            # 12月23日から1月5日 年内に受け取りたい場合は18日までに…
            self._add(text[: request.start()], sort, label, bare=bare, section=section, raw=raw)
            self._add(request["asked"], Sort.SENTENCE, bare=bare, section=section)
            return
        if sort in (Sort.LIBRARY, Sort.PLACE):
            sort, label = _where(text, sort, label)
            sort = Sort.WORD if sort == Sort.PLACE and self._is_without(label) else sort
        if sort == Sort.SENTENCE:
            key = folded(text)
            of_day = has_day(self.outline.sections[self.section].heading)
            if key in self.seen and section is None and not of_day:
                return  # said before; of a table each row, and each day, answers for itself
            self.seen.add(key)
        units = self.outline.units
        if section is None and label and sort in (Sort.NAME, Sort.WHEN, Sort.PLACE):
            self._again(sort, label, text)
        if label and (own := _MONTH.findall(label)):
            self.month, self.spoken = own[0], ""  # 12月：11日(月)、18日(月)
        units.append(
            Unit(
                text=text,
                sort=sort,
                label=label,
                section=self.section if section is None else section,
                at=len(units),
                bare=bare,
                month=self._month_in(text, sort),
                raw=raw or text,
            )
        )
        self._month_goes_on(label, text, sort)

    @staticmethod
    def _one_of(months: Sequence[str]) -> str:
        """Return the month that is named alone; of 1月～3月 none: a day may be of each."""
        return months[0] if len({month.rpartition("年")[2] for month in months}) == 1 else ""

    def _month_goes_on(self, label: str, text: str, sort: Sort) -> None:
        """Keep the month that a line names for the bare days behind it: a sentence's, and that of
        how to apply, for the sentences behind it alone where a line, heading or title names one.
        """
        # 作品は2月に上映します, below 12月の行事: what follows is of the title's month
        own = self.titled if sort == Sort.SENTENCE else ()
        rest = without_ends(text if sort in _BESIDE_DAYS else _APPLIED_FOR.sub("", text))
        months = _MONTH.findall(f"{label} {rest}") or _BARE_MONTH.findall(rest)
        if not months or (own and not has_day(text) and months[-1] not in own):
            return
        if sort in _BESIDE_DAYS:
            self.spoken = months[-1]
        else:
            self.month = months[0] if has_day(text) else self._one_of(months)
            self.spoken = ""

    def _is_without(self, label: str) -> bool:
        """Return whether a place without a label is one of those that cannot be used, and no venue:
        次の場所はご利用いただけません ⏎ ・2階閲覧室.
        """
        for unit in [] if label else reversed(self.outline.units):
            if unit.section != self.section or unit.sort == Sort.SENTENCE:
                return unit.section == self.section and _WITHOUT.search(unit.text) is not None
        return False

    # ── lines ──

    def _piece(self, piece: Piece) -> None:
        piece = replace(
            piece, raw=_HOW_FIRST.sub(r"\g<mark>\g<rest>(\g<how>)", relabelled(piece.raw))
        )
        # …を展示します。〇展示期間 7月4日(土)～
        parts = SLASH.split(piece.raw) if slashed(piece.raw) else _LABEL_INSIDE.split(piece.raw)
        if len(parts) > 1:
            for part in parts:
                self._piece(replace(piece, raw=part))
            return
        if self._passes_over(piece, fold(piece.raw)):
            return
        text, bare = tidy(_ASIDE_IN_HOURS.sub("", piece.raw))
        text = _GLUED.sub("", text)
        label = None if NOTE.match(text) else labelled(text)
        if label and label[1] in _CORRECTED:
            self._add(label[2], Sort.OTHER, label[1])
            return
        quoted = _QUOTED_HEAD.match(stripped(text)) or _INLINE_HEAD.fullmatch(piece.raw.strip())
        if quoted:  # 「海の本」・・・海にちなんだ本を集めました。
            self._heading(quoted["name"], ("quoted", quoted["name"][0]), piece)
            self._plain(replace(piece, raw=quoted["rest"]), quoted["rest"], bare=bare)
            return
        if self._is_nth_part(fold(piece.raw)):
            return
        style = None if self._is_value(piece) else self._style(piece, text, label)
        behind = [u.sort for u in self.outline.units[-3:] if u.section == self.section]
        if style == ("plain", "") and {Sort.WHEN, Sort.HOURS} & {*behind}:
            # 12月4日(金) 12時15分～ ⏎ 中央館エントランス
            style = None if sort_of(stripped(text)) not in (Sort.SENTENCE, Sort.WORD) else style
        if label and label[2] and label[0] != Sort.OTHER:
            style = None
            # 2 実施日時 behind 1 …とは
            self.skipping = self.skipping and not (self.digressing and label[0] in _FACTS)
        if style:
            self.skipping = False
        if self.skipping:
            return
        if style:
            self._heading(stripped(text) or text, style, piece)
        else:
            self._line(piece, text, label, bare=bare)

    def _style(
        self, piece: Piece, text: str, label: tuple[Sort, str, str] | None
    ) -> tuple[str, str] | None:
        """Return the look of a line that is a heading, None of any other."""
        if self._changes and (_WAS_BELOW.fullmatch(text) or _WILL_BE_BELOW.fullmatch(text)):
            return "change", ""
        style = style_of(piece, text, label, {section.style for section in self.outline.sections})
        # 2月8日(月)～2月19日(金) 中央図書館及び全分館
        days = mentions(text, self.outline.near) if _DAY_FIRST.match(text) else ()
        ahead = any(day.date not in (None, self.outline.published) for day in days)
        return None if ahead and style and style[0] == "library" else style

    def _passes_over(self, piece: Piece, flat: str) -> bool:
        """Return whether a piece is none of the page's news: furniture, a digression, older news, a
        stamp; keep what it says of those that follow.
        """
        if not flat.strip():
            return True
        if self._is_none_of_it(piece, flat.strip()):
            return True
        awaited = self.waiting is not None and self.waiting[0] == Sort.WHEN and has_day(flat)
        news = awaited or self._is_ahead(flat) or self._is_named_day(flat) or is_prose(flat)
        if FURNITURE.search(flat) and not news:
            return True
        digression = not self.whole and DIGRESSION.match(piece.raw) is not None
        if digression or CONTACT.match(piece.raw):
            self.skipping, self.waiting = True, None
            self.digressing = digression
            return True
        off = _OFF_ALONE.search(flat)
        if off and is_time(stripped(flat[: off.start()])) and not _OFF.search(self.outline.title):
            return True  # one of several days, called off by itself
        self.old = self.old or _OLD.match(flat) is not None
        if self.old:
            return True
        if piece.block < HEAD_BLOCKS and self.waiting is None and self._is_posted(flat.strip()):
            if "号" in flat:  # 2026年9月1日号: its bare days are September's
                self.month = next(iter(_MONTH_OF.findall(flat)), self.month)
            self.posted = True
            return True
        return False

    def _month_in(self, text: str, sort: Sort) -> str:
        """Return the month of the bare days of a line: the one last named, of a sentence in a
        sentence, too; of a day with a weekday the one in which it fits, and of one that the page
        names with a weekday (25日(金) … 10月4日まで … 25日の正午に) that one's.
        """
        prose = sort in _BESIDE_DAYS
        month = (self.spoken or self.month) if prose else (self.month or self.spoken)
        if _MONTH.search(without_ends(text)):
            return month
        bare, day_of_week = _BARE_NUMBER.search(text), _WITH_WEEKDAY.search(text)
        if bare is None and day_of_week:  # 5日(土), behind a line with another month
            likely = (month, self.month, *self.titled)
            fits = next((one for one in likely if one and self._fits(one, day_of_week[0])), "")
            if fits:
                return fits
            bare = day_of_week
        of_page = self._weekdays.get(int(bare[1])) if bare else None
        return f"{of_page}月" if of_page else month

    def _fits(self, month: str, day: str) -> bool:
        """Return whether a day with its weekday is one of a month."""
        there = next(iter(mentions(f"{month}{day}", self.outline.near)), None)
        return there is not None and there.date is not None and not there.weekday_wrong

    @cached_property
    def _weekdays(self) -> dict[int, int]:
        """Return the months of days that are named without one, and with a weekday that fits near
        the day of the page, by their numbers; none of a page with two of one number.
        """
        months: dict[int, set[int]] = {}
        for line in self._lines:
            for match in _WITH_WEEKDAY.finditer(line):
                for month in (self.outline.near.month, self.outline.near.month % 12 + 1):
                    if self._fits(f"{month}月", match[0]):
                        months.setdefault(int(match[1]), set()).add(month)
                        break
        return {number: min(some) for number, some in months.items() if len(some) == 1}

    def _is_none_of_it(self, piece: Piece, line: str) -> bool:
        """Return whether a line is a file that hangs beside the page, an arrow between what was and
        what will be, or under what a blog's entry is filed.
        """
        return bool(
            _FILE.fullmatch(line)
            or (self._changes and _ARROW_ALONE.fullmatch(line))
            or (self.posted and piece.block < HEAD_BLOCKS and _FILED.match(line))
        )

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        """Return the lines of the page, a label and its value in one."""
        return tuple(
            fold(line).strip()
            for block in self.blocks
            for line in (("：".join(block.lines),) if block.sort == "pair" else block.lines)
        )

    @cached_property
    def _changes(self) -> bool:
        """Return whether lines head what was and what will be: 改定前 … 改定後 …."""
        return any(map(_WAS_BELOW.fullmatch, self._lines)) and any(
            map(_WILL_BE_BELOW.fullmatch, self._lines)
        )

    def _is_ahead(self, flat: str) -> bool:
        """Return whether a line is a day to come and no more, the only one that the page names: no
        stamp of a page, which is of a day gone by, but the day of the thing.
        """
        near = self.outline.near
        days = [day.date for day in mentions(flat, near) if day.date]
        if _SHOWN_FROM.match(flat.strip()):
            return bool(days) and min(days) > near
        if not _POSTED.fullmatch(flat.strip()):
            return False
        lines = (line for block in self.blocks for line in block.lines)
        ahead = [d.date for line in lines for d in mentions(line, near) if d.date and d.date > near]
        return days == ahead

    def _is_named_day(self, flat: str) -> bool:
        """Return whether a line has a name and a day to come with its weekday: 検索機(東分館)
        12月4日(金); the day on which a page was written has gone by, and says of nothing else.
        """
        name = _NAMED_DAY.match(flat.strip())
        near = self.outline.near
        return name is not None and any(
            day.date is not None and day.date > near for day in mentions(flat, near)
        )

    def _line(
        self, piece: Piece, text: str, told: tuple[Sort, str, str] | None, *, bare: bool
    ) -> None:
        """Add a line that is no heading: the hours of a house, the value for which a label waits,
        what a label says, or a line without one.
        """
        if self._is_next_way(piece.raw):
            return
        if (house := housed(text)) and is_time(_PLACE_BEHIND.sub("", house[1])):
            self._add(house[1], Sort.ENTRY, house[0], bare=bare)
        elif state := _STATE.fullmatch(stripped(text)):
            self._add(state["state"], Sort.LIBRARY, state["house"], bare=bare)
        elif self.waiting and (inner := _BOXED_LABEL.fullmatch(text)) and self._is_value(piece):
            of_time = self.waiting[0] in (Sort.WHEN, Sort.ENTRY)
            self.waiting = (Sort.ENTRY if of_time else Sort.OTHER, inner["label"], piece.block)
        elif self.waiting and self._is_awaited(piece, text, told):
            sort, label, _ = self.waiting
            self._value(sort, label, piece.raw)
        elif told and told[2]:
            self._labelled(piece, told, bare=bare)
        elif told and told[0] not in (Sort.SENTENCE, Sort.OTHER):
            self._leave(piece, told[0])
            self.waiting = (told[0], told[1], piece.block)
        else:
            self.waiting = None
            self._plain(piece, text, bare=bare)

    def _is_awaited(self, piece: Piece, text: str, told: tuple[Sort, str, str] | None) -> bool:
        """Return whether a line is the value for which a label waits."""
        if self.waiting is None or not self._waits_for(piece):
            return False
        tag = is_prose(text) or len([*split(text)]) > 1 or is_filed(self.waiting[1], text)
        if self.waiting[0] in (Sort.NAME, Sort.LIBRARY) and tag:
            return False  # イベント: the tag of a list, above what is told
        # 図書館 2階会議室
        place = self.waiting[0] == Sort.PLACE and told and told[0] == Sort.LIBRARY
        if told and field_of(told[1]) != Sort.OTHER and not place:
            return False
        return not (self.waiting[0] == Sort.WHEN and text.endswith("について") and not self._open())

    def _labelled(self, piece: Piece, told: tuple[Sort, str, str], *, bare: bool) -> None:
        """Add what stands behind a label."""
        sort, label, value = told
        house = housed(value) if sort == Sort.WHEN else None
        thing = named_time(value) if sort == Sort.WHEN and _THING_AND_DAYS.search(label) else None
        if (house and is_time(house[1])) or thing:
            of, time = (thing or house) or ("", "")
            self._add(time, Sort.ENTRY, of, bare=bare)
            self.waiting = (sort, label, piece.block)
        elif sort == Sort.WHEN and field_of(label) == Sort.OTHER:  # 映画会 7月4日(土)
            self.waiting = None
            if is_name(label) and not label.endswith(("時間", "時刻")):
                self._add(value, Sort.ENTRY, label, bare=bare)
            else:
                self._add(value, Sort.WHEN, "", bare=bare)
        elif key_of(value) in COLUMNS:
            self.waiting = None  # 場所：時間帯: the names of columns, not a place
        else:
            self._leave(piece, sort)
            waits = sort in (Sort.WHEN, Sort.BRING, Sort.APPLY, Sort.AUDIENCE) or label in CLOSED
            self.waiting = (sort, label, piece.block) if waits else None
            for field, key, text in parted(*told):
                self._add(text, field, key, bare=bare)

    def _is_posted(self, line: str) -> bool:
        """Whether a line is the day of publication and the tag of its list, and no day of the
        article: 2026.06.20 図書館.
        """
        if not self.outline.units and is_day_of_page(line, self.outline.near):
            return True
        match = _POSTED.fullmatch(line)
        if match is None or field_of(key_of(line[: match.start("day")])) != Sort.OTHER:
            return False
        day = next(iter(mentions(match["day"], self.outline.near)), None)
        return day is not None and day.date == self.outline.published

    def _leave(self, piece: Piece, sort: Sort) -> None:
        """End the section when a labelled line bears the mark or number of its heading: ●場所
        beside ●おあずかり, 5 申込方法 behind 4 講座一覧, tells of all.
        """
        mark = MARK.match(piece.raw)
        style = ("mark", "○" if mark[1] in "○〇" else mark[1]) if mark else number_style(piece.raw)
        here = self.outline.sections[self.section]
        if style == here.style and (sort != Sort.WHEN or here.facet):
            self.section = self.outline.sections[self.section].above

    def _is_value(self, piece: Piece) -> bool:
        """Whether a line is surely the value of the label above, whatever it looks like."""
        if self.waiting is None or MARK.match(piece.raw):
            return False
        if self.waiting[2] == -1:
            return piece.sort != "heading" and self._open()
        after = piece.block - self.waiting[2]
        return (after == 0 and piece.sort != "heading") or (
            after == 1 and piece.sort == "text" and self._open()
        )

    def _waits_for(self, piece: Piece) -> bool:
        """Whether a line is still the value of the label above: of its block, or of the next, or of
        its whole section.
        """
        assert self.waiting is not None
        block = self.waiting[2]
        if block in {-1, piece.block}:
            return True
        if piece.block == block + 1 and self._open():
            self.waiting = (*self.waiting[:2], piece.block)
            return True
        return False

    def _open(self) -> bool:
        """Whether the label above has no value yet."""
        assert self.waiting is not None
        return not any(
            u.label == self.waiting[1] and u.section == self.section
            for u in self.outline.units[-3:]
        )

    def _at_top(self, text: str) -> bool:
        """Whether nothing of an article whose title is known stands above a short line:
        「くらし」.
        """
        return bool(self.outline.title) and not self.outline.units and text[0] not in "『「"

    def _heading(self, text: str, style: tuple[str, str], piece: Piece) -> None:
        key = key_of(text)
        self.waiting = None
        bare = text.strip("".join(c for c in text if c.isspace() or category(c) == "So")) or text
        first = len(self.outline.sections) == 1
        if piece.block < 3 and first and folded(bare) == self.known:
            return
        if is_time(bare) and has_day(bare) and (term := self._term_above()):
            self._add(bare, Sort.TERM, term)
            return
        bare, when = name_and_day(bare, style)
        if not when and (_RUBRIC.fullmatch(bare) or (style[0] == "plain" and self._at_top(bare))):
            return  # the rubric under which the article stands, no part of it
        self._begin(bare, style, self._above(style))
        if when:
            self._add(when, Sort.WHEN)
        field = known_field(key)
        if (field and field not in (Sort.ASIDE, Sort.NAME, Sort.LIBRARY)) or key in CLOSED:
            self.waiting = (field or Sort.SENTENCE, key, -1)

    def _term_above(self) -> str:
        """Return the term that the heading above names, where nothing stands below it yet:
        応募期間を延長します！ ⏎ 1月13日(金)まで, each a heading; else nothing.
        """
        term = re.search(
            r"(?:応募|募集|申込|受付)期間", self.outline.sections[self.section].heading
        )
        filled = any(u.section == self.section for u in self.outline.units)
        return term[0] if term and not filled else ""

    def _day_above(self) -> str:
        """Return the heading that is a day, under which a table stands; empty where none is."""
        heads = (self.outline.sections[s].heading for s in self.outline.path(self.section))
        return next((head for head in heads if is_time(head) and has_day(head)), "")

    def _house_and_days(self, text: str) -> tuple[str, str] | None:
        """Return the houses that stand before days, by their names on this page, and the days:
        中央・北 12/28(月)～1/4(月); None where the words are none of a house.
        """
        match = _BEFORE_DAYS.match(re.split(r"\s*※", text)[0])
        if match is None or not is_time(match["days"]):
            return None
        names = re.split(r"[・、,]", match["names"])
        houses = [self._house(name) for name in names]
        return ("・".join(houses), match["days"]) if all(houses) else None

    def _house(self, name: str) -> str:
        """Return the name of a house that the page calls by a short one; empty for none."""
        if is_library(name):
            return name
        full = (f"{name}{end}" for end in ("図書館", "分館", "館", "分室", "図書室"))
        return next((one for one in full if name and one in self.page.text), "")

    def _more_time(
        self, sort: Sort, label: str, *, raw: str, text: str, bare: bool, last: Unit
    ) -> None:
        """Add one more line of days or hours below `last`, the one before it."""
        units = self.outline.units
        bare_text = re.sub(r"^\s*[・･•▪○●\-]\s*", "", text)
        of_all = _OF_ALL_DAYS.match(bare_text)
        if sort == Sort.WHEN and of_all and not find_times(last.text):
            units[units.index(last)] = replace(last, text=f"{last.text} {of_all['hours']}")
            self._plain(
                Piece(raw, "text", 0, loud=False, alone=False, block=-9),
                bare_text[of_all.end() :].strip(" 。、"),
                bare=bare,
            )
        elif sort == Sort.WHEN and goes_on_with(last.text, bare_text):
            units[units.index(last)] = replace(last, text=f"{last.text} {bare_text}")
        elif sort == Sort.WHEN and (day := first_of_days(bare_text) or shut_day(bare_text)):
            # …日 10:00～12:00 第2回 まとめかた; 日時・場所：… ⏎ 3月1日 10時～ 公民館
            self._add(bare_text if _PLACES.search(label) else day, Sort.WHEN, label, bare=bare)
        elif re.match(r"(?:午前|午後)?\s*\d{1,2}\s*[:時]", bare_text):
            self._add(bare_text, Sort.HOURS, label, bare=bare)
        else:
            piece = Piece(raw, "text", 0, loud=False, alone=False, block=-9)
            self._plain(piece, text, bare=bare, label=label)

    def _value(self, sort: Sort, label: str, raw: str) -> None:
        """Add one more line of a label's value; remarks and what is of another sort answer for
        themselves.
        """
        if self._is_next_way(raw):
            return
        text, bare = tidy(raw)
        units = self.outline.units
        mine = [
            u
            for u in units[-4:]
            if u.label == label and u.sort == sort and u.section == self.section
        ]
        bare_text = _BULLET.sub("", text)
        aside = text[:1] in "(（→" and not re.match(r"[(（]\d{1,2}[)）]", text)
        if NOTE.match(text) or (mine and aside):
            self._add(stripped(text), Sort.NOTE, label, bare=bare)
        elif sort == Sort.WHEN and (house := self._house_and_days(bare_text)):
            self._add(house[1], Sort.ENTRY, house[0], bare=bare)
        elif sort == Sort.WHEN and _THING_AND_DAYS.search(label) and (of := named_time(bare_text)):
            self._add(of[1], Sort.ENTRY, of[0], bare=bare)
        elif sort == Sort.OTHER and (day := first_of_days(text)):
            self._add(day, Sort.WHEN, bare=bare)
        elif not mine and label not in ("その他", "備考", "注意", "注意事項"):
            for one, key, value in parted(sort, label, bare_text):
                self._add(value, one, key, bare=bare)
        elif closed := closed_days(sort, label, bare_text):
            self._add(closed[1], Sort.ASIDE, closed[0], bare=bare)
        elif label in ("その他", "備考", "注意", "注意事項"):
            self._plain(Piece(raw, "text", 0, loud=False, alone=False, block=-9), text, bare=bare)
        elif sort in (Sort.WHEN, Sort.HOURS):
            self._more_time(sort, label, raw=raw, text=text, bare=bare, last=mine[-1])
        elif (
            sort in (Sort.BRING, Sort.APPLY, Sort.AUDIENCE)
            and (bare or sort != Sort.APPLY)  # 本館 042-…: whom to call, without the number
            and len(mine[0].text) + len(bare_text) < 70
            and not re.search(r"(?:。|ください|下さい|ます|ません|です)$", mine[0].text)
            # …を書いて図書館へ郵送してください is how; 定員になりしだい締め切ります is a sentence
            and not re.search(r"(?:ます|ません|です)。?$", bare_text)
            # 応募件数：ひとり10句まで, 【規格】
            and not re.match(r"[^\s:。、]{2,8}\s?:|[【■◆●○]|上記|下記|これら", bare_text)
        ):
            units[units.index(mine[0])] = replace(
                mine[0], text=f"{mine[0].text}、{bare_text}", bare=mine[0].bare and bare
            )
        else:
            self._plain(Piece(raw, "text", 0, loud=False, alone=False, block=-9), text, bare=bare)

    def _plain(self, piece: Piece, text: str, *, bare: bool, label: str = "") -> None:
        """Add a line without a label: a time, a place …, or its sentences."""
        clean = stripped(text)
        several = not (label or NOTE.match(text)) and self._is_of_several(clean, bare=bare)
        if several or self._is_of_labels(clean, bare=bare, label=label):
            return
        sort = sort_of(_ASKED.sub("", clean)) if not NOTE.match(text) else Sort.NOTE
        # 9月16日(日)14時～ 申し込みはいりません。
        if sort == Sort.WHEN and not label and _DOES.search(clean):
            sort = Sort.SENTENCE  # 9月15日(火) 18時で閉館します
            text = clean = re.sub(r"(?<=[)日])\s+(?=[\d午])", "", clean)
        led = _LED.match(clean) if sort == Sort.SENTENCE else None
        if led and not (rest_of(led[1]) or _DOES.search(led[2])):
            if OPENS.match(led[2]):  # 9月8日(火) 通常どおり(午後6時まで)
                self._add(led[2], Sort.OTHER, led[1], bare=bare)
                return
            self._add(led[1], Sort.WHEN, label, bare=bare)
            clean, sort = led[2], sort_of(led[2])
            text = clean
        count = COUNT.match(clean) if not label else None
        own = (
            u.label for u in self.outline.units if u.section == self.section and u.sort == Sort.WHEN
        )
        single = count and len(_COUNTS.findall(clean)) == 1
        if count and single and not any(own) and (day := lead_time(clean[count.end() :])[0]):
            self._add(day, Sort.WHEN, bare=bare)
            return
        timed = _SEATS.sub("", _TERMS_BEHIND.sub("", clean))
        sort = Sort.WORD if sort == Sort.APPLY and timed != clean and named_time(timed) else sort
        entry = named_time(timed) if sort in (Sort.WORD, Sort.WHEN) and not label else None
        if entry and sort == Sort.WHEN and sort_of(entry[0]) == Sort.AUDIENCE:
            entry = None
        if entry:
            self._entry(clean, *entry, bare=bare, raw=piece.raw)
        elif label and (sort == Sort.WHEN or (sort == Sort.WORD and named_time(timed))):
            # 日時・会場：①本館 8月5日 ⏎ ②東館 8月6日
            self._add(clean, Sort.WHEN, label, bare=bare)
        elif sort == Sort.SENTENCE and bare and (prose := labelled_clause(clean)):
            self._add(prose["value"], field_of(prose["label"]), prose["label"])
        elif sort == Sort.SENTENCE and clean.count(" ") == 1 and _PAIR.match(clean):
            label, _, value = clean.partition(" ")
            self._add(value, Sort.OTHER, key_of(label), bare=bare)
        elif sort in (Sort.SENTENCE, Sort.NOTE):
            self._sentences(piece, text, clean, sort, bare=bare)
        else:
            self._add(clean, sort, bare=bare, raw=fold(piece.raw) if sort == Sort.WHEN else "")

    def _is_of_several(self, clean: str, *, bare: bool) -> bool:
        """Add a line that is one of several after all: (英語)12月5日(土)10時～; 13日(日) 工作会
        10時～ 15人(要申込); 絵本の会 毎週土曜 10時～(26日は休み); return whether it is one.
        """
        head = _HEADED.fullmatch(clean)
        of: tuple[str, str] | None = None
        if head and known_field(head["name"]) is None and lead_time(head["rest"])[0]:
            of = head["name"], head["rest"]
        elif sort_of(clean) in (Sort.APPLY, Sort.CAPACITY, Sort.PLACE, Sort.AUDIENCE):
            of = day_first(clean)
        elif named_time(clean) is None and (rule := ruled(clean)):
            of = rule if not rule[0] or is_name(rule[0]) else None
        if of is not None:
            self._add(of[1], Sort.ENTRY if of[0] else Sort.WHEN, of[0], bare=bare)
        return of is not None

    def _is_of_labels(self, clean: str, *, bare: bool, label: str) -> bool:
        """Add a line that has labels of its own after all: of a heading of two fields, a span, a
        day, what changes; return whether it is one.
        """
        for field, key, value in self._of_both(clean):
            self._add(value, field, key, bare=bare)
        if span := _SPAN.fullmatch(clean) or _DAY_IS.fullmatch(clean):
            self._add(with_weekday(span["days"]), Sort.WHEN, span["label"])
        part = _PART_SHUT.match(clean) if not label else None
        if part:  # 8月14日(金) 午前中は平常どおり。午後1時から休館
            state = part["state"].rstrip("。").replace("。", "、")
            self._add(state, Sort.OTHER, part["day"], bare=bare)
        housed = _HOUSED.fullmatch(clean) if not label else None
        if housed and is_library(housed["house"]) and lead_time(clean)[0]:
            # 2月13日(土)～21日(日)中央図書館(16日(火)は休館)
            self._add(housed["days"], Sort.ENTRY, housed["house"], bare=bare)
            self._add(housed["beside"], Sort.NOTE, bare=bare)
            return True
        change = _CHANGE.fullmatch(clean) if not label else None
        if change:
            self._add(change["value"], Sort.OTHER, key_of(change["label"]), bare=bare)
        return bool(self._of_both(clean) or span or part or change)

    def _of_both(self, line: str) -> tuple[tuple[Sort, str, str], ...]:
        """Return field, label and value of each part of the one line below a heading of two fields:
        定員および参加費 ⏎ 120人(先着順)、無料.
        """
        here = self.outline.sections[self.section]
        labels = [key_of(label) for label in _TWO_FIELDS.split(here.heading)]
        if len(labels) != 2:  # nearly always
            return ()
        values = [value.strip(" 。") for value in _PARTED.split(line)]
        fields = [field for label in labels if (field := known_field(label))]
        if len(values) != 2 or len({*fields}) < 2:
            return ()
        if not all(_FITS.get(f, _NEVER).search(v) for f, v in zip(fields, values, strict=True)):
            return ()
        return tuple(zip(fields, labels, values, strict=True))

    def _entry(self, clean: str, name: str, time: str, *, bare: bool, raw: str) -> None:
        """Add a line that is a name and a time, or the sentence that it is after all."""
        if re.search(r"[はが][、,]?$", name):  # 展示は 12月24日(日)まで: the sentence as it stands
            if re.search(r"(?:まで|から)。?$", clean):
                self._add(f"{clean.rstrip('。')}です。", Sort.SENTENCE, bare=bare)
        elif "・" in name and clean.endswith(")") and f"{name}(" in clean:
            # 月曜日・年末年始(12月28日～1月4日): of the second
            self._add(clean, Sort.WORD, bare=bare)
        elif _STAMP_WORD.match(name):
            return
        elif _OF_HOUR.match(name):  # 14時～16時ごろ 途中10分休けい
            self._add(f"{time}{'ごろ' if name[0] in 'ごこ頃' else ''}", Sort.WHEN, bare=bare)
        elif _SPARE.fullmatch(name):  # 予備日 4日(金): not the day of the thing
            self._add(f"{name} {time}", Sort.NOTE, bare=bare)
        elif (
            self.outline.sections[self.section].above > -1
            and clean.startswith(time.strip()[:4])
            and is_venue(name)
        ):
            # below the name: 7月4日(土) 10:00～ 中央公民館
            self._add(time, Sort.WHEN, "", bare=bare)
            self._add(name, Sort.PLACE, "", bare=bare)
        elif (beside := sort_of(name)) in (Sort.CAPACITY, Sort.FEE, Sort.APPLY):
            self._add(time, Sort.WHEN, bare=bare)  # 12月19日(土) 各部15人
            self._add(name, beside, bare=bare)
        elif _TELLER.match(name) or not is_name(name or "、"):  # 4月21日 読み手：とことこ
            self._add(time, Sort.WHEN, "", bare=bare)
        else:
            self._add(time, Sort.ENTRY, name.rstrip("=＝:：→"), bare=bare, raw=raw)

    def _sentences(self, piece: Piece, text: str, clean: str, sort: Sort, *, bare: bool) -> None:
        """Add each sentence of a line. Where something personal stood, each answers for itself: the
        others may still be told.
        """
        whole = [(text, bare)] if bare else [tidy(part) for part in ENDS.split(piece.raw)]
        for part, free in whole:
            of_text = free and sort == Sort.SENTENCE
            for sentence in split(clean if bare else stripped(part)):
                if of_text and self._is_of_days(sentence):
                    continue
                # こちらは先着12人です: of what stands before it, and not of all
                free_of = of_text and not sentence.startswith(("こちら", "そちら", "これ", "それ"))
                facts = clause_facts(sentence) if free_of else ()
                for field, label, value in facts:
                    self._add(value, field, label, raw=part)
                if of_text and (prose := labelled_clause(sentence)):
                    field = field_of(prose["label"])
                    held = field in _TOLD_SO and not _STAYS.search(prose["value"])
                    facts = ((field, prose["label"], prose["value"]),) * held
                    for field, label, value in facts:
                        self._add(value, field, label, raw=part)
                if facts:
                    continue
                self._add(sentence, sort, bare=free, raw=part)
                if of_text and (first := _FIRST_CLAUSE.match(sentence)):
                    self._add(first["value"], field_of(first["label"]), first["label"])
                if free and (way := _ASKED_FOR.fullmatch(sentence)):
                    self._add(way["way"], Sort.APPLY, "申込")
                if free and (handed := _HANDED_IN.search(sentence)):
                    self._add(handed["way"], Sort.APPLY, "提出")
                if term := _TERM.search(sentence):
                    self._add(term["days"], Sort.TERM, term["label"])

    def _is_of_days(self, sentence: str) -> bool:
        """Add the days that a sentence has and no more: 日にちは6月27日の土曜日, the last day of a
        display: 11月17日まで。; return whether it is one.
        """
        when, place = lead_time(sentence.rstrip("。"))
        here = not self.section and find_times(when) and _VENUE.fullmatch(place)
        if here and sort_of(place) == Sort.PLACE:
            self._add(when, Sort.WHEN)  # 12月14日(月)14時から15時30分、4階会議室。
            self._add(place, Sort.PLACE)
            return True
        until = _UNTIL_DAY.fullmatch(sentence) if _SHOWS.search(self.outline.title) else None
        term = _TERM.fullmatch(sentence)
        if day := _DAY_IS.fullmatch(sentence):
            self._add(with_weekday(day["days"]), Sort.WHEN, day["label"])
        elif until:
            self._add(until["day"], Sort.WHEN, "期間")
        elif term:
            self._add(term["days"], Sort.TERM, term["label"])
        weekly = _WEEKLY_ALONE.fullmatch(sentence) and find_times(sentence)
        alone = bool(weekly or _DAYS_ALONE.fullmatch(sentence)) and not (day or until or term)
        if alone:
            self._add(sentence.rstrip("。"), Sort.WHEN)
        return bool(day or until or term or alone)

    # ── pairs and rows ──

    def _pair(self, block: Block) -> None:
        label, *values = block.lines
        if len(values) == 1 and self._is_posted(f"{fold(label)} {fold(values[0])}".strip()):
            return
        if len(values) == 1 and fold(values[0]).strip() == fold(label).strip():
            self._heading(
                stripped(tidy(label)[0]),
                ("pair", ""),
                Piece(label, "text", 0, loud=False, alone=True, block=-9),
            )
            return  # a cell over two columns is the heading of what stands below
        if len(values) == 1 and folded(label) == self.known and _TOOLS.fullmatch(fold(values[0])):
            return  # the title beside what prints it
        key = key_of(label)
        sort = field_of(key)
        if len(values) == 1 and len(key) <= HEAD_CELL and _HEAD_CELL.fullmatch(fold(values[0])):
            return  # 館 | 休館する日: the head of a table, and no row of it
        self.waiting, self.skipping = None, False
        texts = [tidy(value) for value in values]
        if len(values) > 1 and _DAYS_AND.fullmatch(key) and lead_time(texts[0][0])[0]:
            sort, key = Sort.WHEN, re.split(r"・|と|及び|および", key)[0]
        if not values or len(key) > 24 or not key:
            for n, line in enumerate(block.lines):
                self._piece(Piece(line, "text", 0, loud=False, alone=False, block=-5 - n))
            return
        for value in self._rest_of_other(block, key, texts) if sort == Sort.OTHER else values:
            of_time = sort in (Sort.WHEN, Sort.ENTRY)
            inner = _BOXED_LABEL.fullmatch(value.strip()) if of_time else None
            if inner:  # 休館期間 ⏎ … ⏎ 【ホームページの停止】 ⏎ 6月14日～
                sort, key = Sort.ENTRY, inner["label"]
            else:
                self._value(sort, key, value)

    def _rest_of_other(
        self, block: Block, key: str, texts: Sequence[tuple[str, bool]]
    ) -> Sequence[str]:
        """Add the first value of a label that names no field, by what it is; return the others."""
        label, *values = block.lines
        first, bare = texts[0]
        if facts := slashed(values[0]):
            where = self._begin(label.strip(), ("row", ""), self.section, record=True)
            for field, own, value in facts:
                self._add(value, field, own, section=where)
            return []
        if is_time(stripped(without_aside(first))) or named_time(first):
            key = day[0] if (day := _DAY_AND.match(key)) else key  # 試験日、場所
            thing = is_name(key) and not re.search(r"期間|日時|日程|期限", key)
            what = Sort.ENTRY if thing else Sort.WHEN
            self._add(first, what, key if is_name(key) else "", bare=bare)
            return values[1:]
        if is_time(tidy(label)[0]) and is_name(first):
            # 4月1日(火)～6月30日(月) | おもちゃ図書館休館
            self._add(tidy(label)[0], Sort.ENTRY, first, bare=bare)
            return values[1:]
        if first_of_days(first):
            return values  # 日程及び内容：第1回 6月20日(土) くずし字 ⏎ 第2回 …
        parts = all(_DIVISION.match(text) for text, _ in texts) and len(texts) > 1
        value = "、".join(text for text, _ in texts) if parts else first
        free = all(bare for _, bare in texts) if parts else bare
        self._add(value, Sort.OTHER if sort_of(value) or parts else Sort.SENTENCE, key, bare=free)
        return [] if parts else values[1:]

    def _row(self, block: Block) -> None:
        """Add a record of a table as a section of its own; calendars and tables of figures say
        nothing here.
        """
        if len(block.lines) > 2 and re.fullmatch(
            r"\W*(?:\d{1,2}|[A-Z①-⑳])\W*", fold(block.lines[0])
        ):
            block = replace(block, lines=block.lines[1:], names=block.names[1:])
        head = key_of(block.names[1]) if len(block.names) == 2 else ""
        stops = STOPS.search(head) is not None  # サービス | 停止期間: 予約 is what stops
        if len(block.lines) == 2 and field_of(key_of(block.lines[0])) != Sort.OTHER and not stops:
            self._pair(block)  # 項目 | 内容: each row of such a table is a label and its value
            return
        cells = [tidy(cell) for cell in block.lines]
        filled = [text for text, _ in cells if text]
        names = [key_of(name) for name in block.names] + [""] * len(cells)
        timed = [n for n, label in enumerate(names) if label and is_time(label)]
        change = names[0] != "曜日" and [names[n].rstrip(")")[-2:] for n in timed] in _CHANGES
        figures = sum(len(rest_of(t)) < 1 and len(t) <= 3 for t in filled) * 2 > len(filled)
        if len(filled) < 2 or (figures and not (change and len(cells[0][0]) > 3)):
            return
        fields = [field_of(name) if name else None for name in names[: len(cells)]]
        sorts = [
            f if f and f != Sort.OTHER else sort_of(stripped(cells[n][0]))
            for n, f in enumerate(fields)
        ]
        if (
            len(timed) > 1
            and not change
            and not any(f == Sort.NAME and cells[n][0] for n, f in enumerate(fields))
        ):
            # a timetable: hours above, days beside, and in no cell the name of a day's round
            return
        name = name_cell([text for text, _ in cells], names=names, fields=fields, sorts=sorts)
        where = self._begin(
            stripped(cells[name][0]) if name is not None else "",
            ("row", ""),
            self.section,
            record=True,
        )
        self._cells(cells, names, sorts=sorts, without=name, section=where)
        if (day := self._day_above()) and not any(
            u.sort == Sort.WHEN and u.section == where for u in self.outline.units
        ):  # 1月6日(火) above a table of what is held then, with its hours
            texts = (text for text, _ in cells if not _SHUT.search(text))
            hour = next((t[0].words for text in texts if (t := find_times(text))), "")
            if hour:
                self._add(f"{day} {hour}", Sort.WHEN, section=where)

    def _cells(
        self,
        cells: Sequence[tuple[str, bool]],
        names: Sequence[str],
        *,
        sorts: list[Sort],
        without: int | None,
        section: int,
    ) -> None:
        """Add the cells of a row, each by its column or by what it is; `without` is its name."""
        for n, (text, bare) in enumerate(cells):
            if not text or n == without:
                continue
            heads = _HOURS_IN_HEAD.fullmatch(names[n])
            if heads and has_day(text) and not find_times(text):  # 日時（各回13時30分～15時）
                self._add(f"{text} {heads['hours']}", Sort.WHEN, heads["label"], section=section)
                continue
            if sorts[n] == Sort.WHEN and not (
                is_time(text) or occasions_in(text, self.outline.near, self.month)
            ):
                sorts[n] = sort_of(stripped(text))
            day, rest = (
                lead_time(stripped(text))
                if sorts[n] in (Sort.AUDIENCE, Sort.WORD, Sort.PLACE)
                else ("", "")
            )
            if day:
                self._add(day, Sort.WHEN, names[n], bare=bare, section=section)
                self._add(rest, sort_of(rest) or Sort.OTHER, names[n], bare=bare, section=section)
                continue
            sort = sorts[n]
            if names[n] and sort in (Sort.SENTENCE, Sort.WORD):
                sort = Sort.OTHER
            self._add(stripped(text), sort, names[n], bare=bare, section=section)
