"""Pure: what a page says: 日時, 会場, 対象, 申込 …, found and not yet worded.

Found in the rows of tables and definition lists, in labelled lines of the text, else in sentences. Every value is the page's
own wording (truth 7). What is furniture (navigation, share words, contact boxes), a phone number or a letter's head is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bridge.model import Facts, Occasion, Page
from bridge.text.clean import harmless, plain
from bridge.text.dates import RELATIVE, find_occasions, mentions, resolve_relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

#: field → the labels under which pages give it, without blanks
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "when": (
        "日時", "開催日時", "開催日", "開催期間", "期間", "会期", "実施日", "実施日時", "とき", "日程", "日にち", "日付", "月日", "開催時間", "時間",
        "展示期間", "募集期間", "休館期間", "休館日時", "休止期間", "停止期間", "配布日", "収集期間", "受付期間", "実施期間", "上映日時", "対象期間",
        "開館時間の変更", "休館日",
    ),
    "place": ("会場", "場所", "開催場所", "ところ", "展示場所", "実施場所", "集合場所", "上映会場", "受付場所", "会場名"),
    "audience": ("対象", "対象者", "対象年齢", "参加対象", "応募資格", "参加資格", "対象の方"),
    "capacity": ("定員", "募集人数", "募集人員", "人数"),
    "fee": ("費用", "参加費", "料金", "入場料", "受講料", "材料費", "観覧料", "入場", "聴講料"),
    "apply": ("申込", "申込み", "申し込み", "申込方法", "申し込み方法", "申込み方法", "申込期間", "申込受付", "参加方法", "受付", "応募方法", "予約",
              "申込期限", "申込締切", "締切", "応募期限", "受付開始", "お申込み", "お申し込み", "参加申込", "事前申込"),
    "bring": ("持ち物", "持物", "もちもの", "準備物"),
    "contact": ("問合せ", "問い合わせ", "お問い合わせ", "問合せ先", "お問合せ", "お問合せ先", "問い合わせ先", "連絡先", "お問い合わせ先", "電話", "電話番号", "問合わせ"),
    "speaker": ("講師", "出演", "出演者", "話し手", "演者", "語り手"),
    "what": ("内容", "概要", "テーマ", "演題", "プログラム", "内容等"),
}  # fmt: skip
_FIELD: Final = {label: field for field, labels in LABELS.items() for label in labels}
_LABEL: Final = re.compile(
    r"^\s*[■◆◇●○〇□▼▽★☆・※*\-―]*\s*(?:\d{1,2}[.．、)）]\s*|[①-⑳]\s*|[(（]\d{1,2}[)）]\s*)?"
    r"(?:[【\[［〔《≪〈<](?P<boxed>[^】\]］〕》≫〉>]{1,12})[】\]］〕》≫〉>]\s*[:：]?\s*|(?P<plain>[^\s:：。、]{1,8}(?:[\s　][^\s:：。、]{1,3})?)\s*(?:[:：]|[\s　]{1,}|$)\s*)(?P<value>.*)$"
)
#: a line that is furniture, not text
_FURNITURE: Final = re.compile(
    r"^(?:現在位置|トップページ|ホーム|ページ番号|更新日|公開日|掲載日|登録日|最終更新|印刷|ページの先頭|ページトップ|前の記事|次の記事|前へ|次へ|一覧へ|戻る|もどる|"
    r"文字の?サイズ|文字サイズ|背景|シェア|ツイート|twitter|facebook|LINE|いいね|このページ|PDFファイル|Adobe|本文へ|メニュー|検索|"
    r"コメント|\d+\s*件のコメント|関連リンク|関連情報|カテゴリ|タグ|投稿日|各\s*位|記$|以上$|図書館からのお知らせ$|お知らせ$|年間カレンダー$|公式LINE$|[A-Za-z ]{1,20}$)"
    r"|^(?:テキスト)?[大中小標準\s]+$|ページトップ|文字のサイズ|ページ番号.*更新日|^発信日|^\[発信日|公開日[:：]|^\d{4}[./]\d{1,2}[./]\d{1,2}(?:\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))?$"
    r"|館長\s*[(（]|^.{0,20}(?:PDF|Word|Excel)[^。]{0,12}(?:KB|MB|[)）])\s*$|二次元コード|QRコード|&gt;|\s>\s|＞"
)
_EMPTY: Final = re.compile(
    r"詳し[くい].{0,12}(?:こちら|ご覧|リンク|参照)|こちら(?:を|から|の)|(?:チラシ|ポスター|ちらし|別紙)[をの].{0,8}(?:ご覧|参照)|下記の?とおり|次のとおり(?:です)?。?$|以下のとおり|クリック"
)
_PHONE: Final = re.compile(
    r"(?:(?:電話|TEL|Tel|tel|ＴＥＬ|FAX|ファクス|ファックス|☎|℡|内線)\s*[:：]?\s*)?[(（]?0\d{1,4}[)）]?[\-‐-―−₋－ー・･.\s()（）]{0,2}\d{1,4}[\-‐-―−₋－ー・･.\s()（）]{1,2}\d{3,4}"
)
_MAIL: Final = re.compile(r"[\w.+\-]+\s*[@＠]\s*[\w\-]+(?:[.．][\w\-]+)+")
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[」』)）]*|\n|$)")
_TELLING: Final = re.compile(
    r"(?:です|ます|ました|ません|ください|でした|ましょう|ませんか|とします|ご利用|開催|募集|休館|中止|延期|変更|再開)"
)
_CONDITIONAL: Final = re.compile(r"(?:場合|ことがあ|おそれ|可能性|とき(?:は|に)|未定|かもしれ|状況)")
_PAST_HEAD: Final = re.compile(r"^(?:過去の|これまでの|終了した|昨年度?の|前回の|アーカイブ)|(?:は|が)?終了しました")

#: the word that a notice begins with, and what must not stand beside it
NOTICES: Final = (
    ("中止", re.compile(r"中止(?!に(?:なる|する|なった)場合|とする場合|する場合|(?:になる|となる|する)ことが)")),
    ("延期", re.compile(r"延期(?!する場合|になる場合|することが)")),
    ("訂正", re.compile(r"訂正|お詫びと訂正|正誤")),
)
CLOSURE: Final = re.compile(
    r"臨時休館|臨時閉館|緊急休館|休館(?:します|いたします|のお知らせ|について|となります|とします)|休室|休館日|閉館時間を?(?:繰り上げ|早め)|開館時間の?(?:変更|短縮)"
)
_URGENT: Final = re.compile(
    r"臨時休館|臨時閉館|緊急|台風|停電|断水|地震|大雪|避難|システム(?:障害|トラブル|停止)|不具合|故障|(?:閉館|開館)時間.{0,6}(?:繰り上げ|早め)"
)
_NEVER_URGENT: Final = re.compile(
    r"図書|本の|展|講座|講演|訓練|防災|おはなし|ブックリスト|蔵書点検|特別整理|復旧しました|再開します"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """One labelled value, as it stands on the page."""

    name: str
    value: str
    at: int  #: line or row of the page
    label: str = ""


def read_facts(page: Page, today: date) -> Facts:
    """Return what `page` says, in its own words; `today` helps where a year is not written and the page has no date."""
    reference = page.published or today
    title = harmless(_tidy(page.title))
    lines = [_tidy(line) for line in _body(page)]
    fields = [*_from_rows(page.rows), *_from_lines(lines)]
    notice = _notice(title, lines)
    occasions, several = _occasions(fields, lines, title, reference)
    sentences = tuple(_sentences(lines, title, fields, reference))
    apply_text = _first(fields, "apply")
    return Facts(
        title=title,
        label=notice,
        urgent=_is_urgent(title, lines),
        occasions=occasions,
        several=several,
        place="" if several and _differ(fields, "place") else _first(fields, "place"),
        audience=_first(fields, "audience"),
        capacity=_first(fields, "capacity"),
        fee=_first(fields, "fee"),
        apply=apply_text,
        deadline=_deadline(fields, reference),
        bring=_first(fields, "bring"),
        sentences=sentences,
    )


# ── lines ───────────────────────────────────────────────────────────────────────────────────────


def _tidy(text: str) -> str:
    """Plain text without phone numbers and mail addresses (11), which no post needs."""
    bare = _MAIL.sub("", _PHONE.sub("", plain(text)))
    bare = re.sub(r"[(（]\s*(?:電話|TEL|Tel|☎|℡|問合せ先?|連絡先)?\s*[:：]?\s*[)）]", "", bare)
    return bare.replace("～", "～").strip()


def _body(page: Page) -> list[str]:
    """The lines that are text; what follows a heading of past events is left out."""
    kept: list[str] = []
    for line in plain(page.text).split("\n"):
        if not line or _FURNITURE.search(line):
            continue
        if _PAST_HEAD.search(line) and len(line) <= 20:
            break
        kept.append(line)
    return kept


def _name(label: str) -> str:
    bare = re.sub(r"[\s　・:：]", "", unicodedata.normalize("NFKC", label))
    return _FIELD.get(bare, "")


def _from_rows(rows: Iterable[tuple[str, str]]) -> Iterator[_Field]:
    for at, (label, value) in enumerate(rows):
        name = _name(plain(label))
        if name and value.strip():
            yield _Field(name, _value(value), -1000 + at, _bare(label))


def _from_lines(lines: list[str]) -> Iterator[_Field]:
    at = 0
    while at < len(lines):
        found = _LABEL.match(lines[at])
        name = _name(found["boxed"] or found["plain"]) if found else ""
        if found and name:
            value = found["value"]
            if not value.strip() and at + 1 < len(lines) and not _labelled(lines[at + 1]):
                at += 1
                value = lines[at]
            if value.strip():
                yield _Field(name, _value(value), at, _bare(found["boxed"] or found["plain"]))
        at += 1


def _labelled(line: str) -> bool:
    found = _LABEL.match(line)
    return bool(found and _name(found["boxed"] or found["plain"]))


def _bare(label: str) -> str:
    return re.sub(r"[\s　]", "", label)


def _value(text: str) -> str:
    """A value on one line: its first part, without remarks in brackets of many words, and without ※ notes."""
    joined = " ".join(
        part.strip() for part in _tidy(text).split("\n") if part.strip() and not part.strip().startswith("※")
    )
    cut = re.split(r"\s*※|\s*[*＊]\s|。(?=.)", joined)[0]
    return harmless(cut).strip(" 　、。・:：|")


def _first(fields: list[_Field], name: str) -> str:
    return next((field.value for field in fields if field.name == name and _worth(field.value)), "")


def _worth(value: str) -> bool:
    return bool(value) and not _EMPTY.search(value) and len(value) <= 120


def _differ(fields: list[_Field], name: str) -> bool:
    return len({field.value for field in fields if field.name == name}) > 1


# ── kinds of page ───────────────────────────────────────────────────────────────────────────────


def _notice(title: str, lines: list[str]) -> str:
    """中止, 延期 or 訂正 when the page says so outright: in its title, or in a first sentence without 「場合」."""
    for word, pattern in NOTICES:
        if pattern.search(title):
            return word
    for line in lines[:3]:
        for sentence in _SENTENCE.findall(line):
            if _CONDITIONAL.search(sentence):
                continue
            for word, pattern in NOTICES:
                if pattern.search(sentence) and re.search(
                    r"(?:します|しました|いたします|いたしました|となりました|になりました)", sentence
                ):
                    return word
    return ""


def _is_urgent(title: str, lines: list[str]) -> bool:
    """Section 2: closures at short notice, disaster, system failure; by the title, which says what the page is for."""
    return (
        (bool(_URGENT.search(title))
        and not (_NEVER_URGENT.search(title) and "臨時休館" not in title))
        or (
            bool(re.search(r"休館|利用(?:制限|できません)", title))
            and any(_URGENT.search(line) for line in lines[:2])
            and not _NEVER_URGENT.search(title)
        )
    )


# ── when ────────────────────────────────────────────────────────────────────────────────────────


def _occasions(
    fields: list[_Field], lines: list[str], title: str, reference: date
) -> tuple[tuple[Occasion, ...], bool]:
    """Return the occasions that the page is about, and whether several events stand on it."""
    labelled = [(field, find_occasions(field.value, reference)) for field in fields if field.name == "when"]
    labelled = [(field, found) for field, found in labelled if found]
    if labelled:
        names: dict[str, set[str]] = {}
        for field, _ in labelled:
            names.setdefault(field.label, set()).add(field.value)
        several = any(len(values) > 1 for values in names.values()) and not _same_span(labelled)
        merged = _merge([found for _, found in labelled])
        hours = next(
            (field.value for field in fields if field.name == "when" and not mentions(field.value, reference)), ""
        )
        return _with_hours(merged, hours, reference), several
    in_title = tuple(o for o in find_occasions(title, reference) if o.start or o.end or o.weekly)
    spoken = [o for line in lines[:12] for o in _spoken(line, reference)]
    if in_title:
        fuller = [o for o in spoken if any(o.start == t.start and o.start is not None and o.begins for t in in_title)]
        return tuple(fuller[:1]) or in_title, False
    days = {o.start or o.end for o in spoken}
    return tuple(spoken[:2]), len(days) > 3


def _spoken(line: str, reference: date) -> Iterator[Occasion]:
    """Occasions in a sentence, but not in side remarks (※), conditions, or what is long over."""
    if line.startswith(("※", "*", "＊", "注")):
        return
    for occasion in find_occasions(line, reference):
        last = occasion.end or occasion.start
        if last is None or last >= reference:
            yield occasion


def _same_span(labelled: list[tuple[_Field, tuple[Occasion, ...]]]) -> bool:
    return len({(o.start, o.end) for _, found in labelled for o in found[:1]}) == 1


def _merge(found: list[tuple[Occasion, ...]]) -> tuple[Occasion, ...]:
    """Rows such as 開催日 and 開催時間 are one occasion; repeated ones are one."""
    seen: list[Occasion] = []
    for group in found:
        seen += [o for o in group if o not in seen]
    return tuple(seen)


def _with_hours(occasions: tuple[Occasion, ...], hours: str, reference: date) -> tuple[Occasion, ...]:
    """開催日 7月1日 in one row and 時間 14時～16時 in another are one occasion."""
    if not hours or any(o.begins for o in occasions):
        return occasions
    some = find_occasions(f"1月1日 {hours}", reference)
    if not some or some[0].begins is None:
        return occasions
    begins, ends = some[0].begins, some[0].ends
    return tuple(replace(o, begins=begins, ends=ends, text=f"{o.text} {hours}") for o in occasions)


def _deadline(fields: list[_Field], reference: date) -> date | None:
    """Return the last day to apply, when the page names one."""
    for field in fields:
        if field.name == "apply":
            for occasion in find_occasions(field.value, reference):
                closing = re.search(r"締|〆|期限|まで", field.label + field.value)
                if occasion.end is not None:
                    return occasion.end
                if closing and occasion.start is not None and "から" not in field.value:
                    return occasion.start
    return None


# ── sentences ───────────────────────────────────────────────────────────────────────────────────


def _sentences(lines: list[str], title: str, fields: list[_Field], reference: date) -> Iterator[str]:
    """Yield the page's telling sentences, whole and in order; relative days become dates where that is sure."""
    used = {field.at for field in fields} | {field.at + 1 for field in fields}
    said = _folded(title)
    for at, line in enumerate(lines):
        if at in used or _LABEL_ONLY.match(line) or line.startswith(("※", "＊", "*", "注")):
            continue
        for found in _SENTENCE.findall(line):
            sentence = found.strip(" 　\n・○〇●■◆◇★☆")
            if not _tells(sentence) or _folded(sentence.rstrip("。！!")) in said:
                continue
            if RELATIVE.search(sentence):
                sentence = resolve_relative(sentence, reference)
                if RELATIVE.search(sentence):
                    continue
            yield harmless(sentence)


_LABEL_ONLY: Final = re.compile(r"^[【\[〔《≪■◆●○□▼★☆].{0,24}$")


def _tells(sentence: str) -> bool:
    """Whether a sentence is a whole one that says something, for everybody to read."""
    return (
        8 <= len(sentence) <= 160
        and bool(
            re.search(r"[。！？!?][」』)）]*$", sentence)
            or re.search(r"(?:ます|です|ました|ません|ください|ませんか)$", sentence)
        )
        and bool(_TELLING.search(sentence))
        and not _EMPTY.search(sentence)
        and not re.search(
            r"問い?合わ?せ|連絡先|電話|FAX|氏名|さん[をがはの、]|様[をがはの、]|わくわく|お詫び申", sentence
        )
        and sentence.count("「") == sentence.count("」")
        and sentence.count("(") + sentence.count("（") == sentence.count(")") + sentence.count("）")
    )


def _folded(text: str) -> str:
    return re.sub(r"[\s　「」『』【】!！。、・～~]", "", unicodedata.normalize("NFKC", text))
