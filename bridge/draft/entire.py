"""Pure: a page so short that it is told whole, line by line in its own order; courtesy, and what
leads on, stay out.

Nothing is chosen, so nothing is left out and nothing stands without what it hangs on (5(1)ア). A
page is not told so where a line of it may not be told to everybody, says today without a day, or
stands in a table. Cannot see that a short page is a part of a longer one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.draft.hollow import hollow, points_only, repeats
from bridge.draft.sentences import names_nobody, settled
from bridge.draft.standalone import uncited, undressed
from bridge.text.clean import folded, harmless, plain
from bridge.text.dates import house, mentions
from bridge.text.limits import FOLLOWING
from bridge.text.times import fold
from bridge.topics.builder import is_day_of_page, published_on, relabelled
from bridge.topics.labels import close_up, known_field
from bridge.topics.lines import joined, unclosed
from bridge.topics.outline import is_library, split
from bridge.topics.sorts import Sort, has_day
from bridge.topics.tidy import FURNITURE, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts, Page

LONGEST: Final = 300  #: letters of a page's text at which its lines are looked at
MOST: Final = 12  #: lines
LABEL: Final = 14  #: letters of a line's label
LATELY: Final = timedelta(days=14)  #: how long ago what still goes on began
#: said to lead on, and of no news: 詳しくはチラシをご覧ください, 問い合わせ：
_LEADS_ON: Final = re.compile(
    r"^(?:※\s*)?(?:詳し[くい]|くわし[くい]|詳細)[^。]*?(?:ください|下さい|まで)?。?$"
    r"|^[^。、]{0,20}こちら(?:から|へ|です|を(?:ご覧|ごらん)[^。]*)?。?$"
    r"|^[■●・【]?\s*(?:お?問い?合わ?せ|連絡先|担当)(?:先|窓口|係|課)?\s*[:：】]|^(?:以上|記)$"
)
#: a number to call, where more is said than that: 窓口か電話(03-1234-5678)で
_NUMBER: Final = re.compile(
    r"\((?:[^()\d。、]{1,12}[:\s])?(?:電話|TEL|℡)?[:\s]?0\d{1,4}-\d{1,4}-\d{3,4}\)"
)
#: a number to call, or such, at the end of a line that is no sentence and of no other thing
_CALLED: Final = re.compile(
    r"(?<![はがをにでへとも])\s*[(（]?(?:電話|でんわ|TEL|Tel|℡|☎|直通)(?:番号)?\s*[:：]?\s*(?:\d[-\d()]{5,})[^。]{0,24}$"
)
#: where a library stands, behind its name
_ADDRESS: Final = re.compile(
    r"(?<=[館室係課])\s+(?:〒[-\d\s]*)?[^。\s]{0,6}[都道府県市区町村][^。はがを]{1,20}\d[^。]{0,24}$"
)
_WAY: Final = re.compile(
    r"申|応募|提出|送[りる付]|予約|受付|参加|返却"
)  #: what one writes there for
SIGNED: Final = 24  #: letters of a name before it
#: courtesy and no more
_COURTESY: Final = re.compile(
    r"(?:[^。、]{0,24}(?:皆様|皆さま|みなさま)には、?)?[^。、]{0,14}(?:ご|御)(?:不便|迷惑|理解|了承|容赦|協力)[^。]{0,34}|[^。]{0,30}お待ちして(?:い|お)り?ます"
    r"|(?:たいへん|大変)?(?:ご|御)(?:不便|迷惑|面倒)を[^。]*(?:お願い|申し訳|詫び)[^。]*"
    r"|[^。]{0,24}(?:よろしくお願い|ありがとうござい|お詫び|申し訳)[^。]{0,16}"
    r"|(?:(?:どうか|十分|今後の?情報に)、?)*ご?(?:注意|留意)(?:ください|下さい|願います)"
)
#: who has won, of what school: for the page, with consent, and not for a post (6(10))
_WINNER: Final = re.compile(
    r"賞(?=[\s:：「『]).*(?:さん|くん|ちゃん|氏|様)|(?:さん|くん|ちゃん|君)\s?\([^()]*(?:[小中高]|年|歳|一般|在住)"
)
#: the name behind what won, and where it is from: 【市長賞】 … 山内町 二宮 光代
_WON_BY: Final = re.compile(
    r"(?<=賞)(?P<work>[^。]{4,}?)(?:\s+\S{1,12}(?:[町市村区]|[小中高校]\s?\d年)|(?<=[」』]))"
    r"\s+[一-龠々]{1,4}\s[一-龠々ぁ-んァ-ヶー]{1,5}(?<!さん)(?<!くん)$"
)
#: how a block stands in a post
_AS_SHOWN: Final = {"item": "・{}", "heading": "【{}】"}
#: how something looks on the page, and not in a post: 変更箇所は赤字で示しています
_SHOWN: Final = r"(?:赤字|赤い?文字|下線|アンダーライン|太字|網(?:かけ|掛け)|黄色)"
_NEW: Final = r"(?:変更|追加|訂正|修正|更新|追記|変わ)"
_LOOKS: Final = re.compile(rf"{_NEW}[^。]*{_SHOWN}|{_SHOWN}[^。]*{_NEW}")
#: how big a file is, behind what is in it
_FILE: Final = re.compile(r"\s?[(（]\s?(?:PDF|Word|Excel|ZIP)[^()（）]{0,16}[)）]", re.IGNORECASE)
#: of a number, or what there is: nothing that ends
_JUST_NOW: Final = re.compile(r"ただいま、?(?!.*(?:[止休閉]|使え|でき|つなが|故障|不具合|復旧))")
#: a line that is a link to a file: →工程表 [PDFファイル/881KB]
_OF_FILE: Final = re.compile(
    r"^(?![^:：]{1,10}[:：])[^。]*[(（\[［]\s?(?:PDF|Word|Excel|ワード|エクセル|ZIP)[^()（）\[\]［］]*[)）\]］]\s*$",
    re.IGNORECASE,
)
#: a mark before a line, and a colon that is of no hour or address
_SIGN: Final = re.compile(r"^[■□◆◇▼▽☆★◎]\s*(?=\S)")
_COLON: Final = re.compile(r"(?<!\d)\s?:(?!\d|//)\s?")
#: what a line above the news is filed under: no news
_FILED: Final = re.compile(
    r"[【〔\[■●◆◇・\s]*(?:図書館からの)?(?:お?願い|おねがい|お知らせ|おしらせ|ご?案内|重要|ニュース|トピックス)[】〕\]\s]*"
)
#: who gave what: their names are not for a post (6(10))
_GIVER: Final = re.compile(
    r"(?:^|(?<=。))(?P<of>[^。、「」]{1,8}(?:地区|[市町村区県]内)(?:在住|に?お?住まい)?の)?"
    r"(?:[^。、「」]{2,24}(?:さん|氏)|(?![^。、「」]*(?:[会社校園店院団部課所行組]|クラブ))[^。、「」]{2,24}様)"
    r"(?:の?ご?(?:家族|遺族|一家|夫妻))?(?:から|より)、?"
    r"(?=[^。]{4,}(?:いただ|頂|寄贈|贈ら|届き|届け))"
)
#: added later, and how it looks: what was said of that before holds no longer
_ADDED: Final = re.compile(r"^[^。]{0,14}追記")
OUTLOOK: Final = re.compile(r"見込み|見通し|めど(?!う)|目[途処]|未定")
#: what is not known, before what is: くわしくは開けてみないとわかりませんが、今のところ
_NOT_KNOWN: Final = re.compile(
    r"(?:^|(?<=。))[^。]*(?:[わ分]から|未定|決まって)[^。]*?が、(?=(?:今|現在|いま)のところ)"
)
#: in a post it would be the post, or the account
_THIS_PAGE: Final = re.compile(r"(?:この|当)ページ上?(?=[でにをの])")
_THIS_SITE: Final = re.compile(r"(?:この|当)(?:ホームページ|サイト)上?(?=[でにをの])")
#: the page's own form, which the post's link leads to: 下の申込フォームから
_FORM_HERE: Final = re.compile(
    rf"(?:この|こちらの?|(?:(?:ページ|画面)の)?(?:下[記部]|[上左右]記|{FOLLOWING}|(?<![一-龠])[下上次])"
    r"に?(?:ある|の)?)\s?"
    r"(?=(?:[一-龠み]{0,6}|Web|オンライン)(?:フォーム|申込ページ|ボタン|リンク))"
)
#: a line that breaks within its sentence
_OPEN: Final = re.compile(
    r"(?:、|、(?:今|現在|いま)のところ|(?<=[一-龠々ァ-ヶー」』)）])(?:は|を|が|に|で|から|と|の)|および|及び|または|又は|もしくは|すぐに|ただちに|直ちに)$"
)
#: a line that goes on with the sentence of the one above it
_GOES_ON: Final = re.compile(
    r"の(?:予定|見込み|間|あいだ|ため|うち)|(?:いただ[きく]|頂[きく]|いたし|致し|ください|下さい)|(?:へ|まで|に|を)、?ご?(?:連絡|相談|通報|お?知らせ|申し出|提出)"
)
#: begins with a label or a sign: 【実施】1月4日(月)から
_HEADED: Final = re.compile(r"\s*(?:[【〔＜<]|[^\s:：。]{1,12}\s?[:：])")
#: above the entries of a month: 2026年11月の記事一覧
_ARCHIVE: Final = re.compile(r"\d月の?(?:記事|投稿|ブログ|お知らせ)?一覧$|アーカイブ")
_MONTH: Final = re.compile(r"\d{1,2}\s?(?:月|/\s?\d)")
_NAMED_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月")
_DAY: Final = re.compile(r"(?<![\d月/])\d{1,2}日(?!間|目|前|以)")
_BARE_DAY: Final = re.compile(r"(?<![\d月/])\d{1,2}日\([月火水木金土日](?:・?祝)?\)")
#: a label before its value: ところ:2階, 日時　12月5日
_LABEL: Final = re.compile(
    r"^(?P<label>・?(?:[^\s:、。\d「『(]{1,12}(?=\s*:\s*\S)|[一-龠々ぁ-んァ-ヶー]{1,8}(?=\s+\S{3})(?![^。]*。)))"
    r"\s*:?\s*"
)
#: a label and a blank, before whatever value
_SPACED: Final = re.compile(r"([^\s:：。、]{2,10})\s+(?=\S)")
#: the number of a labelled line of a list: 3 提出先 図書館, (2)締切 12月28日
_NUMBERED: Final = re.compile(
    r"^(?:[(（]\d{1,2}[)）]|\d{1,2}(?:[.．、)）]|(?=\s)))\s*(?![階回人名冊点枚本])"
    r"(?=[^\s\d。、:：]{2,14}\s*(?:[:：]|\s)\s*\S)"
)
_NUMBER_OF_HEAD: Final = re.compile(
    r"(?:[(（]\d{1,2}[)）]|\d{1,2}(?:[.．、)）]|(?=\s)))\s*([^\s\d]{2,12})"
)
#: an address to type, and what else leads there
_LINKED: Final = re.compile(
    r"[(（][^()（）]*(?:https?://|QRコード|二次元)[^()（）]*[)）]|(?<=[:：\s])https?://[!-~]+$"
)
LINE: Final = 120  #: letters of a line whose bracket the next one may close


def with_entire(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of a short one with its lines."""
    if is_front(page) or not page.blocks or len(page.text) > LONGEST:
        return facts
    if any(block.sort == "row" for block in page.blocks):
        return facts
    published = published_on(page, today)
    near = published or today
    raw = [text for block in joined(page.blocks) for text in lines_of(block, page.title)]
    while raw and is_signature(raw[-1]):
        raw.pop()
    if raw and is_day_of_page(raw[0], near):
        raw = raw[1:]
    while raw and (_FILED.fullmatch(raw[0]) or repeats(raw[0], page.title)):
        raw = raw[1:]
    raw = _up_to_date(raw)
    lines = [told_line(text, near, published) for text in raw]
    if not all(lines) or len(lines) > MOST:
        return facts
    if not _MONTH.search(facts.title):
        lines = with_month(lines, near)
    if _of_no_month(lines, facts.title):
        return facts
    return replace(facts, entire=tuple(lines))


