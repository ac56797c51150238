"""Pure: the labels of Japanese notices — 日時, 会場, 対象 … — and how a line is taken apart into
label and value.

Labels are data: `_LABELS` lists them by field. A label that is in no list is OTHER, and what its
value is says the line itself (sorts.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bridge.text.times import fold
from bridge.topics.sorts import Sort
from bridge.topics.tidy import HEAD

_LABELS: Final = {
    Sort.WHEN: "日時 時 開催日時 開催日 開催期間 期間 会期 実施日 実施日時 実施期間 とき 日程 "
    "開催日程 日にち 日付 月日 期日 上映日 上映日時 開演 変更日 日取り にちじ ひにち "
    "ひづけ きかん にち 日程・時間 日時・場所 日時・会場 いつ いつから いつまで 設置期間 "
    "活動日 活動日時 開始日 はじまる日 始まる日 開始日時 利用開始日 配布日 配布開始日 試験日",
    Sort.HOURS: "時間 開催時間 開場時間 開演時間 上映時間 時刻 実施時間 展示時間 じかん "
    "運行時間 停車時間 駐車時間 巡回時間 公演時間 講座時間 活動時間 配布時間",
    Sort.PLACE: "会場 場所 所 開催場所 ところ 展示場所 実施場所 集合場所 上映会場 会場名 展示会場 "
    "集合 集合・解散 配布場所 ばしょ かいじょう 開催会場 会場・定員 受講会場 どこ どこで",
    Sort.AUDIENCE: "対象 対象者 対象年齢 参加対象 応募資格 参加資格 対象の方 対象となる方 "
    "参加できる方 資格 応募対象 対象学年 たいしょう なんさい 対象者・定員 対象・定員 "
    "参加できる人 応募できる人 応募できる方 だせる人 出せる人 出せる方 参加対象者 募集対象 "
    "募集対象者 受講対象 受講対象者 "
    "応募対象者 対象の人 対象となる人 だれ だれが さんかできる人 くることができる人",
    Sort.CAPACITY: "定員 募集人数 募集人員 人数 募集定員 組数 募集組数 ていいん 募集定数 "
    "採用人数 席数 なんにん",
    Sort.FEE: "費用 料 参加費 料金 入場料 受講料 材料費 観覧料 聴講料 参加料 入場 資料代 会費 "
    "参加料金 受講料・材料費 ひよう 観覧 鑑賞料 お金 おかね",
    Sort.APPLY: "申込 申込み 申し込み 申込方法 申し込み方法 申込み方法 申込受付 参加方法 受付 "
    "応募方法 予約 予約方法 申込期限 申込締切"
    " 提出期限 受付締切 締切 締切日 応募期限 応募締切 受付開始 お申込み お申し込み 参加申込 "
    "参加申込み 事前申込 申込開始 申込先 受付開始日 もうしこみ もうしこみ方法 参加 "
    "応募 出し方 だしかた 応募のしかた 申込のしかた 申込について 参加申込方法 "
    "お申込み方法 お申し込み方法 申請方法",
    Sort.TERM: "募集期間 申込期間 申込み期間 申し込み期間 受付期間 応募期間 申込受付期間 "
    "応募受付期間 予約受付期間 応募受付 募集受付 お申込み期間 お申し込み期間 募集受付期間",
    Sort.BRING: "持ち物 持物 もちもの 準備物 持参するもの 持ってくるもの 必要なもの "
    "当日の持ち物 服装・持ち物",
    Sort.THEME: "テーマ 募集テーマ 演題 作品 上映作品 題目 演目 上映作品名 作品名 展示テーマ "
    "講演テーマ 今回の上映 今回の作品 今回のテーマ 今月のテーマ 上映映画 上映する映画",
    Sort.NAME: "行事名 催し名 イベント名 事業名 講座名 名称 行事 ぎょうじ 催し 催し物 イベント "
    "題名 タイトル 教室名 企画名 催事名 公演名 講演名 コース名 おはなし会名 プログラム名",
    Sort.LIBRARY: "館名 館 図書館 図書館名 対象の図書館 対象となる図書館 休館する施設 "
    "としょかん 対象館 対象の館 対象施設 対象図書館 施設 施設名 実施館 休館する館 "
    "休館する図書館 休館館 会場館 開催館 展示館 分館名 休館する分館",
    Sort.ASIDE: "問合せ 問い合わせ 問合わせ お問い合わせ お問合せ 問合せ先 お問合せ先 "
    "問い合わせ先 お問い合わせ先 連絡先 電話 電話番号 TEL FAX メール Eメール 担当"
    " 主催 共催 後援 協力 講師 出演 出演者 話し手 演者 語り手 著者 監督 内容 概要 プログラム "
    "その他 備考 注意 注意事項 ご注意 住所 所在地 交通 アクセス"
    " 駐車場 休館日 報酬 報酬額 給与 発生日時 出席者 議題 業務 業務内容 勤務条件 提出資料 "
    "使用基準 開館時間 勤務場所 勤務地 閲覧場所 提出方法 提出先 資料の閲覧場所 URL "
    "ホームページ 関連リンク ページ番号 更新日 公開日"
    " 掲載日 発信日 登録日 投稿日 定休日 開館日 カテゴリ タグ 現在 時点 発表 服務 休日 休暇 "
    "次回 次々回 前回 提出期限について 作成者 分類 ページID 件名 案件名 目次 担当課 任期 委員報酬 "
    "選考方法 選考 結果発表 詳細 参照数 宛て先 宛先 送り先 あて先 関連企画 作成者 発行 "
    "参加者 参加人数 結果 司会 感想",
}
LONGEST: Final = 20  #: characters of a label that may be spelled otherwise
#: one spelling for what is written in several
_SPELLINGS: Final = (
    (re.compile(r"^[おご](?=[一-龠])"), ""),
    (re.compile(r"申し?込み?"), "申込"),
    (re.compile(r"締め切り|締切り|締め切|〆切り?|しめきり|しめ切り?"), "締切"),
    (re.compile(r"もうしこみ"), "申込"),
    (re.compile(r"問い?合わ?せ"), "問合せ"),
    (re.compile(r"持ちもの|もち物"), "持ち物"),
    (re.compile(r"(?:など|等)$"), ""),
)
#: whose application it is: a room's or a book's is another thing
_OF: Final = (
    r"(?:参加|受講|聴講|観覧|入場|電話|事前|作品|講座|チケット|整理券|"
    r"出[演展店]者?|会員|ボランティア|意見|書類|申請書?)?の?"
)
#: fields by the last word of a label: 予約受付 is a way to apply, 観覧料金 a fee
_LAST_WORDS: Final = (
    (
        Sort.TERM,
        re.compile(
            rf"{_OF}(?:募集|申込|応募|受付|予約|エントリー|提出|出願)(?:受付|可能|できる|する)?(?:期間|日時|日程)"
        ),
    ),
    (
        Sort.APPLY,
        re.compile(
            rf"{_OF}(?:(?:募集|申込|応募|受付|予約|エントリー|提出|出願)(?:受付)?(?:締切|期限|開始)(?:日時?)?|(?:予約|申込)受付|(?:申込|応募|予約|出願)の?(?:方法|手続き?|手順))|{_OF}締切(?:日時?)?|(?:電話|事前|参加)(?:予約|申込)"
        ),
    ),
    (
        Sort.FEE,
        re.compile(
            r"[^。、]{0,6}(?:費用?|(?<![資材史原飲食衣無有給燃塗香肥])料金?|(?:材料|教材|資料|お茶|テキスト|参加|チケット)代金?)"
        ),
    ),
    (
        Sort.CAPACITY,
        re.compile(r"(?:参加|受講|募集|採用|入場|観覧|各回|先着)(?:の|する)?(?:定員|人数|人員)"),
    ),
    (
        Sort.PLACE,
        re.compile(r"(?:働く|はたらく|勤務する|行う|おこなう|集まる|配る|設置する)(?:場所|ところ)"),
    ),
    (
        Sort.AUDIENCE,
        re.compile(
            r"(?:参加|受講|募集|応募|利用|入場|観覧)の?(?:対象|資格)(?:者|年齢|学年)?|"
            r"(?:参加|受講|応募|申込|利用|入場)(?:できる|いただける)(?:人|方|かた|者)|対象(?:者|年齢|学年|学級)"
        ),
    ),
    (Sort.WHEN, re.compile(r"[^。、]{0,6}(?:公演|上演|講演|講座|開講|放送|発売|配信|終了)日時?")),
)
#: what is said of a place and is none
NO_PLACE: Final = re.compile(r"先着|抽選|満[席員]|未定|無料")
#: a label or a column of when something cannot be had: 停止期間, 利用できない時間
STOPS: Final = re.compile(r"停止|休止|中止|(?:利用|使用)(?:不可|でき|の?制限)|使え")
#: names of columns, which are nobody's value
COLUMNS: Final = frozenset(
    (
        "日時",
        "日付",
        "日程",
        "時間",
        "時間帯",
        "時刻",
        "場所",
        "会場",
        "対象",
        "定員",
        "内容",
        "曜日",
        "費用",
        "備考",
        "期間",
    )
)
FIELD: Final = {label: field for field, labels in _LABELS.items() for label in labels.split()}


def _spelled(key: str) -> str:
    """Return a label in one spelling: お申し込み締め切り等 is 申込締切."""
    for pattern, word in _SPELLINGS:
        key = pattern.sub(word, key)
    return key


_SPELLED: Final = {_spelled(label): field for label, field in FIELD.items()}


@lru_cache(1024)
def known_field(key: str) -> Sort | None:
    """Return the field of a label of notices: one of the lists, in whatever spelling, or one whose
    last word says what it is; None for any other.
    """
    if key in FIELD:
        return FIELD[key]
    if not 1 < len(key) <= LONGEST:
        return None
    spelled = _spelled(key)
    return _SPELLED.get(spelled) or next(
        (field for field, words in _LAST_WORDS if words.fullmatch(spelled)), None
    )


#: labels of times with a word of their own before them: 休館期間, 展示期間, 臨時休館日,
#: 年末年始の発送停止期間
_WHEN: Final = re.compile(
    r".{1,10}(?:期間|日時|日程|期日|時期)|.{1,8}(?<!定)(?<!営業)(?:開催|配布|休館|閉館|休室|実施|上映|発行|開始|停止|再開|変更|収集|抽選|発売|整理|点検)日"
)
_WHEN_NOT: Final = re.compile(
    r"発生|更新|掲載|公開|送信|受信|提供日|貸出期間|過去|前回|保存|取り?置き|有効"
)
#: a label that is no label: 第1回, a sentence's beginning
_NO_LABEL: Final = re.compile(
    r"[。!?！？]|^[\d\s.・]*$|^第?\d+[回部章条]$|(?:です|ます|した|ください|から|まで|では|には|とは|[一-龠]は)$|https?$|^※|^\("
)

_LABELLED: Final = re.compile(
    HEAD
    + r"(?:[【\[<＜〈《≪〔](?P<boxed>[^】\]>＞〉》≫〕]{1,14})[】\]>＞〉》≫〕]\s*:?\s*(?P<value1>.*)"
    r"|(?P<colon>[^\s:。、][^:。、]{0,14}?(?<!\d))\s*:(?!//)\s*(?P<value2>.*)"
    r"|(?P<spaced>[^\s:。、]{1,12})(?:\s+[-|]?\s*|\s*$)(?P<value3>.*))$"
)
_ARROW: Final = re.compile(
    HEAD + r"(?P<label>[^\s:。、⇒→/]{2,12})\s*(?:[⇒→➡▶=＝/|｜]|…+|‥+|・{2,})\s*"
)
_QUOTED: Final = re.compile(HEAD + r"(?P<label>[一-龠ァ-ヶー]{2,6})(?=[「『])")
#: as many letters as may be, else as few: 参 加 費, 日 時 ① 7月25日
_SPLIT: Final = tuple(
    re.compile(
        HEAD + rf"(?:\d{{1,2}}[.．)）]?\s)?(?P<label>(?:\S\s){{1,3}}{lazy}\S(?=[\s:]|$))\s*:?"
    )
    for lazy in ("", "?")
)


#: とき第1回目:11月8日(日)
_COUNTED: Final = re.compile(
    HEAD
    + r"(?P<label>とき|日時|日程|期日|開催日|日にち)\s*(?P<count>第\s?[1一①]\s?回目?)\s*[:：]\s*"
)
_NTH_DAY: Final = re.compile(r"\d日")


def close_up(text: str) -> str:
    """Return a line whose label has blanks between its letters with the label in one: 期 間."""
    for spaced in _SPLIT:
        split = spaced.match(text)
        if split and (whole := split["label"].replace(" ", "")) in FIELD:
            return f"{whole} {text[split.end() :]}"
    return text


@lru_cache(256)  # of the same lines it is asked by several
def labelled(text: str) -> tuple[Sort, str, str] | None:
    """Return field, label and value of a labelled line; None for running text."""
    arrow = _ARROW.match(text)
    of_arrow = key_of(arrow["label"]) if arrow else ""
    tag = of_arrow not in FIELD and re.search("[|｜]", text)  # みほん図書室｜1月13日
    if arrow and field_of(of_arrow) != Sort.OTHER and not tag:  # 日時⇒7月4日
        text = f"{arrow['label']}:{text[arrow.end() :]}"
    if (quoted := _QUOTED.match(text)) and FIELD.get(quoted["label"]) in (
        Sort.THEME,
        Sort.WHEN,
        Sort.PLACE,
    ):  # テーマ「海」
        return FIELD[quoted["label"]], quoted["label"], text[quoted.end() :]
    text = close_up(text)
    text = _COUNTED.sub(r"\g<label>:\g<count> ", text) if "回" in text else text
    match = _LABELLED.match(text)
    if (
        match
        and match["spaced"]
        and (inner := _LABELLED.match(match["value3"]))
        and key_of(inner["spaced"] or "") in FIELD
        and key_of(match["spaced"]) not in FIELD
    ):
        match = inner  # 講演 日時 3月4日
    if match is None:
        return None
    label = match["boxed"] or match["colon"] or match["spaced"]
    value = (match["value1"] or match["value2"] or match["value3"] or "").strip()
    label = _without_particle(label) if match["value3"] else label
    key = key_of(label)
    field = field_of(key)
    if not re.search(r"[^\W\d]", key) or re.fullmatch(r"(?:20\d\d|(?:令和|平成)\S{1,3})年", key):
        return None  # 2026年 11月3日: a year is no label
    if field != Sort.OTHER and _NTH_DAY.search(key):
        return None  # 1月25日(水)休館日 ⏎ 1月26日(木)…: a day is no label
    if key in ("誤", "正"):
        return Sort.OTHER, key, value
    if field == Sort.OTHER and _NO_LABEL.search(label):
        return None
    if (
        field == Sort.OTHER and len(key) <= 12 and _DAYS_ONLY.match(without_aside(value))
    ):  # 年末年始:12月28日から, 対象の行事 7月4日(土)
        return Sort.WHEN, key, value
    if field == Sort.OTHER and not (match["colon"] and 2 <= len(key) <= 10):
        return None
    return field, key, value


_ASIDE: Final = re.compile(r"\([^()]*[ぁ-ん]{2}[^()]*\)$")


def without_aside(value: str) -> str:
    """Return a value without what is told of it in brackets at its end: (工事をあわせて行うため、
    例年より長くなります).
    """
    return _ASIDE.sub("", value)


def _without_particle(label: str) -> str:
    """Return a label of a field without は: もうしこみは 6月12日から."""
    return label[:-1] if label.endswith("は") and known_field(key_of(label[:-1])) else label


#: days, and no sentence about them
_DAYS_ONLY: Final = re.compile(
    r"(?:\d{1,2}月\s*\d{1,2}日|(?:令和|平成)\s*[\d元]|20\d\d年|\d{1,2}日\s*\([月火水木金土日])(?!.*(?:[がを]|(?:資料|方|場合|とき|もの)[はも]|です|ます|。.))"
)


#: what a library's houses are called, for a pattern
HOUSES: Final = "図書館|分館|本館|分室|図書室|公民館|センター"
#: a library before its days: 金谷図書館・・・7月31日(水)、8月2日(金)
_HOUSED: Final = re.compile(
    rf"{HEAD}(?P<house>[^\s:・…。、(「]{{1,14}}(?:{HOUSES}))"
    r"\s*(?:・{2,}|…+|‥+|[:=＝])\s*(?P<rest>\d.*|(?:令和|毎週|毎月|第).*)"
)


def housed(text: str) -> tuple[str, str] | None:
    """Return the library and what stands behind it, of a line that names one before its days."""
    match = _HOUSED.fullmatch(text)
    return (match["house"], match["rest"]) if match else None


@lru_cache(1024)
def key_of(label: str) -> str:
    """Return a label for looking up: without bullets, blanks and the brackets around it; a remark
    or a name in brackets at its end stays whole.
    """
    text = unicodedata.normalize("NFKC", re.sub(HEAD, "", label))
    key = re.sub(r"[\s:：]|^\W+|\W+$", "", text)
    for opens, closes in ("()", "「」", "『』"):
        if key.count(opens) > key.count(closes) and text.rstrip().endswith(closes):
            return f"{key}{closes}"
    return key


@lru_cache(1024)
def field_of(key: str) -> Sort:
    """Return the field that a label names: when, place … ; OTHER for one that is not known.

    It may be a word before 期間, 日時, 場所.
    """
    if key not in FIELD and re.match(r"(?:担当|講師|出演|問い?合|主催|協力)", key):
        return Sort.ASIDE
    if field := known_field(key):
        return field
    if key not in FIELD and re.fullmatch(
        r"(?!(?:新しい|変更後の|次の|その)(?:場所|会場)$)[^\d。、]{1,6}(?:場所|会場)", key
    ):  # 使えない場所
        return Sort.PLACE
    first = key.partition("・")[0]
    if key not in FIELD and first != key and FIELD.get(first) == Sort.APPLY:
        return Sort.APPLY  # 申込み・問い合わせ
    return Sort.WHEN if _WHEN.fullmatch(key) and not _WHEN_NOT.search(key) else Sort.OTHER


def parted(field: Sort, label: str, value: str) -> Iterator[tuple[Sort, str, str]]:
    """Take a line of several labels apart: 期間:7月1日～5日 場所:中央図書館. Yields field, label
    and value.
    """
    pieces = _NEXT.split(value)
    yield field, label, pieces[0].strip(" 。、")
    for piece in pieces[1:]:
        key, _, rest = piece.partition(":")
        yield FIELD.get(key_of(key), Sort.OTHER), key_of(key), rest.strip(" 。、")


def slashed(line: str) -> tuple[tuple[Sort, str, str], ...]:
    """Return field, label and value of each fact of a line that parts them by slashes:
    日にち 7/25(土)／場所 2階会議室／対象 小学3～6年; nothing where one of them is no such fact.
    """
    facts = tuple(labelled(fold(part)) for part in SLASH.split(line.strip()))
    whole = [fact for fact in facts if fact and fact[2] and fact[0] != Sort.OTHER]
    whole = whole if len({field for field, *_ in whole}) > 1 else []  # 前期：…／後期：…
    return tuple(whole) if len(whole) == len(facts) else ()


#: between facts, and within no day
SLASH: Final = re.compile(r"\s*[／｜]\s*|\s+[/|]\s+")
_NEXT: Final = re.compile(
    r"[\s。、/]+(?=[【\[■◆●・○]?(?:"
    + "|".join(sorted(FIELD, key=len, reverse=True))
    + r")[】\]]?\s*:)"
)
