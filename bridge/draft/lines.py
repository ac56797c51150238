"""Pure: a page's lines that say something, and the labels and values among them.

What stands around an article on Japanese sites (crumbs, share and size words, paging, contact and comment boxes), a letter's
head, what is over, telephone numbers and mail addresses are left out: no draft needs them (11).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bridge.text.clean import plain
from bridge.text.times import fold

if TYPE_CHECKING:
    from bridge.model import Page

LINES: Final = 400  #: lines looked at; what a page has to say stands above
LENGTH: Final = 12_000  #: characters looked at
LINE: Final = 1500  #: characters of one line looked at

_LABELS: Final = {
    "when": "日時 開催日時 開催日 開催期間 期間 会期 実施日 実施日時 実施期間 とき 日程 開催日程 日にち 日付 月日 期日 上映日 上映日時 開演 変更日",
    "hours": "時間 開催時間 開場時間 開演時間 上映時間 時刻 実施時間 展示時間",
    "place": "会場 場所 開催場所 ところ 展示場所 実施場所 集合場所 上映会場 会場名 展示会場 配布場所",
    "audience": "対象 対象者 対象年齢 参加対象 応募資格 参加資格 対象の方 対象となる方 参加できる方 資格 応募対象 対象学年",
    "capacity": "定員 募集人数 募集人員 人数 募集定員 組数 募集組数",
    "fee": "費用 参加費 料金 入場料 受講料 材料費 観覧料 聴講料 参加料 入場 資料代 会費",
    "apply": "申込 申込み 申し込み 申込方法 申し込み方法 申込み方法 申込受付 参加方法 受付 応募方法 予約 予約方法 申込期限 申込締切"
    " 締切 締切日 応募期限 応募締切 受付開始 お申込み お申し込み 参加申込 参加申込み 事前申込 申込開始 申込先 受付開始日",
    "term": "募集期間 申込期間 申込み期間 申し込み期間 受付期間 応募期間 申込受付期間 応募受付期間 予約受付期間",
    "bring": "持ち物 持物 もちもの 準備物 持参するもの 持ってくるもの",
    "theme": "テーマ 演題 作品 上映作品 題目 演目",
    "aside": "問合せ 問い合わせ 問合わせ お問い合わせ お問合せ 問合せ先 お問合せ先 問い合わせ先 お問い合わせ先 連絡先 電話 電話番号 TEL FAX メール Eメール 担当"
    " 主催 共催 後援 協力 講師 出演 出演者 話し手 演者 語り手 著者 監督 内容 概要 プログラム その他 備考 注意 注意事項 ご注意 住所 所在地 交通 アクセス"
    " 駐車場 休館日 報酬 報酬額 給与 発生日時 出席者 議題 業務 業務内容 勤務条件 提出資料 使用基準 開館時間 勤務場所 勤務地 閲覧場所 提出方法 提出先 資料の閲覧場所 URL ホームページ 関連リンク ページ番号 更新日 公開日"
    " 掲載日 発信日 登録日 投稿日 定休日 開館日 カテゴリ タグ 作成者 発行 参加者 参加人数 結果 司会 感想",
}
FIELD: Final = {label: name for name, labels in _LABELS.items() for label in labels.split()}
#: labels of times with a word of their own before them: 休館期間, 展示期間, 臨時休館日, 年末年始の発送停止期間
_WHEN: Final = re.compile(
    r".{1,10}(?:期間|日時|日程|期日)|.{1,8}(?<!定)(?<!営業)(?:開催|配布|休館|閉館|休室|実施|上映|発行|開始|停止|再開|変更|収集|抽選|発売|整理|点検)日"
)
_WHEN_NOT: Final = re.compile(r"発生|更新|掲載|公開|貸出期間|過去|前回|保存|取り?置き|有効")
#: a label that is no label: 第1回, a sentence's beginning
_NO_LABEL: Final = re.compile(
    r"[。!?！？]|^[\d\s.・]*$|^第?\d+[回部章条]$|(?:です|ます|した|ください|から|まで|では|には|とは)$|https?$|^※|^\("
)

_HEAD: Final = r"^\s*(?:[■◆◇●○〇◎□▼▽△▲★☆・※*＊•▪►▶➤✿❀♪-]|[①-⑳]|\(\d{1,2}\)|\d{1,2}\s*[.．、)](?!\d)|\d{1,2}\s+(?=[一-龠ぁ-んァ-ヶ])){0,6}\s*"
_LABELLED: Final = re.compile(
    _HEAD + r"(?:[【\[<〈《≪〔](?P<boxed>[^】\]>〉》≫〕]{1,14})[】\]>〉》≫〕]\s*:?\s*(?P<value1>.*)"
    r"|(?P<colon>[^\s:。、][^:。、]{0,14}?(?<!\d))\s*:(?!//)\s*(?P<value2>.*)"
    r"|(?P<spaced>[^\s:。、]{1,12})(?:\s+[-|]?\s*|\s*$)(?P<value3>.*))$"
)
_SPLIT: Final = re.compile(_HEAD + r"(?P<label>(?:\S\s){1,3}\S(?=[\s:]|$))\s*:?")
_FURNITURE: Final = re.compile(
    r"^(?:現在(?:の)?(?:位置|地)|トップページ|ホーム$|ページ番号|(?:最終)?更新日|(?:最終更新|公開|掲載|登録|投稿|作成)(?:日時?)?\s*[:\d令平]|印刷|ページの?(?:先頭|トップ)"
    r"|[<>«»≪≫←→\s]*(?:前|次)の?(?:記事|ページ|お知らせ|投稿|へ)|前へ|次へ|一覧(?:へ|に|を見る)?|戻る|もどる|続きを読む|もっと見る|閉じる|文字の?(?:サイズ|大きさ)|背景|配色|シェア|ツイート|ポストする"
    r"|twitter|facebook|LINE|Instagram|いいね|このページ|PDFファイル|Adobe|本文へ|メニュー|検索|サイトマップ|RSS|コメント|\d+\s*件のコメント|関連(?:リンク|情報|記事|ファイル)|カテゴリ|タグ|アーカイブ"
    r"|各\s*位|記$|以上$|敬具|拝啓|公印省略|(?:年間)?カレンダー$|公式LINE|Copyright|©|\(C\)|All Rights|ログイン|パスワード|閲覧数|アクセス数|ダウンロード|添付|トラックバック|お気に入り|QRコード|音声で読み上げ|Language|English$)"
    r"|^(?:テキスト)?[大中小標準拡縮特\s]+$|ページトップ|文字のサイズ|ページ番号.*更新日|^[\[(]?(?:発信|公開|掲載|更新)日|^\d{4}[./年]\s*\d{1,2}[./月]\s*\d{1,2}日?\s*(?:\(?[月火水木金土日A-Za-z]{0,3}\)?)?$"
    r"|(?:館長|市長|町長|村長|区長|教育長|課長)\s*(?:[(（]|[一-龠]{1,4}\s|$)|\((?:PDF|Word|Excel|ワード|エクセル)[^)]{0,20}\)|\.pdf|二次元コード|QRコード|\s>\s|^\s*[|/>\s]+$|鄭重声明|著作権は|無断転載"
    r"|^[A-Za-z][A-Za-z\s&/-]{0,30}$|公開日\s*:",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"^\W*(?:過去の|これまでの|終了した|以前の|前回の|昨年度?の|開催済み?|アーカイブ|終了(?:しました|イベント|済))"
)
_DIGRESSION: Final = re.compile(r"^\W*.{2,20}(?:とは|って何|について知る)\W*$|^\W*(?:豆知識|コラム|ちなみに)")
_BLOCK: Final = re.compile(r"^\s*[■◆◇●○〇◎□▼▽★☆◉]|^\s*[【≪《<].{1,30}[】≫》>]\s*$")
_CONTACT: Final = re.compile(r"^\W*(?:この(?:ページ|記事)に関する)?(?:お)?問い?合わ?せ(?:先|窓口)?\W*$")

_PHONE: Final = re.compile(
    r"\((?:電話|TEL|FAX|☎|℡|内線)?(?:番号)?\s*[:.]?\s*0\d{1,4}[-ー・･.() ]{1,3}\d{1,4}[-ー・･.() ]{1,3}\d{3,4}[^()]{0,14}\)"
    r"|(?:(?:ファク[シス]ミリ|ファックス|FAX|ファクス|TEL|☎|℡|内線)\s*[:.]?\s*)?\(?(?<!\d)0\d{1,4}\)?[-ー・･.() ]{1,3}\d{1,4}[-ー・･.() ]{1,3}\d{3,4}(?!\d)(?:\s*[(（]内線.{1,8}[)）])?"
    r"|(?:電話|TEL|FAX|☎|℡|内線)\s*[:.]?\s*[\d-]{4,}",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?[@＠]\s?[\w-]{1,63}(?:\.\w{1,63}){1,8}|https?://\S+")
_HOLLOW: Final = re.compile(r"[(（]\s*(?:電話|TEL|Tel|☎|℡|FAX|メール|Eメール|問合せ先?|連絡先)?\s*[:：]?\s*[)）]")
_ENDS: Final = re.compile(r"(?<=[。!?！？])")
#: who answers the telephone: a name behind 担当, not an office
_CLERK: Final = re.compile(
    r"担当\s?[:：]?\s?(?![一-龠々]{0,6}(?:課|係|室|館|者|部|局))[一-龠々]{2,6}(?: [一-龠々]{1,4})?(?:まで|へ)?"
)
RUBY: Final = re.compile(r"(?<=[一-龠々〆ヶ])[(（][ぁ-んー・\s]{1,14}[)）]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, with what it says about itself."""

    text: str  #: without bullet, telephone numbers, mail addresses and readings in brackets
    name: str = ""  #: field of a label (when, place …, "other"); empty for running text
    label: str = ""  #: as the page has it, blanks out
    block: int = 0  #: number of the heading above it; 0 = before the first
    heading: bool = False
    bare: bool = True  #: nothing personal stood in it
    remark: bool = False  #: ※ and the like stands before it