def leads_on(line: str) -> bool:
    """Return whether a line only leads on, or is a file to open: 募集要項はこちら."""
    flat = fold(line).strip()
    return bool(_LEADS_ON.search(flat) or _OF_FILE.search(flat))


def is_signature(line: str) -> bool:
    """Return whether a page's last line only says who writes, and whom to call."""
    flat = fold(line).replace("：", " ")
    behind = _CALLED.search(flat) or _ADDRESS.search(flat)
    name = flat[: behind.start()] if behind else flat
    signed = len(name) <= SIGNED and not _WAY.search(name)
    return is_library(flat) or bool(behind and signed)


def is_front(page: Page) -> bool:
    """Return whether a page is the front page of its site: its news are not one entry's."""
    return not urlsplit(page.url).path.strip("/")


def lines_of(block: Block, title: str) -> Iterator[str]:
    """Yield the lines of a block that are told: a pair as one; no courtesy, no furniture, nothing
    that leads on, says whom to ask, or only announces what the title names.
    """
    raw = (
        (f"{block.lines[0]}：{'、'.join(block.lines[1:])}",)
        if block.sort == "pair"
        else block.lines
    )
    for line in _unbroken(raw):
        flat = fold(line).strip()
        if block.sort == "heading" and _ARCHIVE.search(flat):
            continue
        plain_line = block.sort == "text" and not has_day(flat) and "。" not in flat
        furniture = plain_line and FURNITURE.search(flat)
        if furniture or leads_on(flat):
            continue
        label, colon, value = line.partition("：")
        if colon and len(label) <= LABEL and points_only(value):
            continue
        sentences = [
            one for one in split(plain(line)) if not (_is_courtesy(one) or hollow(one, title))
        ]
        if text := "".join(sentences).strip():
            yield _AS_SHOWN.get(block.sort, "{}").format(text)


