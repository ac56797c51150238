"""Pure: what of a second wording its page does not bear out, though each word of it stands there:
one event's terms told of all, a sentence turned round, a table's columns exchanged, what is said of
another (belonging.py); and what is no wording at all.

Sees what stands in one clause or line, and above it: its heading, 次のもの. Cannot see what needs
the sense: a list of 停止するもの that is told in words of its own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bridge.draft.belonging import exchanged
from bridge.text.clean import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.model import Facts

#: holds of each of several things
_OF_ALL: Final = re.compile(
    r"いずれも|どちらも|どの(?:館|日|回|講座|教室|コース|会場)(?:も|でも)|すべて|全て|全館|各館|全員|毎回"
)
_AS_GOOD: Final = {
    "いずれも": "どちらも",
    "どちらも": "いずれも",
    "すべて": "全て",
    "全て": "すべて",
}
_NOT: Final = re.compile(
    r"ません|できない|できず|不可(?!欠)|お断り|(?:停止|休止|休館|休室)(?:し|いた|と)"
)
#: what else says on a page that something is not
_NOT_THERE: Final = re.compile(
    rf"{_NOT.pattern}|ない|なし|不要|無料|中止|休止|停止|休館|休室|閉館|閉室|休み|除く|とりやめ|しめ|いらず|(?:使え|入れ)ず"
)
#: a heading of what does not work, whatever stands below it
_REFUSING: Final = re.compile(r"ません|できない|使えない|(?:停止|休止|中止)する")
#: one below which it may stand who is closed: 休館期間; 休館中のサービス is none
_CLOSING: Final = re.compile(r"(?:休館|休室|休み)(?!中|の?[あ間])")
#: what does not work stands further down, line by line
_BELOW: Final = re.compile(r"次の|下記|以下の")
_CAN: Final = re.compile(
    r"でき(?:ます|る)|使え(?:ます|る)|いただけます|借りられ|返せ|開(?:館し|き|け)ます"
)
_THING: Final = re.compile(r"[一-龠々ヶ]{2,}|[ァ-ヴー]{2,}")
#: says no more than when and where
_FRAME: Final = re.compile(
    r"図書館|分館|本館|期間|当日|午前|午後|時間|利用|休館|開館|停止|休止|不可|祝日|曜日|申込"
)
_ARROW: Final = re.compile(r"(\d+)\D{0,6}→\D{0,6}(\d+)")
_PREFACE: Final = re.compile(
    r"^(?:はい|承知|かしこまり|もちろん|わかりました|以下|要約|文案)[^\n]{0,24}[、。：:]"
)
_MARKUP: Final = re.compile(
    r"</?[A-Za-z][^>\n]{0,40}>|\*\*|```|^#+ |\"[a-z_]+\"\s*:|^\s*[{\[]", re.MULTILINE
)
_PARTED: Final = re.compile(r"(?:[ァ-ヴーA-Za-z][ \u3000・]){2,}[ァ-ヴーA-Za-z](?![ァ-ヴーA-Za-z])")
_LETTERS: Final = (
    "CJK ",
    "HIRAGANA ",
    "KATAKANA",
    "LATIN ",
    "FULLWIDTH LATIN ",
    "IDEOGRAPHIC ",
)


def not_borne(answer: str, topic: Sequence[str], facts: Facts, near: date) -> Iterator[str]:
    """Yield why an answer is not shown, each a Japanese phrase; `near` is the page's day."""
    source = "\n".join((facts.title, *topic))
    yield from _odd(answer, source)
    for word in dict.fromkeys(_OF_ALL.findall(answer)):
        if word not in source and _AS_GOOD.get(word, word) not in source:
            yield f"「{word}」はこのお知らせにありません"
    yield from _turned_round(answer, topic)
    yield from exchanged(answer, (facts.title, *topic), near)
    for before, after in _ARROW.findall(unicodedata.normalize("NFKC", answer)):
        if not any(_in_order(before, after, line) for line in topic):
            yield f"「{before} → {after}」の順はこのお知らせにありません"


def _odd(answer: str, source: str) -> Iterator[str]:
    """Yield what no post has: a preface, marks of other formats, letters of other scripts, parted
    words.
    """
    if _PREFACE.match(answer):
        yield "前置きが入っています。文だけを書いてください"
    if mark := _MARKUP.search(answer):
        yield f"「{mark[0].strip()[:12]}」は投稿の文にありません。文だけを書いてください"
    if any(set(line.strip()) == {"-"} for line in answer.split("\n")):
        yield "「---」の行で文が分かれます"
    if (parted := _PARTED.search(answer)) and parted[0] not in source:
        yield f"「{parted[0]}」は一字ずつ離れています"
    odd = [one for one in answer if _is_odd(one) and one not in source]
    if odd:
        yield f"使えない文字「{odd[0]}」が入っています"


def _is_odd(letter: str) -> bool:
    kind = unicodedata.category(letter)
    if kind.startswith("L"):
        return not unicodedata.name(letter, "").startswith(_LETTERS)
    return kind in ("So", "No", "Cs", "Co", "Cn") and letter not in "→←↑↓※〒"


def _turned_round(answer: str, topic: Sequence[str]) -> Iterator[str]:
    """Yield each sentence that denies what no line of the topic denies, or allows what each line
    about it denies.
    """
    denied, affirmed = _denied(topic)
    for sentence in re.findall(r"(?:(?!(?<=ず)、)[^。\n])+", answer):
        bare = re.sub(r"\([^()]*\)", "", sentence)
        things = [one for one in _THING.findall(bare) if not _FRAME.search(one)]
        here = [one for one in things if one in denied or one in affirmed]
        if not here:
            continue
        of_denied = sum(one in denied for one in here)
        of_affirmed = sum(one in affirmed for one in here)
        if _NOT.search(bare):
            if of_denied * 2 < len(here) and not _CAN.search(bare):
                yield f"「{sentence.strip()[:24]}」とは、このお知らせにありません"
        elif _CAN.search(bare) and not of_affirmed:
            yield f"「{sentence.strip()[:24]}」とは、このお知らせにありません"


def _denied(topic: Sequence[str]) -> tuple[str, str]:
    """Return the lines that deny something, and those that do not: with the headings above them,
    for what a line says is said of its heading, and the other way round.
    """
    denied: list[str] = []
    affirmed: list[str] = []
    heading, listed = "", False  #: whether a list of what does not work goes on
    for line in topic:
        if line.startswith("■"):
            heading, listed = line, False
            continue
        own = bool(_NOT_THERE.search(line))
        listed = listed and not line.endswith("。")
        denies = own or listed or bool(_REFUSING.search(heading))  # ■停止するサービス ⏎ 予約
        if denies or _CLOSING.search(heading):
            denied += [heading, line]
        if not denies:
            affirmed += [heading, line]
        elif _CAN.search(line):  # 返却口は、休館中も使えます
            affirmed.append(line)
        listed = listed or bool(own and _BELOW.search(line))
    return "\n".join(denied), "\n".join(affirmed)


def _in_order(before: str, after: str, line: str) -> bool:
    numbers = re.findall(r"\d+", folded(line))
    return any(one == before and after in numbers[at + 1 :] for at, one in enumerate(numbers))
