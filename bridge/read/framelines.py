"""Pure: what a line says that may stand in the frame of a site: hours and days of each week, an
address, the name of a list of links, by whom and when a page was written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from bridge.read import listdates
from bridge.read.article import is_furniture
from bridge.read.markup import is_counter

NO_WORD: Final = re.compile(r"[\W_]+")
#: an article with such a title may be about nothing but hours
OF_OPENING: Final = re.compile(
    r"開館|休館|閉館|開室|休室|閉室|(?:開館|利用|閲覧|窓口|夜間|受付)時間|時間(?:の|を|が|延長|変更)|休み|やすみ|休業|オープン|新館|分館|分室|開設|移転|施設|館内|利用(?:の?案内|方法|について)|カレンダー|年末年始|祝日"
)
#: a box that its site calls hours
OF_HOURS_MARK: Final = re.compile(
    r"(?:^|[\s_-])(?:lib|open|opening|business|kaikan|p|c|l)?-?_?(?:hours?|time|kaikan|opening)(?:$|[\s_-])"
)
#: whom a page says to ask about it; its address stands below
OF_CONTACT: Final = re.compile(
    r"\W*(?:この|本)(?:ページ|記事|情報|内容)(?:の内容)?(?:に関する|についての?|へ?の)(?:お?問い?合わ?せ(?:先|窓口)?|ご意見.{0,10}|担当.{0,6})\W*"
)
#: whether the reader found what the page is for
ASKS_READER: Final = re.compile(
    r"\W*(?:この(?:ページ|記事|情報).{0,12}(?:満足|役に立|見つけやす|(?:分|わ)かりやす)|お求めの情報が|みな(?:さま|さん)の(?:声|ご意見)を|皆様の(?:声|ご意見)を)"
)
_TAGS: Final = re.compile(r"[#＃]\S+(?:\s+[#＃]\S+)+|[\d\s]+")
#: what is told of a certain day, or is new, is no frame
NEWS: Final = re.compile(
    r"臨時|中止|変更|延長|短縮|試行|工事|のため|により|お願い|ください|ました|ません|します|なります|特別開館|。|\d月\d{1,2}日|\d/\d"
)
_NEW_YEAR: Final = re.compile(
    r"[（(]?12(?:月|/)2\d日?(?:から|[～~〜－ー―-])(?:翌年?)?1(?:月|/)[1-7]日?(?:まで)?[）)]?"
)
HOURS_LABEL: Final = re.compile(
    r"^\W*(?:open|[一-龠ぁ-ヶー]{1,8}の?)?(?:(?:ご?利用|開館|開室|開庁|営業|開所|閲覧)(?:時間|日時|日)"
    r"|(?:定期|定例|通常)?の?(?:休館|休室|閉館|定休|休業)日?|お?休み|今日の開館|(?:あいて|ひらいて|開いて)いる(?:日|時間)|開館(?=\s*[:：]?\s*(?:午前|午後)?\d)|opening\s?hours|open)(?!す|し|中)",
    re.IGNORECASE,
)
CLOSED: Final = re.compile(r"[月火水木金土日](?:曜日?)?[はの・、\s]*(?:定?休|休館|休室|お?休み)")
_OF_HOURS: Final = re.compile(
    r"(?:[あ開]いて|ひらいて)いる(?:日|時間)|(?:本日|今日|明日|あす|きょう)の?|(?:ご?利用|開館|開室|開庁|営業|開所|閲覧|貸出|閉館)(?:時間|日時|日|カレンダー)?帯?"
    r"|(?:定期|定例|通常|指定)?の?(?:休館|休室|閉室|定休|休業|閉庁|お?休み?)日?|(?:午前|午後|夜間|AM|PM|正午)"
    r"|\d{1,2}\s*[:：時]\s*(?:\d{2}分?|半)?|毎週|毎月|毎日|第?[1-5一二三四五](?=[・、,･木金土日月火水第])|最終|月末|月初|各月?|無休|カレンダー|ご案内"
    r"|[月火水木金土日](?:曜日?)?(?=[月火水木金土日曜はがのとも・、,･～~〜－ー\-:：()（）/／\s\d午]|休|祝|$|定|翌|毎|第|開|平|年|館|た|最)"
    r"|平日|土日祝日?|祝休日|祝日?|祭日|国民の|年末年始|年始|(?:特別|館内|蔵書|図書|資料|月末)?(?:整理|点検)(?:期間|日)?"
    r"|[全本当]館|[一-龠ァ-ヶーA-Za-z々]{0,10}(?:図書館|分館|分室|図書室)|[一-龠ァ-ヶーA-Za-z々]{1,10}(?:館|コーナー|ホール|公民館|文庫|センター)"
    r"|の?(?:場合|とき|時|ほか|うち)(?:は|に)?|翌(?:日|平日|開館日)?|振替|直後|除く|除いて|にあたる|当たる|重なる|から|まで|より|または|及び|および|ただし|open|closed?|mon|tue|wed|thu|fri|sat|sun"
    r"|[のがはとをもにで～~]",
    re.IGNORECASE,
)
PHONE: Final = re.compile(
    r"(?:電話|でんわ|TEL|ＴＥＬ|FAX|ＦＡＸ|ファックス|ファクス|ファクシミリ)(?:番号)?\s*[:：.]?\s*[(（]?\d|〒\s*\d{3}|e?-?mail\s*[:：]|©|Copyright|[(（]c[)）]|All\sRights"
    r"|駅(?:から|より)?.{0,12}(?:徒歩|バス).{0,3}\d+分|^[\d()（）\-－‐]{9,16}$",
    re.IGNORECASE,
)
RIGHTS: Final = re.compile(r"©|Copyright|[(（]c[)）]|All\sRights", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"問い?合|申し?込|連絡|予約|受付|まで(?!\w*時)|。|お知らせ|担当|へ(?:お|$)"
)
_HOUSE: Final = re.compile(
    r"電話(?:番号)?|TEL|FAX|住所|所在地|[(（]?[一-龠ぁ-ヶーA-Za-z・\s]{1,30}(?:図書館|図書室|文庫|役場|役所|公民館|小学校|中学校|大学|館)(?:[(（][^()（）]{2,30}[)）])?"
)
NAMES: Final = re.compile(
    r"\W*(?:メニュー|メインメニュー|サイトマップ|リンク集?|関連リンク|関連ページ|関連記事|関連情報|カテゴリー?(?:一覧)?|アーカイブ|バックナンバー|ログイン|English|ヘルプ"
    r"|(?:最近|最新|新着|その他|ほか|他)の?(?:お知らせ|記事|投稿|情報|コンテンツ|エントリー?|ブログ記事|ニュース|イベント)(?:一覧)?|お知らせ一覧|新着情報|おすすめ記事|あわせて読みたい|(?:前|次)の記事"
    r"|開館カレンダー|カレンダー|各館のご?案内|ご案内|アクセス|access)\W*",
    re.IGNORECASE,
)
CATEGORY: Final = re.compile(
    r"(?:(?:図書館|館)?(?:から|より)?の?(?:お知らせ|おしらせ|新着情報|最新情報|トピックス?|ニュース|イベント|行事|催し物?|もよおし|展示|募集|講座|こども|児童|一般|休館|開館|臨時休館|休館情報|開館情報|障害情報|重要|その他|全館|本館|news|topics?|info(?:rmation)?|events?|new|未分類|ブログ|活動報告|報告|図書館だより|本の紹介|移動図書館)"
    r"(?:情報|案内|・|/|、|\s)*)+|図書館の方へ",
    re.IGNORECASE,
)
WRITER: Final = re.compile(
    r"(?:最終)?(?:投稿|掲載|公開|更新|登録|作成|発信|記事|配信|掲示)(?:者|日時?|年月日|元|期間|館)?|カテゴリー?|分類|タグ|作者|著者|担当(?:課|者)?|文責|参照数|閲覧数|表示回数|アクセス数|ページ(?:番号|ID)|記事(?:番号|ID)"
    r"|last-?modified|by|posted(?:\s(?:on|by|in))?|author|date|category|詳細|印刷|メール|コメント(?:\(\d+\))?|パーマリンク|Print|E-?mail|約\d+分で読めます",
    re.IGNORECASE,
)
#: kinds of news that are no news themselves: 休館 beside a day may be what happens on it
_PLAIN_KIND: Final = re.compile(
    r"(?:図書館|館)?(?:から|より)?の?(?:お知らせ|おしらせ|新着情報|最新情報|トピックス?|ニュース|イベント|news|topics?|info(?:rmation)?|events?)(?:一覧)?",
    re.IGNORECASE,
)
#: marks of what an article tells of a day
OF_EVENT: Final = re.compile(
    r"event|kaisai|schedule|nittei|nichiji|detail_?table|when|(?:^|[\s_-])day(?:$|[\s_-])"
)
MARKED: Final = re.compile(
    r"meta|author|byline|vcard|categor|(?:^|[\s_-])cat(?:$|[\s_-])|label|(?:^|[\s_-])tags?(?:$|[\s_-])|posted|publish|updated?|submitted|entry-?date|post-?date"
)
_CLOCK: Final = re.compile(
    r"\d{1,2}[:：時]\d{2}分?(?::\d{2})?\s*(?:[ap]m)?|T\d{2}:\d{2}\S*",
    re.IGNORECASE,
)
_FOREIGN_DAY: Final = re.compile(r"\d{1,2}[/.]\s?\d{1,2}月?[/ ]\s?20\d\d")
_BARE_WEEKDAY: Final = re.compile(
    r"[(（]?(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)[)）,]?", re.IGNORECASE
)
WEEKDAY: Final = re.compile(r"[月火水木金土日](?:[)）]|曜)")
FILED: Final = re.compile(
    r"\W*(?:カテゴリー?|タグ|投稿|掲載|公開|更新|登録|作成|分類|パーマリンク)"
)
EMPTY: Final = re.compile(
    r"\W*(?:添付ファイル|関連(?:リンク|情報|ページ|記事|ファイル)|ダウンロード|この記事をシェア(?:する)?|シェア(?:する)?)\W*"
)


class FrameLine(NamedTuple):
    """A line of a part of the page."""

    text: str
    is_linked: bool  #: nearly all of it is a link


def is_hours(line: str) -> bool:
    """Tell whether a line says hours and days of each week, and nothing else."""
    text = _NEW_YEAR.sub("", unicodedata.normalize("NFKC", line))
    if NEWS.search(text):
        return False
    return not NO_WORD.sub("", _OF_HOURS.sub("", text))


def is_address(line: str) -> bool:
    """Tell whether a line is a house's name, address or number, or says whose the site is."""
    if len(line) > 120 or _ASKS.search(line):
        return False
    return bool(PHONE.search(line) or _HOUSE.fullmatch(line))