def _unbroken(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a block, those in one that break within a sentence."""
    held = ""
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        held += relabelled(line).removeprefix("・") if held else relabelled(line)
        goes_on = (_OPEN.search(held) or _GOES_ON.match(after)) and not _HEADED.match(held)
        if not (goes_on or (unclosed(held) and len(held) < LINE)):
            yield held
            held = ""
    if held:
        yield held


def _up_to_date(lines: Sequence[str]) -> list[str]:
    """Return lines without how it looked before what was added: 復旧のめどは立っていません, and
    【追記】再開は来週の見込みです below it.
    """
    place = next((n for n, one in enumerate(lines) if _ADDED.match(fold(one))), 0)
    if not (place and OUTLOOK.search("".join(lines[place:]))):
        return [*lines]
    before = ("".join(s for s in split(one) if not OUTLOOK.search(s)) for one in lines[:place])
    return [*filter(None, before), *lines[place:]]


def with_month(lines: Sequence[str], near: date) -> list[str]:
    """Return lines whose first day has a weekday and no month with the month in which it fits, this
    one, the next, or the last where it is a few days back: 19日(水)13時から; as they stand where
    none does, or a month is named.
    """
    for n, line in enumerate(lines):
        bare = _BARE_DAY.search(line)
        if _MONTH.search(line[: bare.start()] if bare else line):
            break
        if bare and (month := _month_of(bare[0], near)):
            whole = f"{line[: bare.start()]}{month}月{line[bare.start() :]}"
            return [*lines[:n], whole, *lines[n + 1 :]]
        if bare:
            break
    return [*lines]


def _of_no_month(lines: Sequence[str], title: str) -> bool:
    """Return whether a line has a day of a month that nothing says: neither it, nor a line above,
    and the title names several: 1月・2月の講座 above 9日 10時から.
    """
    if len({*_NAMED_MONTH.findall(fold(title))}) < 2:
        return False
    first = next((line for line in lines if _DAY.search(line) or _MONTH.search(line)), "")
    day = _DAY.search(first)
    return day is not None and not _MONTH.search(first[: day.start()])


def _month_of(day: str, near: date) -> int:
    """Return the month in which a day with its weekday is next, or was lately; 0 where neither."""
    months = (near.month, near.month % 12 + 1, (near.month - 2) % 12 + 1)
    all_of = (next(iter(mentions(f"{month}月{day}", near)), None) for month in months)
    fits = [one.date for one in all_of if one and one.date and not one.weekday_wrong]
    ahead = [one for one in fits if one >= near]
    lately = [one for one in fits if near - LATELY <= one < near]
    nearest = min(ahead, default=None) or max(lately, default=None)
    return nearest.month if nearest else 0


def _is_courtesy(sentence: str) -> bool:
    bare = _FILE.sub("", fold(sentence)).rstrip("。！! ")
    empty = _COURTESY.fullmatch(bare) or _LEADS_ON.search(bare)
    return bool(empty or _LOOKS.search(bare)) and not has_day(bare)


def here(text: str) -> str:
    """Return a text with names for what would be the post, or the account, if it were posted."""
    text = _FORM_HERE.sub("リンク先の", _THIS_PAGE.sub("リンク先", text))
    return _THIS_SITE.sub("図書館のホームページ", text)


@lru_cache(64)  # a line of a short page is looked at for each form of its draft
def told_line(text: str, near: date, published: date | None) -> str:
    """Return a line as it is told; empty where it may not be."""
    text = uncited(_JUST_NOW.sub("", _FILE.sub("", _LINKED.sub("", text))))
    if not names_nobody(fold(text)):
        text = _GIVER.sub(lambda giver: f"{giver['of']}方から、" if giver["of"] else "", text)
    text = _WON_BY.sub(r"\g<work>", _NOT_KNOWN.sub("", text))
    flat, bare = tidy(_NUMBER.sub("", fold(text)) if _NUMBER.search(fold(text)) else text)
    if not bare or not names_nobody(flat) or _WINNER.search(flat) or not folded(flat):
        return ""
    words = settled(here(house(undressed(flat), near)), published)
    words = _COLON.sub("：", _NUMBERED.sub("", _SIGN.sub("", words)))
    words = close_up(words)
    head = _NUMBER_OF_HEAD.fullmatch(words)
    words = head[1] if head and known_field(head[1]) else words
    blank = _SPACED.match(words)
    if blank and known_field(blank[1]) not in (None, Sort.ASIDE):
        words = f"{blank[1]}：{words[blank.end() :]}"
    return harmless(_LABEL.sub(r"\g<label>：", words))


def told_sentences(line: str, near: date, published: date | None) -> str:
    """Return a line as it is told, without its further sentences that may not be, where those give
    no day.
    """
    if text := told_line(line, near, published):
        return text
    first, *rest = split(line)
    rest_told = (one for one in rest if told_line(one, near, published))
    whole = rest and not any(has_day(fold(one)) for one in rest)
    return told_line("".join((first, *rest_told)), near, published) if whole else ""