def lines_of(page: Page) -> list[Line]:
    """Return the lines of the page's text that are not furniture, labels with their values first taken apart."""
    made: list[Line] = []
    block, waiting, skipping = 0, "", False
    for raw in _kept(page.text):
        text, bare = _tidy(raw)
        heading = bool(_BLOCK.match(raw)) and len(text) <= 40 and "。" not in text
        if text.count("|") > 1:  # a row of a table; several things stand in it
            waiting = ""
            continue
        labelled = _label(text)
        if _DIGRESSION.match(raw) or _CONTACT.match(raw):
            skipping = True
            continue
        if heading and not (labelled and labelled[2]):
            skipping = False
        if skipping:
            continue
        if waiting and not (labelled and FIELD.get(labelled[1])) and not heading:  # a label alone on its line
            made.append(Line(text, FIELD.get(waiting) or _kind(waiting), waiting, block, bare=bare))
            waiting = ""
            continue
        waiting = ""
        if labelled and labelled[2]:
            made += [Line(value, name, label, block, bare=bare) for name, label, value in _parted(*labelled)]
        elif labelled and not labelled[2] and labelled[0] not in ("", "other"):
            waiting = labelled[1]
        elif heading or _is_title(text):
            block += 1
            made.append(Line(_stripped(text), block=block, heading=True))
        elif text:
            # Where something personal stood, each sentence answers for itself: the others may still be told.
            pieces = [(text, bare)] if bare else [_tidy(piece) for piece in _ENDS.split(raw)]
            made += [
                Line(_stripped(piece), block=block, bare=clean, remark=text[0] in "※*＊")
                for piece, clean in pieces
                if piece
            ]
    return made