def is_dull(line: FrameLine, *, of_opening: bool) -> bool:
    """Tell whether a line may stand in a frame around any article."""
    return (
        line.is_linked
        or is_furniture(line.text)
        or bool(NAMES.fullmatch(line.text))
        or (len(line.text) <= 60 and is_counter(line.text))
        or is_address(line.text)
        or (not of_opening and is_hours(line.text))
    )


def is_said_of_page(text: str) -> bool:
    """Tell whether a line says when, by whom and of which kind a page was written; a day with its
    weekday and nothing beside it is an event's.
    """
    if len(text) > 100:
        return False
    rest, is_dated = without_days(text)
    if not is_dated:
        return False
    label = WRITER.search(rest)
    words = [one for one in re.split(r"[\W_]+", WRITER.sub(" ", rest)) if one]
    if not label and WEEKDAY.search(text):
        return False
    kind = CATEGORY if label else _PLAIN_KIND
    return all(kind.fullmatch(one) or _BARE_WEEKDAY.fullmatch(one) for one in words)


def is_kind(text: str) -> bool:
    """Tell whether a text is a kind of news that is no news itself."""
    return _PLAIN_KIND.fullmatch(text) is not None


def without_days(text: str) -> tuple[str, bool]:
    """Return a text without its full days and hours, and whether it had a full day."""
    text, foreign = _FOREIGN_DAY.subn(" ", text)
    is_dated = foreign > 0
    for _ in range(3):
        day = listdates.first(text)
        if day is None or not day.year:
            break
        text, is_dated = f"{text[: day.start]} {text[day.end :]}", True
    return _CLOCK.sub(" ", text), is_dated


def ends(line: str) -> bool:
    """Tell whether a line may stand below an article and says nothing of it."""
    return (
        is_furniture(line)
        or EMPTY.fullmatch(line) is not None
        or _TAGS.fullmatch(line) is not None
        or (len(line) <= 60 and is_counter(line))
    )