def rows_of(page: Page) -> list[Line]:
    """Return the page's own label and value pairs as lines."""
    made = []
    for label, value in page.rows[:LINES]:
        key = _key(plain(label))
        text, bare = _tidy(" ".join(part for part in plain(value).split("\n") if part and not part.startswith("※")))
        if key and text:
            made.append(Line(text, FIELD.get(key) or _kind(key), key, -1, bare=bare))
    return made


def _kept(text: str) -> Iterator[str]:
    """Yield the lines, up to what is over; a heading like 過去の催し counts when something stood before it."""
    said = 0
    for whole in plain(text)[:LENGTH].split("\n")[:LINES]:
        line = whole[:LINE]
        flat = fold(line)
        if not line or _FURNITURE.search(flat):
            continue
        if _PAST.match(flat) and len(flat) <= 24:
            if said >= 2:
                return
            continue
        said += 1
        yield line


def _tidy(line: str) -> tuple[str, bool]:
    """Return the line half-width where it may be, without what is personal, and whether nothing was."""
    flat = fold(line)
    bare = _MAIL.sub("", _PHONE.sub("", flat))
    clean = _HOLLOW.sub("", RUBY.sub("", bare if bare == flat else _CLERK.sub("", bare)))
    return re.sub(r"\s+", " ", clean).strip(), bare == flat


def _stripped(text: str) -> str:
    return re.sub(_HEAD, "", text).strip()


def _label(text: str) -> tuple[str, str, str] | None:
    """Return field, label and value of a labelled line; None for running text."""
    if (split := _SPLIT.match(text)) and (whole := split["label"].replace(" ", "")) in FIELD:  # 期 間
        text = f"{whole} {text[split.end() :]}"
    found = _LABELLED.match(text)
    if (
        found
        and found["spaced"]
        and (told := _LABELLED.match(found["value3"]))
        and _key(told["spaced"] or "") in FIELD
        and _key(found["spaced"]) not in FIELD
    ):
        found = told  # 講演 日時 3月4日
    if found is None:
        return None
    label = found["boxed"] or found["colon"] or found["spaced"]
    value = (found["value1"] or found["value2"] or found["value3"] or "").strip()
    key = _key(label)
    name = FIELD.get(key) or _kind(key)
    if not re.search(r"[^\W\d]", key):
        return None
    if key in ("誤", "正"):
        return "other", key, value
    if name == "other" and _NO_LABEL.search(label):
        return None
    if name == "other" and len(key) <= 10 and _DAYS_ONLY.match(value):  # 年末年始:12月28日から, 対象の行事 7月4日(土)
        return "when", key, value
    if name == "other" and not (found["colon"] and 2 <= len(key) <= 10):
        return None
    return name, key, value


#: days, and no sentence about them
_DAYS_ONLY: Final = re.compile(
    r"(?:\d{1,2}月\s*\d{1,2}日|(?:令和|平成)\s*[\d元]|20\d\d年|\d{1,2}日\s*\([月火水木金土日])(?!.*(?:[がを]|(?:資料|方|場合|とき|もの)[はも]|です|ます|。.))"
)


def _key(label: str) -> str:
    return re.sub(r"[\s・:：]|^\W+|\W+$", "", unicodedata.normalize("NFKC", re.sub(_HEAD, "", label)))


def _kind(key: str) -> str:
    return "when" if _WHEN.fullmatch(key) and not _WHEN_NOT.search(key) else "other"


def _parted(name: str, label: str, value: str) -> Iterator[tuple[str, str, str]]:
    """Take a line of several labels apart: 期間:7月1日～5日 場所:中央図書館."""
    pieces = re.split(r"\s+(?=(?:" + "|".join(sorted(FIELD, key=len, reverse=True)) + r")\s*:)", value)
    yield name, label, pieces[0]
    for piece in pieces[1:]:
        told, _, rest = piece.partition(":")
        yield FIELD.get(_key(told), "other"), _key(told), rest.strip()


def _is_title(text: str) -> bool:
    """A short line that is no sentence: what follows belongs to it."""
    return 2 <= len(text) <= 30 and not re.search(r"[。!?！？、:]|\d{1,2}日|(?:です|ます|した|ください)$", text)


def tells_time(label: str) -> bool:
    """Whether a label surely says when something takes place, and not when a remark was made."""
    return FIELD.get(label) == "when" or _kind(label) == "when"
